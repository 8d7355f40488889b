"""The same model and documents through PyTorch, ONNX Runtime and claimex -> words a second, and ratios.

    cargo build --release && cargo build --release --example ours
    python encoders.py --documents documents.jsonl --articles 2000 --threads 2 --rounds 5

Every peer gets the same token numbers, sorted by length, in batches; claimex gets them in the order of the text. All
compute hidden states, no head. Rounds alternate: in each, every program runs once over all sentences, and the ratios
are medians over the rounds. `claimex: whole` is the program from the file to the written claims, `fast` the same with
its smaller model, which is still held against the encoder of the larger one. rust-bert runs where CLAIMEX_RUST_BERT names a program with the protocol of `ours`.
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

import numpy as np

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "models/train"))


class Ours:
    """The encoder of the crate, in one process for all rounds."""

    def __init__(self, command, precision, sentences):
        self.precision = precision
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.process.stdin.write(json.dumps(sentences) + "\n")

    def __call__(self):
        self.process.stdin.write(self.precision + "\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline())


class Whole:
    """The whole program: reading, splitting, everything, writing."""

    def __init__(self, command):
        self.command = command

    def __call__(self):
        start = time.perf_counter()
        subprocess.run(self.command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return time.perf_counter() - start


class Peer:
    """Padded batches through a function."""

    def __init__(self, run, batches):
        self.run, self.batches = run, batches

    def __call__(self):
        start = time.perf_counter()
        for batch in self.batches:
            self.run(*batch)
        return time.perf_counter() - start


def tokens_of(texts, directory):
    """[ids, types] of each sentence, as claimex makes them."""
    from tokenizers import Tokenizer

    from corpus import case_of

    tokenizer = Tokenizer.from_file(str(directory / "tokenizer.json"))
    knows_case = "token_types" in json.loads((directory / "config.json").read_text())
    out = []
    for text in texts:
        encoding = tokenizer.encode(text, add_special_tokens=False)
        spans = {}
        for word, (start, end) in zip(encoding.word_ids, encoding.offsets):
            spans[word] = (spans.get(word, (start, end))[0], end)
        types = [case_of(text[slice(*spans[word])]) if knows_case else 0 for word in encoding.word_ids]
        ids = [tokenizer.token_to_id("[CLS]"), *encoding.ids, tokenizer.token_to_id("[SEP]")]
        out.append((ids[:256], [0, *types, 0][:256]))
    return out


def batches_of(sentences, size):
    """Padded batches of sentences sorted by length: ids, mask, types."""
    ordered = sorted(sentences, key=lambda pair: len(pair[0]))
    batches = []
    for at in range(0, len(ordered), size):
        part = ordered[at:at + size]
        ids = np.zeros((len(part), max(len(i) for i, _ in part)), dtype=np.int64)
        mask, types = np.zeros_like(ids), np.zeros_like(ids)
        for row, (own, cases) in enumerate(part):
            ids[row, :len(own)], mask[row, :len(own)], types[row, :len(own)] = own, 1, cases
        batches.append((ids, mask, types))
    return batches


def torch_model(directory):
    """The encoder in PyTorch, as transformers has it."""
    import torch
    from transformers import BertForTokenClassification, logging

    # The tensors of the claim reader, for which it has no use, need not be listed.
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    model, told = BertForTokenClassification.from_pretrained(directory, torch_dtype=torch.float32, output_loading_info=True)
    assert not told["missing_keys"], told["missing_keys"]
    return model.eval().bert


def onnx_files(model, folder):
    """The same as ONNX in single precision, and in 8 bits with a scale for each channel."""
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    class Hidden(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.model = model

        def forward(self, ids, mask, types):
            return self.model(input_ids=ids, attention_mask=mask, token_type_ids=types).last_hidden_state

    exact, ready, fast = (str(Path(folder) / name) for name in ("f32.onnx", "ready.onnx", "int8.onnx"))
    example = torch.ones(2, 8, dtype=torch.long)
    names = ["ids", "mask", "types"]
    axes = {name: {0: "batch", 1: "tokens"} for name in [*names, "hidden"]}
    torch.onnx.export(Hidden(), (example, example, example), exact, input_names=names, output_names=["hidden"],
                      dynamic_axes=axes, opset_version=17)
    quant_pre_process(exact, ready, skip_symbolic_shape=True)
    quantize_dynamic(ready, fast, per_channel=True, weight_type=QuantType.QInt8)
    return exact, fast


def peers(directory, sentences, threads, folder):
    import onnxruntime
    import torch

    torch.set_num_threads(threads)
    model = torch_model(directory)
    exact, fast = onnx_files(model, folder)

    def by_torch(*batch):
        ids, mask, types = map(torch.from_numpy, batch)
        with torch.inference_mode():
            model(input_ids=ids, attention_mask=mask, token_type_ids=types)

    def by_onnx(file):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        session = onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
        return lambda ids, mask, types: session.run(None, {"ids": ids, "mask": mask, "types": types})

    run_exact, run_fast = by_onnx(exact), by_onnx(fast)
    yield "PyTorch f32, batch 8", Peer(by_torch, batches_of(sentences, 8))
    yield "ONNX Runtime f32, batch 8", Peer(run_exact, batches_of(sentences, 8))
    for size in (1, 8, 32):
        yield f"ONNX Runtime int8, batch {size}", Peer(run_fast, batches_of(sentences, size))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", required=True)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--model", type=Path, default=ROOT / "models/claimex-base-1")
    arguments = parser.parse_args()
    release = ROOT / "target/release"
    ours = str(release / "examples/ours")
    texts = json.loads(subprocess.check_output([ours, "sentences", arguments.documents, str(arguments.articles)]))
    words = sum(len(text.split()) for text in texts)
    sentences = tokens_of(texts, arguments.model)
    print(f"{arguments.articles} articles, {len(texts)} sentences, {words} words, "
          f"{sum(len(ids) for ids, _ in sentences)} tokens, {arguments.threads} threads, {arguments.rounds} rounds")

    with tempfile.TemporaryDirectory() as folder:
        sample = Path(folder) / "sample.jsonl"
        with open(arguments.documents, encoding="utf-8") as lines:
            sample.write_text("".join(line for line, _ in zip(lines, range(arguments.articles))), encoding="utf-8")
        command = [ours, str(arguments.model), str(arguments.threads)]
        # The model inside the program has a gate before it; one from a directory only if it brings its own.
        built_in = arguments.model.resolve() == ROOT / "models/claimex-base-1"
        chosen = [] if built_in else ["--model", str(arguments.model)]
        whole = [str(release / "claimex"), "extract", str(sample), *chosen,
                 "--threads", str(arguments.threads), "--format", "jsonl"]
        programs = dict(peers(arguments.model, sentences, arguments.threads, folder))
        if os.environ.get("CLAIMEX_RUST_BERT"):
            peer = [os.environ["CLAIMEX_RUST_BERT"], *command[1:]]
            programs["rust-bert f32, batch 8"] = Ours(peer, "f32", sorted(sentences, key=lambda pair: len(pair[0])))
        names = list(programs)
        programs["claimex f32, encoder"] = Ours(command, "f32", sentences)
        programs["claimex int8, encoder"] = Ours(command, "int8", sentences)
        programs["claimex: whole"] = Whole(whole)
        if built_in:
            programs["claimex: whole, fast"] = Whole([*whole, "--model", "fast"])
        times = {name: [] for name in programs}
        for number in range(arguments.rounds + 1):
            for name, program in programs.items():
                seconds = program()
                if number:  # the first round only warms up
                    times[name].append(seconds)
                print(f"round {number}: {name}: {words / seconds:.0f} words/s", file=sys.stderr, flush=True)

    own = [name for name in programs if name not in names]
    print(f"\n| program | words/s | {' | '.join(f'{name} is' for name in own)} |")
    print("|---|---|" + "---|" * len(own))
    for name in programs:
        ratios = [statistics.median(t / o for t, o in zip(times[name], times[mine])) for mine in own]
        cells = [f"{ratio:.2f}×" if name != mine else "" for ratio, mine in zip(ratios, own)]
        print(f"| {name} | {words / statistics.median(times[name]):,.0f} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
