"""Known names: the tables behind them are whole, and the trie takes the longest form."""

import csv
import datetime

import pytest

from qtnet.extract.names.gazetteer import Known, Trie, cities, country_forms, gazetteer
from qtnet.extract.vocabulary import KINDS
from qtnet.reference import reference_table


def rows(name):
    with reference_table(name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def find(text):
    return [known.actor for _, _, known in gazetteer().cased.scan(text.split())]


def test_every_country_has_its_codes_and_place():
    table = rows("countries.csv")
    assert len(table) == 250
    assert len({row["iso2"] for row in table}) == 250
    assert len({row["iso3"] for row in table}) == 250
    assert all(-90 <= float(row["lat"]) <= 90 and -180 <= float(row["lon"]) <= 180 for row in table)
    assert "NA" in {row["iso2"] for row in table}


def test_no_form_of_a_country_belongs_to_two():
    owner = {}
    for row in rows("countries.csv"):
        for column in ("name", "names", "adjectives", "government"):
            for form in filter(None, row[column].split("|")):
                assert owner.setdefault(form, row["iso2"]) == row["iso2"], form


def test_groups_hold_known_countries_and_iso_dates():
    codes = {row["iso2"] for row in rows("countries.csv")}
    for row in rows("groups.csv"):
        assert row["member"] in codes
        assert row["source"]
        joined = datetime.date.fromisoformat(row["joined"])
        assert not row["left"] or datetime.date.fromisoformat(row["left"]) > joined


@pytest.mark.parametrize(
    ("day", "members"), [("2019-06-01", 28), ("2020-06-01", 27), ("2004-05-01", 25), ("1960-01-01", 6)]
)
def test_the_union_has_its_members_of_the_day(day, members):
    inside = [
        r
        for r in rows("groups.csv")
        if r["group"] == "EU" and r["joined"] <= day and (not r["left"] or day <= r["left"])
    ]
    assert len(inside) == members


def test_organisations_have_known_kinds_and_no_form_is_given_twice():
    known = gazetteer().names
    assert len(known) > 2000
    assert {entry.kind for entry in known.values()} <= set(KINDS)


def test_the_longest_form_wins():
    assert find("South Korea and SK Telecom of the Korea Advanced Institute of Science and Technology") == [
        "KR",
        "sk-telecom",
        "kaist",
    ]
    assert find("IIT Bombay") == ["iit-bombay"]


def test_the_first_entry_of_a_form_keeps_it():
    trie = Trie()
    trie.add("Acme", Known("acme", "company", "US"))
    trie.add("Acme", Known("other", "company", "DE"))
    assert [known.actor for _, _, known in trie.scan(["Acme"])] == ["acme"]


def test_words_that_are_common_in_lower_case_are_only_found_with_capitals():
    words = ["us", "and", "asml", "who", "aims", "at", "turkey", "and", "japan"]
    assert [k.actor for _, _, k in gazetteer().folded.scan(words)] == [
        "asml",
        "JP",
    ]


def test_cities_and_demonyms_tell_countries():
    assert cities()["Grenoble"] == "FR"
    assert country_forms()["Kyrgyz"] == "KG"
    assert "Tokyo" not in country_forms()
