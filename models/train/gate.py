"""Annotated articles -> the weights of the gate, which passes every sentence that could hold a claim.

The gate is a small convolutional network over the words of a sentence: a word's vector is the sum of three learned rows,
two of them chosen by hashes of its letters (Svenstrup et al. 2017, hash embeddings) and one by its capitals; two
convolutions later every word has a score. A sentence passes if any word scores above the threshold or is an amount by its
looks (`K33bn`). Gold claims teach it, and, where they are given, the claims that a model found in unannotated text
(`claimex extract TEXTS --model DIR --format jsonl -o CLAIMS`, with a DIR that has no gate).

    python gate.py --gold train.jsonl … --texts documents.jsonl --claims claims.jsonl \
        --check dev.jsonl … --out gate.safetensors

`src/tag/gate.rs` computes the same network.
"""

import argparse
import random
import re

import numpy as np
import torch
from safetensors.torch import save_file
from torch.nn import functional as F

import augment
from corpus import read_documents as read
from corpus import sentences_of

# Rows that a hash of letters chooses from, a power of two, and numbers in a row.
ROWS_LOG2 = 14
WIDTH = 32
# Share of the words that training leaves out.
HIDDEN = 0.2
# Words on either side that the first and the second convolution see.
REACH = (2, 1)
FNV_START, FNV_PRIME = 0x811C9DC5, 0x01000193
# Odd numbers that spread a word's hash over the rows, one for each of its two rows.
SPREAD = (0x9E3779B1, 0x85EBCA77)

# A run of letters and digits, or one other mark; letters beyond ASCII count as letters, but not the marks of
# U+2000 to U+203F.
WORD = re.compile("[0-9A-Za-z\u0080-\u009f\u00a1-\u1fff\u2040-\U0010ffff]+|[^ \t-\r\x1c-\x1f\u00a0]")
# An amount by its looks passes whatever its score.
AMOUNT = re.compile("[$¢£¥\u20a0-\u20bf]|[0-9][A-Za-z]|[A-Za-z][0-9]")
# Sentences of unannotated text, roughly: the gate does not need them exact.
SENTENCE = re.compile(r"(?<=[.!?\"”])\s+(?=[A-Z\"“'$£€0-9])|\n+")


def rows_of(word):
    """The two rows of a word's letters, all digits as 0 and capitals as small letters, and the row of its capitals: none,
    a capital at the start, one further on."""
    value = FNV_START
    for byte in word.encode():
        byte = 0x30 if 0x30 <= byte <= 0x39 else byte + 0x20 if 0x41 <= byte <= 0x5A else byte
        value = ((value ^ byte) * FNV_PRIME) & 0xFFFFFFFF
    first, second = (((value ^ (value >> 15)) * spread & 0xFFFFFFFF) >> (32 - ROWS_LOG2) for spread in SPREAD)
    capital = [letter.isascii() and letter.isupper() for letter in word]
    return first, second, 2 if any(capital[1:]) else int(capital[0])


def gold_sentences(paths, rewriter=None):
    """(text, its claims' stretches) of every annotated sentence; with a generator of random numbers, amounts, counts and
    dates are in other presses' styles."""
    for path in paths:
        for document in read(path):
            # An article that is annotated in part does not tell which sentences hold no claim.
            if "annotated" in document:
                continue
            for sentence in sentences_of(document):
                if rewriter is not None:
                    sentence = augment.augmented(rewriter, sentence, 0.6)
                yield sentence["text"], [(claim["start"], claim["end"]) for claim in sentence["claims"]]


def raw_sentences(texts, claims, skipped, least):
    """The same of unannotated articles and the claims that a model found in them; doubtful sentences are left out."""
    found = {}
    for claim in read(claims):
        found.setdefault(claim["document"], []).append((claim["start"], claim["end"], claim["confidence"]))
    for document in read(texts):
        if document["id"] in skipped:
            continue
        text, at = document["text"], 0
        marked = found.get(document["id"], [])
        for cut in [*SENTENCE.finditer(text), None]:
            end = cut.start() if cut else len(text)
            own = [claim for claim in marked if at <= claim[0] < end]
            if at < end and (not own or max(confidence for *_, confidence in own) >= least):
                yield text[at:end], [(a - at, b - at) for a, b, _ in own]
            at = cut.end() if cut else end


