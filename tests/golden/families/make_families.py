"""Writes the models of this folder: a tiny one of each family, and what transformers makes of some sentences.

    pip install torch==2.4.0 transformers==4.49.0 'numpy<2'
    python tests/golden/families/make_families.py

The models are taught made-up sentences just long enough to mark sums and dates of more than one word.

reference.json of each holds sentences whose greatest logits are allowed by BIO as they are, so that the best path is
nothing but the greatest logit of each word's first piece: for each word its place in code points, that label, and its
probability.
"""

import json
import pathlib
import random
import string

import torch
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import AutoConfig, AutoModelForTokenClassification

FOLDER = pathlib.Path(__file__).parent
LABELS = ["O", "B-MON", "I-MON", "B-DATE", "I-DATE", "B-PER", "I-PER"]
MAP = '[labels]\nMON = "money"\nDATE = "date"\n'
SENTENCES = 12
STEPS = 120
SHORT = {"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 24}
RELATIVE = {"relative_attention": True, "position_biased_input": False, "max_position_embeddings": 130, "type_vocab_size": 0}


def sentences(count, seed):
    """Sentences of news, with marks, capitals, and letters of several bytes."""
    pick = random.Random(seed).choice
    for _ in range(count):
        who = pick(["The bank", "Officials", "A court in São Paulo", "Rebels", "The ministry’s envoy", "Police"])
        did = pick(["paid", "fined it", "asked for", "lost", "spent — again —", "promised"])
        sum_ = pick(["$4bn", "€1.5 million", "about £300", "20,000 dollars", "half of ¥70m", "nothing"])
        when = pick(["on Friday", "last week", "in May 2025", "(on March 3)", "yesterday", "for three years"])
        end = pick([", it said.", ".", ", “as agreed”.", " and left.", ", although 14 people were killed in the north."])
        text = f"{who} {did} {sum_} {when}{end}"
        yield text, [(text.index(sum_), sum_, "MON"), (text.index(when), when, "DATE")]


def texts():
    return [text for text, _ in sentences(400, 1)]


def word_pieces():
    text = "".join(texts()).lower()
    characters = sorted(set(string.ascii_lowercase + string.digits + text) - {" "})
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"] + characters + [f"##{c}" for c in characters if c.isalnum()] + ["paid", "may", "on", "##ion", "million", "people"]
    out = Tokenizer(models.WordPiece({piece: index for index, piece in enumerate(pieces)}, unk_token="[UNK]"))
    out.normalizer = normalizers.BertNormalizer(lowercase=True, strip_accents=False)
    out.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return out


def byte_pairs(special):
    out = Tokenizer(models.BPE())
    out.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    out.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    out.train_from_iterator(texts(), trainers.BpeTrainer(vocab_size=340, special_tokens=special, initial_alphabet=alphabet, show_progress=False))
    return out


def roberta_tokenizer():
    out = byte_pairs(["<s>", "<pad>", "</s>", "<unk>"])
    out.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0), trim_offsets=True, add_prefix_space=False)
    return out


def sentence_pieces():
    out = Tokenizer(models.Unigram())
    out.normalizer = normalizers.Replace("`", "'")
    out.pre_tokenizer = pre_tokenizers.Metaspace()
    special = ["[PAD]", "[CLS]", "[SEP]", "[UNK]"]
    out.train_from_iterator(texts(), trainers.UnigramTrainer(vocab_size=200, special_tokens=special, unk_token="[UNK]", show_progress=False))
    return out


def families():
    plain = {**SHORT, "max_position_embeddings": 130}
    yield "bert", word_pieces(), {**plain, "type_vocab_size": 2}
    yield "distilbert", word_pieces(), {"dim": 16, "n_layers": 2, "n_heads": 2, "hidden_dim": 24, "max_position_embeddings": 130}
    yield "roberta", roberta_tokenizer(), {**plain, "max_position_embeddings": 132, "type_vocab_size": 1, "layer_norm_eps": 1e-5}
    yield "deberta", byte_pairs(["[CLS]", "[PAD]", "[SEP]", "[UNK]"]), {**SHORT, **RELATIVE, "pos_att_type": ["c2p", "p2c"]}
    buckets = {"position_buckets": 8, "norm_rel_ebd": "layer_norm", "share_att_key": True, "pos_att_type": "p2c|c2p"}
    yield "deberta-v2", sentence_pieces(), {**SHORT, **RELATIVE, **buckets}


