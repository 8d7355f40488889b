"""The weighted average of trained models of one shape and vocabulary, as a model of its own; the first has every tensor.

    python models/train/average.py --out egh e:1 g:2 h:1

Weights along one training's way lie close enough that their mean is a model, and often a better one (Wortsman et al. 2022,
Model soups). `--raise dating.month:1.5` adds 1.5 to the mean's score of `month` among the datings: for a choice that the
annotators of the training articles make less often than those of the development articles.
"""

import argparse

from export import read_weights, save
from schema import ATTRIBUTES
from teach import load


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="+", metavar="DIR:WEIGHT", help="a model directory, and how much it counts")
    parser.add_argument("--raise", dest="raised", nargs="*", default=[], metavar="HEAD.CHOICE:BY", help="choices to make likelier")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    parts = [(folder, float(weight)) for folder, weight in (part.rsplit(":", 1) for part in options.models)]
    mean, counted = {}, {}
    for folder, weight in parts:
        for name, tensor in read_weights(folder).items():
            # What an older model lacks is the mean of those that have it.
            mean[name] = mean.get(name, 0) + weight * tensor.float()
            counted[name] = counted.get(name, 0) + weight
    mean = {name: tensor / counted[name] for name, tensor in mean.items()}
    for raised in options.raised:
        name, by = raised.rsplit(":", 1)
        head, choice = name.split(".")
        mean[f"claim_reader.attributes.{head}.bias"][ATTRIBUTES[head].index(choice)] += float(by)
    first = parts[0][0]
    model, tokenizer, _ = load(first)
    model.load_state_dict(mean)
    save(model, tokenizer, options.out)


if __name__ == "__main__":
    main()
