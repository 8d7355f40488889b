#!/usr/bin/env bash
# Makes both models from the base model and the annotated articles, one run after the other. What needs the built program,
# calibrate.py and gate.py, comes after it.
#
#     models/train/recipe.sh DATA OUT [THREADS]
#
# DATA holds claims/ and text/, as train.py and teach.py want them; OUT gets a folder for each run, claimex-base-1 and
# claimex-fast-1 among them. Runs that are there already are not made again, so a recipe that was stopped goes on. Every run is seeded.
# By the pace of its runs a day on two cores; from end to end it was run on seventeen articles only, before all pieces of the
# base model were kept. The shipped weights came of the longer way that the model card tells, run by run.
set -euo pipefail
data=$(realpath "$1") out=$(realpath -m "$2") threads=${3:-2}
cd "$(dirname "$0")"
articles=(../../seeds/training.jsonl ../../seeds/training-[2-6].jsonl.gz)

teaches() { # NAME OPTIONS...: the training run NAME, with the options that all share, unless it has written its last file
    local name=$1
    shift
    if [ ! -e "$out/$name/tokenizer_config.json" ]; then
        python train.py --data "$data" --out "$out/$name" --extra "${articles[@]}" --threads "$threads" --step-tokens 1500 --attributes-weight 0.4 --arguments-weight 0.7 --names 0.4 --hide 0.1 "$@"
    fi
}

# Spans first, from the base model; then everything, ever slower; the last two are averaged.
teaches first --epochs 8 --share 1 --rate 1.5e-4 --head-rate 6e-4 --seed 1 --average-epochs 2
teaches second --init "$out/first" --epochs 6 --share 0.3 --rate 1e-4 --head-rate 3e-4 --seed 2 --average-epochs 3
teaches third --init "$out/second" --epochs 2 --share 0.5 --rate 7e-5 --head-rate 2e-4 --seed 3 --average-epochs 2
if [ ! -e "$out/claimex-base-1/tokenizer_config.json" ]; then
    python average.py --out "$out/claimex-base-1" "$out/second:1" "$out/third:1"
fi

# Half the layers, taught by the whole model with the articles and with raw text.
if [ ! -e "$out/lessons.jsonl" ]; then
    python teach.py --data "$data" --teacher "$out/claimex-base-1" --out "$out/lessons.jsonl" --sentences 10000
fi
teaches claimex-fast-1 --init "$out/claimex-base-1" --teacher "$out/claimex-base-1" --layers 0,1,2 --pseudo "$out/lessons.jsonl" --pseudo-share 0.3 --epochs 6 --share 0.5 --rate 2e-4 --head-rate 4e-4 --seed 4 --average-epochs 2
