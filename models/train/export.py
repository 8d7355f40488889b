"""A trained tagger -> a Hugging Face token-classification directory, with the claim reader's tensors beside it."""

import json
import os
import re

import torch
from huggingface_hub import save_torch_state_dict
from safetensors.torch import load_file

from network import POINTER_REACH, POINTER_WIDTH
from schema import ATTRIBUTES, CASES, LABELS, ROLES, TAGS


# This repository takes no file of 30 MB: what is larger is written as several, with an index, as Hugging Face's libraries do.
LARGEST_FILE = "29MB"
EIGHT_BITS = re.compile(r"bert\.embeddings\.word_embeddings\.weight|claim_reader\.document\.(query|key|value|output)\.weight")


def read_weights(directory):
    """The tensors of a model directory as 32-bit floats: of the trainer's checkpoint, or of a shipped model, which has none."""
    checkpoint = os.path.join(directory, "checkpoint.pt")
    if os.path.exists(checkpoint):
        return torch.load(checkpoint, weights_only=True)
    files = ["model.safetensors"]
    if not os.path.exists(os.path.join(directory, *files)):
        with open(os.path.join(directory, "model.safetensors.index.json"), encoding="utf-8") as index:
            files = sorted(set(json.load(index)["weight_map"].values()))
    return {name: tensor.float() for file in files for name, tensor in load_file(os.path.join(directory, file)).items()}


def save(model, tokenizer, out):
    """A trained model as a directory: the checkpoint that training goes on from, and what is shipped."""
    os.makedirs(out, exist_ok=True)
    torch.save(model.state_dict(), os.path.join(out, "checkpoint.pt"))
    write_model(model, tokenizer, out)


def write_model(model, tokenizer, out):
    """Word embeddings (they were trained so) and the attention among claims as 8-bit floats, everything else as 16-bit
    floats."""
    tensors = {}
    for name, tensor in model.state_dict().items():
        if name.endswith("position_ids"):
            continue
        kind = torch.float8_e4m3fn if EIGHT_BITS.fullmatch(name) else torch.float16
        tensors[name] = tensor.detach().to(kind).contiguous()
    save_torch_state_dict(tensors, out, max_shard_size=LARGEST_FILE)
    config = model.config.to_dict()
    config.update({
        "architectures": ["BertForTokenClassification"],
        "torch_dtype": "float32",
        "id2label": {str(i): tag for i, tag in enumerate(TAGS)},
        "label2id": {tag: i for i, tag in enumerate(TAGS)},
        "claim_reader": {
            "intermediate_size": model.claim_reader.layer.intermediate.dense.out_features,
            "document_attention_heads": model.claim_reader.document.heads,
            "date_pointer": {"width": POINTER_WIDTH, "reach": POINTER_REACH},
            "labels": LABELS,
            "attributes": ATTRIBUTES,
            "roles": ROLES,
        },
        "token_types": CASES,
    })
    for noise in ("_name_or_path", "transformers_version", "_attn_implementation_autoset", "gradient_checkpointing"):
        config.pop(noise, None)
    with open(os.path.join(out, "config.json"), "w", encoding="utf-8") as file:
        json.dump(config, file, indent=2, sort_keys=True)
        file.write("\n")
    tokenizer.save(os.path.join(out, "tokenizer.json"), pretty=False)
    with open(os.path.join(out, "tokenizer_config.json"), "w", encoding="utf-8") as file:
        json.dump({"tokenizer_class": "BertTokenizerFast", "do_lower_case": True, "model_max_length": config["max_position_embeddings"]}, file, indent=2)
        file.write("\n")
