#!/usr/bin/env bash
# Words a second of the two backends on the processor, both in single precision, side by side: alternating rounds, each on one thread, so that what
# else the machine does falls on both; then the medians and their ratio.
#
#     tests/bench/compare/backends.sh ARTICLES.jsonl [ROUNDS] [ARTICLES]
#
# It wants target/release/claimex built with the feature torch, and LD_LIBRARY_PATH as the README says.
set -euo pipefail
program=$(cd "$(dirname "$0")/../../.." && pwd)/target/release/claimex
rounds=${2:-5}
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
head -n "${3:-200}" "$1" >"$folder/articles.jsonl"

words_per_second() {
    "$program" extract "$folder/articles.jsonl" --backend "$1" --precision f32 --threads 1 -o "$folder/$1.jsonl" 2>&1 |
        grep -o '[0-9,.]* words/s' | tr -d ', a-z/'
}

for round in $(seq "$rounds"); do
    for backend in native torch; do
        speed=$(words_per_second "$backend")
        echo "$speed" >>"$folder/$backend.speeds"
        echo "round $round  $backend  $speed words/s"
    done
done
median() { sort -n "$folder/$1.speeds" | sed -n "$(((rounds + 1) / 2))p"; }
awk -v native="$(median native)" -v torch="$(median torch)" 'BEGIN {
    printf "median  native %d words/s  torch %d words/s  native/torch %.2f\n", native, torch, native / torch
}'
