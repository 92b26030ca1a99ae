"""A figure that a notebook shows offline: of a result, or any Plotly figure of the reader's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import plotly.graph_objects as go

from qtnet.display.figures import sketches
from qtnet.display.sketches import Sketch
from qtnet.errors import InputError, NotDefinedError, UnknownNameError
from qtnet.report.labels import plain, wrapped
from qtnet.report.theme import INK, MUTED
from qtnet.showing import Shown

__all__ = ["Drawing", "draw", "first_drawing"]

_HEAD = 26  # pixels for the title, and for each line of the reading below it
_LINE = 17
_LETTERS = {False: 118, True: 46}  # of a line on a screen and on a phone


@dataclass(frozen=True, kw_only=True)
class Drawing(Shown):
    """A Plotly figure as a notebook shows it, with a form for a phone where the figure has one.

    Attributes
    ----------
    title
        What the figure shows, in words; it stands for the figure where none can be shown.
    figure
        The Plotly figure, to be changed or saved.
    narrow
        The same for a screen of less than 600 pixels, or nothing.
    """

    title: str
    figure: go.Figure = field(repr=False)
    narrow: go.Figure | None = field(default=None, repr=False)


def draw(shown: object, kind: str = "") -> Drawing:
    """Draw a result, a network, or a Plotly figure, so that a notebook shows it without a network or a setting.

    Parameters
    ----------
    shown
        A result, a `MultilayerNetwork`, or a Plotly figure of one's own.
    kind
        Which of the figures of a result, for example ``"alignment"`` of a bipolarity; the first where not given.

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
    Drawing(title='Ties in each layer')
    """
    if isinstance(shown, go.Figure):
        return Drawing(title=str(shown.layout.title.text or "figure"), figure=shown)
    known = sketches(shown)
    if not known:
        raise InputError(f"there is no figure of {type(shown).__name__}; expected a result, a network or a figure")
    if kind and kind not in known:
        raise UnknownNameError("figure", kind, known)
    made = _sketched(shown, known[kind or next(iter(known))])
    if made is None:
        raise NotDefinedError(f"nothing to draw of this {type(shown).__name__}: {_why(shown)}")
    return made


def first_drawing(shown: object) -> Drawing | None:
    """Give the first figure of a thing that is not empty; nothing where there is none."""
    drawn = (_sketched(shown, sketch) for sketch in sketches(shown).values())
    return next((one for one in drawn if one is not None), None)


class _Form(NamedTuple):
    narrow: bool
    sketch: Sketch

    def figure(self) -> go.Figure:
        """Draw with title and reading above; the report says both in its page, a notebook has only the figure."""
        figure = self.sketch.draw(self.narrow)
        lines = wrapped(plain(self.sketch.reading, 400), _LETTERS[self.narrow]) if self.sketch.reading else ""
        title = wrapped(plain(self.sketch.title), 44 if self.narrow else 100)
        room = _HEAD * (title.count("<br>") + 1) + (_LINE * (lines.count("<br>") + 1) if lines else 0) + 10
        told = f"<b>{title}</b>" + (f'<br><span style="font-size:12px;color:{MUTED}">{lines}</span>' if lines else "")
        height = int(figure.layout.height or 400)
        top = int(figure.layout.margin.t if figure.layout.margin.t is not None else 12)
        return figure.update_layout(
            height=height + room,
            margin_t=top + room,
            title={
                "text": told, "x": 0, "xref": "paper", "xanchor": "left", "yref": "container", "yanchor": "top",
                "y": 1 - 8 / (height + room), "font": {"size": 15, "color": INK}, "automargin": False,
            },
        )  # fmt: skip


def _sketched(shown: object, sketch: Callable[[object], Sketch | None]) -> Drawing | None:
    made = sketch(shown)
    if made is None:
        return None
    return Drawing(title=made.title, figure=_Form(False, made).figure(), narrow=_Form(True, made).figure())


def _why(shown: object) -> str:
    reason = getattr(shown, "reason", "") or getattr(shown, "exploratory_reason", "")
    return str(reason) or "it has no tie or no number that is defined"
