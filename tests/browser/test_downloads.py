"""Downloads: the CSV and the JSON of every table hold that table, and no cell of it runs as a formula."""

import csv
import io
import json
import re

import pytest

from tests.browser.pressing import PRESSED

pytestmark = pytest.mark.browser

# Text of the heads and cells of every table as first shown, without the column that opens facts.
TABLES = """() => Object.fromEntries([...document.querySelectorAll('table.data')].map(table => {
  const heads = [...(table.tHead.rows[0]?.cells || [])].map(cell => cell.textContent.trim());
  const width = heads.at(-1) === 'facts' ? heads.length - 1 : heads.length;
  const cells = row => [...row.cells].slice(0, width).map(cell => cell.textContent.trim());
  return [table.dataset.key, [...table.tBodies[0].rows].map(cells)];
}))"""


def plain(cell: str) -> str:
    """A cell without the marks of thousands, and without the apostrophe that disarms a formula."""
    bare = cell.removeprefix("'")
    return bare.replace(",", "") if re.fullmatch(r"\d{1,3}(,\d{3})+", bare) else bare


def body_of(text: str) -> list[list[str]]:
    rows = [row for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"))) if row and not row[0].startswith("#")]
    return [[plain(cell) for cell in row] for row in rows[1:]]


def test_every_csv_holds_the_rows_of_its_table(shared_page, full_report):
    page = shared_page(full_report)
    shown, made = page.evaluate(TABLES), page.evaluate(PRESSED, "csv")
    assert len(made) >= len(shown) > 8
    for key, rows in shown.items():
        held = body_of(made[key])
        assert len(held) >= len(rows), key
        assert held[: len(rows)] == [[plain(cell) for cell in row] for row in rows], key


def test_every_json_holds_the_same_rows_and_says_what_they_are(shared_page, full_report):
    page = shared_page(full_report)
    tables, described = page.evaluate(PRESSED, "csv"), page.evaluate(PRESSED, "json")
    assert len(described) > 8
    for key, text in described.items():
        told = json.loads(text)
        assert told["study"], key
        assert [[plain(str(cell)) for cell in row] for row in told["rows"]] == body_of(tables[key]), key
