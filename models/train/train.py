"""Trains the claim tagger and writes it as a Hugging Face directory.

    python models/train/train.py --data ../shared/data --out models/claimex-base-1

Trains on claims/train*.jsonl, chooses on claims/dev*.jsonl, is seeded throughout, and keeps its best checkpoint.
"""

import argparse
import glob
import os
import random
import time

import torch

import augment
import evaluate
import names
from corpus import encode, read_documents, sentences_of
from export import read_weights, save
from network import WordGuesser, agreement_loss, attribute_loss, base_directory, base_tokenizer, from_base, pointer_loss, span_loss, words_loss
from schema import ATTRIBUTES, IGNORED, ROLES
from teach import load


# The guesser starts from nothing and is thrown away: it may learn fast.
GUESSER_RATE = 1e-3


def collate(features):
    """Pads a list of Features to one batch of tensors."""
    width = max(len(f.ids) for f in features)
    claims = [(row, claim) for row, f in enumerate(features) for claim in f.claims]
    batch = {
        "ids": torch.zeros(len(features), width, dtype=torch.long),
        "types": torch.zeros(len(features), width, dtype=torch.long),
        "mask": torch.zeros(len(features), width, dtype=torch.long),
        "tags": torch.full((len(features), width), IGNORED),
        "claim_sentence": torch.tensor([row for row, _ in claims], dtype=torch.long),
        "claim_place": [(features[row].document, features[row].number) for row, _ in claims],
        "claim_dates": [(claim["place"], claim["dates"]) for _, claim in claims],
        "claim_label": torch.tensor([claim["label"] for _, claim in claims], dtype=torch.long),
        "claim_attributes": torch.tensor([claim["attributes"] for _, claim in claims], dtype=torch.long).reshape(len(claims), len(ATTRIBUTES)),
        "claim_pieces": torch.zeros(len(claims), width),
        "claim_words": torch.zeros(len(claims), width, dtype=torch.bool),
        "claim_arguments": torch.full((len(claims), 2 * len(ROLES)), IGNORED),
        "hidden": [(row, position, piece) for row, f in enumerate(features) for position, piece in f.hidden],
    }
    for row, f in enumerate(features):
        length = len(f.ids)
        batch["ids"][row, :length] = torch.tensor(f.ids)
        batch["types"][row, :length] = torch.tensor(f.types)
        batch["mask"][row, :length] = 1
        if f.first:
            batch["tags"][row, torch.tensor(f.first)] = torch.tensor(f.tags)
    for index, (row, claim) in enumerate(claims):
        start, end = claim["pieces"]
        batch["claim_pieces"][index, start : end + 1] = 1
        batch["claim_words"][index, torch.tensor([0] + features[row].first)] = True
        batch["claim_arguments"][index] = torch.tensor([a for a, _ in claim["arguments"]] + [b for _, b in claim["arguments"]])
    return batch


def batches(features, max_tokens, rng):
    """Batches of similar length with at most `max_tokens` padded tokens each, in random order."""
    order = sorted(range(len(features)), key=lambda i: len(features[i].ids) + rng.random() * 6)
    out, batch = [], []
    for index in order:
        width = len(features[index].ids)
        if batch and width * (len(batch) + 1) > max_tokens:
            out.append(batch)
            batch = []
        batch.append(index)
    out.append(batch)
    rng.shuffle(out)
    return [[features[i] for i in batch] for batch in out]


def steps(features, step_tokens, rng):
    """What is learned from in one step each: the features of whole articles, about `step_tokens` in all, in random order."""
    articles = {}
    for f in features:
        articles.setdefault(f.document, []).append(f)
    out, size = [[]], 0
    for document in rng.sample(sorted(articles), len(articles)):
        if size >= step_tokens:
            out.append([])
            size = 0
        out[-1] += articles[document]
        size += sum(len(f.ids) for f in articles[document])
    return out


def places(pairs):
    """(document, sentence number) of claims as two tensors of numbers."""
    names = {}
    documents = [names.setdefault(document, len(names)) for document, _ in pairs]
    return torch.tensor(documents), torch.tensor([number for _, number in pairs])


