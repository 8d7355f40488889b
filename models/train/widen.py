"""A model with a part of the base model's pieces -> the same with all of them, so that their words are no longer cut.

    python models/train/widen.py --model old --out new

Versions 2 to 7 knew no more than 14,500 of the base model's 30,522 pieces, so that one word in thirty was cut where the base
model knew it whole. Word embeddings are never trained, so that those left out still fit. The new model has no confidence curves: calibrate.py fits them.
"""

import argparse

import torch

from export import save
from network import base_directory, base_tokenizer, base_weights
from teach import load


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", required=True, help="model directory")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    model, own, _ = load(options.model)
    base = base_directory()
    tokenizer, rows = base_tokenizer(base), base_weights(base)["embeddings.word_embeddings.weight"]
    words, known = model.bert.embeddings.word_embeddings, tokenizer.get_vocab()
    for piece, row in own.get_vocab().items():
        if piece not in known or not torch.equal(words.weight[row], rows[known[piece]]):
            raise SystemExit(f"{options.model} has the piece {piece!r} otherwise than the base model, wanted the same embedding")
    words.weight = torch.nn.Parameter(rows, requires_grad=False)
    words.num_embeddings = model.config.vocab_size = len(rows)
    save(model, tokenizer, options.out)


if __name__ == "__main__":
    main()