class Sentences:
    """Sentences as one long array of words, with as many empty words between them as the network reaches over."""

    def __init__(self, sentences):
        known, rows, marked, self.ends, self.claims, self.amounts = {}, [], [], [0], [], []
        for text, claims in sentences:
            words = list(WORD.finditer(text))
            if not words:
                continue
            for word in words:
                if word.group() not in known:
                    known[word.group()] = rows_of(word.group())
                rows.append(known[word.group()])
                marked.append(any(a < word.end() and word.start() < b for a, b in claims))
            self.ends.append(len(rows))
            self.claims.append(len(claims))
            self.amounts.append(AMOUNT.search(text) is not None)
        self.rows, self.marked = np.array(rows, dtype=np.int64), np.array(marked, dtype=np.float32)
        self.ends, self.claims, self.amounts = np.array(self.ends), np.array(self.claims), np.array(self.amounts)

    def __len__(self):
        return len(self.claims)

    def stream(self, chosen):
        """Rows, sentence (-1 of the empty words) and whether it stands in a claim, of each word of the chosen sentences."""
        gap = max(REACH)
        counts = self.ends[chosen + 1] - self.ends[chosen]
        size = int((counts + gap).sum()) + gap
        rows, owner, marked = np.zeros((size, 3), dtype=np.int64), np.full(size, -1), np.zeros(size, dtype=np.float32)
        at = gap
        for number, (sentence, count) in enumerate(zip(chosen, counts)):
            own = slice(self.ends[sentence], self.ends[sentence + 1])
            rows[at : at + count], owner[at : at + count], marked[at : at + count] = self.rows[own], number, self.marked[own]
            at += count + gap
        return torch.from_numpy(rows), torch.from_numpy(owner), torch.from_numpy(marked)


