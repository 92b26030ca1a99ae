"""Documents are hostile input: what they say is shown as text, and neither runs nor calls out nor breaks the page."""

import csv
import io
from dataclasses import fields, replace
from pathlib import Path

import pandas as pd
import pytest

from qtnet.report.page import write_report
from tests.browser.pressing import PRESSED
from tests.browser.waiting import draw_everything, until_still

pytestmark = pytest.mark.browser

PAYLOADS = (
    "<script>window.hacked = 1</script>",
    "</script><script>window.hacked = 2</script>",
    "<img src=https://example.invalid/i onerror='window.hacked = 3'>",
    "<b style='background:url(https://example.invalid/b)'>bold</b>",
    "<a href='javascript:window.hacked = 4'>link</a>",
    "&lt;svg onload=window.hacked=5&gt; \u2028 <!--<script> %{x} %{customdata[0]} {{ 7*7 }}",
    "\u202egnp.exe\u2066 \u200f\u0007 right to left",
    '=HYPERLINK("https://example.invalid","x")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    '" onmouseover="window.hacked = 6',
    "W" * 10_000,
)

#: Columns that name or describe; codes, ids and numbers stay, so that every figure is still drawn.
TOLD = ("name", "label", "title", "instrument", "surface", "reason", "sentence", "source", "note")

# Texts that change the direction of writing, where other text follows before anything isolates it.
TURNED = """() => {
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT), found = [];
  const isolates = e => ['isolate', 'isolate-override', 'plaintext'].includes(getComputedStyle(e).unicodeBidi);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!/[\\u202a-\\u202e\\u2066-\\u2069]/.test(node.data)) continue;
    let holder = node.parentElement;
    while (!isolates(holder)) holder = holder.parentElement;
    const rest = document.createRange();
    rest.selectNodeContents(holder);
    rest.setStartAfter(node);
    const inside = node.data.split('right to left').slice(1).join('') + rest.toString();
    if (inside.trim()) found.push(holder.outerHTML.slice(0, 200));
  }
  return found.slice(0, 5);
}"""

HOVER_EVERYWHERE = """() => {
  for (const holder of document.querySelectorAll('.plot')) {
    (holder.data || []).forEach((trace, curve) => {
      if (!['sankey', 'parcats'].includes(trace.type) && (trace.hovertext || trace.text || trace.customdata)) {
        Plotly.Fx.hover(holder, [{curveNumber: curve, pointNumber: trace.type === 'heatmap' ? [0, 0] : 0}],
          (trace.xaxis || 'x') + (trace.yaxis || 'y'));
      }
    });
  }
}"""


def hostile(inputs):
    """The run with a payload in every place that comes from a document, in every frame."""
    doc = inputs.ties["doc"].iloc[0]
    texts = {**inputs.texts, doc: inputs.texts[doc] + "\n" + "\n".join(PAYLOADS)}
    changed = {item.name: told(getattr(inputs, item.name)) for item in fields(inputs) if item.name not in ("texts",)}
    ties = changed["ties"].copy()
    for row, quote in enumerate(PAYLOADS):
        start = texts[doc].index(quote, len(inputs.texts[doc]))
        ties.loc[ties.index[row], ["doc", "evidence", "start", "end"]] = [doc, quote, start, start + len(quote)]
    return replace(inputs, **{**changed, "ties": ties, "texts": texts, "title": PAYLOADS[1], "question": PAYLOADS[3],
                              "exploratory_reason": PAYLOADS[2], "null": PAYLOADS[4]})  # fmt: skip


def told(value):
    """A frame whose names and descriptions are payloads; anything else as it is."""
    if not isinstance(value, pd.DataFrame) or value.empty:
        return value
    named = [c for c in TOLD if c in value.columns and not pd.api.types.is_numeric_dtype(value[c])]
    if {"source", "target"} <= {*value.columns}:
        named = [c for c in named if c != "source"]
    payload = [PAYLOADS[k % len(PAYLOADS)] for k in range(len(value))]
    return value.assign(**{c: [p if str(v) else v for p, v in zip(payload, value[c], strict=True)] for c in named})


@pytest.fixture(scope="module")
def hostile_study(study):
    """The small run with payloads; two of its presets, as every further one is drawn by the same hands."""
    few = study.presets.sort_values("own", ascending=False, kind="stable").head(2)
    return hostile(replace(study, presets=few.reset_index(drop=True)))


@pytest.fixture(scope="module")
def hostile_report(hostile_study, tmp_path_factory):
    return write_report(hostile_study, tmp_path_factory.mktemp("hostile") / "hostile.html")


def runs(cell: str) -> bool:
    """Tell whether a spreadsheet would run a cell; the sign of a tie, alone in its cell, is none."""
    return cell[:1] in ("=", "+", "@", "\t", "\r") and cell != "+"


@pytest.mark.parametrize("width", [pytest.param(1280, marks=pytest.mark.slow), 390])
def test_hostile_text_is_shown_and_does_nothing(shared_page, hostile_study, hostile_report, width):
    page = shared_page(hostile_report, width=width)
    draw_everything(page)
    page.evaluate(HOVER_EVERYWHERE)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    for fact in hostile_study.ties["tie"].head(len(PAYLOADS)):
        page.evaluate("id => { location.hash = 'ev=' + id; }", fact)
        page.wait_for_selector("dialog[open]")
        until_still(page)
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("document.querySelectorAll('main img, main iframe, dialog img, dialog script').length") == 0
    assert page.evaluate("document.querySelectorAll('a[href^=\"javascript\" i]').length") == 0
    assert page.title() == PAYLOADS[1]
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_text_that_turns_direction_turns_nothing_after_it(shared_page, hostile_report):
    page = shared_page(hostile_report)
    assert page.evaluate(TURNED) == []


def test_no_cell_of_a_download_runs_as_a_formula(shared_page, hostile_report):
    page = shared_page(hostile_report)
    made = page.evaluate(PRESSED, "csv")
    cells = [c for text in made.values() for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"))) for c in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert [cell for cell in cells if runs(cell)] == []


def test_an_evidence_list_of_hostile_facts_copies_into_a_safe_csv(shared_page, hostile_report):
    page = shared_page(hostile_report)
    with page.expect_download() as download:
        page.click("#facts-csv")
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert [cell for cell in cells if runs(cell)] == []
