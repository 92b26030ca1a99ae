"""The left-out figures that the corpus README quotes are those that were stored, and those are what a run gives."""

import json
from pathlib import Path

import pytest

from qtnet.facts.leftout import left_out_facts, left_out_scores
from qtnet.facts.leftout_lines import leftout_records
from qtnet.facts.tables import read_facts
from qtnet.facts.unseen import END, RECORD, START, unseen_table

CORPUS = Path(__file__).resolve().parents[2] / "data" / "corpus"


def test_the_corpus_readme_quotes_the_stored_figures():
    text = (CORPUS / "README.md").read_text(encoding="utf-8")
    assert text.partition(START)[2].partition(END)[0] == f"\n{unseen_table()}\n"


@pytest.mark.slow
def test_the_stored_figures_are_those_of_a_run():
    predicted = left_out_facts(CORPUS)
    gold = {part: read_facts(CORPUS / part / "gold") for part in predicted}
    found = leftout_records(left_out_scores(gold, predicted, rng=1))
    stored = json.loads(RECORD.read_text(encoding="utf-8"))
    assert {name: of["levels"] for name, of in found.items()} == {name: of["levels"] for name, of in stored.items()}
