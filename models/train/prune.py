"""A trained model -> the same with only its most used pieces, where the file must become smaller.

    python models/train/prune.py --data ../shared/data --extra seeds/training.jsonl --model e --out f --vocabulary 14200

Words of the pieces that go are written with shorter ones from then on; nothing is trained anew.
"""

import argparse
import glob
import os

import torch

from corpus import read_documents
from export import save
from network import pruned_tokenizer
from teach import load

# Times that an annotated article counts.
WEIGHT = 10


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True, help="folder that holds claims/ and text/")
    parser.add_argument("--model", required=True, help="model directory")
    parser.add_argument("--out", required=True)
    parser.add_argument("--vocabulary", type=int, required=True, help="pieces to keep")
    parser.add_argument("--extra", nargs="*", default=[], help="more annotated articles, such as seeds/training.jsonl")
    options = parser.parse_args()
    model, _, _ = load(options.model)
    texts = [d["text"] for d in read_documents(os.path.join(options.data, "text", "documents.jsonl"))]
    annotated = sorted(glob.glob(os.path.join(options.data, "claims", "train*.jsonl"))) + options.extra
    # What claims are made of counts more than what fills the archive.
    texts += WEIGHT * [d["text"] for path in annotated for d in read_documents(path)]
    tokenizer, kept = pruned_tokenizer(options.model, texts, options.vocabulary)
    words = model.bert.embeddings.word_embeddings
    words.weight = torch.nn.Parameter(words.weight[torch.tensor(kept)], requires_grad=False)
    words.num_embeddings = model.config.vocab_size = len(kept)
    save(model, tokenizer, options.out)


if __name__ == "__main__":
    main()
