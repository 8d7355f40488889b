"""Lets a trained tagger label raw articles: sentences that it is sure of become lessons for the next one.

    python models/train/teach.py --data ../shared/data --teacher models/claimex-base-1 --out lessons.jsonl

Used for self-training (the same size again) and for distilling a smaller model: `train.py --pseudo lessons.jsonl`.
"""

import argparse
import json
import os
import random
import re

import torch
from tokenizers import Tokenizer
from transformers import BertConfig

from corpus import read_documents
from evaluate import predict
from export import read_weights
from network import ClaimTagger
from schema import ATTRIBUTES, IGNORED

# Sentences without any of these seldom hold a claim; a few of them are kept as lessons in silence.
LIKELY = re.compile(r"\d|[$€£₹]|\b(kill|dead|die|death|injur|wound|missing|arrest|detain|captur|displac|evacuat|casualt|hundred|thousand|million|dozen|two|three|four|five|six|seven|eight|nine|ten|week|month|year|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|June|July|August|September|October|November|December|today|yesterday|tomorrow)", re.I)
END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]*[A-Z0-9])|\n\s*\n")


def load(directory):
    """The model of a directory, its tokenizer, and the most pieces that it reads at once."""
    with open(os.path.join(directory, "config.json"), encoding="utf-8") as file:
        settings = json.load(file)
    # A model that is made of this one has confidence curves of its own, or none yet.
    config = BertConfig(**{k: v for k, v in settings.items() if k not in ("claim_reader", "calibration")})
    config._attn_implementation = "sdpa"
    model = ClaimTagger(config, settings["claim_reader"]["intermediate_size"])
    model.load_state_dict(read_weights(directory))
    model.eval()
    return model, Tokenizer.from_file(os.path.join(directory, "tokenizer.json")), config.max_position_embeddings


def sentences_of_raw(documents, count, rng):
    """Up to `count` sentences of random articles, mostly such as could hold a claim."""
    out = []
    for document in rng.sample(documents, len(documents)):
        for number, text in enumerate(END.split(document["text"])):
            text = text.strip()
            if 20 < len(text) < 600 and (LIKELY.search(text) or rng.random() < 0.1):
                out.append({"text": text, "claims": [], "document": document["id"], "number": number})
        if len(out) >= count:
            break
    return out[:count]


def lessons(model, tokenizer, sentences, max_tokens, sure):
    """Yields the sentences whose every word the teacher is `sure` of, with its claims as if they were gold."""
    for sentence, claims, certainty in zip(sentences, *predict(model, tokenizer, sentences, max_tokens)):
        if certainty >= sure:
            yield {**sentence, "claims": [answer(claim) for claim in claims]}


def answer(claim):
    """A predicted claim as a gold one; attributes that the teacher is not sure of teach nothing."""
    kind = claim["label"] if claim["label"] in ("money", "date") else "casualty"
    applies = {"status": True, "role": kind == "money", "group": kind == "casualty", "subset": kind == "casualty", "scope": kind == "casualty", "outlook": kind == "date", "dating": kind != "date"}
    attributes = {name: claim["attributes"][name] if applies[name] and claim["sure"][name] > 0.7 else IGNORED for name in ATTRIBUTES}
    return {"start": claim["start"], "end": claim["end"], "label": claim["label"], "attributes": attributes, "arguments": claim["arguments"]}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True)
    parser.add_argument("--teacher", required=True, help="model directory")
    parser.add_argument("--out", required=True)
    parser.add_argument("--sentences", type=int, default=40_000)
    parser.add_argument("--sure", type=float, default=0.85, help="least probability of every word's tag")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    torch.set_num_threads(2)
    model, tokenizer, max_tokens = load(options.teacher)
    raw = sentences_of_raw(read_documents(os.path.join(options.data, "text", "documents.jsonl")), options.sentences, rng)
    kept = 0
    with open(options.out, "w", encoding="utf-8") as file:
        for lesson in lessons(model, tokenizer, raw, max_tokens, options.sure):
            file.write(json.dumps(lesson, ensure_ascii=False) + "\n")
            kept += 1
    print(f"{kept} lessons of {len(raw)} sentences")


if __name__ == "__main__":
    main()
