"""axe-core finds nothing against any page, by day and by night, on a desk and on a phone."""

import pytest

from tests.browser.axe import violations

pytestmark = pytest.mark.browser

#: Marks of figures are the same in every look: they are judged once. The looks between the extremes take their time.
LOOKS = [
    (1440, "light", ()),
    pytest.param(1440, "dark", (".plot svg",), marks=pytest.mark.slow),
    pytest.param(390, "light", (".plot svg",), marks=pytest.mark.slow),
    (390, "dark", (".plot svg",)),
]


#: Rows of a table are made alike: the first ones are judged.
FURTHER_ROWS = "table.data tbody tr:nth-child(n + 6)"


@pytest.mark.parametrize(("width", "scheme", "without"), LOOKS)
def test_axe_finds_nothing_against_the_report_with_all_tables_open(drawn, width, scheme, without):
    page = drawn(width, scheme)
    was = page.evaluate("[...document.querySelectorAll('main details')].map(d => d.open)")
    page.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true; })")
    page.wait_for_timeout(200)
    found = violations(page, without=(FURTHER_ROWS, *without))
    page.evaluate("was => document.querySelectorAll('main details').forEach((d, k) => { d.open = was[k]; })", was)
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