def dates_wanted(pairs, dates):
    """[claims, claims]: whether the second is a date that gives the time of the first."""
    wanted = torch.zeros(len(pairs), len(pairs), dtype=torch.bool)
    at = {(document, place): i for i, ((document, _), (place, _)) in enumerate(zip(pairs, dates))}
    for i, ((document, _), (_, of_claim)) in enumerate(zip(pairs, dates)):
        for place in of_claim:
            if (document, place) in at:
                wanted[i, at[document, place]] = True
    return wanted


def loss_of(model, guesser, teacher, features, options, rng):
    """Loss of one step: its batches pass the encoder one by one, its articles' claims are then read together."""
    weights = {"tags": options.tags_weight, "arguments": options.arguments_weight}
    groups = batches(features, options.batch_tokens, rng)
    total, vectors, answers, claims = 0.0, [], [], []
    for batch in map(collate, groups):
        hidden, tags, of_batch, arguments = model(batch)
        total = total + span_loss(batch, tags, arguments, weights) / len(groups)
        if teacher is not None:
            with torch.no_grad():
                wanted = teacher(batch)
            total = total + options.teacher_weight * span_agreement(batch, (hidden, tags, arguments), wanted, weights) / len(groups)
            answers.append(wanted[2])
        if guesser is not None and batch["hidden"]:
            total = total + options.words_weight * words_loss(guesser, hidden, model.bert.embeddings.word_embeddings.weight, batch["hidden"]) / len(groups)
        vectors.append(of_batch)
        claims += zip(batch["claim_place"], batch["claim_dates"], batch["claim_label"].tolist(), batch["claim_attributes"])
    if not claims:
        return total
    # The text's order tells which of a sentence's claims comes first.
    order = sorted(range(len(claims)), key=lambda i: (claims[i][0], claims[i][1][0] if claims[i][1][0] is not None else i))
    pairs, dates, labels, targets = zip(*(claims[i] for i in order))
    at, labels, targets = places(pairs), torch.tensor(labels), torch.stack(targets)
    scores, pointed = model.claim_reader.attribute_scores(torch.cat(vectors)[order], *at, labels)
    total = total + attribute_loss(scores, targets, options.attributes_weight)
    total = total + pointer_loss(pointed, dates_wanted(pairs, dates), options.attributes_weight)
    if teacher is not None:
        with torch.no_grad():
            wanted, _ = teacher.claim_reader.attribute_scores(torch.cat(answers)[order], *at, labels)
        for i, name in enumerate(ATTRIBUTES):
            agreement = agreement_loss(scores[name], wanted[name], targets[:, i].ne(IGNORED))
            total = total + options.teacher_weight * options.attributes_weight * agreement
    return total


def span_agreement(batch, own, wanted, weights):
    """How far hidden states, tags and arguments of one batch are from a teacher's; each is (hidden, tags, arguments)."""
    (hidden, tags, arguments), (hidden_wanted, tags_wanted, arguments_wanted) = own, (wanted[0], wanted[1], wanted[3])
    pieces = batch["mask"].bool()
    total = (hidden[pieces] - hidden_wanted[pieces]).square().mean()
    total = total + weights["tags"] * agreement_loss(tags, tags_wanted, batch["tags"].ne(IGNORED))
    outside = ~batch["claim_words"][:, :, None]
    over_words = [scores.masked_fill(outside, -1e4).transpose(1, 2) for scores in (arguments, arguments_wanted)]
    return total + weights["arguments"] * agreement_loss(*over_words, batch["claim_arguments"].ne(IGNORED))


def with_layers(state, layers):
    """The tensors of a model that has only `layers`, in their order."""
    prefix = "bert.encoder.layer."
    out = {name: tensor for name, tensor in state.items() if not name.startswith(prefix)}
    for new, old in enumerate(layers):
        out |= {name.replace(f"{prefix}{old}.", f"{prefix}{new}."): tensor for name, tensor in state.items() if name.startswith(f"{prefix}{old}.")}
    return out


def lengthened(sentences, times):
    """The sentences, `times` over; every copy of an article is an article of its own."""
    return [{**s, "document": f"{s['document']}#{copy}"} for copy in range(times) for s in sentences]


def parameter_groups(model, rate, head_rate):
    """Heads learn faster than the encoder; biases and norms are not decayed."""
    groups = {}
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        head = name.startswith("classifier") or (name.startswith("claim_reader") and not name.startswith("claim_reader.layer"))
        decay = 0.0 if parameter.ndim < 2 else 0.01
        groups.setdefault((head_rate if head else rate, decay), []).append(parameter)
    return [{"params": parameters, "lr": lr, "weight_decay": decay} for (lr, decay), parameters in groups.items()]


