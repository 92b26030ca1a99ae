"""The pages without a script, a comparison and an index: they fit, axe finds nothing, and shared pages draw figures."""

from dataclasses import replace

import pytest

from qtnet.report.diff import Run, compare, write_comparison
from qtnet.report.shelf import write_shelf
from tests.browser.axe import violations

pytestmark = pytest.mark.browser

PAYLOAD = "</li><script>window.hacked = 1</script><img src=https://example.invalid/x onerror='window.hacked = 2'>\u202e"
LONG = "W" * 3_000


@pytest.fixture(scope="module")
def comparison(inputs, tmp_path_factory):
    """The invented study against itself with hostile names and titles, and without one document before."""
    doc = inputs.ties["doc"].iloc[0]
    kept = {
        name: getattr(inputs, name)[lambda f: f["doc"] != doc].reset_index(drop=True)
        for name in ("documents", "ties", "funding")
    }
    names = [PAYLOAD if k % 2 else LONG for k in range(len(inputs.network_actors))]
    hostile = replace(
        inputs,
        title=PAYLOAD,
        documents=inputs.documents.assign(title=PAYLOAD),
        network_actors=inputs.network_actors.assign(name=names),
        bipolarity=inputs.bipolarity.assign(estimate=inputs.bipolarity["estimate"] / 2, reason=PAYLOAD),
    )
    found = compare(Run(inputs=replace(inputs, **kept)), Run(inputs=hostile))
    return write_comparison(found, tmp_path_factory.mktemp("diff") / "diff.html")


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_a_comparison_fits_and_axe_finds_nothing(open_page, comparison, width, scheme):
    page = open_page(comparison, width=width, scheme=scheme, scripts=False)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []
    assert page.evaluate("[window.hacked, document.scripts.length, document.images.length]") == [None, 0, 0]


def test_an_index_leads_to_pages_that_share_the_library(open_page, inputs, tmp_path):
    lean = replace(inputs, network=inputs.network.head(6))  # with few actors the pages are drawn in a second
    index = write_shelf([("first", lean), ("second", replace(lean, title=LONG))], tmp_path, shared=True)
    page = open_page(index, width=390, scheme="dark", scripts=False)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert violations(page) == []
    page.click("a[href='first.html']")
    page.wait_for_selector("html[data-ready]", state="attached")
    page.evaluate("document.querySelector('.plot').scrollIntoView()")
    page.wait_for_selector(".plot .main-svg", state="attached")
