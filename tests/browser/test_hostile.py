"""Documents are hostile input: whatever they say is shown as text, and neither runs nor calls out."""

from dataclasses import replace

import pytest

from qtnet.report.page import write_report

pytestmark = pytest.mark.browser

PAYLOADS = (
    "<script>window.hacked = 1</script>",
    "</script><script>window.hacked = 2</script>",
    "<img src=x onerror='window.hacked = 3'>",
    "<b style='background:url(https://example.invalid/b)'>bold</b>",
    "<a href='javascript:window.hacked = 4'>link</a>",
    "&lt;svg onload=window.hacked=5&gt; \u2028 <!--<script> %{x} {{ 7*7 }}",
)

HOVER_EVERYWHERE = """() => {
  for (const holder of document.querySelectorAll('.plot')) {
    holder.data.forEach((trace, curve) => {
      if (trace.type !== 'sankey' && (trace.hovertext || trace.text)) {
        Plotly.Fx.hover(holder, [{curveNumber: curve, pointNumber: trace.type === 'heatmap' ? [0, 0] : 0}],
          (trace.xaxis || 'x') + (trace.yaxis || 'y'));
      }
    });
  }
}"""


def hostile(inputs):
    """The invented study with a payload in every place that comes from a document."""
    text = inputs.texts[doc := inputs.ties["doc"].iloc[0]]
    quotes = [*PAYLOADS, "x" * 10_000]
    texts = {**inputs.texts, doc: text + "\n" + "\n".join(quotes)}
    ties = inputs.ties.copy()
    for row, quote in enumerate(quotes):
        start = texts[doc].index(quote)
        ties.loc[ties.index[row], ["doc", "evidence", "start", "end"]] = [doc, quote, start, start + len(quote)]
        ties.loc[ties.index[row], "instrument"] = quote
    actors = inputs.network_actors.copy()
    names = [PAYLOADS[k % len(PAYLOADS)] for k in range(len(actors))]
    documents = inputs.documents.assign(title=[PAYLOADS[k % len(PAYLOADS)] for k in range(len(inputs.documents))])
    return replace(
        inputs,
        title=PAYLOADS[1],
        question=PAYLOADS[3],
        texts=texts,
        ties=ties,
        documents=documents,
        network_actors=actors.assign(name=names),
        exploratory_reason=PAYLOADS[2],
    )


def test_hostile_text_is_shown_and_does_nothing(open_page, inputs, tmp_path):
    page = open_page(write_report(hostile(inputs), tmp_path / "hostile.html"))
    for plot in page.query_selector_all(".plot"):
        plot.scroll_into_view_if_needed()
        page.wait_for_timeout(80)
    page.evaluate(HOVER_EVERYWHERE)
    for fact in hostile(inputs).ties["tie"].head(len(PAYLOADS) + 1):
        page.evaluate("id => { location.hash = 'ev=' + id; }", fact)
        page.wait_for_selector("dialog[open]")
        page.wait_for_timeout(60)
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("document.querySelectorAll('main img, main iframe, dialog img, dialog script').length") == 0
    assert page.title() == PAYLOADS[1]
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
