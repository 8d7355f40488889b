"""Exchanges the proper names among a sentence's arguments and hides words, so that an article is not learned by heart."""

import re


# A proper name: words with capitals, perhaps joined by small ones.
NAME = re.compile(r"[^\W\d_a-z][\w.’'&-]*(?: (?:of|de|al|the|and|[^\W\d_a-z][\w.’'&-]*))*")
# What may be exchanged without changing what a sum is for or how sure a report is.
EXCHANGED = ("place", "agent", "to", "source")


def exchangeable(sentence):
    """{(start, end): role} of the arguments that are a name, apart from every claim and every other argument."""
    spans = {}
    for claim in sentence["claims"]:
        for role, span in claim["arguments"].items():
            spans.setdefault(tuple(span), role)
    taken = [(claim["start"], claim["end"]) for claim in sentence["claims"]] + list(spans)
    alone = lambda span: all(other == span or other[1] <= span[0] or span[1] <= other[0] for other in taken)
    return {
        span: role for span, role in spans.items()
        if role in EXCHANGED and NAME.fullmatch(sentence["text"][slice(*span)]) and alone(span)
    }


class Names:
    """The names that stand in each role of the annotated sentences."""

    def __init__(self, sentences):
        found = {role: {} for role in EXCHANGED}
        for sentence in sentences:
            for span, role in exchangeable(sentence).items():
                found[role][sentence["text"][slice(*span)]] = None
        self.of_role = {role: list(names) for role, names in found.items()}

    def edits(self, random, sentence, share):
        """(start, end, new) for about `share` of the sentence's names, from left to right."""
        spans = sorted(exchangeable(sentence).items())
        return [(*span, random.choice(self.of_role[role])) for span, role in spans if self.of_role[role] and random.random() < share]


def hide(random, features, mask, share):
    """Puts the piece `mask` for about `share` of the words that belong to no mention, and keeps what stood there."""
    inside = {position for claim in features.claims for position in range(claim["pieces"][0], claim["pieces"][1] + 1)}
    for first, last in zip(features.first, features.last):
        if random.random() < share and not inside & set(range(first, last + 1)):
            features.hidden += [(position, features.ids[position]) for position in range(first, last + 1)]
            features.ids[first : last + 1] = [mask] * (last + 1 - first)
            features.types[first : last + 1] = [0] * (last + 1 - first)
    return features