def chosen_sentences(sentences, press, lessons, known, options, rng):
    """What one epoch sees: a share of the corpus' articles, all of the press', and some fresh lessons; of their sentences
    without a claim a share; in other styles."""
    documents = sorted({s["document"] for s in sentences})
    kept = set(rng.sample(documents, round(options.share * len(documents))))
    taught = rng.sample(lessons, min(len(lessons), int(options.pseudo_share * (len(sentences) + len(press)))))
    seen = [s for s in sentences if s["document"] in kept] + press + taught
    seen = [s for s in seen if s["claims"] or s["unclaimed"] or (not s["is_partial"] and (options.empty >= 1 or rng.random() < options.empty))]
    renamed = [augment.with_edits(s, known.edits(rng, s, options.names)) for s in seen]
    return [augment.augmented(rng, s, options.augment) for s in renamed]


def train(model, teacher, tokenizer, sentences, press, lessons, held_out, options, log):
    """Fits the model."""
    rng = random.Random(options.seed)
    torch.manual_seed(options.seed)

    known, mask = names.Names(sentences + press), tokenizer.token_to_id("[MASK]")

    def plan():
        features = [encode(tokenizer, s, options.max_tokens) for s in chosen_sentences(sentences, press, lessons, known, options, rng)]
        features = [names.hide(rng, f, mask, options.hide) for f in features]
        return steps(features, options.step_tokens, rng)

    total = options.epochs * len(plan())
    groups, guesser = parameter_groups(model, options.rate, options.head_rate), None
    if options.words_weight:
        guesser = WordGuesser(model.config.hidden_size, model.config.vocab_size)
        groups.append({"params": list(guesser.parameters()), "lr": GUESSER_RATE, "weight_decay": 0.0})
    optimizer = torch.optim.AdamW(groups)
    warm = max(1, int(0.08 * total))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min(step / warm, max(0.02, (total - step) / max(1, total - warm))))
    average, averaged, taken, running, started = None, 0, 0, 0.0, time.time()
    best, best_state = -1.0, None
    for epoch in range(options.epochs):
        model.train()
        for features in plan():
            loss = loss_of(model, guesser, teacher, features, options, rng)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad(set_to_none=True)
            running, taken = running + loss.item(), taken + 1
            if taken % 50 == 0:
                log(f"epoch {epoch} step {taken}/{total} loss {running / 50:.4f} {time.time() - started:.0f}s")
                running = 0.0
        torch.save(model.state_dict(), os.path.join(options.out, "checkpoint.pt"))
        if epoch >= options.epochs - options.average_epochs:
            state = {name: value.detach().clone() for name, value in model.state_dict().items()}
            averaged += 1
            average = state if average is None else {n: average[n] + (v - average[n]) / averaged if v.is_floating_point() else v for n, v in state.items()}
        if epoch + 1 == options.epochs or epoch % options.evaluate_every == options.evaluate_every - 1:
            figures = {name: evaluate.scores(model, tokenizer, documents, options) for name, documents in held_out.items()}
            log(f"epoch {epoch} " + " | ".join(f"{name} {evaluate.line(f)}" for name, f in figures.items()))
            figure = sum(evaluate.figure(f) for f in figures.values()) / len(figures)
            if figure > best:
                best, best_state = figure, {n: v.detach().clone() for n, v in model.state_dict().items()}
    if averaged > 1:
        model.load_state_dict(average)
        figures = {name: evaluate.scores(model, tokenizer, documents, options) for name, documents in held_out.items()}
        log("averaged " + " | ".join(f"{name} {evaluate.line(f)}" for name, f in figures.items()))
        if sum(evaluate.figure(f) for f in figures.values()) / len(figures) >= best:
            return
    if best_state is not None:
        model.load_state_dict(best_state)


