"""Annotated articles -> the weights of the gate, which passes every sentence that could hold a claim.

The gate scores each word of a sentence by hashed features of itself and its neighbors, and passes the sentence if
any word scores above the threshold or is an amount by its looks (`K33bn`). It knows nothing of the transformer: gold claims teach it, and, where they are given, the
claims that a model found in unannotated text (`claimex extract TEXTS --format jsonl -o CLAIMS`).

    python gate.py --gold train.jsonl … --texts documents.jsonl --claims claims.jsonl \
        --check dev.jsonl … --out gate.bin

The features are those of `src/tag/gate.rs`, which reads the file: a byte for each bucket, signed.
"""

import argparse
import re

import numpy as np
import torch

from corpus import read_documents as read

# Buckets of the hash, a power of two.
BUCKETS_LOG2 = 17
# Largest stored weight.
LIMIT = 127
FNV_START, FNV_PRIME = 0x811C9DC5, 0x01000193
# Odd numbers, one for each feature: what a word's hash is multiplied by in that place.
PLACES = (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F, 0x165667B1, 0xD3A2646D, 0xFD7046C5, 0xB55A4F09)

# A run of letters and digits, or one other mark; letters beyond ASCII count as letters, but not the marks of
# U+2000 to U+203F.
WORD = re.compile("[0-9A-Za-z\u0080-\u009f\u00a1-\u1fff\u2040-\U0010ffff]+|[^ \t-\r\x1c-\x1f\u00a0]")
# An amount by its looks passes whatever its score.
AMOUNT = re.compile("[$¢£¥\u20a0-\u20bf]|[0-9][A-Za-z]|[A-Za-z][0-9]")
# Sentences of unannotated text, roughly: the gate does not need them exact.
SENTENCE = re.compile(r"(?<=[.!?\"”])\s+(?=[A-Z\"“'$£€0-9])|\n+")


def hash_of(word):
    value = FNV_START
    for byte in word.encode():
        value = ((value ^ byte) * FNV_PRIME) & 0xFFFFFFFF
    return value


class Hasher:
    """Words -> their hashes: (all digits as 0, capitals as small letters) and (capitals kept)."""

    def __init__(self):
        self.known = {}

    def __call__(self, word):
        if word not in self.known:
            shape = re.sub("[0-9]", "0", word)
            small = "".join(letter.lower() if letter.isascii() else letter for letter in shape)
            self.known[word] = (hash_of(small), hash_of(shape))
        return self.known[word]


def features_of(words, hasher):
    """Buckets of each word's features, [words, features]."""
    pairs = [hasher(word) for word in words]
    small = np.array([0, 0, *(pair[0] for pair in pairs), 0, 0], dtype=np.uint32)
    exact = np.array([pair[1] for pair in pairs], dtype=np.uint32)
    here, before, after = small[2:-2], small[1:-3], small[3:-1]
    far_before, far_after = small[:-4], small[4:]
    p = [np.uint32(place) for place in PLACES]
    columns = [
        here * p[0],
        exact * p[1],
        before * p[2],
        after * p[3],
        (here * p[4]) ^ (before * p[2]),
        (here * p[4]) ^ (after * p[3]),
        far_before * p[5],
        far_after * p[6],
    ]
    mixed = np.stack(columns, axis=1)
    mixed = (mixed ^ (mixed >> np.uint32(15))) * np.uint32(0x2C1B3C6D)
    return (mixed >> np.uint32(32 - BUCKETS_LOG2)).astype(np.int32)


def gold_sentences(paths):
    """(text, claims that begin in it) of every annotated sentence."""
    for path in paths:
        for document in read(path):
            starts = sorted(claim["start"] for claim in document["claims"])
            for start, end in document["sentences"]:
                yield document["text"][start:end], sum(start <= at < end for at in starts)


def raw_sentences(texts, claims, skipped, least):
    """The same of unannotated articles and the claims that a model found in them; doubtful sentences are left out."""
    found = {}
    for claim in read(claims):
        found.setdefault(claim["document"], []).append((claim["start"], claim["confidence"]))
    for document in read(texts):
        if document["id"] in skipped:
            continue
        text, at = document["text"], 0
        marked = found.get(document["id"], [])
        for cut in [*SENTENCE.finditer(text), None]:
            end = cut.start() if cut else len(text)
            own = [confidence for start, confidence in marked if at <= start < end]
            if at < end and (not own or max(own) >= least):
                yield text[at:end], len(own)
            at = cut.end() if cut else end


class Sentences:
    """Sentences as one long array of features."""

    def __init__(self, sentences):
        hasher, rows, ends, self.claims, amounts = Hasher(), [], [0], [], []
        for text, claims in sentences:
            words = WORD.findall(text)
            if not words:
                continue
            rows.append(features_of(words, hasher))
            ends.append(ends[-1] + len(words))
            self.claims.append(claims)
            amounts.append(AMOUNT.search(text) is not None)
        self.amounts = np.array(amounts)
        self.features = np.concatenate(rows)
        self.ends = np.array(ends)
        self.claims = np.array(self.claims)

    def __len__(self):
        return len(self.claims)

    def highest(self, weights, bias):
        """The highest score of each sentence; beyond all where it holds an amount by its looks."""
        scores = weights[self.features].sum(axis=1) + bias
        return np.where(self.amounts, 10**6, np.maximum.reduceat(scores, self.ends[:-1]))

    def take(self, chosen):
        """Features, sentence of each word, and targets of the chosen sentences."""
        spans = [np.arange(self.ends[i], self.ends[i + 1]) for i in chosen]
        owner = np.repeat(np.arange(len(chosen)), [len(span) for span in spans])
        return self.features[np.concatenate(spans)], owner, self.claims[chosen]


