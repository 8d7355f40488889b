"""Gold documents -> sentences with claims -> token features.

A sentence is {"text", "claims", "unclaimed", "is_partial", ...}; offsets of its claims and arguments are counted from its own
start. A document that has "annotated" is annotated in part: of its claims it tells the spans, the labels and the attributes
that "annotated" names, and "unclaimed" are stretches that look like claims and are none; of everything else it tells nothing.
"""

import gzip
import json
from dataclasses import dataclass, field

from schema import ATTRIBUTES, CASES, IGNORED, LABELS, ROLES, TAGS, attributes_of, label_of


def read_documents(path):
    """The articles of a JSON Lines file, plain or in gzip."""
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def days(value):
    """A TIMEX3 value without times of day."""
    return "/".join(end.split("T")[0] for end in value.split("/"))


def dates_of(claim, document):
    """The places, among the document's claims, of the dates that give the time of a money or casualty claim: those of its
    value, and those from which it lasts."""
    on = claim.get("on")
    if claim["kind"] == "date" or on is None:
        return []
    dates = [(place, other["value"]) for place, other in enumerate(document["claims"]) if other["kind"] == "date" and other["type"] in ("DATE", "TIME")]
    same = [place for place, value in dates if on in (value, days(value))]
    return same or [place for place, value in dates if on.startswith(days(value) + "/")]


def sentences_of(document):
    """Cuts a gold document into sentences that own their claims."""
    out = []
    annotated = document.get("annotated")
    for number, (start, end) in enumerate(document["sentences"]):
        claims = []
        for place, claim in enumerate(document["claims"]):
            if not start <= claim["start"] < end:
                continue
            arguments = {
                role: (a["start"] - start, a["end"] - start)
                for role, a in claim["arguments"].items()
                if start <= a["start"] and a["end"] <= end
            }
            attributes = attributes_of(claim, document["date"])
            claims.append({
                "start": claim["start"] - start,
                "end": min(claim["end"], end) - start,
                "label": label_of(claim),
                "attributes": {name: choice if annotated is None or name in annotated else IGNORED for name, choice in attributes.items()},
                "arguments": arguments,
                "place": place,
                "dates": dates_of(claim, document),
            })
        out.append({
            "text": document["text"][start:end],
            "claims": claims,
            "unclaimed": [(a - start, b - start) for a, b in document.get("unclaimed", []) if start <= a < end],
            "is_partial": annotated is not None,
            "document": document["id"],
            "offset": start,
            "number": number,
        })
    return out


def case_of(word):
    """Index into CASES: how a word is written, which the uncased tokenizer forgets."""
    if not any(letter.isupper() for letter in word):
        return 0
    return 1 if word[0].isupper() and not any(letter.isupper() for letter in word[1:]) else 2


@dataclass
class Features:
    """One sentence as the network sees it. Words are the tokenizer's pre-tokens; a word is known by its first piece."""

    ids: list
    types: list
    first: list  # position of each word's first piece
    last: list  # position of each word's last piece
    spans: list  # character span of each word
    tags: list = field(default_factory=list)  # per word
    claims: list = field(default_factory=list)
    document: str = ""
    number: int = 0  # of the sentence in its document
    hidden: list = field(default_factory=list)  # position and piece of what training hides


def encode(tokenizer, sentence, max_tokens):
    """Tokenizes a sentence; what lies beyond `max_tokens` pieces is left for another window."""
    text = sentence["text"]
    encoding = tokenizer.encode(text)
    first, last, spans, types = [], [], [], [0]
    ids = encoding.ids[: max_tokens - 1]
    previous = None
    for position, (word, (start, end)) in enumerate(zip(encoding.word_ids, encoding.offsets)):
        if word is None or position >= len(ids):
            continue
        if word != previous:
            first.append(position), last.append(position), spans.append([start, end])
            previous = word
        else:
            last[-1], spans[-1][1] = position, end
    types = [0] * len(ids)
    for (a, b), (start, end) in zip(zip(first, last), spans):
        for position in range(a, b + 1):
            types[position] = case_of(text[start:end])
    if len(encoding.ids) >= max_tokens:
        ids.append(encoding.ids[-1]), types.append(0)
    features = Features(ids, types, first, last, spans, document=sentence["document"], number=sentence["number"])
    add_targets(features, sentence["claims"])
    if sentence.get("is_partial"):
        features.tags = tags_told(features, sentence)
        for claim in features.claims:
            claim["arguments"] = [(IGNORED, IGNORED)] * len(ROLES)
    return features


def tags_told(features, sentence):
    """The tags of a sentence that is annotated in part: of the words of its claims and of what is marked as none, and of the
    small words beside them; the rest teaches nothing."""
    told = {word for word, tag in enumerate(features.tags) if tag > 0}
    for stretch in sentence["unclaimed"]:
        words = words_of(features.spans, *stretch)
        told |= set(range(words[0], words[1] + 1)) if words else set()
    is_small = lambda word: 0 <= word < len(features.spans) and sentence["text"][slice(*features.spans[word])].islower()
    told |= {word for near in told for word in (near - 1, near + 1) if is_small(word)}
    return [tag if word in told else IGNORED for word, tag in enumerate(features.tags)]


def words_of(spans, start, end):
    """First and last word that share a character with start..end, or None."""
    inside = [i for i, (a, b) in enumerate(spans) if a < end and start < b]
    return (inside[0], inside[-1]) if inside else None


def add_targets(features, claims):
    features.tags = [0] * len(features.first)
    for claim in claims:
        words = words_of(features.spans, claim["start"], claim["end"])
        if words is None:
            continue
        begin = TAGS.index(f"B-{claim['label']}")
        for word in range(words[0], words[1] + 1):
            features.tags[word] = begin if word == words[0] else begin + 1
        arguments = []
        for role in ROLES:
            span = claim["arguments"].get(role)
            found = words_of(features.spans, *span) if span else None
            # Position 0 is [CLS]: the sentence does not give this argument.
            arguments.append((features.first[found[0]], features.first[found[1]]) if found else (0, 0))
        features.claims.append({
            "label": LABELS.index(claim["label"]),
            "pieces": (features.first[words[0]], features.last[words[1]]),
            "attributes": [claim["attributes"].get(name, IGNORED) for name in ATTRIBUTES],
            "arguments": arguments,
            "place": claim.get("place"),
            "dates": claim.get("dates", []),
        })
