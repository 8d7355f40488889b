"""Fits the confidence curves on dev and writes them into config.json.

    claimex extract dev.jsonl dev_press.jsonl --format jsonl -o claims.jsonl     # with a model that has no curves yet
    python models/train/calibrate.py --model models/claimex-base-1 --gold dev.jsonl dev_press.jsonl --claims claims.jsonl

A claim is right if an annotated one overlaps it and has the same meaning, as in the project's scorer. Isotonic
regression (Ayer et al. 1955, pool adjacent violators) over the raw scores, thinned to a few points per kind.
"""

import argparse
import collections
import json
import os


def near(a, b):
    return a is b if a is None or b is None else abs(a - b) <= 1e-6 * max(abs(a), abs(b), 1)


def right(gold, found):
    if gold["kind"] != found["kind"] or min(gold["end"], found["end"]) <= max(gold["start"], found["start"]):
        return False
    if gold["kind"] == "date":
        return gold["value"] == found["value"]
    same = near(gold["lo"], found["lo"]) and near(gold["hi"], found["hi"])
    key = "currency" if gold["kind"] == "money" else "type"
    return same and gold[key] == found[key]


def isotonic(points):
    """Pool adjacent violators over (score, 0 or 1) sorted by score: [(mean score, share right, count)]."""
    tied = collections.defaultdict(list)
    for score, good in points:
        tied[score].append(good)
    pools = []
    for score, all_good in sorted(tied.items()):
        pools.append([score, sum(all_good) / len(all_good), len(all_good)])
        while len(pools) > 1 and pools[-2][1] >= pools[-1][1]:
            score2, good2, count2 = pools.pop()
            score1, good1, count1 = pools[-1]
            count = count1 + count2
            pools[-1] = [(score1 * count1 + score2 * count2) / count, (good1 * count1 + good2 * count2) / count, count]
    return pools


def curve(points, least=25):
    """Isotonic pools of at least `least` claims, so that no point rests on a handful."""
    merged = []
    for score, share, count in isotonic(points):
        if merged and merged[-1][2] < least:
            a = merged[-1]
            total = a[2] + count
            merged[-1] = [(a[0] * a[2] + score * count) / total, (a[1] * a[2] + share * count) / total, total]
        else:
            merged.append([score, share, count])
    if len(merged) > 1 and merged[-1][2] < least:
        score, share, count = merged.pop()
        a = merged[-1]
        total = a[2] + count
        merged[-1] = [(a[0] * a[2] + score * count) / total, (a[1] * a[2] + share * count) / total, total]
    # However sure, no claim is beyond doubt: a pool in which all were right says no more than that few are wrong.
    return [[round(score, 5), round(min(max(share, 0.001), 0.999), 4)] for score, share, _ in merged]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", required=True)
    parser.add_argument("--gold", nargs="+", required=True)
    parser.add_argument("--claims", required=True)
    options = parser.parse_args()
    gold = collections.defaultdict(list)
    for path in options.gold:
        for line in open(path, encoding="utf-8"):
            document = json.loads(line)
            gold[document["id"]] += document["claims"]
    points = collections.defaultdict(list)
    for line in open(options.claims, encoding="utf-8"):
        claim = json.loads(line)
        points[claim["kind"]].append((claim["confidence"], any(right(g, claim) for g in gold[claim["document"]])))
    path = os.path.join(options.model, "config.json")
    with open(path, encoding="utf-8") as file:
        config = json.load(file)
    config["calibration"] = {kind: curve(values) for kind, values in sorted(points.items())}
    with open(path, "w", encoding="utf-8") as file:
        json.dump(config, file, indent=2, sort_keys=True)
        file.write("\n")
    print(json.dumps(config["calibration"]))


if __name__ == "__main__":
    main()