def arguments_of_command_line():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True, help="folder that holds claims/")
    parser.add_argument("--out", required=True, help="model directory to write")
    parser.add_argument("--pseudo", help="JSON Lines of sentences labeled by a teacher (see teach.py)")
    parser.add_argument("--pseudo-share", type=float, default=1.0, help="lessons in an epoch for each gold sentence")
    parser.add_argument("--teacher", help="model directory whose hidden states and scores are learned from too")
    parser.add_argument("--teacher-weight", type=float, default=1.0, help="how much the teacher counts beside the annotation")
    parser.add_argument("--extra", nargs="*", default=[], help="more annotated articles in the press manner, such as seeds/training.jsonl")
    parser.add_argument("--share", type=float, default=1.0, help="share of the articles of train.jsonl that an epoch sees")
    parser.add_argument("--press-repeat", type=int, default=1, help="times that the press articles are seen in an epoch")
    parser.add_argument("--empty", type=float, default=1.0, help="share of the sentences without a claim that an epoch sees")
    parser.add_argument("--layers", default="0,1,2,3,4,5", help="layers of the base model, or of --init, to start from")
    parser.add_argument("--reader-width", type=int, default=768, help="feed-forward width of the claim reader")
    parser.add_argument("--max-tokens", type=int, default=256)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--average-epochs", type=int, default=3)
    parser.add_argument("--evaluate-every", type=int, default=2)
    parser.add_argument("--batch-tokens", type=int, default=1200, help="padded tokens that pass the encoder together")
    parser.add_argument("--step-tokens", type=int, default=1800, help="tokens of the articles that one step learns from")
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=6e-4)
    parser.add_argument("--augment", type=float, default=0.35, help="share of claims rewritten in an epoch")
    parser.add_argument("--names", type=float, default=0.0, help="share of the names among arguments exchanged in an epoch")
    parser.add_argument("--hide", type=float, default=0.0, help="share of the words outside mentions hidden in an epoch")
    parser.add_argument("--words-weight", type=float, default=0.0, help="how much guessing the words that --hide hides counts")
    parser.add_argument("--tags-weight", type=float, default=5.0)
    parser.add_argument("--attributes-weight", type=float, default=0.2)
    parser.add_argument("--arguments-weight", type=float, default=0.5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--init", help="model directory to go on from, instead of the base model")
    options = parser.parse_args()
    if options.words_weight and not options.hide:
        parser.error("--words-weight counts guessing hidden words, and --hide 0 hides none")
    return options


def main():
    options = arguments_of_command_line()
    torch.set_num_threads(options.threads)
    os.makedirs(options.out, exist_ok=True)
    started = time.time()

    def log(message):
        print(message, flush=True)

    sentences, press = [], []
    for path in sorted(glob.glob(os.path.join(options.data, "claims", "train*.jsonl"))) + options.extra:
        of_path = [s for document in read_documents(path) for s in sentences_of(document)]
        if os.path.basename(path) == "train.jsonl":
            sentences += of_path
        else:
            press += lengthened(of_path, options.press_repeat)
    held_out = {name: read_documents(os.path.join(options.data, "claims", f"{name}.jsonl")) for name in ("dev", "dev_press")}
    base = base_directory()
    tokenizer = base_tokenizer(base)
    layers = [int(i) for i in options.layers.split(",")]
    model = from_base(base, options.max_tokens, layers, options.reader_width, options.seed)
    if options.init:
        # Heads that it has not got, or in another shape, start afresh.
        known = with_layers(read_weights(options.init), layers)
        own = model.state_dict()
        # Word embeddings stay the base model's, whichever of its pieces that model knew.
        words = "bert.embeddings.word_embeddings.weight"
        fitting = {name: tensor for name, tensor in known.items() if name in own and own[name].shape == tensor.shape}
        model.load_state_dict(fitting, strict=False)
        log("afresh: " + (" ".join(sorted(own.keys() - fitting.keys() - {words})) or "nothing"))
    teacher = None
    if options.teacher:
        teacher, teachers_tokenizer, _ = load(options.teacher)
        if teachers_tokenizer.get_vocab() != tokenizer.get_vocab():
            raise SystemExit(f"{options.teacher} has not the pieces of the base model, wanted all of them: widen.py adds them")
    lessons = []
    if options.pseudo:
        # A teacher tells everything of a sentence.
        lessons = [{"unclaimed": [], "is_partial": False, **lesson} for lesson in read_documents(options.pseudo)]
    log(f"{len(sentences)} + {len(press)} sentences and {len(lessons)} lessons, {sum(p.numel() for p in model.parameters()):,} parameters, ready after {time.time() - started:.0f}s")
    train(model, teacher, tokenizer, sentences, press, lessons, held_out, options, log)
    save(model, tokenizer, options.out)
    log(f"written to {options.out} after {time.time() - started:.0f}s")


if __name__ == "__main__":
    main()
