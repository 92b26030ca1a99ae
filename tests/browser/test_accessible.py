"""axe-core finds nothing against any page, by day and by night, on a desk and on a phone."""

import pytest

from tests.browser.axe import violations
from tests.browser.waiting import until_still

pytestmark = pytest.mark.browser

#: Marks of figures are the same in every look: they are judged once. The looks between the extremes take their time.
LOOKS = [
    (1440, "light", ()),
    pytest.param(1440, "dark", (".plot svg",), marks=pytest.mark.slow),
    pytest.param(390, "light", (".plot svg",), marks=pytest.mark.slow),
    (390, "dark", (".plot svg",)),
]


# Opens all tables and takes out all rows but the first of each: they are made alike, and axe spends two thirds of its
# time on them even where they are excluded. The second puts everything back.
OPEN_TABLES = """() => {
  const folds = [...document.querySelectorAll('main details')].map(fold => [fold, fold.open]);
  for (const [fold] of folds) fold.open = true;
  return new Promise(done => setTimeout(() => {
    const further = [...document.querySelectorAll('table.data tbody tr:nth-child(n + 6)')];
    const rows = further.map(row => [row.parentElement, row]);
    for (const row of further) row.remove();
    window.asBefore = { folds, rows };
    done([folds.length, rows.length]);
  }, 100));
}"""
BACK = """() => {
  for (const [body, row] of window.asBefore.rows) body.append(row);
  for (const [fold, open] of window.asBefore.folds) fold.open = open;
}"""


@pytest.mark.parametrize(("width", "scheme", "without"), LOOKS)
def test_axe_finds_nothing_against_the_report_with_all_tables_open(drawn, width, scheme, without):
    page = drawn(width, scheme)
    opened, taken = page.evaluate(OPEN_TABLES)
    assert opened > 12
    assert taken > 100
    until_still(page)
    found = violations(page, without=without)
    page.evaluate(BACK)
    assert found == []


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_axe_finds_nothing_against_the_open_evidence(open_page, report, inputs, width, scheme):
    page = open_page(report, width=width, scheme=scheme, fragment=f"#ev={inputs.ties['tie'].iloc[0]}")
    page.wait_for_selector("dialog[open]")
    assert violations(page, "dialog") == []


def test_axe_sees_what_is_wrong(browser, tmp_path):
    path = tmp_path / "bad.html"
    path.write_text("<!doctype html><title>x</title><img src='data:,'><button></button>", encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    found = violations(page)
    page.close()
    assert any(line.startswith("button-name") for line in found)
    assert any(line.startswith("html-has-lang") for line in found)
