"""Writes reference.json: what the shipped gate, computed by PyTorch, scores each word of some sentences.

    python tests/golden/gate/make_reference.py
"""

import json
import sys
from pathlib import Path

import numpy as np
from safetensors.torch import load_file

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "models/train"))

import gate

SENTENCES = [
    "Killing",
    "At least 17 people died on Friday.",
    "The weather was fine and nobody spoke.",
    "She said “no”.",
    "Zwölf Männer, H₂O — and MAY-day in São Paulo",
    "K33bn was paid to the dealers' widows in 2014-15",
    "a  b\tc\u00a0d",
    "The committee meets again when the chair is back from her holiday, whenever that may be, and not before.",
]


def main():
    tensors = {name: tensor.float() for name, tensor in load_file(ROOT / "models/claimex-gate-1/gate.safetensors").items()}
    network = gate.Gate().eval()
    network.load_state_dict(gate.from_stored(tensors))
    out = {}
    for text in SENTENCES:
        sentences = gate.Sentences([(text, [])])
        rows, owner, _ = sentences.stream(np.array([0]))
        out[text] = [round(score, 5) for score in network(rows, owner)[owner >= 0].tolist()]
    (Path(__file__).parent / "reference.json").write_text(json.dumps(out, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
