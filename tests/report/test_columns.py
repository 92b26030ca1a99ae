"""Heads of tables: a column that means something else in one table has its own head there."""

from qtnet.report.columns import heading
from qtnet.report.sections import Context, sections


def test_from_and_to_are_confidence_only_where_confidence_is_counted():
    assert (heading("from", "reliability"), heading("to", "reliability")) == ("confidence from", "confidence to")
    assert (heading("from", "map"), heading("to", "map")) == ("from", "to")


def test_tables_name_actors_and_technologies_and_codes_stand_apart(inputs):
    names = dict(zip(inputs.network_actors["actor"], inputs.network_actors["name"], strict=True))
    codes = {code for code, name in names.items() if code != name} | set(inputs.network["layer"])
    story = sections(Context.of(inputs))
    shown = [exhibit.table for section in story for exhibit in section.exhibits]
    shown += [named.table for section in story for named in section.tables]
    bare = [
        (column, cell)
        for table in shown
        for row in table.rows
        for column, cell in zip(table.columns, row, strict=True)
        if cell in codes and column != "code"
    ]
    assert bare == []
