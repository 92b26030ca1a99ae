"""Heads of tables: a column that means something else in one table has its own head there."""

from qtnet.report.columns import heading


def test_from_and_to_are_confidence_only_where_confidence_is_counted():
    assert (heading("from", "reliability"), heading("to", "reliability")) == ("confidence from", "confidence to")
    assert (heading("from", "map"), heading("to", "map")) == ("from", "to")
