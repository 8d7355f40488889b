"""Rewrites amounts, counts and dates of gold sentences into the styles of other presses; labels stay, offsets move along."""

import re
from pathlib import Path

from schema import ATTRIBUTES, IGNORED

ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
MONTHS = "January February March April May June July August September October November December".split()
SHORT_MONTHS = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
NUMBER_WORD = re.compile(r"\b(" + "|".join(ONES[2:] + TENS[2:]) + r")\b(?!-)", re.I)
DIGITS = re.compile(r"(?<![\w.,-])\d{1,3}(?:,\d{3})*(?![\w.,-]*\d)")

SYMBOLS = ["$", "US$", "£", "€", "A$", "C$", "S$", "NZ$", "HK$", "R$", "₹", "Rs", "Rs ", "Rs. ", "R", "₦", "N", "KSh", "KSh ", "Sh", "USh", "¥", "₩", "RM", "RM ", "Tk ", "Tk", "PKR ", "USD ", "EUR ", "GBP ", "AED ", "SAR ", "CHF ", "SFr", "NKr", "SKr", "GH¢", "Dh", "₱", "₪", "NT$", "RMB ", "CFA ", "E£", "LE ", "Z$", "MX$", "INR ", "NGN ", "ZAR ", "KES ", "US $"]
NAMES = ["dollars", "US dollars", "euros", "pounds", "rupees", "yen", "yuan", "won", "rand", "naira", "shillings", "pesos", "Canadian dollars", "Australian dollars", "Swiss francs", "roubles", "rubles", "dirhams", "riyals", "baht", "ringgit", "rupiah", "taka", "cedis", "lira", "Turkish lira", "kronor", "kroner", "zlotys", "hryvnias", "reais", "bolivars", "birr", "pounds sterling", "shekels", "dong", "francs", "CFA francs", "Kenyan shillings", "Pakistani rupees", "bucks", "quid"]
MAGNITUDES = {"bn": [" billion", "bn", " bn", "-billion", "B", " bln"], "m": [" million", "m", "mn", " mn", "-million", "M", " mln"], "tn": [" trillion", "tn", "trn"]}

SYMBOL = r"(?:(?:US|A|AU|C|CA|S|HK|NZ|NT|R|MX|Z)\s?\$|[$£€₹¥₩₦]|(?:Rs\.?|PKR|USD|EUR|GBP|INR|AUD|CAD|KSh|Sh|Tk|RM|N|R)(?=\s?\d))"
MAGNITUDE = r"(?:[ -]?(?:thousand|million|billion|trillion|crore|lakh|bn|mn|tn|trn|m|k)\b)"
CORE = re.compile(rf"{SYMBOL}\s?\d[\d,.]*\d?{MAGNITUDE}?|\b\d[\d,.]*{MAGNITUDE}?\s(?:[A-Z]\w+\s)?(?:dollars?|euros?|pounds?|rupees?|yen|yuan|won|rand|naira|shillings|pesos)\b")


def currencies():
    """[code, names, signs] of every currency in use, as the crate knows them."""
    table = Path(__file__).resolve().parents[2] / "seeds/currencies.tsv"
    rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    listed = lambda cell: [name.rstrip("*") for name in cell.split("; ") if name]
    return [[code, listed(names), listed(signs)] for code, status, names, signs, *_ in rows if status == "active" and code != "XXX"]


CURRENCIES = currencies()


