"""Actors over the corpus: merged only where a name proves it."""

import pandas as pd
import pytest

from qtnet.facts.actor_use import normalised
from qtnet.facts.resolve import merged_ids, resolved_actors, similar_names

COLUMNS = ["doc", "actor", "kind", "country", "surface"]


def actors(*rows):
    return pd.DataFrame([row.split(";") for row in rows], columns=COLUMNS, dtype=str)


def merged(*rows):
    return {actor: leader for actor, leader in merged_ids(actors(*rows)).items() if actor != leader}


def test_a_shared_long_name_of_one_kind_and_country_merges():
    found = merged(
        "d1;tsmc;company;TW;TSMC|Taiwan Semiconductor Manufacturing",
        "d2;taiwan-semiconductor-manufacturing;company;TW;Taiwan Semiconductor Manufacturing",
        "d3;tsmc;company;TW;TSMC",
    )
    assert found == {"taiwan-semiconductor-manufacturing": "tsmc"}


@pytest.mark.parametrize("nature", ["company;US", "agency;TW"])
def test_the_same_name_of_another_country_or_kind_does_not_merge(nature):
    assert merged("d1;a;company;TW;Chelpis Quantum", f"d2;b;{nature};Chelpis Quantum") == {}


def test_a_learnt_acronym_merges_the_bare_one():
    found = merged("d1;nstc;agency;TW;NSTC", "d2;science-council;agency;TW;National Science Council|NSTC")
    assert found == {"science-council": "nstc"}


def test_an_acronym_with_two_long_forms_does_not_merge():
    assert merged("d1;a;agency;IN;Department of Science|DST", "d2;b;agency;IN;Directorate of Standards|DST") == {}


def test_actors_of_one_document_are_never_merged():
    assert merged("d1;a;company;TW;Chelpis Quantum", "d1;b;company;TW;Chelpis Quantum") == {}
    # ... nor through a third one that would be merged with both.
    chain = ["d1;a;company;TW;Alpha Chips", "d1;b;company;TW;Beta Chips", "d2;c;company;TW;Alpha Chips|Beta Chips"]
    leaders = merged_ids(actors(*chain))
    assert leaders["a"] != leaders["b"]


def test_similar_spelling_never_merges_but_is_suggested():
    rows = ("d1;a;research;DE;University of Münster", "d2;b;research;DE;University of Munster")
    assert merged(*rows) == {}
    suggestions = similar_names(resolved_actors(actors(*rows)))
    assert suggestions[["actor", "other"]].values.tolist() == [["a", "b"]]
    assert 0.9 < suggestions["similarity"].item() < 1


def test_countries_are_not_merged_by_a_shared_form():
    assert merged("d1;KR;country;KR;Korea", "d2;KP;country;KR;Korea") == {}


def test_the_most_frequent_kind_and_country_count_and_names_collect():
    table = actors(
        "d1;iqm;company;FI;IQM Quantum Computers",
        "d2;iqm;company;;IQM",
        "d3;iqm;research;DE;IQM",
        "d4;iqm;company;FI;IQM",
    )
    row = resolved_actors(table).iloc[0]
    assert row.to_dict() == {
        "actor": "iqm",
        "name": "IQM",
        "kind": "company",
        "country": "FI",
        "aliases": "IQM Quantum Computers|iqm",
        "docs": 4,
    }


def test_no_actors_give_an_empty_table():
    assert list(resolved_actors(actors()).columns) == ["actor", "name", "kind", "country", "aliases", "docs"]


@pytest.mark.parametrize(("form", "same"), [("The Quad", "quad"), ("Japan’s", "japan"), ("AT&T, Inc.", "at&t inc")])
def test_case_article_possessive_and_punctuation_do_not_count(form, same):
    assert normalised(form) == same
