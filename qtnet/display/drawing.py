"""A figure that a notebook shows offline: of a result, or any Plotly figure of the reader's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import plotly.graph_objects as go

from qtnet.display.figures import sketches
from qtnet.display.sketches import Sketch
from qtnet.errors import InputError, NotDefinedError, UnknownNameError
from qtnet.report.labels import plain, wrapped
from qtnet.report.theme import INK, MUTED
from qtnet.showing import Shown

__all__ = ["Drawing", "draw", "first_drawing"]

_TITLE, _LINE, _BELOW = 22, 18, 12  # pixels of a line of the title, of the reading, and between both and the figure
_LETTERS = {False: 118, True: 46}  # of a line on a screen and on a phone


@dataclass(frozen=True, kw_only=True)
class Drawing(Shown):
    """A Plotly figure as a notebook shows it, with a form for a phone where the figure has one.

    Attributes
    ----------
    title
        What the figure shows, in words; it stands for the figure where none can be shown.
    figure
        The Plotly figure, to be changed or saved. A cell that ends with it may stay blank in a notebook exported to
        HTML; end the cell with ``draw(result, kind)`` or ``draw(figure)``, which is shown there.
    narrow
        The same for a screen of less than 600 pixels, or nothing.
    """

    title: str
    figure: go.Figure = field(repr=False)
    narrow: go.Figure | None = field(default=None, repr=False)


def draw(shown: object, kind: str = "", *, title: str = "") -> Drawing:
    """Draw a result, a network, or a Plotly figure, so that a notebook shows it without a network or a setting.

    Parameters
    ----------
    shown
        A result, a `MultilayerNetwork`, or a Plotly figure of one's own.
    kind
        Which of the figures of a result, for example ``"alignment"`` of a bipolarity; the first where not given.
    title
        What the figure shows, for readers who cannot see it; its own title where not given.

    Returns
    -------
    Drawing
        What a cell shows when it stands on the last line; `.figure` is the Plotly figure.

    Raises
    ------
    UnknownNameError
        If the result has no figure of that kind.
    NotDefinedError
        If there is nothing to draw, for example because no number is defined.
    InputError
        If there is no figure of such a thing.

    Examples
    --------
    >>> import pandas as pd
    >>> from qtnet.network import MultilayerNetwork
    >>> edges = pd.DataFrame({"source": ["JP", "US"], "target": ["US", "CN"], "layer": "chips", "sign": [1, -1]})
    >>> draw(MultilayerNetwork.from_edges(edges))
    Drawing(title='Ties')
    """
    if isinstance(shown, go.Figure):
        return Drawing(title=title or str(shown.layout.title.text or "figure"), figure=shown)
    known = sketches(shown)
    if not known:
        raise InputError(f"there is no figure of {type(shown).__name__}; expected a result, a network or a figure")
    if kind and kind not in known:
        raise UnknownNameError("figure", kind, known)
    made = _sketched(shown, known[kind]) if kind else first_drawing(shown)
    if made is None:
        raise NotDefinedError(f"nothing to draw of this {type(shown).__name__}: {_why(shown)}")
    return replace(made, title=title) if title else made


def first_drawing(shown: object) -> Drawing | None:
    """Give the first figure of a thing that is not empty; nothing where there is none."""
    drawn = (_sketched(shown, sketch) for sketch in sketches(shown).values())
    return next((one for one in drawn if one is not None), None)


def _headed(sketch: Sketch, *, narrow: bool) -> go.Figure:
    """Draw with title and reading above; the report says both in its page, a notebook has only the figure."""
    figure = sketch.draw(narrow)
    title = wrapped(plain(sketch.title), 40 if narrow else 100)
    reading = wrapped(plain(sketch.reading, 400), _LETTERS[narrow])
    small = f'<br><span style="font-size:12px;color:{MUTED}">{reading}</span>' if reading else ""
    before = int(figure.layout.height or 400)
    room = _TITLE * (title.count("<br>") + 1) + (_LINE * (reading.count("<br>") + 1) if reading else 0) + _BELOW
    height = before + room
    for trace in figure.data:
        # a scale that is placed in the whole figure would slide below the title
        if "colorbar" in trace and trace.colorbar.yref == "container":
            trace.colorbar.y = round(trace.colorbar.y * before / height, 4)
    return figure.update_layout(
        height=height,
        margin_t=int(12 if figure.layout.margin.t is None else figure.layout.margin.t) + room,
        title={
            "text": f"<b>{title}</b>{small}", "font": {"size": 15, "color": INK}, "automargin": False,
            "x": 0, "xref": "container", "xanchor": "left", "pad": {"l": 8},
            "y": round(1 - _TITLE / height, 4), "yref": "container", "yanchor": "auto",
        },
    )  # fmt: skip


def _sketched(shown: object, sketch: Callable[[object], Sketch | None]) -> Drawing | None:
    made = sketch(shown)
    if made is None:
        return None
    return Drawing(title=made.title, figure=_headed(made, narrow=False), narrow=_headed(made, narrow=True))


def _why(shown: object) -> str:
    reason = getattr(shown, "reason", "") or getattr(shown, "exploratory_reason", "")
    return str(reason) or "it has no tie or no number that is defined"