def words(text, encoding, whole):
    """First piece, start and end of each word; `whole` words end where the tokenizer ends them, others at every mark too."""
    out, before = [], None
    for piece, (number, (start, end)) in enumerate(zip(encoding.word_ids, encoding.offsets)):
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        same = number == before and out
        if same and not whole and out[-1][1] < out[-1][2] and start >= out[-1][2]:
            same = start < end and text[out[-1][2] - 1].isalnum() and text[start].isalnum()
        if same:
            out[-1][2] = max(out[-1][2], end)
        else:
            out.append([piece, start, end])
        before = number
    return [word for word in out if word[1] < word[2]]


def teach(model, tokenizer, bounds, whole):
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    samples = list(sentences(16 * STEPS, 3))
    for step in range(STEPS):
        chunk = []
        for text, marked in samples[16 * step : 16 * step + 16]:
            encoding = tokenizer.encode(text, add_special_tokens=False)
            wanted = [-100] * len(encoding.ids)
            for first, start, end in words(text, encoding, whole):
                wanted[first] = 0
                for place, stretch, label in marked:
                    if place <= start and end <= place + len(stretch):
                        wanted[first] = LABELS.index(f"{'B' if start == place else 'I'}-{label}")
            chunk.append(([bounds[0], *encoding.ids, bounds[1]], [-100, *wanted, -100]))
        longest = max(len(ids) for ids, _ in chunk)
        ids, wanted, mask = [], [], []
        for one, labels in chunk:
            padding = longest - len(one)
            ids.append(one + [bounds[1]] * padding)
            wanted.append(labels + [-100] * padding)
            mask.append([1] * len(one) + [0] * padding)
        loss = model(input_ids=torch.tensor(ids), attention_mask=torch.tensor(mask), labels=torch.tensor(wanted)).loss
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    print(f"loss {loss.item():.3f}")


def allowed(labels):
    return all(not label.startswith("I-") or label == "I-PER" or before[2:] == label[2:] for before, label in zip(["O"] + labels, labels))


def reference(model, tokenizer, bounds, whole):
    """The sentences whose labels are allowed as they are, those with the longest mentions first."""
    found = []
    for text in sorted({text for text, _ in sentences(250, 2)}):
        encoding = tokenizer.encode(text, add_special_tokens=False)
        places = words(text, encoding, whole)
        with torch.no_grad():
            logits = model(input_ids=torch.tensor([[bounds[0], *encoding.ids, bounds[1]]])).logits[0, 1:-1]
        firsts = logits[[first for first, _, _ in places]].softmax(-1)
        labels = [LABELS[index] for index in firsts.argmax(-1)]
        marked = sum(label in ("B-MON", "B-DATE") for label in labels)
        further = sum(label in ("I-MON", "I-DATE") for label in labels)
        if allowed(labels) and marked > 0:
            chances = firsts.max(-1).values.tolist()
            rows = [[start, end, label, round(chance, 6)] for (_, start, end), label, chance in zip(places, labels, chances)]
            found.append((further, marked, {"text": text, "words": rows}))
    found.sort(key=lambda one: (-one[0], -one[1]))
    print(len(found), "sentences,", sum(further for further, _, _ in found), "words further on in mentions")
    return [one for _, _, one in found[:SENTENCES]]


def main():
    torch.set_num_threads(1)
    for number, (family, tokenizer, sizes) in enumerate(families()):
        torch.manual_seed(100 + number)
        config = AutoConfig.for_model(
            family, **sizes, vocab_size=tokenizer.get_vocab_size(), initializer_range=0.2,
            id2label=dict(enumerate(LABELS)), label2id={label: index for index, label in enumerate(LABELS)},
        )
        model = AutoModelForTokenClassification.from_config(config, attn_implementation="eager")
        folder = FOLDER / family
        folder.mkdir(exist_ok=True)
        tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
        (folder / "labels.toml").write_text(MAP)
        opening, closing = ("<s>", "</s>") if family == "roberta" else ("[CLS]", "[SEP]")
        bounds = [tokenizer.token_to_id(opening), tokenizer.token_to_id(closing)]
        whole = family in ("bert", "distilbert")
        teach(model.train(), tokenizer, bounds, whole)
        model.eval().save_pretrained(folder, safe_serialization=True)
        found = reference(model, tokenizer, bounds, whole)
        lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in found)
        (folder / "reference.json").write_text(f"[\n{lines}\n]\n")


if __name__ == "__main__":
    main()
