"""claimex over 1, 10, 100, 1,000 and 10,000 articles -> time and memory, as a Markdown table and an SVG plot.

    cargo build --release
    python cost.py --documents documents.jsonl --threads 2 --plot cost.svg

Needs nothing but Python on Linux or macOS. Time is from the start of the program to its end, the least of the rounds;
memory the most that the program held.
"""

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SIZES = (1, 10, 100, 1_000, 10_000)


def run(command):
    """Seconds and the most memory of one run, in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{command} ended with status {status}")
    unit = 1 if sys.platform == "darwin" else 1024
    return time.perf_counter() - start, usage.ru_maxrss * unit / 1e6


def plot(rows, path):
    """Both curves over the articles, each with its own logarithmic scale."""
    width, height, left, bottom = 640, 360, 64, 48
    across = width - 2 * left
    up = height - 2 * bottom

    def x(articles):
        return left + across * math.log10(articles) / math.log10(SIZES[-1])

    def y(value, low, high):
        return height - bottom - up * (math.log10(value) - low) / (high - low)

    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">',
             f'<rect width="{width}" height="{height}" fill="#fff"/>']
    for articles in SIZES:
        parts.append(f'<text x="{x(articles):.0f}" y="{height - bottom + 20}" text-anchor="middle">{articles:,}</text>')
        parts.append(f'<path d="M{x(articles):.0f} {bottom}V{height - bottom}" stroke="#ddd"/>')
    parts.append(f'<text x="{width / 2:.0f}" y="{height - 8}" text-anchor="middle">articles</text>')
    for index, (name, unit, color, at) in enumerate((("time", "s", "#1b6ac9", left), ("memory", "MB", "#c2410c", width - left))):
        values = [row[2 + index] for row in rows]
        low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
        high = max(high, low + 1)
        for power in range(low, high + 1):
            place = y(10 ** power, low, high)
            anchor, offset = ("end", -6) if index == 0 else ("start", 6)
            parts.append(f'<text x="{at + offset}" y="{place + 4:.0f}" text-anchor="{anchor}" fill="{color}">{10 ** power:g} {unit}</text>')
        points = " ".join(f"{x(row[0]):.1f},{y(row[2 + index], low, high):.1f}" for row in rows)
        parts.append(f'<polyline points="{points}" fill="none" stroke="{color}" stroke-width="2"/>')
        parts.append(f'<text x="{at}" y="{bottom - 16}" text-anchor="middle" fill="{color}">{name}</text>')
    path.write_text("\n".join([*parts, "</svg>", ""]), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", required=True)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--most", type=int, default=SIZES[-1])
    parser.add_argument("--plot", type=Path)
    arguments = parser.parse_args()
    with open(arguments.documents, encoding="utf-8") as lines:
        articles = [line for line, _ in zip(lines, range(arguments.most))]
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for size in (size for size in SIZES if size <= arguments.most):
            sample = Path(folder) / f"{size}.jsonl"
            sample.write_text("".join(articles[:size]), encoding="utf-8")
            words = sum(len(json.loads(line)["text"].split()) for line in articles[:size])
            command = [ROOT / "target/release/claimex", "extract", sample, "--threads", str(arguments.threads), "--format", "jsonl"]
            runs = [run(command) for _ in range(arguments.rounds)]
            rows.append((size, words, min(seconds for seconds, _ in runs), max(memory for _, memory in runs)))
    print("| articles | words | time | words/s | memory |\n|---|---|---|---|---|")
    for size, words, seconds, memory in rows:
        print(f"| {size:,} | {words:,} | {seconds:.2f} s | {words / seconds:,.0f} | {memory:.0f} MB |")
    if arguments.plot:
        plot(rows, arguments.plot)


if __name__ == "__main__":
    main()
