"""Copies of documents: found whatever the order, named with their original, and counted once with it."""

import random

import pandas as pd
import pytest

from qtnet.corpus import Document
from qtnet.errors import InputError
from qtnet.facts.alike import alike_names
from qtnet.facts.counting import counted_once, independent_documents
from qtnet.facts.duplicates import DEFAULT_SIMILARITY, Duplicate, duplicates, shingles, similarity_of
from qtnet.facts.facts import Facts
from qtnet.facts.identity import tie_id
from qtnet.facts.schema import TABLES
from qtnet.facts.validation import empty_frame, frame_of
from qtnet.network import build_network

WORDS = (
    "japan",
    "france",
    "chips",
    "quantum",
    "accord",
    "export",
    "control",
    "research",
    "fund",
    "joint",
    "lab",
    "talks",
)


def prose(seed, length=200):
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) + str(chance.randrange(40)) for _ in range(length))


def tie(doc, mode="agreement", target="JP"):
    fixed = {"domain": "quantum", "status": "active", "year": 2024, "instrument": "", "evidence": "abc", "start": 0}
    ends = {"doc": doc, "source": "FR", "target": target, "mode": mode, "sign": "+"}
    return {
        **ends,
        **fixed,
        "end": 3,
        "confidence": 0.9,
        "rule": "r",
        "tie": tie_id(doc, "FR", target, mode, "quantum"),
    }


def facts(ties, copies):
    docs = sorted({row["doc"] for row in ties})
    about = dict.fromkeys(("title", "date", "source", "url", "language", "sha256"), "")
    resolved = [
        {"actor": a, "name": a, "kind": "country", "country": a, "aliases": "", "docs": 1} for a in ("FR", "JP")
    ]
    return Facts(
        documents=frame_of([{"doc": doc, **about, "chars": 9} for doc in docs], TABLES["documents"]),
        actors=empty_frame(TABLES["actors"]),
        ties=frame_of(ties, TABLES["ties"]),
        funding=empty_frame(TABLES["funding"]),
        actors_resolved=frame_of(resolved, TABLES["actors_resolved"]),
        duplicates=frame_of([copy._asdict() for copy in copies], TABLES["duplicates"]),
    )


def test_a_copy_names_the_earliest_document_and_never_another_copy():
    text = prose(1)
    rows = [("c", "2024-03-01"), ("b", "2024-02-01"), ("z", "2024-01-01"), ("a", "")]
    documents = [Document(doc=doc, text=f"{text} {doc}", date=date) for doc, date in rows]
    found = duplicates(documents)
    assert [(copy.doc, copy.copy_of) for copy in found] == [("a", "z"), ("b", "z"), ("c", "z")]
    assert duplicates(documents[::-1]) == found


def test_the_similarity_told_is_the_exact_one():
    first, second = prose(1), " ".join(prose(1).split()[:-12])
    [copy] = duplicates([Document(doc="a", text=first), Document(doc="b", text=second)])
    assert copy.similarity == round(similarity_of(shingles(first), shingles(second)), 4) == round(184 / 196, 4)


def test_case_and_punctuation_make_no_other_document():
    text = prose(2)
    [copy] = duplicates([Document(doc="a", text=text), Document(doc="b", text=text.upper().replace(" ", ", "))])
    assert copy.similarity == 1


def test_the_threshold_decides_and_nought_looks_for_no_copies():
    documents = [Document(doc="a", text=prose(1)), Document(doc="b", text=" ".join(prose(1).split()[:160]))]
    assert len(duplicates(documents)) == 1
    assert duplicates(documents, similarity=0.9) == duplicates(documents, similarity=0) == []
    with pytest.raises(InputError, match="expected 0 or a number from"):
        duplicates(documents, similarity=0.3)


def test_different_documents_are_no_copies():
    assert duplicates([Document(doc=str(seed), text=prose(seed)) for seed in range(60)]) == []


def test_what_a_copy_repeats_counts_once_and_what_it_adds_counts():
    ties = [tie("a"), tie("b"), tie("b", "investment"), tie("c"), tie("c", "investment"), tie("d")]
    copies = [Duplicate("b", "a", 0.9), Duplicate("c", "a", 0.8)]
    told = facts(ties, copies)
    counted = counted_once(told)
    assert counted.repeated == 3
    assert counted.ties[["doc", "mode"]].values.tolist() == [
        ["a", "agreement"],
        ["b", "investment"],
        ["d", "agreement"],
    ]
    assert independent_documents(told) == ["a", "d"]


def test_the_network_counts_a_wire_report_once():
    once, thrice = facts([tie("a")], []), facts([tie("a"), tie("b"), tie("c")], [Duplicate(d, "a", 1) for d in "bc"])
    nets = [build_network(each, level="actor") for each in (once, thrice)]
    pd.testing.assert_frame_equal(nets[0].ties.drop(columns="facts"), nets[1].ties.drop(columns="facts"))
    assert nets[1].corpus == ("a",)
    assert nets[1].dropped["told again by a copy of a document"] == 2


def test_the_option_of_the_command_has_the_same_default():
    from qtnet.cli.extraction import DEFAULT_COPIES

    assert DEFAULT_COPIES == DEFAULT_SIMILARITY


def test_names_alike_are_those_that_difflib_finds_pair_by_pair():
    import difflib

    chance = random.Random(3)
    names = ["".join(chance.choice("abcé ") for _ in range(chance.randrange(9))) for _ in range(60)]
    expected = []
    for i, one in enumerate(names):
        for j in range(i + 1, len(names)):
            ratio = difflib.SequenceMatcher(None, one, names[j], autojunk=False).ratio()
            expected += [(i, j, ratio)] if ratio >= 0.85 else []
    assert len(expected) > 3
    assert sorted(alike_names(names, cutoff=0.85)) == expected
