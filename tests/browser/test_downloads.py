"""Downloads: the CSV of every table holds that table, and no cell of it runs as a formula."""

import csv
import io
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

# What each table of the page shows: text of heads and cells, without the column that opens facts.
TABLES = """() => Object.fromEntries([...document.querySelectorAll('table.data')].map(table => {
  const rows = [...table.tBodies[0].rows];
  const linked = rows.some(row => row.lastElementChild?.querySelector('.num')) ||
    table.tHead.rows[0]?.lastElementChild?.textContent.trim() === 'facts';
  const cells = row => [...row.cells].slice(0, linked ? -1 : undefined).map(cell => cell.textContent.trim());
  return [table.dataset.key, rows.map(cells)];
}))"""


def saved(page, key: str) -> list[list[str]]:
    with page.expect_download() as download:
        page.evaluate("key => document.querySelector(`[data-csv='${CSS.escape(key)}']`).click()", key)
    return [*csv.reader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig")))]


def plain(cell: str) -> str:
    """A cell without the marks of thousands, and without the apostrophe that disarms a formula."""
    bare = cell.removeprefix("'")
    return bare.replace(",", "") if bare.replace(",", "").replace(".", "").lstrip("-").isdigit() else bare


def test_every_download_holds_the_rows_of_its_table(open_page, report):
    page = open_page(report)
    shown = page.evaluate(TABLES)
    assert len(shown) > 8
    for key, rows in shown.items():
        held = [row for row in saved(page, key) if row and not row[0].startswith("#")]
        body = [[plain(cell) for cell in row] for row in held[1:]]
        width = len(rows[0]) if rows else 0
        assert [row[:width] for row in body[: len(rows)]] == [[plain(cell) for cell in row] for row in rows], key
        assert len(body) >= len(rows), key
