"""Waiting for what a page does: by what can be seen, never by the clock."""

# Ends when the page has had the same shape for some frames: nothing is drawn, moved or scrolled any more.
STILL = """async () => {
  const shape = () => JSON.stringify([scrollX, scrollY, innerWidth, document.documentElement.scrollHeight,
    document.documentElement.dataset.drawn, document.querySelectorAll('.main-svg').length]);
  let last = '', same = 0;
  for (let frame = 0; frame < 600 && same < 6; frame += 1) {
    await new Promise(requestAnimationFrame);
    same = shape() === last ? same + 1 : 0;
    last = shape();
  }
}"""


def until(page, expression: str, given=None, *, seconds: float = 20.0) -> None:
    """Wait for an expression to be true; the policy of the page forbids the browser's own way to poll."""
    for _ in range(int(seconds / 0.02)):
        if page.evaluate(expression, given):
            return
        page.wait_for_timeout(20)
    raise AssertionError(f"never true: {expression}")


def until_still(page) -> None:
    """Wait until the page keeps its shape."""
    page.evaluate(STILL)


def scroll_to(page, key: str) -> None:
    """Bring a figure to the top of the screen and wait until it is drawn and stays there."""
    page.evaluate("k => document.getElementById('plot-' + k).scrollIntoView({behavior: 'instant'})", key)
    page.wait_for_selector(f"#plot-{key} .main-svg", state="attached")
    until_still(page)
    page.evaluate("k => document.getElementById('plot-' + k).scrollIntoView({behavior: 'instant'})", key)
    until_still(page)


def draw_everything(page) -> None:
    """Scroll past every figure until all are drawn."""
    for plot in page.query_selector_all(".plot"):
        plot.scroll_into_view_if_needed()
    count = len(page.query_selector_all(".plot"))
    page.wait_for_selector(f"html[data-drawn='{count}']", state="attached")
