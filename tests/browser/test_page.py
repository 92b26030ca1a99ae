"""The page in a real browser: it works offline, by mouse and by keyboard, on a screen and on a phone."""

import csv
import io
from pathlib import Path

import pytest

from tests.browser.waiting import draw_everything, scroll_to, until, until_still

pytestmark = pytest.mark.browser

# Where the middle of the first tie of a figure's layer is on the screen, and which facts it stands for.
FIRST_TIE = """key => {
  const holder = document.querySelector('#plot-' + key);
  const trace = holder.data.find(t => t.meta && t.meta.kind === 'ties');
  const full = holder._fullLayout, box = holder.getBoundingClientRect(), point = 2;
  const x = full[(trace.xaxis || 'x').replace('x', 'xaxis')], y = full[(trace.yaxis || 'y').replace('y', 'yaxis')];
  return [box.x + x._offset + x.d2p(trace.x[point]), box.y + y._offset + y.d2p(trace.y[point]), trace.meta.facts[0]];
}"""

# Ties with another tie within reach of the pointer, but nearer to this point than any other.
CLOSE_TIES = """key => {
  const holder = document.querySelector('#plot-' + key);
  const full = holder._fullLayout, box = holder.getBoundingClientRect(), spots = [];
  for (const trace of holder.data.filter(t => t.meta && t.meta.kind === 'ties')) {
    const x = full[(trace.xaxis || 'x').replace('x', 'xaxis')], y = full[(trace.yaxis || 'y').replace('y', 'yaxis')];
    trace.x.forEach((value, k) => spots.push([box.x + x._offset + x.d2p(value), box.y + y._offset + y.d2p(trace.y[k]),
      trace.meta.facts[Math.floor(k / trace.meta.stride)]]));
  }
  const gap = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);
  return spots.filter(a => a[1] > 0 && a[1] < innerHeight).filter(a => {
    const others = spots.filter(b => b[2].join() !== a[2].join()).map(b => gap(a, b));
    const near = Math.min(...others);
    return near > 5 && near < 9;
  });
}"""


def test_every_figure_is_drawn_and_none_offers_to_share_it(shared_page, report):
    page = shared_page(report)
    draw_everything(page)
    assert page.locator(".plot .main-svg").count() >= page.locator(".plot").count() > 8
    titles = page.evaluate("[...document.querySelectorAll('.modebar-btn')].map(b => b.dataset.title || b.ariaLabel)")
    assert not any("hare" in (title or "") or "loud" in (title or "") for title in titles)
    assert page.evaluate("[...document.scripts].filter(s => s.textContent.includes('plotly.js v')).length") == 1


def test_a_click_on_a_tie_opens_its_quotations(shared_page, report, inputs):
    page = shared_page(report)
    scroll_to(page, "layered")
    x, y, facts = page.evaluate(FIRST_TIE, "layered")
    page.mouse.move(x, y)
    page.wait_for_selector("#plot-layered .hoverlayer .hovertext", state="attached")
    page.mouse.click(x, y)
    page.wait_for_selector("dialog[open]")
    marked = page.locator("#panel-body mark").all_inner_texts()
    quotes = inputs.ties.set_index("tie")["evidence"]
    assert marked
    assert set(marked) <= set(quotes)
    assert page.evaluate("location.hash").startswith("#ev=")
    assert sorted(marked) == sorted(quotes[fact] for fact in facts)


def test_enter_on_a_number_opens_its_facts_and_escape_returns_to_it(shared_page, report):
    page = shared_page(report)
    page.focus(".card-value .num")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open]")
    assert page.locator("#panel-body article").count() > 1
    assert "characters" in page.inner_text("#panel-body article:first-child")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog:not([open])", state="attached")
    assert page.evaluate("document.activeElement.className") == "num"
    assert page.evaluate("location.hash") == ""


def test_a_link_opens_the_same_facts_in_a_fresh_page(open_page, report, inputs):
    fact = inputs.ties["tie"].iloc[3]
    page = open_page(report, fragment=f"#ev={fact}")
    page.wait_for_selector("dialog[open]")
    assert page.locator("#panel-body mark").all_inner_texts() == [inputs.ties["evidence"].iloc[3]]


def test_search_and_filters_narrow_the_list_and_the_network(shared_page, report, inputs):
    page = shared_page(report)
    scroll_to(page, "multiples")
    everything = page.inner_text("[data-count=ties]")
    page.click("#central .chip[data-value='-']")
    hostile = int((inputs.ties["sign"] == "-").sum())
    assert page.inner_text("[data-count=facts]") == f"{hostile} of {len(inputs.ties) + len(inputs.funding)} facts"
    ties = int((inputs.network["sign"] < 0).sum())
    assert page.inner_text("[data-count=ties]") == f"{ties} of {len(inputs.network)} ties shown." != everything
    assert page.get_attribute("#evidence .chip[data-value='-']", "aria-pressed") == "true"
    page.fill("#search", "silicon shield")
    expected = inputs.ties[(inputs.ties["sign"] == "-") & inputs.ties["evidence"].str.contains("silicon shield")]
    assert page.inner_text("[data-count=facts]").startswith(f"{len(expected)} of ")
    assert page.locator("#facts tr").count() == len(expected) > 0


