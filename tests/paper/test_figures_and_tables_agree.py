"""What figures, tables and keys say of the same thing is the same to the letter."""

import re

import pytest

from qtnet.paper.tables.write import paper_tables
from qtnet.report.figures.alignment import draw_alignment, prepare_alignment
from qtnet.report.figures.centrality import prepare_centrality
from qtnet.report.figures.profile import prepare_profile
from qtnet.report.sections.section import Context
from qtnet.report.shows.central import told_centrality

_INTERVAL = re.compile(r"−?[\d.,]+ \[−?[\d.,]+, −?[\d.,]+\]")


@pytest.fixture(scope="module")
def context(inputs):
    return Context.of(inputs)


def test_the_dots_of_centrality_show_the_numbers_of_their_keys(inputs, numbers, context):
    told = told_centrality(inputs)
    seen = 0
    for layer in sorted(told["layer"].unique()):
        frame = prepare_centrality(told, inputs.network, context.names, layer=layer, top=99)
        for metric, actor, hover in zip(frame["metric"], frame["actor"], frame["hover"], strict=True):
            part = "all" if layer == "(all)" else layer
            key = f"centrality/{metric.replace('_', '-')}/{part}/{actor.lower()}/ci"
            assert f": {numbers.text(key)}\n" in hover.replace(" (no interval: one document)", ""), key
            seen += 1
    assert seen > 100


def test_the_profile_shows_the_numbers_of_their_keys(inputs, numbers, context):
    frame = prepare_profile(inputs.bipolarity, context.layer_facts)
    hovers = "\n".join(frame["hover"])
    for metric in ("", "/c", "/s", "/h", "/d", "/x"):
        assert numbers.text(f"bipolarity/all{metric}/ci") in hovers, metric


def test_the_axis_shows_the_numbers_of_their_keys(inputs, numbers, context):
    frame = prepare_alignment(inputs.alignment, inputs.network, context.names)
    figure = draw_alignment(frame, ("a", "b"))
    for actor, hover in zip(frame["actor"], figure.data[0].hovertext, strict=True):
        start = f"alignment/all/{actor.lower()}"
        assert f"alignment {numbers.text(f'{start}/ci')}<br>" in hover
        if actor not in inputs.poles:
            assert f"P(between) {numbers.text(f'{start}/between')}" in hover


def test_every_interval_in_a_table_of_the_paper_is_one_of_a_key(inputs, numbers):
    known = {text for key, text in numbers.texts().items() if key.endswith("/ci")}
    found = [
        (table.key, cell)
        for table in paper_tables(inputs)
        for row in table.rows
        for cell in _INTERVAL.findall(" ".join(map(str, row)).replace("-", "−"))
    ]
    assert found
    assert [one for one in found if one[1] not in known] == []


def test_the_headline_table_says_what_the_keys_say(inputs, numbers):
    table = next(table for table in paper_tables(inputs) if table.key == "headline")
    values = {str(row[0]): str(row[1]) for row in table.rows}
    for label, key in (
        ("Documents", "counts/documents"),
        ("Facts with their quotation", "counts/facts"),
        ("Actors with a tie", "counts/actors"),
        ("Ties of the network", "counts/ties/all"),
        ("Technologies", "counts/technologies"),
        ("Bipolarity index TBI", "bipolarity/all"),
        ("TBI*", "bipolarity/all/beyond-chance"),
        ("Blocs", "blocs/number"),
        ("Frustration", "frustration/all"),
        ("Money named", "funding/all"),
    ):
        assert values[label] == numbers.text(key), label
