"""The exhibit of the ties that do not fit two camps says what it cannot show."""

from dataclasses import replace

from qtnet.report.evidence import actor_names
from qtnet.report.inputs import no_rows
from qtnet.report.shows.frustrated import show_frustrated


def test_without_camps_the_table_still_has_every_tie(inputs):
    shown = show_frustrated(replace(inputs, camps=no_rows("camps")), actor_names(inputs))
    assert shown.wide is None
    assert "not stored" in shown.reason
    assert len(shown.table.rows) == len(inputs.frustrated_ties)


def test_with_camps_the_ties_are_drawn(inputs):
    shown = show_frustrated(inputs, actor_names(inputs))
    assert shown.wide is not None
    assert "3.00" in shown.reading
    assert "Hollow: 1 of" in shown.reading


def test_a_balanced_world_is_said_and_not_drawn(inputs):
    shown = show_frustrated(replace(inputs, frustrated_ties=inputs.frustrated_ties.iloc[:0]), {})
    assert shown.reason == "No tie speaks against two camps."
