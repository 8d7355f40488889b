"""Opens what the export tests wrote with readers that are not ours, and checks rows and values.

usage: python tests/readers/read.py target/tmp/readers

`cargo test` writes the folder: the fixture of tests/it/export in every format. pandas and DuckDB open Parquet,
JSON Lines and CSV; sqlite3 opens the SQLite file; Python's csv undoes what keeps spreadsheets from running a cell;
jsonschema holds every line to the schemas; brat's marks are looked up in the text as brat does.
"""

import csv
import json
import re
import sqlite3
import sys
from pathlib import Path

import duckdb
import jsonschema
import pandas

FORMULA = re.compile("'+[=+\\-@\t\r\n＝＋－＠]")


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def undefused(cell):
    return cell[1:] if FORMULA.match(cell) else cell


def check_json(folder, claims, findings):
    claim_schema = json.loads((folder / "claim.schema.json").read_text(encoding="utf-8"))
    finding_schema = json.loads((folder / "finding.schema.json").read_text(encoding="utf-8"))
    claim_validator = jsonschema.Draft202012Validator(claim_schema)
    finding_validator = jsonschema.Draft202012Validator(finding_schema)
    for claim in claims:
        claim_validator.validate(claim)
    for finding in findings:
        finding_validator.validate(finding)
        for claim in finding["claims"]:
            claim_validator.validate(claim)
    broken = dict(claims[0], lo="4bn")
    assert not claim_validator.is_valid(broken), "the schema lets a text pass as an amount"
    assert len(pandas.read_json(folder / "claims.jsonl", lines=True)) == len(claims)


def check_csv(folder, claims, findings):
    with open(folder / "claims.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(claims)
    for row, claim in zip(rows, claims):
        assert undefused(row["text"]) == claim["text"]
        assert undefused(row["sentence"]) == claim["sentence"]
        assert undefused(row["document"]) == claim["document"]
        for cell in row.values():
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")), cell
        for role, stretch in claim["arguments"].items():
            assert row[role] == stretch["text"] and row[f"{role}_start"] == str(stretch["start"])
    frame = pandas.read_csv(folder / "claims.csv")
    assert frame["lo"][0] == 4_000_000_000 and frame["currency"][0] == "USD"
    frame = pandas.read_csv(folder / "findings.csv")
    assert len(frame) == len(findings)
    assert len(json.loads(frame["claims"][4])) == len(findings[4]["claims"])
    assert json.loads(frame["sides"][0]) == findings[0]["sides"]


def check_parquet(folder, claims, findings):
    frame = pandas.read_parquet(folder / "claims.parquet")
    assert len(frame) == len(claims)
    assert frame["to"][0] == claims[0]["arguments"]["to"]
    assert frame["to"][1] is None and frame["start"].dtype == "int64"
    assert str(frame["published"][0]) == "2026-02-15"
    database = duckdb.connect()
    query = f"SELECT sum(lo), count(*) FROM '{folder / 'claims.parquet'}' WHERE currency = 'USD'"
    assert database.execute(query).fetchone() == (4e9, 1)
    query = f"SELECT about.text FROM '{folder / 'claims.parquet'}' WHERE kind = 'casualty' AND about IS NOT NULL"
    assert database.execute(query).fetchall() == [("bomb",)]
    query = f"SELECT id, unnest(claims).sentence FROM '{folder / 'findings.parquet'}'"
    assert len(database.execute(query).fetchall()) == len(claims)
    query = f"SELECT sides[2].sources[1] FROM '{folder / 'findings.parquet'}' WHERE agreement = 'disputed'"
    assert database.execute(query).fetchall() == [("=army",)]
    for name in ("claims.jsonl", "claims.csv"):
        assert database.execute(f"SELECT count(*) FROM '{folder / name}'").fetchone() == (len(claims),)


def check_sqlite(folder, claims, findings):
    database = sqlite3.connect(folder / "findings.sqlite")
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA user_version").fetchone() == (1,)
    counts = {"claims": len(claims), "findings": len(findings), "finding_claims": len(claims)}
    counts["arguments"] = sum(len(claim["arguments"]) for claim in claims)
    for table, count in counts.items():
        assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (count,), table
    row = database.execute(
        """SELECT name, documents.published, claims.lo, claims.currency FROM findings
           JOIN finding_claims ON finding_id = findings.id JOIN claims ON claims.id = claim_id
           JOIN documents ON documents.id = document_id WHERE findings.about = 'defence deal'"""
    ).fetchone()
    assert row == ("press/deal.txt", "2026-02-15", 4e9, "USD"), row


def check_standoff(folder, claims):
    entities = 0
    for path in sorted((folder / "brat").glob("*.ann")):
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("T"):
                _, place, words = line.split("\t")
                parts = place.split(" ", 1)[1].split(";")
                spans = [tuple(map(int, part.split())) for part in parts]
                assert " ".join(text[start:end] for start, end in spans) == words
                entities += not place.startswith("Argument ")
    assert entities == len(claims)
    tasks = json.loads((folder / "label_studio.json").read_text(encoding="utf-8"))
    for task in tasks:
        for part in task["predictions"][0]["result"]:
            if part["type"] == "labels":
                value = part["value"]
                assert task["data"]["text"][value["start"] : value["end"]] == value["text"]


def main():
    folder = Path(sys.argv[1])
    claims, findings = lines(folder / "claims.jsonl"), lines(folder / "findings.jsonl")
    check_json(folder, claims, findings)
    check_csv(folder, claims, findings)
    check_parquet(folder, claims, findings)
    check_sqlite(folder, claims, findings)
    check_standoff(folder, claims)
    print(f"{len(claims)} claims and {len(findings)} findings read back from every format")


main()
