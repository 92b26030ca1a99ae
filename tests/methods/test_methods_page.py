"""The method pages say what the registry, the networks and the stored measurements say."""

import json
import re
from dataclasses import fields

import pytest

from qtnet.corpus.metadata import Source
from qtnet.facts.corrections import ACTIONS, COLUMNS, WAS
from qtnet.metrics.registry import list_metrics
from qtnet.network.checks import EDGE_COLUMNS
from tests.calibration.__main__ import names
from tests.calibration.study import read_study
from tests.methods.reference import KNOWN, NETWORKS, confirmed_value, reference
from tests.methods.tables import DICTIONARY, PAGE, PAGES, dictionary, refreshed
from tests.methods.worlds import components, grouped

WORLDS = json.loads((KNOWN / "bipolarity" / "worlds.json").read_text(encoding="utf-8"))["worlds"]
METRICS = list_metrics()["name"].tolist()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_generated_tables_are_up_to_date(page):
    text = page.read_text(encoding="utf-8")
    assert refreshed(text) == text, f"{page.name} is out of date: run make methods"


def test_the_data_dictionary_is_up_to_date():
    text = DICTIONARY.read_text(encoding="utf-8")
    assert dictionary(text) == text, "DICTIONARY.md is out of date: run make methods"


@pytest.mark.parametrize(
    ("file", "columns"),
    [
        ("sources.csv", {"doc", *(field.name for field in fields(Source))}),
        ("corrections.csv", {*COLUMNS, WAS}),
        ("edges.csv", set(EDGE_COLUMNS) - {"year"}),
    ],
)
def test_the_data_dictionary_explains_the_files_that_people_give(file, columns):
    given = DICTIONARY.read_text(encoding="utf-8").split("## What you give")[1].split("\n## ")[0]
    own = given[given.index(f"`{file}`") :].split("\n\n")[1]
    named = {name for line in own.splitlines()[2:] for name in re.findall(r"`(\w+)`", line.split("|")[1])}
    assert named == columns
    if file == "corrections.csv":
        assert [action for action in ACTIONS if f"`{action}`" not in own] == []


def test_every_metric_and_every_calibration_study_has_its_place():
    page = PAGE.read_text(encoding="utf-8")
    assert [name for name in METRICS if f"`{name}`" not in page] == []
    assert [name for name in names() if f"<!-- calibration: {name} -->" not in page] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_changed_table_is_seen(page):
    text = page.read_text(encoding="utf-8")
    block = text.index("| ", text.index("<!-- networks -->" if page == PAGE else "<!-- worlds -->"))
    changed = text[:block] + text[block:].replace("| ", "| other ", 1)
    assert changed != text
    assert refreshed(changed) == text


def test_the_page_says_what_ends_a_search_and_what_a_part_of_0_does():
    page, reading = (" ".join(one.read_text(encoding="utf-8").split()) for one in PAGES)
    assert "ends when it has its proof or has used up its work (effort 0.6)" in page
    assert read_study("frustration_sizes").question in page
    assert "so that no part can make up for one that is 0" in reading


@pytest.mark.parametrize("name", METRICS)
def test_every_metric_has_a_reference_value_on_a_network_that_the_page_names(name):
    found = reference(name)
    assert found.network in NETWORKS
    assert found.value == found.value


def test_many_reference_values_are_the_ones_that_somebody_else_gets():
    confirmed = [name for name in METRICS if reference(name).by]
    assert len(confirmed) >= 25
    others = {name: confirmed_value(name) for name in confirmed}
    assert {name: reference(name).value for name in confirmed} == pytest.approx(others, rel=1e-8)


@pytest.mark.parametrize("world", [one for one in WORLDS if "ties" not in one], ids=lambda world: world["name"])
def test_the_worlds_of_the_page_are_the_known_ones(world):
    found = components(grouped(*world.get("blocs", (15, 15)), hedgers=world.get("hedgers", 0)))
    expected = {name: value for name, value in world["values"].items() if value is not None}
    assert {name: found[name] for name in expected} == pytest.approx(expected, abs=1e-6)
