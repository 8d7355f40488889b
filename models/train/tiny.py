"""Writes models/tiny: a model of the full layout with random weights, small enough for every test to run on.

    python models/train/tiny.py --out models/tiny

What it extracts means nothing; that it extracts the same claims on every machine is what tests hold to.
"""

import argparse
import os
import string

import torch
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig

from export import write_model
from network import ClaimTagger
from schema import CASES

WORDS = "the of and in to a on for people killed injured million billion dollars at least more than about said friday may".split()


def tokenizer():
    characters = sorted(set(string.ascii_lowercase + string.digits + string.punctuation + "£€₹–—’“”"))
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] + characters + [f"##{c}" for c in characters] + [w for w in WORDS if len(w) > 1]
    vocabulary = {piece: index for index, piece in enumerate(pieces)}
    out = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=100))
    out.normalizer = normalizers.BertNormalizer(lowercase=True)
    out.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    out.decoder = decoders.WordPiece()
    out.post_processor = processors.TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    torch.manual_seed(7)
    words = tokenizer()
    config = BertConfig(
        vocab_size=words.get_vocab_size(), hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32,
        max_position_embeddings=48, type_vocab_size=len(CASES), initializer_range=0.6,
    )
    config._attn_implementation = "eager"
    model = ClaimTagger(config, reader_intermediate_size=24)
    with torch.no_grad():
        model.classifier.weight.mul_(12.0)  # so that some words are tagged
    os.makedirs(options.out, exist_ok=True)
    write_model(model, words, options.out)


if __name__ == "__main__":
    main()
