"""The faces of what is shown, by media type, and how a notebook gets them.

Of one bundle a notebook shows only the richest face, so a result is shown as two outputs: its table, then its figure.
Figures are offline: JupyterLab and VS Code draw them with their own Plotly, other pages with the script that the first
figure brings. Nothing offers to send a figure to a cloud.
"""

from __future__ import annotations

import html
import json
from typing import Any

import plotly.graph_objects as go

from qtnet.display.drawing import Drawing, first_drawing
from qtnet.display.library import Carrier, library_html
from qtnet.display.markup import table_html, table_latex, table_markdown
from qtnet.display.tables import table_of
from qtnet.report.embed import safe_json
from qtnet.report.labels import shorten
from qtnet.results import Result

__all__ = ["CONFIG", "faces", "figure_faces", "html_face", "publish", "table_faces"]

PLOTLY = "application/vnd.plotly.v1+json"
#: How figures behave everywhere: no link to a cloud, no logo, as wide as the page.
CONFIG = {"displaylogo": False, "plotlyServerURL": "", "responsive": True, "showLink": False, "showSendToCloud": False}

_CARRIER = Carrier()
_NARROW = 600  # pixels
_LONGEST = 200  # letters of a thing in plain text, for a corpus would be written out
_DRAW = """
(() => {
  const holder = document.currentScript.parentElement;
  const forms = JSON.parse(holder.querySelector("script[type='application/json']").textContent);
  const form = holder.clientWidth < %d && forms.narrow ? forms.narrow : forms.wide;
  const place = holder.querySelector("div");
  place.style.height = `${form.layout.height || 450}px`;
  if (!window.qtnetPlotly) {
    place.textContent = "Plotly's script is missing from this page: run the notebook again from the top and save it.";
    return;
  }
  window.qtnetPlotly.then((plotly) => plotly.newPlot(place, form.data, form.layout, forms.config));
})();
"""


def faces(shown: object) -> dict[str, Any]:
    """Give every face of a thing by media type: text, HTML, Markdown, LaTeX and, where there is a figure, Plotly.

    Examples
    --------
    >>> from qtnet.results import NetworkScore
    >>> sorted(faces(NetworkScore(metric="D", estimate=0.43)))
    ['text/html', 'text/latex', 'text/markdown', 'text/plain']
    """
    if isinstance(shown, Drawing):
        return figure_faces(shown, carries=True)
    drawing = first_drawing(shown)
    return table_faces(shown) | ({PLOTLY: _plotly(drawing.figure)} if drawing else {})


def html_face(shown: object) -> str:
    """Give the face in HTML: of a figure the figure, of all else the table."""
    found: str = (faces(shown) if isinstance(shown, Drawing) else table_faces(shown))["text/html"]
    return found


def table_faces(shown: object) -> dict[str, Any]:
    """Give the faces of a thing's table."""
    table = table_of(shown)
    return {
        "text/plain": shown.summary() if isinstance(shown, Result) else shorten(repr(shown), _LONGEST),
        "text/html": table_html(table),
        "text/markdown": table_markdown(table),
        "text/latex": table_latex(table),
    }


def figure_faces(drawing: Drawing, *, carries: bool) -> dict[str, Any]:
    """Give the faces of a figure; the one in HTML brings Plotly's script along if it `carries`."""
    forms = {"wide": _plain(drawing.figure), "config": CONFIG}
    if drawing.narrow is not None:
        forms["narrow"] = _plain(drawing.narrow)
    figure = (
        f'<div class="qtnet-figure" role="img" aria-label="{html.escape(drawing.title)}">'
        f'<script type="application/json">{safe_json(forms)}</script>'
        f"<div></div><script>{_DRAW % _NARROW}</script></div>"
    )
    return {
        PLOTLY: _plotly(drawing.figure),
        "text/html": f"{library_html()}\n{figure}" if carries else figure,
        "text/plain": f"Figure: {drawing.title}",
    }


def publish(shown: object) -> None:
    """Show a thing in a notebook, the table first, then the figure; outside a notebook only the text."""
    # IPython is there wherever a notebook asks, and need not be anywhere else
    from IPython.core.getipython import get_ipython

    shell: Any = get_ipython()
    drawing = shown if isinstance(shown, Drawing) else first_drawing(shown)
    if not isinstance(shown, Drawing):
        shell.display_pub.publish(table_faces(shown))
    if drawing is None or (drawing is not shown and not hasattr(shell, "kernel")):
        return
    shell.display_pub.publish(figure_faces(drawing, carries=_CARRIER.carries(_cell(shell))))


def _cell(shell: Any) -> str:
    """Give the id of the cell that runs, where the notebook says it."""
    parent = shell.get_parent() if hasattr(shell, "get_parent") else {}
    return str(parent.get("metadata", {}).get("cellId", ""))


def _plotly(figure: go.Figure) -> dict[str, Any]:
    return _plain(figure) | {"config": CONFIG}


def _plain(figure: go.Figure) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(figure.to_json(engine="json"))
    return {key: found[key] for key in ("data", "layout")}