def train(sentences, epochs, weight, decay, seed=1):
    """Weights of each bucket and the bias: logistic regression of a sentence's highest word."""
    generator = np.random.default_rng(seed)
    torch.manual_seed(seed)
    table = torch.nn.Embedding(1 << BUCKETS_LOG2, 1)
    torch.nn.init.zeros_(table.weight)
    bias = torch.nn.Parameter(torch.tensor([-2.0]))
    optimizer = torch.optim.Adam([table.weight, bias], lr=0.02)
    steps = epochs * (len(sentences) // 256)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.02, steps)
    for epoch in range(epochs):
        order, total = generator.permutation(len(sentences)), 0.0
        for at in range(0, len(order) - 255, 256):
            features, owner, claims = sentences.take(order[at:at + 256])
            scores = table(torch.from_numpy(features)).squeeze(-1).sum(1) + bias
            owner, targets = torch.from_numpy(owner), torch.from_numpy((claims > 0).astype(np.float32))
            highest = torch.full((256,), -1e9).scatter_reduce(0, owner, scores, "amax")
            sums = torch.zeros(256).scatter_add(0, owner, torch.exp((scores - highest[owner]).clamp(min=-30)))
            loss = torch.nn.functional.binary_cross_entropy_with_logits(
                highest + sums.log(), targets, pos_weight=torch.tensor(weight))
            loss = loss + decay * table.weight.abs().sum() / 256
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1}: loss {total / (len(order) // 256):.4f}", flush=True)
    return table.weight.detach().numpy()[:, 0], bias.item()


def threshold(sentences, highest, lost):
    """The highest score that loses at most the share `lost` of the claims."""
    order = np.argsort(highest)
    gone = np.cumsum(sentences.claims[order])
    return highest[order][np.searchsorted(gone, lost * gone[-1], side="right")]


def report(name, sentences, passed):
    claims, words = sentences.claims, np.diff(sentences.ends)
    print(f"{name:24} sentences {len(claims):7}  with claims {100 * (claims > 0).mean():5.1f}%  "
          f"passed {100 * passed.mean():5.1f}% (words {100 * words[passed].sum() / words.sum():5.1f}%)  "
          f"claims lost {claims[~passed].sum()} of {claims.sum()}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", nargs="+", required=True)
    parser.add_argument("--texts")
    parser.add_argument("--claims")
    parser.add_argument("--check", nargs="*", default=[])
    parser.add_argument("--out", required=True)
    parser.add_argument("--lost", type=float, default=0.0005, help="share of the held-out claims that may be lost")
    parser.add_argument("--least", type=float, default=0.5, help="confidence from which a claim counts as found")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--weight", type=float, default=6.0)
    parser.add_argument("--decay", type=float, default=1e-4)
    arguments = parser.parse_args()
    torch.set_num_threads(1)

    gold = list(gold_sentences(arguments.gold))
    generator = np.random.default_rng(0)
    held = generator.random(len(gold)) < 0.3
    raw = []
    if arguments.texts:
        skipped = {document["id"] for path in arguments.gold for document in read(path)}
        raw = list(raw_sentences(arguments.texts, arguments.claims, skipped, arguments.least))
    away = generator.random(len(raw)) < 0.1
    learned = Sentences([s for s, h in zip(gold, held) if not h] + [s for s, h in zip(raw, away) if not h])
    checked = {"held-out gold": Sentences([s for s, h in zip(gold, held) if h])}
    if raw:
        checked["held-out texts"] = Sentences([s for s, h in zip(raw, away) if h])
    # The claims that a model finds set the threshold where there are any: those it never finds cannot be lost.
    tuning = list(checked.values())[-1]
    print(f"{len(learned)} sentences to learn from, {len(tuning)} to set the threshold")
    weights, bias = train(learned, arguments.epochs, arguments.weight, arguments.decay)

    unit = np.abs(weights).max() / LIMIT
    stored = np.round(weights / unit).astype(np.int8)
    limit = int(threshold(tuning, tuning.highest(stored.astype(np.int32), 0), arguments.lost))
    print(f"unit {unit:.4f}, bias {bias:.3f}, threshold {limit}, buckets used {100 * (stored != 0).mean():.0f}%")
    for path in arguments.check:
        checked[path.rsplit("/", 1)[-1]] = Sentences(gold_sentences([path]))
    for name, sentences in checked.items():
        report(name, sentences, sentences.highest(stored.astype(np.int32), 0) >= limit)
    with open(arguments.out, "wb") as file:
        file.write(np.int32(limit).astype("<i4").tobytes() + stored.tobytes())


if __name__ == "__main__":
    main()
