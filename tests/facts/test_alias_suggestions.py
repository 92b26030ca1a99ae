"""Suggestions of aliases: reasons in words, nothing merged."""

from __future__ import annotations

from importlib import import_module

import pandas as pd
import pytest

from qtnet.facts.alias_suggestions import alias_suggestions, write_alias_suggestions
from qtnet.facts.facts import Facts
from qtnet.facts.resolve import merged_ids, resolved_actors, similar_names


@pytest.fixture
def facts():
    rows = [
        ["d1", "acme-quantum", "company", "JP", "Acme Quantum|AQ"],
        ["d2", "acme-quantums", "company", "JP", "Acme Quantums"],
        ["d2", "aq-lab", "research", "JP", "AQ"],
        ["d3", "JP", "country", "JP", "Japan"],
    ]
    actors = pd.DataFrame(rows, columns=["doc", "actor", "kind", "country", "surface"], dtype="str")
    none = pd.DataFrame()
    return Facts(documents=none, actors=actors, ties=none, funding=none, actors_resolved=resolved_actors(actors))


def test_shared_forms_and_alike_names_are_listed_with_the_reason_and_the_documents(facts):
    found = alias_suggestions(facts).set_index(["actor", "other"])
    assert found.loc[("acme-quantum", "aq-lab"), "why"] == "both are called 'AQ'"
    assert found.loc[("acme-quantum", "acme-quantums"), "why"].startswith("names alike by 0.9")
    assert found.loc[("acme-quantum", "acme-quantums"), ["docs", "other_docs"]].tolist() == ["d1", "d2"]


def test_a_suggestion_merges_nothing_until_a_person_says_so(facts):
    assert len(set(merged_ids(facts.actors).values())) == 4
    merged = merged_ids(facts.actors, same=[("acme-quantum", "acme-quantums"), ("aq-lab", "acme-quantum")])
    assert merged["acme-quantum"] == merged["acme-quantums"] == merged["aq-lab"] == "acme-quantum"


def test_the_file_has_all_columns(facts, tmp_path):
    path = write_alias_suggestions(facts, tmp_path / "out")
    assert path.read_text(encoding="utf-8").startswith("actor,other,name,other_name,why,docs,other_docs\n")


def test_of_too_many_pairs_the_rarest_forms_and_the_most_alike_names_are_kept(facts, monkeypatch):
    module = import_module("qtnet.facts.alias_suggestions")  # the package has a function of this name
    monkeypatch.setattr(module, "MOST_PAIRS", 1)
    assert alias_suggestions(facts)["why"].tolist() == ["both are called 'AQ'"]
    monkeypatch.setattr(module, "MOST_DOCUMENTS", 0)
    assert set(alias_suggestions(facts)["docs"]) == {""}


def test_the_most_alike_names_are_the_first_of_all():
    rows = [[f"d{k}", f"lab-{k}", "company", "JP", f"Quantum Laboratory {k:02d}"] for k in range(12)]
    actors = pd.DataFrame(rows, columns=["doc", "actor", "kind", "country", "surface"], dtype="str")
    resolved = resolved_actors(actors)
    assert similar_names(resolved, most=5).equals(similar_names(resolved).head(5))
