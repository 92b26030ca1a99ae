"""The schemas hold together, and the data dictionary says all of them."""

import pytest

from qtnet.facts.annotation import ANNOTATED
from qtnet.facts.schema import TABLES, data_dictionary


@pytest.mark.parametrize("name", TABLES)
def test_keys_and_columns_are_sound(name):
    table = TABLES[name]
    assert len(set(table.names)) == len(table.names)
    assert set(table.key) <= set(table.names)
    assert all(column.required for column in table.columns if column.name in table.key)
    assert all(column.meaning for column in table.columns)


def test_the_schemas_hold_every_column_of_the_annotation_guide():
    for name, columns in ANNOTATED.items():
        assert tuple(c for c in TABLES[name].names if c in columns) == columns


def test_the_data_dictionary_names_every_column_with_its_rule():
    text = data_dictionary()
    for table in TABLES.values():
        assert f"## {table.name}.csv" in text
        for column in table.columns:
            assert f"| `{column.name}` | {column.type} |" in text
    assert "one of active, announced, proposed, past" in text


def test_the_stored_data_dictionary_is_the_current_one(root):
    assert (root / "data" / "DICTIONARY.md").read_text(encoding="utf-8").endswith(f"\n\n{data_dictionary()}")
