"""NAME FILE: runs one rule recognizer over the articles of a JSON Lines file and prints the seconds that took, loading
not counted."""

import datetime
import json
import sys
import time
import warnings

REFERENCE = datetime.datetime(2025, 3, 14)


def recognizer(name):
    if name == "dateparser":
        from dateparser.search import search_dates

        settings = {"RELATIVE_BASE": REFERENCE}
        return lambda text: len(search_dates(text, languages=["en"], settings=settings) or [])
    from quantulum3 import parser

    return lambda text: len(parser.parse(text))


def main():
    warnings.simplefilter("ignore")
    name, file = sys.argv[1:]
    recognize = recognizer(name)
    with open(file, encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    recognize("The fund paid $4bn on Friday.")
    start, found, failed = time.perf_counter(), 0, 0
    for text in texts:
        try:
            found += recognize(text)
        except Exception:  # a recognizer that breaks on an article goes on with the next
            failed += 1
    print(json.dumps({"seconds": time.perf_counter() - start, "found": found, "failed": failed}))


if __name__ == "__main__":
    main()
