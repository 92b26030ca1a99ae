"""Plotly's script for pages made of a notebook: carried once, packed, and never fetched.

JupyterLab and VS Code have Plotly and draw from the figure's data. A page that nbconvert writes has nothing, so the
first figure of a session brings the script along. The cell that brought it does so again when it is run again, or the
script would be lost from the notebook.
"""

from __future__ import annotations

from functools import cache

from plotly.offline import get_plotlyjs

from qtnet.report.embed import SIGNS, packed, safe_json

__all__ = ["Carrier", "library_html"]

_LOADER = """
window.qtnetPlotly ??= (async () => {
  const [head, text] = document.querySelector("script[data-qtnet-library]").textContent.split("\\n");
  const signs = %s;
  const digit = new Uint8Array(128);
  for (let k = 0; k < signs.length; k += 1) digit[signs.charCodeAt(k)] = k;
  const bytes = new Uint8Array(Number(head));
  let bits = 0, held = 0, at = 0;
  for (let k = 0; at < bytes.length; k += 2) {
    held = (held << 13) | (digit[text.charCodeAt(k)] * signs.length + digit[text.charCodeAt(k + 1)]);
    bits += 13;
    while (bits >= 8 && at < bytes.length) {
      bits -= 8;
      bytes[at] = (held >> bits) & 255;
      at += 1;
    }
    held &= (1 << bits) - 1;
  }
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const script = await new Response(stream).text();
  // with module and define hidden the script puts Plotly into the window, whatever else the page has loaded
  new Function("module", "exports", "define", script).call(window);
  return window.Plotly;
})();
"""


@cache
def library_html() -> str:
    """Give the script as HTML: packed text that nothing runs, and the few lines that unpack it."""
    text = packed(get_plotlyjs())
    return (
        f'<script type="text/plain" data-qtnet-library>{text}</script>\n<script>{_LOADER % safe_json(SIGNS)}</script>'
    )


class Carrier:
    """Remembers which cell of a session brought the script.

    Examples
    --------
    >>> carrier = Carrier()
    >>> carrier.carries("a"), carrier.carries("b"), carrier.carries("a"), carrier.carries("")
    (True, False, True, False)
    """

    def __init__(self) -> None:
        self._cell: str | None = None

    def carries(self, cell: str) -> bool:
        """Say whether the figure of a cell has to bring the script; the first has to, and its cell when run again."""
        if self._cell is None:
            self._cell = cell
            return True
        return bool(cell) and cell == self._cell