def test_filters_that_leave_no_tie_say_why(shared_page, report, inputs):
    page = shared_page(report)
    page.click("#evidence .chip[data-value=proposed]")
    assert (inputs.ties["status"] == "proposed").any()
    assert "proposed, and the network counts active and announced ones." in page.inner_text("[data-count=ties]")


def test_a_click_opens_the_nearest_tie_and_none_from_afar(shared_page, report):
    page = shared_page(report)
    scroll_to(page, "multiples")
    page.evaluate("document.querySelector('#plot-multiples').scrollIntoView({block: 'start', behavior: 'instant'})")
    until_still(page)
    chosen = page.evaluate(CLOSE_TIES, "multiples")
    assert len(chosen) >= 3
    for x, y, facts in chosen[:5]:
        page.mouse.move(x + 1, y)
        page.wait_for_timeout(120)
        page.mouse.click(x + 1, y)
        page.wait_for_selector("dialog[open]")
        assert page.evaluate("location.hash") == "#ev=" + ",".join(facts)
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog:not([open])", state="attached")
    assert page.evaluate("document.querySelector('#plot-multiples').layout.hoverdistance") < 12


def test_filters_are_restored_from_the_address(open_page, report):
    page = open_page(report, fragment="#domain=ai&q=taiwan")
    assert page.input_value("#search") == "taiwan"
    assert page.get_attribute("#evidence .chip[data-value=ai]", "aria-pressed") == "true"


def test_a_download_holds_the_table_of_its_figure(shared_page, report):
    page = shared_page(report)
    with page.expect_download() as download:
        page.click("[data-csv=totals]")
    rows = list(csv.reader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8"))))
    page.click("#totals summary")
    shown = [
        [cell.inner_text().replace(",", "") for cell in row.query_selector_all("td")][:-1]
        for row in page.query_selector_all("#totals tbody tr")
    ]
    assert rows[1:] == shown


def test_a_figure_can_be_saved_as_svg(shared_page, report):
    page = shared_page(report)
    scroll_to(page, "alignment")
    with page.expect_download() as download:
        page.click("[data-svg=alignment]")
    assert Path(download.value.path()).read_text(encoding="utf-8").startswith("<svg")


def test_the_page_never_scrolls_sideways(open_page, report):
    page = open_page(report, width=390)
    draw_everything(page)
    for width in (390, 768, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        until_still(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_theme_button_recolours_the_figures(open_page, report):
    page = open_page(report)
    scroll_to(page, "totals")
    before = page.evaluate(
        "document.querySelector('#plot-totals').layout.font?.color || getComputedStyle(document.body).color"
    )
    page.click("#theme")
    until(page, "document.querySelector('#plot-totals')._fullLayout.paper_bgcolor === '#14181d'")
    assert page.evaluate("getComputedStyle(document.body).color") != before


def test_a_dark_system_gets_a_dark_page(shared_page, report):
    page = shared_page(report, scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 24, 29)"


def test_a_choice_of_technology_redraws_the_centralities(shared_page, report):
    page = shared_page(report)
    scroll_to(page, "centrality")
    before = page.evaluate("document.querySelector('#plot-centrality').data[0].x")
    page.select_option("[data-variant=centrality]", "semiconductors")
    until(page, "x => String(document.querySelector('#plot-centrality').data[0].x) !== String(x)", before)


def test_every_control_has_a_name(shared_page, report):
    page = shared_page(report)
    nameless = page.evaluate("""() => [...document.querySelectorAll('button, input, select, a[href]')]
      .filter(e => !(e.textContent.trim() || e.ariaLabel || e.labels?.length)).map(e => e.outerHTML)""")
    assert nameless == []


def test_the_evidence_panel_holds_the_keyboard_until_it_is_closed(shared_page, report):
    page = shared_page(report)
    page.focus(".card-value .num")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open]")
    for _ in range(6):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")


def test_printing_draws_every_figure_on_white(shared_page, report):
    page = shared_page(report, scheme="dark")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    count = page.locator(".plot").count()
    page.wait_for_selector(f"html[data-drawn='{count}']", state="attached")
    assert page.evaluate("document.documentElement.dataset.shown") == "light"
    assert len(page.pdf(format="A4", print_background=True)) > 100_000
