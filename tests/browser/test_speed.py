"""The page is small and quick: one library, 2.5 MB at most, and 3 seconds of work before it can be used."""

import pytest

pytestmark = pytest.mark.browser

MOST_BYTES = 2_500_000
MOST_SECONDS = 3.0


def work_until_ready(browser, path) -> float:
    """Seconds of processor time, whatever else the machine does, until a fresh page has drawn its first figure."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]", state="attached", timeout=120_000)
    page.evaluate("document.querySelector('.plot').scrollIntoView({behavior: 'instant'})")
    page.wait_for_selector(".plot .main-svg", state="attached", timeout=120_000)
    metrics = {m["name"]: m["value"] for m in session.send("Performance.getMetrics")["metrics"]}
    context.close()
    return metrics["TaskDuration"]


def test_the_page_keeps_within_its_size(full_report):
    assert full_report.stat().st_size <= MOST_BYTES


def test_the_page_can_be_used_soon(browser, full_report):
    assert min(work_until_ready(browser, full_report) for _ in range(2)) <= MOST_SECONDS


def test_drawing_every_figure_leaves_one_library(drawn):
    page = drawn(1440, "light")
    assert page.evaluate("[...document.scripts].filter(s => s.textContent.includes('plotly.js v')).length") == 1
    assert page.locator(".plot .main-svg").count() >= page.locator(".plot").count() > 12


@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        (1440, "light"),
        pytest.param(1440, "dark", marks=pytest.mark.slow),
        pytest.param(390, "light", marks=pytest.mark.slow),
        (390, "dark"),
    ],
)
def test_a_whole_visit_asks_for_nothing_and_reports_no_error(drawn, width, scheme):
    page = drawn(width, scheme)
    assert (
        page.evaluate("performance.getEntriesByType('resource').filter(e => !/^(blob|data):/.test(e.name)).length") == 0
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.troubles == []


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
def test_no_figure_offers_a_cloud(drawn, scheme):
    page = drawn(1440, scheme)
    asked = page.evaluate("[...document.querySelectorAll('.plot')].map(h => h._context && h._context.showSendToCloud)")
    assert set(asked) == {False}
    assert (
        page.evaluate('document.querySelectorAll(\'.modebar-btn[data-title*="loud"], a[href*="plot.ly"]\').length') == 0
    )