class Gate(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.letters = torch.nn.Embedding(1 << ROWS_LOG2, WIDTH)
        self.capitals = torch.nn.Embedding(3, WIDTH)
        self.first = torch.nn.Conv1d(WIDTH, WIDTH, 2 * REACH[0] + 1, padding=REACH[0])
        self.second = torch.nn.Conv1d(WIDTH, WIDTH, 2 * REACH[1] + 1, padding=REACH[1])
        self.score = torch.nn.Linear(WIDTH, 1)
        torch.nn.init.normal_(self.letters.weight, std=0.1)
        torch.nn.init.normal_(self.capitals.weight, std=0.1)
        self.dropout = torch.nn.Dropout(0.3)

    def forward(self, rows, owner):
        """The score of each word of a stream."""
        real = (owner >= 0).float()[:, None]
        words = (self.letters(rows[:, 0]) + self.letters(rows[:, 1]) + self.capitals(rows[:, 2])) * real
        if self.training:
            # Whole words are left out as well, so that no claim hangs on one of them.
            words = self.dropout(words) * (torch.rand(len(words), 1) >= HIDDEN).float()
        hidden = self.first(words.T[None])[0].T.relu() * real
        hidden = self.second(hidden.T[None])[0].T.relu()
        return self.score(self.dropout(hidden))[:, 0]


def highest(gate, sentences):
    """The highest score of each sentence; beyond all where it holds an amount by its looks."""
    gate.eval()
    out = []
    with torch.no_grad():
        for at in range(0, len(sentences), 2000):
            chosen = np.arange(at, min(at + 2000, len(sentences)))
            rows, owner, _ = sentences.stream(chosen)
            scores, inside = gate(rows, owner), owner >= 0
            out.append(torch.full((len(chosen),), -1e9).scatter_reduce(0, owner[inside], scores[inside], "amax").numpy())
    return np.where(sentences.amounts, 1e9, np.concatenate(out))


def train(sentences, epochs, weight, seed, rate):
    """A gate whose words tell whether they stand in a claim, and the highest of them whether the sentence has one."""
    generator = np.random.default_rng(seed)
    torch.manual_seed(seed)
    gate = Gate()
    optimizer = torch.optim.AdamW(gate.parameters(), lr=rate, weight_decay=0.01)
    steps = epochs * (len(sentences) // 128)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.01, steps)
    for epoch in range(epochs):
        gate.train()
        order, total = generator.permutation(len(sentences)), 0.0
        for at in range(0, len(order) - 127, 128):
            chosen = order[at : at + 128]
            rows, owner, marked = sentences.stream(chosen)
            inside = owner >= 0
            scores, owner, marked = gate(rows, owner)[inside], owner[inside], marked[inside]
            targets = torch.from_numpy((sentences.claims[chosen] > 0).astype(np.float32))
            top = torch.full((128,), -1e9).scatter_reduce(0, owner, scores.detach(), "amax")
            sums = torch.zeros(128).scatter_add(0, owner, torch.exp((scores - top[owner]).clamp(min=-30)))
            loss = F.binary_cross_entropy_with_logits(top + sums.log(), targets, pos_weight=torch.tensor(weight))
            loss = loss + F.binary_cross_entropy_with_logits(scores, marked, pos_weight=torch.tensor(2.0))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1}: loss {total / (len(order) // 128):.4f}", flush=True)
    return gate


def threshold(claims, scores, lost):
    """The highest score that loses at most the share `lost` of the claims; both are given by sentence."""
    order = np.argsort(scores)
    gone = np.cumsum(claims[order])
    return scores[order][np.searchsorted(gone, lost * gone[-1], side="right")]


def rounded(gate):
    """The gate's tensors as the file keeps them; the gate computes with the same numbers from here on."""
    kinds = {name: torch.float8_e4m3fn if name == "letters.weight" else torch.float16 for name in gate.state_dict()}
    stored = {name: tensor.to(kinds[name]).contiguous() for name, tensor in gate.state_dict().items()}
    gate.load_state_dict({name: tensor.float() for name, tensor in stored.items()})
    return stored


def as_stored(tensors, limit):
    """The tensors in the shapes of the file: a convolution is [words * numbers in, numbers out]."""
    out = {name: tensor for name, tensor in tensors.items() if name != "score.bias"}
    for name in ("first.weight", "second.weight"):
        out[name] = tensors[name].permute(2, 1, 0).reshape(-1, WIDTH).contiguous()
    out["score.weight"] = tensors["score.weight"][0].contiguous()
    # The bias of the score is the threshold's.
    out["threshold"] = torch.tensor([limit - tensors["score.bias"].item()], dtype=torch.float32)
    return out


def from_stored(tensors):
    """The other way round: the network's own tensors."""
    out = {name: tensor for name, tensor in tensors.items() if name != "threshold"}
    for name in ("first.weight", "second.weight"):
        out[name] = tensors[name].reshape(-1, WIDTH, WIDTH).permute(2, 1, 0)
    return out | {"score.weight": tensors["score.weight"][None], "score.bias": torch.zeros(1)}


def report(name, sentences, passed):
    claims, words = sentences.claims, np.diff(sentences.ends)
    print(f"{name:24} sentences {len(claims):7}  with claims {100 * (claims > 0).mean():5.1f}%  "
          f"passed {100 * passed.mean():5.1f}% (words {100 * words[passed].sum() / words.sum():5.1f}%)  "
          f"claims lost {claims[~passed].sum()} of {claims.sum()}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", nargs="+", required=True)
    parser.add_argument("--texts")
    parser.add_argument("--claims")
    parser.add_argument("--check", nargs="*", default=[])
    parser.add_argument("--out", required=True)
    parser.add_argument("--lost", type=float, default=0.0005, help="share of the held-out claims that may be lost")
    parser.add_argument("--least", type=float, default=0.5, help="confidence from which a claim counts as found")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--weight", type=float, default=6.0)
    parser.add_argument("--seed", type=int, default=1)
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
    other = gold_sentences(arguments.gold, random.Random(arguments.seed))
    other = [s for s, h in zip(other, held, strict=True) if not h and s[1]]
    learned = Sentences([s for s, h in zip(gold, held) if not h] + other + [s for s, h in zip(raw, away) if not h])
    checked = {"held-out gold": Sentences([s for s, h in zip(gold, held) if h])}
    if raw:
        checked["held-out texts"] = Sentences([s for s, h in zip(raw, away) if h])
    tuning = list(checked)
    print(f"{len(learned)} sentences to learn from, {sum(map(len, checked.values()))} to set the threshold", flush=True)
    gate = train(learned, arguments.epochs, arguments.weight, arguments.seed, arguments.rate)

    stored = rounded(gate)
    for path in arguments.check:
        checked[path.rsplit("/", 1)[-1]] = Sentences(gold_sentences([path]))
    scores = {name: highest(gate, sentences) for name, sentences in checked.items()}
    pooled = np.concatenate([checked[name].claims for name in tuning]), np.concatenate([scores[name] for name in tuning])
    limit = threshold(*pooled, arguments.lost)
    print(f"threshold {limit:.3f}")
    for name, sentences in checked.items():
        report(name, sentences, scores[name] >= limit)
    save_file(as_stored(stored, limit), arguments.out)


if __name__ == "__main__":
    main()
