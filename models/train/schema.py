"""What the model knows: labels, attributes and roles, in the order of its outputs.

The order is written to config.json and checked by the Rust side against its own enums.
"""

LABELS = ["money", "date", "killed", "injured", "missing", "captured", "displaced", "casualty"]
TAGS = ["O"] + [f"{prefix}-{label}" for label in LABELS for prefix in "BI"]

ATTRIBUTES = {
    "status": ["asserted", "reported", "denied", "hypothetical"],
    "role": ["deal", "aid", "loan", "investment", "trade", "damage", "penalty", "income", "budget", "price", "value", "other"],
    "group": ["civilian", "security", "militant", "unknown"],
    "subset": ["false", "true"],
    "scope": ["incident", "cumulative"],
    "outlook": ["past", "future"],
    "dating": ["unknown", "published", "month", "year", "stated"],
}
ROLES = ["about", "agent", "to", "place", "source", "when"]

CASES = ["lower", "capitalized", "upper"]
IGNORED = -100  # torch's ignore_index: a target that teaches nothing


def label_of(claim):
    """The model's label of a gold claim: casualties are told apart by their type."""
    return claim["type"] if claim["kind"] == "casualty" else claim["kind"]


def outlook_of(claim, published):
    """Whether a date lies after the publication date, compared at the date's own grain; None if that cannot be told."""
    if claim["kind"] != "date" or not published or claim["type"] not in ("DATE", "TIME"):
        return None
    start = claim["value"].split("/")[0]
    grain = start[:10] if len(start) >= 10 and start[4] == "-" and start[8:10].isdigit() else start[:7]
    if len(grain) == 7 and not grain[5:7].isdigit():
        grain = grain[:4]
    if not grain.replace("-", "").isdigit() or len(grain) not in (4, 7, 10):
        return None
    return "future" if grain > published[: len(grain)] else "past"


def dating_of(claim, published):
    """Where the annotators took the time of a money or casualty claim from: the publication date, its month or its year,
    or a date that the article states."""
    if claim["kind"] == "date":
        return None
    on = claim.get("on")
    if on is None:
        return "unknown"
    grains = {published or "XXXX-XX-XX": "published"}
    if published:
        grains |= {published[:7]: "month", published[:4]: "year"}
    return grains.get(on, "stated")


def attributes_of(claim, published):
    """Gold attributes of a claim as indices into ATTRIBUTES; IGNORED where one does not apply."""
    values = {
        "status": claim["status"],
        "role": claim.get("role") if claim["kind"] == "money" else None,
        "group": claim.get("group"),
        "subset": str(claim["subset"]).lower() if "subset" in claim else None,
        "scope": claim.get("scope"),
        "outlook": outlook_of(claim, published),
        "dating": dating_of(claim, published),
    }
    return {name: IGNORED if value is None else ATTRIBUTES[name].index(value) for name, value in values.items()}
