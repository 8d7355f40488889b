"""Writes a model like models/tiny that marks all sorts of things, and reference.json: what PyTorch reads with it in some
short articles, for tests/it/reader.rs.

    python tests/golden/reader/make_reference.py

What the random weights say of the words means nothing. No amount has a currency sign: ours are read by their looks too.
"""

import json
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parents[2]
sys.path.insert(0, str(ROOT / "models" / "train"))

import torch  # noqa: E402

from corpus import encode  # noqa: E402
from evaluate import predict  # noqa: E402
from export import write_model  # noqa: E402
from network import ClaimTagger  # noqa: E402
from schema import ATTRIBUTES, ROLES  # noqa: E402
from teach import load  # noqa: E402
from train import collate  # noqa: E402

ARTICLES = [
    ["On Friday 3 people died.", "About 20 million, said Bo.", "In May it fell to 5.", "The 9 people injured in 2001.", "at least 7 killed", "On 4 May 12 of them"],
    ["killed 14 on Friday", "the 2 million of 1999", "May 30", "For 6 people in May more", "said 8", "to 11 and 13", "about 1 billion", "On Friday, 10."],
    ["No people.", "billion"],
]


def sentences_of(article, texts):
    return [{"text": text, "claims": [], "document": str(article), "number": number} for number, text in enumerate(texts)]


def varied_model():
    """models/tiny with heads that say something else of every word."""
    model, tokenizer, most = load(str(ROOT / "models" / "tiny"))
    torch.manual_seed(57)
    varied = ClaimTagger(model.config, model.claim_reader.layer.intermediate.dense.out_features).eval()
    with torch.no_grad():
        for head in [varied.claim_reader.dates.question, varied.claim_reader.dates.answer, *varied.claim_reader.attributes.values()]:
            head.weight.normal_(std=1.5)
        varied.claim_reader.dates.apart.weight.normal_(std=1.5)
        varied.claim_reader.arguments.weight.normal_(std=0.7)
        varied.classifier.weight.mul_(12.0)
        features = [encode(tokenizer, s, most) for article, texts in enumerate(ARTICLES) for s in sentences_of(article, texts)]
        batch = collate(features)
        scores = varied(batch)[1][batch["tags"].ge(0)]
        varied.classifier.bias.sub_(scores.mean(0))
    write_model(varied, tokenizer, HERE)


def main():
    varied_model()
    model, tokenizer, most = load(str(HERE))
    out = []
    for article, texts in enumerate(ARTICLES):
        found, _ = predict(model, tokenizer, sentences_of(article, texts), most)
        mentions = []
        for number, claims in enumerate(found):
            for claim in claims:
                date = claim["date"]
                mentions.append({
                    "sentence": number,
                    "span": [claim["start"], claim["end"]],
                    "label": claim["label"],
                    "attributes": {name: ATTRIBUTES[name][claim["attributes"][name]] for name in ("status", "role", "group", "subset", "scope", "outlook")},
                    "arguments": {role: claim["arguments"].get(role) for role in ROLES},
                    "date": date and [date[0], date[1]["start"], date[1]["end"]],
                })
        out.append({"sentences": texts, "mentions": mentions})
        print([(m["sentence"], texts[m["sentence"]][slice(*m["span"])], m["label"], m["date"]) for m in mentions])
    with open(HERE / "reference.json", "w", encoding="utf-8") as file:
        json.dump(out, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main()
