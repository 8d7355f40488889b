"""Makes the reference of the encoder's tests: a tiny BERT with random weights and its hidden states.

Writes beside itself: config.json, model.safetensors (names as in a token classifier, `bert.` first)
and reference.json (sequences and the last hidden states that transformers computes for them, each on
its own: as they are, and with the dense layers' weights and activations rounded as `Precision::Int8` does).
Run: python make_reference.py, with torch 2.4.0, transformers 4.49.0 and
safetensors 0.8.0.
"""

import copy
import json
from pathlib import Path

import torch
from safetensors.torch import save_file
from transformers import BertConfig, BertModel

HERE = Path(__file__).parent

torch.manual_seed(20240607)
config = BertConfig(
    vocab_size=100,
    hidden_size=32,
    num_hidden_layers=2,
    num_attention_heads=4,
    intermediate_size=64,
    max_position_embeddings=40,
    type_vocab_size=2,
    attn_implementation="eager",
)
model = BertModel(config, add_pooling_layer=False).eval()
with torch.no_grad():
    # As wide as trained weights, so that softmax and GELU leave their linear parts.
    for name, parameter in model.named_parameters():
        spread = 0.3 if parameter.dim() == 2 else 0.1
        center = 1.0 if name.endswith("LayerNorm.weight") else 0.0
        parameter.copy_((center + spread * torch.randn(parameter.shape)).half().float())

stored = {
    f"bert.{name}": parameter.half().contiguous() for name, parameter in model.named_parameters()
}
save_file(stored, HERE / "model.safetensors")
(HERE / "config.json").write_text(json.dumps(config.to_diff_dict() | {
    key: getattr(config, key)
    for key in (
        "vocab_size", "hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size",
        "max_position_embeddings", "type_vocab_size", "layer_norm_eps", "hidden_act",
    )
}, indent=2, sort_keys=True) + "\n")


def rounded(values, unit):
    """`values`, each rounded to a multiple of its row's `unit`."""
    return torch.round(values / unit) * unit


def unit_of_activations(rows):
    """127 units are the largest magnitude of a row."""
    return rows.abs().amax(dim=-1, keepdim=True) / 127


def unit_of_weights(rows):
    """126 units are the largest sum of weights of one sign among two neighbors and the two that stand four further on."""
    fours = rows.unflatten(-1, (-1, 2, 2, 2)).transpose(-3, -2).flatten(-2)
    sums = torch.stack([fours.clamp(min=0).sum(-1), -fours.clamp(max=0).sum(-1)], dim=-1)
    return sums.flatten(1).amax(dim=-1, keepdim=True) / 126


quantized = copy.deepcopy(model)
with torch.no_grad():
    for module in quantized.encoder.modules():
        if isinstance(module, torch.nn.Linear):
            module.weight.copy_(rounded(module.weight, unit_of_weights(module.weight)))
            module.register_forward_pre_hook(lambda module, inputs: (rounded(inputs[0], unit_of_activations(inputs[0])),))


def hidden_states(model, token_ids, type_ids):
    """The last hidden states of one sequence."""
    output = model(input_ids=torch.tensor([token_ids]), token_type_ids=torch.tensor([type_ids]))
    return [[round(value, 5) for value in row] for row in output.last_hidden_state[0].tolist()]


sequences = []
with torch.no_grad():
    for length in (1, 2, 7, 17, 40):
        token_ids = torch.randint(0, config.vocab_size, (length,)).tolist()
        type_ids = [int(place >= length - length // 3) for place in range(length)]
        sequences.append({
            "token_ids": token_ids,
            "type_ids": type_ids,
            "hidden": hidden_states(model, token_ids, type_ids),
            "hidden_int8": hidden_states(quantized, token_ids, type_ids),
        })
lines = ",\n".join(json.dumps(sequence, separators=(",", ":")) for sequence in sequences)
(HERE / "reference.json").write_text(f"[\n{lines}\n]\n")
