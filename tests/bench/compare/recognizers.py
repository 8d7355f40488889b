"""Rule recognizers and claimex on the same articles -> words a second, and ratios.

    npm install && cargo build --release
    python recognizers.py --documents documents.jsonl --articles 200 --rounds 3

One process each, alternating. The recognizers know one thread, and their loading does not count; claimex counts from its
start to its end, with each of its models on one thread and on two. The slow ones may be given fewer articles: `--slow 20`;
their figures are words a second all the same.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
SLOW = ("recognizers-text", "dateparser")
OURS = {f"{model}, {threads} thread{'s'[threads == 1:]}": ["--model", model, "--threads", str(threads)] for model in ("base", "fast") for threads in (1, 2)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", required=True)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--slow", type=int, help="articles for the slow recognizers")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--node-modules", default=str(HERE / "node_modules"))
    arguments = parser.parse_args()
    environment = {**os.environ, "NODE_PATH": arguments.node_modules}
    with tempfile.TemporaryDirectory() as folder:
        files = {}
        for count in {arguments.articles, arguments.slow or arguments.articles}:
            files[count] = Path(folder) / f"{count}.jsonl"
            with open(arguments.documents, encoding="utf-8") as lines:
                chosen = [line for line, _ in zip(lines, range(count))]
            files[count].write_text("".join(chosen), encoding="utf-8")
        words = {count: sum(len(json.loads(line)["text"].split()) for line in open(file, encoding="utf-8"))
                 for count, file in files.items()}
        commands = {
            **{name: ["node", str(HERE / "recognizer.js"), name] for name in ("recognizers-text", "chrono-node", "compromise")},
            **{name: [sys.executable, str(HERE / "recognizer.py"), name] for name in ("dateparser", "quantulum3")},
        }
        rates = {name: [] for name in [*commands, *OURS]}
        for _ in range(arguments.rounds):
            for name, command in commands.items():
                count = (arguments.slow or arguments.articles) if name in SLOW else arguments.articles
                result = subprocess.run([*command, str(files[count])], env=environment, capture_output=True, text=True)
                if result.returncode:
                    print(f"{name}: {result.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
                    continue
                rates[name].append(words[count] / json.loads(result.stdout.splitlines()[-1])["seconds"])
            for name, options in OURS.items():
                start = time.perf_counter()
                subprocess.run([ROOT / "target/release/claimex", "extract", files[arguments.articles], *options, "--format", "jsonl"],
                               check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                rates[name].append(words[arguments.articles] / (time.perf_counter() - start))
    medians = {name: statistics.median(found) for name, found in rates.items() if found}
    print("| | words/s | " + " | ".join(f"claimex {name}" for name in OURS) + " |\n|---|---|" + "---|" * len(OURS))
    for name, rate in medians.items():
        print(f"| {name} | {rate:,.0f} | " + " | ".join(f"{medians[ours] / rate:.1f}×" for ours in OURS) + " |")


if __name__ == "__main__":
    main()