def words_of_number(value):
    if value < 20:
        return ONES[value]
    if value < 100:
        return TENS[value // 10] + (f"-{ONES[value % 10]}" if value % 10 else "")
    if value < 1000:
        rest = f" and {words_of_number(value % 100)}" if value % 100 else ""
        return f"{ONES[value // 100]} hundred{rest}"
    return f"{value:,}"


def decimal(random):
    value = random.choice([random.randint(1, 9), random.randint(10, 999), random.randint(11, 99) / 10, random.randint(101, 999) / 100])
    return f"{value:g}"


def foreign(random):
    """An amount in any of the world's currencies: its code, a sign or a name, before or after the number, apart or not."""
    code, names, signs = random.choice(CURRENCIES)
    short = [" million", " billion", "m", "bn", "", "", "", " thousand", "k", " mln", " trillion", " lakh"]
    number = random.choice([decimal(random), decimal(random), f"{random.randint(1, 999) * random.choice([1, 10, 100, 1000, 50]):,}", f"{random.randint(1, 90)}.{random.randint(0, 99):02}"])
    number += random.choice(short)
    gap = random.choice([" ", " ", ""])
    style = random.random()
    if style < 0.55 or not (names or signs):
        return random.choice([f"{code}{gap}{number}", f"{number}{gap}{code}"])
    if signs and (style < 0.75 or not names):
        sign = random.choice(signs)
        return f"{sign}{gap}{number}" if random.random() < 0.8 else f"{number} {sign}"
    name = random.choice(names)
    if random.random() < 0.5:
        name = " ".join(word.capitalize() for word in name.split()[:-1]) + " " + name.split()[-1]
    name = name.strip()
    if random.random() < 0.12:
        return f"{name} {number}"
    return f"{number} {name}" + random.choice(["s", ""])


def amount(random):
    """One amount of money in a random press's style."""
    if random.random() < 0.3:
        return foreign(random)
    style = random.random()
    if style < 0.42:
        symbol = random.choice(SYMBOLS)
        if random.random() < 0.15 and symbol.strip().rstrip(".") in ("Rs", "₹", "INR", "PKR", "Tk"):
            return f"{symbol}{decimal(random)}{random.choice([' crore', ' lakh', ' lakh crore', 'cr', '-crore'])}"
        return f"{symbol}{decimal(random)}{random.choice(MAGNITUDES[random.choice(['bn', 'm', 'm', 'tn'])])}"
    if style < 0.58:
        grouped = f"{random.randint(1, 999) * random.choice([1, 10, 100, 1000, 50]):,}"
        if random.random() < 0.1:
            grouped = grouped.replace(",", random.choice([".", " "]))
        return f"{random.choice(SYMBOLS)}{grouped}" + random.choice(["", "", "", ".50"])
    if style < 0.66:
        return random.choice(["Rs ", "Rs", "₹", "Rs. ", "INR "]) + f"{random.choice([decimal(random), f'{random.randint(1, 99)},{random.randint(100, 999)}', '2,50,000', '1,25,000'])}" + random.choice([" crore", " lakh", " lakh crore", ""])
    if style < 0.86:
        magnitude = random.choice([" million", " billion", " million", " trillion", "m", "bn", " thousand", ""])
        number = decimal(random) if magnitude else f"{random.randint(2, 90000):,}"
        return f"{number}{magnitude} {random.choice(NAMES)}"
    if style < 0.9:
        return f"{words_of_number(random.randint(2, 99))}{random.choice([' million', ' billion', ' hundred', ' thousand', ''])} {random.choice(NAMES)}"
    if style < 0.95:
        low, symbol, magnitude = random.randint(1, 400), random.choice(SYMBOLS), random.choice(["bn", "m", " million", " billion"])
        high = low + random.randint(1, 200)
        return random.choice([f"{symbol}{low}-{high}{magnitude}", f"{symbol}{low}{magnitude}-{symbol}{high}{magnitude}", f"{symbol}{low}–{high}{magnitude}", f"{symbol}{low}{magnitude} to {symbol}{high}{magnitude}"])
    return random.choice([f"{random.randint(2, 99)}p", f"{random.randint(2, 99)} cents", f"{random.randint(2, 99)} pence"])


def count(random, was_word):
    """One number of people."""
    value = random.choice([random.randint(2, 12), random.randint(2, 60), random.randint(13, 400), random.randint(1000, 60000)])
    if random.random() < (0.7 if was_word else 0.2):
        return words_of_number(value)
    return f"{value:,}" if random.random() < 0.9 else str(value)


def day_and_month(random, day, month, year):
    name, short = MONTHS[month], SHORT_MONTHS[month]
    ordinal = f"{day}{'th' if 10 < day < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"
    text = random.choice([f"{name} {day}", f"{day} {name}", f"{short} {day}", f"{day} {short.rstrip('.')}", f"{name} {ordinal}", f"{ordinal} {name}", f"the {ordinal} of {name}"[4:], f"{ordinal} of {name}"])
    if year and (random.random() < 0.7):
        text += random.choice([f", {year}", f" {year}"])
    return text


MONTH_NAMES = "|".join(MONTHS) + r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
DAY_MONTH = re.compile(rf"(?:\b(?:{MONTH_NAMES})\.? \d{{1,2}}(?:st|nd|rd|th)?|\b\d{{1,2}}(?:st|nd|rd|th)? (?:{MONTH_NAMES})\b\.?)(?:,? (\d{{4}}))?(?! ?(?:to|-|–|and) ?\d)(?!\w)")
DAY_RANGE = re.compile(rf"\b(?:{MONTH_NAMES})\.? \d{{1,2}} ?(?:to|-|–) ?\d{{1,2}}\b|\b\d{{1,2}} ?(?:to|-|–) ?\d{{1,2}} (?:{MONTH_NAMES})\b")
WEEKDAY = re.compile(r"\b(?:" + "|".join(WEEKDAYS) + r")\b")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


HOLIDAYS = ["Christmas", "Christmas Eve", "Christmas Day", "Boxing Day", "New Year's Day", "New Year's Eve", "Easter", "Easter Sunday", "Good Friday", "Thanksgiving", "Halloween", "Labor Day", "Labour Day", "Memorial Day", "Independence Day", "Republic Day", "Diwali", "Eid al-Fitr", "Valentine's Day", "St Patrick's Day", "Earth Day", "May Day", "Mother's Day", "Veterans Day", "Bastille Day", "Australia Day", "Ash Wednesday"]
SEASONS = ["spring", "summer", "autumn", "fall", "winter"]
LENGTH = re.compile(r"(?:\d[\d.,]*|a|an|another|several|few|couple|of|half|and|nearly|about|over|some|more|than|\W|" + "|".join(ONES[1:] + TENS[2:]) + r")+ (?:second|minute|hour|day|night|week|fortnight|month|quarter|year|decade)s?", re.I)
RECURRENCE = re.compile(r"(?:every|each|per|a|an)\b", re.I)
HYPHENATED = re.compile(r"\w-(?:second|minute|hour|day|night|week|month|year|decade)s?\b")


def year_in_words(random):
    """`nineteen eighty-six`, `two thousand and fifteen`."""
    dash = random.choice(["-", " "])
    year = random.randint(1901, 2040)
    tail = words_of_number(year % 100).replace("-", dash)
    if year >= 2000:
        return "two thousand" + (f"{random.choice([' and ', ' '])}{tail}" if year % 100 else "")
    return random.choice(["nineteen ", "nineteen ", "nineteen hundred and "]) + tail


def ordinal(day):
    return f"{day}{'th' if 10 < day < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


def any_length(random):
    """A length in any wording."""
    count, few = random.randint(2, 40), words_of_number(random.randint(2, 40))
    unit = random.choice(["seconds", "minutes", "hours", "days", "nights", "weeks", "months", "years", "decades"])
    return random.choice([
        f"{count} {unit}", f"{few} {unit}", f"{count}{random.choice(['h', 'hrs', ' mins', ' min', ' hrs', 'd', ' yrs'])}",
        f"{count}.5 {random.choice(['years', 'hours'])}", "all day", "all week", "all night", "a fortnight", "half an hour",
        "a quarter of a century", f"{random.choice(['one', 'two', 'three'])} and a half {random.choice(['hours', 'months', 'years'])}",
        f"{random.choice(['a few', 'several', 'a couple of', 'many'])} {unit}", f"{count} {unit} and {random.randint(2, 9)} days",
        f"{few} years, {random.randint(2, 11)} months"])


def any_recurrence(random):
    day = random.choice(WEEKDAYS)
    return random.choice([
        f"every {day}", f"every other {day}", f"each {day} at {random.randint(1, 11)}{random.choice(['am', 'pm', ' p.m.'])}",
        "every weekday", "every weekend", "every morning", "every night", "every two weeks", "every second month", "every four years",
        f"the first {day} of every month", "once a month", "each year", "every summer"])


def any_point(random):
    """A point in time or an interval, in any wording that the press or a letter may have."""
    day, month, year = random.randint(1, 28), random.randrange(12), random.randint(1985, 2030)
    weekday, name, short = random.choice(WEEKDAYS), MONTHS[month], SHORT_MONTHS[month]
    few, unit = words_of_number(random.randint(2, 12)), random.choice(["days", "weeks", "months", "years"])
    few = random.choice([few, str(random.randint(2, 12))])
    clock = random.choice([f"{random.randint(1, 11)}{random.choice(['am', 'pm', ' a.m.', ' p.m.'])}", f"{random.randint(0, 23)}:{random.randint(0, 59):02}", f"{random.randint(1, 11)}:{random.randint(0, 59):02} {random.choice(['am', 'pm', 'p.m.'])}"])
    full = day_and_month(random, day, month, random.choice([None, year]))
    style = random.randrange(12)
    if style == 0:
        mark = random.choice(["/", "/", "-", "."])
        return random.choice([f"{month + 1}{mark}{day}{mark}{year}", f"{day:02}{mark}{month + 1:02}{mark}{year}", f"{year}-{month + 1:02}-{day:02}", f"{month + 1}/{day}", f"{day}/{month + 1}/{year % 100:02}", f"{month + 1}/{day} to {random.randint(1, 12)}/{random.randint(1, 28)}"])
    if style == 1:
        cut = weekday[:3]
        return random.choice([f"{cut} {ordinal(day)}", f"{weekday} the {ordinal(day)}", f"{weekday} {ordinal(day)}", f"{cut}, {short} {day}", f"{weekday}, {full}", f"{cut} {day} {name}", f"{cut} {name[:3]} {day} {clock} {year}", f"the {ordinal(day)}"])
    if style == 2:
        return random.choice([f"previous {weekday}", f"next {weekday}", f"this coming {weekday}", f"the following {weekday}", f"last {weekday[:3]}", f"{weekday} week", f"a week on {weekday}", f"next week {weekday}", f"{weekday} next week", f"{weekday} of last week", f"the {weekday} before last"])
    if style == 3:
        nth = random.choice(["first", "second", "third", "last"])
        return random.choice([f"the {nth} {weekday} of {name}", f"the {nth} {weekday} in {name} {year}", f"the {nth} week of {name}", f"the {nth} half of {year}", f"the {nth} quarter of {year}", f"the {nth} weekend in {name}", f"the {nth} day of {name}"])
    if style == 4:
        return random.choice([f"the week of {full}", f"the week beginning {full}", f"the week commencing {full}", f"w/c {full}", f"the week ending {full}", f"the week starting {full}", "the week after next", "the weekend after next", "the week before last", "the month after next", "the year before last", f"week {random.randint(1, 52)}", f"the weekend of {full}"])
    if style == 5:
        return random.choice([f"{year} H{random.randint(1, 2)}", f"H{random.randint(1, 2)} {year}", f"Q{random.randint(1, 4)}", f"Q{random.randint(1, 4)} {year}", f"{year} Q{random.randint(1, 4)}", f"FY{year % 100:02}", f"FY {year}", f"{year}-{(year + 1) % 100:02}", f"{year}/{(year + 1) % 100:02}", f"fiscal {year}", "this calendar year", "the coming quarter", "the current fiscal year", "the next decade", "the past fortnight"])
    if style == 6:
        return random.choice([f"{few} {unit} and {random.randint(2, 6)} days ago", f"{few} {unit} from {full}", f"{few} {unit} from {random.choice(['today', 'tomorrow', 'now', weekday])}", f"{few} {unit} before {random.choice(HOLIDAYS)}", f"{few} {unit} after {full}", f"{few} {unit} ago", f"{few} {unit} later", f"{few} {unit} earlier", "the day after tomorrow", "the day before yesterday", "the next day", "a day later"])
    if style == 7:
        holiday = random.choice(HOLIDAYS)
        return random.choice([holiday, f"{holiday} {year}", f"{holiday}, {year}", f"next {holiday}", f"last {holiday}", f"{holiday} at {clock}", f"{holiday} weekend", f"the weekend of {holiday}", f"the morning of {holiday}"])
    if style == 8:
        return random.choice([f"{weekday} {random.randint(1, 5)}-{random.randint(6, 11)}{random.choice(['am', 'pm'])}", f"tomorrow at {clock}", f"{weekday} at {clock}", f"{clock} on {weekday}", f"{clock} on {full}", f"{clock} to {clock}", f"{weekday} {random.choice(['morning', 'afternoon', 'evening', 'night'])}", f"tomorrow {random.choice(['morning', 'night'])}", f"{full} at {clock}", f"{clock} yesterday", f"next {random.choice(['evening', 'morning'])}", f"{clock} GMT"])
    if style == 9:
        return random.choice([f"{words_of_number(day)} {name} {year_in_words(random)}", f"the {ordinal(day)} of {name} {year_in_words(random)}", year_in_words(random), f"{name} {year_in_words(random)}", f"{day} {name} {year_in_words(random)}"])
    if style == 10:
        return random.choice([f"{random.choice(['late', 'early', 'mid-'])} {name}".replace("- ", "-"), f"the {random.choice(['middle', 'end', 'start', 'beginning'])} of {name}", f"the {random.choice(['middle', 'end', 'start', 'close'])} of {year}", f"{random.choice(['early', 'late', 'later'])} next {random.choice(['week', 'month', 'year'])}", f"later in the {random.choice(['week', 'month', 'year'])}", f"earlier in the {random.choice(['week', 'month', 'year'])}", f"later this {random.choice(['week', 'month', 'year'])}", f"the {random.choice(['', 'early ', 'late ', 'mid-'])}{year // 10 * 10}s", f"the {random.randint(12, 20)}th century"])
    season = random.choice(SEASONS)
    return random.choice([f"{season} {year}", f"the {season} of {year}", f"last {season}", f"next {season}", f"this {season}", f"{name} to {random.choice(MONTHS)}", f"{name}-{random.choice(MONTHS)} {year}", f"{full} to {day_and_month(random, random.randint(1, 28), random.randrange(12), None)}", f"{year} to {year + random.randint(1, 9)}", f"{year}–{year + random.randint(1, 9)}", f"{weekday} to {random.choice(WEEKDAYS)}"])


def rewritten_date(random, text):
    """The stretch in another style, and whether its time changed."""
    if random.random() < 0.3 and not HYPHENATED.search(text):
        if LENGTH.fullmatch(text):
            return any_length(random), False
        if RECURRENCE.match(text):
            return any_recurrence(random), False
        return any_point(random), True
    if match := DAY_RANGE.search(text):
        day, month = random.randint(1, 26), random.choice(MONTHS)
        until, dash = day + random.randint(1, 3), random.choice(["-", "–", " to ", " - "])
        new = random.choice([f"{month} {day}{dash}{until}", f"{day}{dash}{until} {month}"])
        return text[: match.start()] + new + text[match.end() :], True
    if match := DAY_MONTH.search(text):
        year = match.group(1) and random.randint(1990, 2027)
        return text[: match.start()] + day_and_month(random, random.randint(1, 28), random.randrange(12), year) + text[match.end() :], True
    if match := WEEKDAY.search(text):
        return text[: match.start()] + random.choice(WEEKDAYS) + text[match.end() :], False
    if match := YEAR.fullmatch(text):
        return str(random.randint(1985, 2030)), True
    if (match := DIGITS.search(text) or NUMBER_WORD.search(text)) and re.search(r"(day|week|month|year|hour|minute|decade)s\b", text):
        value = random.randint(2, 30)
        return text[: match.start()] + random.choice([str(value), words_of_number(value)]) + text[match.end() :], False
    return text, False


def rewritten(random, label, text):
    """A mention's stretch in another style: (new text, whether a date's time changed)."""
    if label == "money":
        cores = list(CORE.finditer(text))
        if len(cores) == 1:
            return text[: cores[0].start()] + amount(random) + text[cores[0].end() :], False
        return text, False
    if label == "date":
        return rewritten_date(random, text)
    match = DIGITS.search(text) or NUMBER_WORD.search(text)
    if match is None:
        return text, False
    number = count(random, not match.group()[0].isdigit())
    number = number.capitalize() if match.group()[0].isupper() else number
    return text[: match.start()] + number + text[match.end() :], False


def with_edits(sentence, edits):
    """The sentence with (start, end, new) edits applied from left to right and every offset moved along."""
    text, out, at = sentence["text"], [], 0
    for start, end, new in edits:
        out += [text[at:start], new]
        at = end
    out.append(text[at:])

    def moved(position, is_end):
        shift = 0
        for start, end, new in edits:
            if position >= end and (is_end or position > start):
                shift += len(new) - (end - start)
            elif position > start:
                return start + shift + (len(new) if is_end else 0)
        return position + shift

    claims = [
        {
            **claim,
            "start": moved(claim["start"], False),
            "end": moved(claim["end"], True),
            "arguments": {role: (moved(a, False), moved(b, True)) for role, (a, b) in claim["arguments"].items()},
        }
        for claim in sentence["claims"]
    ]
    unclaimed = [(moved(start, False), moved(end, True)) for start, end in sentence["unclaimed"]]
    return {**sentence, "text": "".join(out), "claims": claims, "unclaimed": unclaimed}


TYPOGRAPHY = [("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("—", "-")]
OUTLOOK = "outlook"


def augmented(random, sentence, share):
    """The sentence with about `share` of its claims rewritten, and now and then another typography or all capitals."""
    edits, timeless = [], set()
    for index, claim in enumerate(sorted(sentence["claims"], key=lambda claim: claim["start"])):
        if random.random() >= share or (edits and claim["start"] < edits[-1][1]):
            continue
        old = sentence["text"][claim["start"] : claim["end"]]
        new, time_changed = rewritten(random, claim["label"], old)
        if new != old:
            edits.append((claim["start"], claim["end"], new))
            if time_changed:
                timeless.add(claim["start"])
    if timeless:
        claims = [
            {**claim, "attributes": {**claim["attributes"], OUTLOOK: IGNORED}} if claim["start"] in timeless else claim
            for claim in sentence["claims"]
        ]
        sentence = {**sentence, "claims": claims}
    if edits:
        sentence = with_edits(sentence, edits)
    if random.random() < 0.15:
        old, new = random.choice(TYPOGRAPHY)
        sentence = {**sentence, "text": sentence["text"].replace(old, new)}
    if random.random() < 0.01 and len(sentence["text"].upper()) == len(sentence["text"]):
        sentence = {**sentence, "text": sentence["text"].upper()}
    return sentence


assert OUTLOOK in ATTRIBUTES
