"""Predictions of a tagger on gold documents, and the figures that choose between taggers.

Values (lo, hi, currency, TIMEX3) are the normalizer's business: here a claim counts by its span and label alone.
"""

import torch

from corpus import encode, sentences_of
from schema import ATTRIBUTES, LABELS, ROLES, TAGS

LONGEST_ARGUMENT = 12  # words; gold arguments of train have at most 11


def transitions():
    """Allowed tag bigrams: I-x only after B-x or I-x."""
    allowed = torch.zeros(len(TAGS), len(TAGS))
    for to, tag in enumerate(TAGS):
        if tag.startswith("I-"):
            allowed[:, to] = -1e4
            allowed[to, to] = allowed[to - 1, to] = 0.0
    return allowed


TRANSITIONS = transitions()
START = torch.tensor([-1e4 if tag.startswith("I-") else 0.0 for tag in TAGS])


def viterbi(scores):
    """Best allowed tag sequence of [words, tags] log-probabilities."""
    best, back = scores[0] + START, []
    for row in scores[1:]:
        value, index = (best[:, None] + TRANSITIONS).max(0)
        back.append(index)
        best = value + row
    path = [int(best.argmax())]
    for index in reversed(back):
        path.append(int(index[path[-1]]))
    return path[::-1]


def spans_of(path):
    """(first word, last word, label index) of each mention in a tag path."""
    out = []
    for word, tag in enumerate(path):
        if tag == 0:
            continue
        if TAGS[tag].startswith("B-"):
            out.append([word, word, (tag - 1) // 2])
        else:
            out[-1][1] = word
    return out


def best_argument(starts, ends, words):
    """Best (first word, last word) of an argument by start and end log-probabilities over [CLS] and words; None for none."""
    best, found = float(starts[0] + ends[0]), None
    for first in range(words):
        for last in range(first, min(words, first + LONGEST_ARGUMENT)):
            score = float(starts[first + 1] + ends[last + 1])
            if score > best:
                best, found = score, (first, last)
    return found


@torch.no_grad()
def predict(model, tokenizer, sentences, max_tokens, batch_tokens=4000):
    """Predicted claims of each sentence, in the same order, and how sure the tagger is of the sentence's least sure word;
    offsets are counted from the sentence's start."""
    from train import batches, collate, places  # collate and batching are the trainer's
    import random

    model.eval()
    features = [encode(tokenizer, {**s, "claims": []}, max_tokens) for s in sentences]
    index = {id(f): i for i, f in enumerate(features)}
    out, sure, found, vectors = [[] for _ in sentences], [1.0] * len(sentences), [], []
    for group in batches(features, batch_tokens, random.Random(0)):
        batch = collate(group)
        hidden, tags, _, _ = model(batch)
        log_probabilities = tags.log_softmax(-1)
        claims = []
        for row, f in enumerate(group):
            if not f.first:
                continue
            scores = log_probabilities[row, torch.tensor(f.first)]
            sure[index[id(f)]] = float(scores.max(-1).values.min().exp())
            path = viterbi(scores)
            for first, last, label in spans_of(path):
                probability = scores[range(first, last + 1), path[first : last + 1]].exp()
                after = scores[last + 1].exp()[2 + 2 * label] if last + 1 < len(path) else torch.tensor(0.0)
                claims.append((row, f, first, last, label, float(probability.min() * (1 - after))))
        if not claims:
            continue
        rows = torch.tensor([c[0] for c in claims])
        pieces = torch.zeros(len(claims), hidden.shape[1])
        for i, (_, f, first, last, _, _) in enumerate(claims):
            pieces[i, f.first[first] : f.last[last] + 1] = 1
        of_batch, arguments = model.claim_reader(hidden[rows], batch["mask"][rows], pieces, torch.tensor([c[4] for c in claims]))
        vectors.append(of_batch)
        for i, (row, f, first, last, label, confidence) in enumerate(claims):
            scores = arguments[i, torch.tensor([0] + f.first)].log_softmax(0)
            spans = {}
            for role in range(len(ROLES)):
                words = best_argument(scores[:, role], scores[:, len(ROLES) + role], len(f.first))
                if words:
                    spans[ROLES[role]] = (f.spans[words[0]][0], f.spans[words[1]][1])
            claim = {"start": f.spans[first][0], "end": f.spans[last][1], "label": LABELS[label], "confidence": confidence, "arguments": spans}
            out[index[id(f)]].append(claim)
            found.append((claim, f))
    if found:
        add_attributes(model, found, torch.cat(vectors), places)
    return out, sure


def add_attributes(model, found, vectors, places):
    """The attributes of every claim, and how sure each is, read with the other claims of its article."""
    articles = {}
    for i, (_, f) in enumerate(found):
        articles.setdefault(f.document, []).append(i)
    for members in articles.values():
        members = sorted(members, key=lambda i: (found[i][1].number, found[i][0]["start"]))
        pairs = [(found[i][1].document, found[i][1].number) for i in members]
        labels = torch.tensor([LABELS.index(found[i][0]["label"]) for i in members])
        scores, pointed = model.claim_reader.attribute_scores(vectors[torch.tensor(members)], *places(pairs), labels)
        dates = pointed.argmax(-1).tolist()
        for row, i in enumerate(members):
            date = members[dates[row]]
            found[i][0]["date"] = (found[date][1].number, found[date][0]) if found[date][0]["label"] == "date" else None
            chosen = {name: scores[name][row].softmax(-1).max(-1) for name in ATTRIBUTES}
            found[i][0]["attributes"] = {name: int(index) for name, (_, index) in chosen.items()}
            found[i][0]["sure"] = {name: float(probability) for name, (probability, _) in chosen.items()}


def f1(right, found, gold):
    return 2 * right / (found + gold) if found + gold else 0.0


def overlaps(a, b):
    return min(a["end"], b["end"]) > max(a["start"], b["start"])


def scores(model, tokenizer, documents, options):
    """Span F1 by kind, attribute accuracies and argument F1 over matched claims."""
    sentences = [s for document in documents for s in sentences_of(document)]
    predicted, _ = predict(model, tokenizer, sentences, options.max_tokens)
    place_of = {(s["document"], c["place"]): (s["number"], c) for s in sentences for c in s["claims"]}
    tally = {}

    def add(key, *values):
        old = tally.setdefault(key, [0] * len(values))
        tally[key] = [a + b for a, b in zip(old, values)]

    for sentence, found in zip(sentences, predicted):
        for kind in ("money", "date", "casualty"):
            of_kind = lambda claim: kind == (claim["label"] if claim["label"] in ("money", "date") else "casualty")
            gold, guess = [c for c in sentence["claims"] if of_kind(c)], [c for c in found if of_kind(c)]
            exact = sum(any(g["start"] == p["start"] and g["end"] == p["end"] and g["label"] == p["label"] for p in guess) for g in gold)
            add(kind, exact, len(guess), len(gold))
            used = set()
            for g in gold:
                match = next((p for i, p in enumerate(guess) if i not in used and overlaps(g, p) and not used.add(i)), None)
                add(f"{kind} overlap", match is not None, 0)
                if match is None:
                    continue
                add(f"{kind} label", g["label"] == match["label"], 1)
                for name, target in g["attributes"].items():
                    if target >= 0:
                        add(f"{kind} {name}", match["attributes"][name] == target, 1)
                if g["dates"]:
                    number, date = match["date"] or (-1, {})
                    add(f"{kind} date", any(at == number and overlaps(d, date) for at, d in (place_of[sentence["document"], place] for place in g["dates"])), 1)
                for role in ROLES:
                    a, b = g["arguments"].get(role), match["arguments"].get(role)
                    hit = a is not None and b is not None and min(a[1], b[1]) > max(a[0], b[0])
                    add(f"argument {role}", hit, b is not None, a is not None)
    return tally


def figure(tally):
    """One number to choose by: the mean of span F1, attribute accuracy and argument F1."""
    spans = sum(f1(*tally[kind]) for kind in ("money", "date", "casualty")) / 3
    named = [tally[key] for key in tally if key.split()[-1] in ATTRIBUTES]
    attributes = sum(right / total for right, total in named) / len(named)
    arguments = [sum(values) for values in zip(*(tally[f"argument {role}"] for role in ROLES))]
    return (2 * spans + attributes + f1(*arguments)) / 4


def line(tally):
    parts = [f"{kind} {f1(*tally[kind]):.3f}" for kind in ("money", "date", "casualty")]
    parts += [f"{key.replace('casualty', 'cas')} {right / total:.3f}" for key, (right, total) in ((k, v) for k, v in tally.items() if len(v) == 2 and "overlap" not in k and k not in ("money label", "date label"))]
    arguments = [sum(values) for values in zip(*(tally[f"argument {role}"] for role in ROLES))]
    parts.append(f"arguments {f1(*arguments):.3f} (" + " ".join(f"{role} {f1(*tally[f'argument {role}']):.2f}" for role in ROLES) + ")")
    return "  ".join(parts) + f"  figure {figure(tally):.4f}"
