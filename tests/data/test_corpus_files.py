"""The annotated corpus and the seeds are what their tables and READMEs say."""

import csv
import hashlib
from pathlib import Path

import pytest

from qtnet.extract.vocabulary import DOMAINS, KINDS, MODES, STATUSES, is_directed, sign_of

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "data" / "corpus"
PARTS = ("seeds", "a", "b", "c", "d", "e", "f", "g", "h", "i", "blind")
COLUMNS = {
    "actors": ["doc", "actor", "kind", "country", "surface"],
    "ties": [
        "doc",
        "source",
        "target",
        "mode",
        "sign",
        "domain",
        "status",
        "year",
        "instrument",
        "evidence",
        "optional",
    ],
    "funding": [
        "doc",
        "funder",
        "recipient",
        "amount",
        "amount_high",
        "currency",
        "basis",
        "years",
        "year",
        "domain",
        "status",
        "evidence",
    ],
}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def folder(part: str) -> Path:
    return ROOT / "data" / "blind" if part == "blind" else CORPUS / part


def gold(part: str, table: str) -> list[dict[str, str]]:
    return rows(folder(part) / "gold" / f"{table}.csv")


def documents(part: str) -> dict[str, Path]:
    texts = ROOT / "seeds" if part == "seeds" else folder(part) / "docs"
    return {path.stem: path for path in texts.glob("*.txt")}


@pytest.mark.parametrize("part", PARTS)
def test_sources_name_every_document_with_its_hash(part):
    table = rows((ROOT / "seeds" if part == "seeds" else folder(part)) / "sources.csv")
    found = {doc: hashlib.sha256(path.read_bytes()).hexdigest() for doc, path in documents(part).items()}
    assert {row["doc"]: row["sha256"] for row in table} == found
    assert all(row["title"] for row in table)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("table", COLUMNS)
def test_gold_has_the_columns_of_the_annotation_guide(part, table):
    with (folder(part) / "gold" / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        assert next(csv.reader(file)) == COLUMNS[table]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("table", ["ties", "funding"])
def test_every_gold_quotation_stands_in_its_document(part, table):
    texts = {doc: path.read_bytes().decode("utf-8") for doc, path in documents(part).items()}
    missing = [(r["doc"], r["evidence"]) for r in gold(part, table) if r["evidence"] not in texts[r["doc"]]]
    assert not missing


@pytest.mark.parametrize("part", PARTS)
def test_gold_keeps_to_the_vocabulary(part):
    actors = gold(part, "actors")
    assert {a["kind"] for a in actors} <= set(KINDS)
    assert all(a["country"] == "" or (a["country"].isupper() and len(a["country"]) == 2) for a in actors)
    for row in gold(part, "ties"):
        assert row["mode"] in MODES
        assert row["sign"] == sign_of(row["mode"])
        assert (row["domain"] in DOMAINS, row["status"] in STATUSES) == (True, True)
        assert is_directed(row["mode"]) or row["source"] <= row["target"]
    for row in gold(part, "funding"):
        assert float(row["amount"]) > 0
        assert row["basis"] in ("total", "per-year", "per-project")
        assert (row["domain"] in DOMAINS, row["status"] in STATUSES) == (True, True)


@pytest.mark.parametrize("part", PARTS)
def test_gold_keys_are_unique_and_their_actors_listed(part):
    actors = [(a["doc"], a["actor"]) for a in gold(part, "actors")]
    ties = [tuple(r[c] for c in ("doc", "source", "target", "mode", "domain")) for r in gold(part, "ties")]
    assert len(actors) == len(set(actors))
    assert len(ties) == len(set(ties))
    named = {(r["doc"], r[c]) for r in gold(part, "ties") for c in ("source", "target")}
    named |= {(r["doc"], r[c]) for r in gold(part, "funding") for c in ("funder", "recipient") if r[c]}
    assert named <= set(actors)


def test_the_readmes_count_what_is_there():
    for part in PARTS:
        text = ((folder(part) if part == "blind" else CORPUS) / "README.md").read_text(encoding="utf-8")
        ties = gold(part, "ties")
        counts = [len(documents(part)), len(gold(part, "actors")), len(ties)]
        counts += [sum(r["optional"] == "1" for r in ties), len(gold(part, "funding"))]
        assert f"| `{part}` | {' | '.join(f'{n:,}' for n in counts)} |" in text
