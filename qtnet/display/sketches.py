"""A figure before it is drawn: a title, a line on how to read it, and a function that draws it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import plotly.graph_objects as go

__all__ = ["Sketch", "Sketcher"]


class Sketch(NamedTuple):
    """What there is to draw; `draw` is asked whether for a phone."""

    title: str
    reading: str
    draw: Callable[[bool], go.Figure]


#: Makes a sketch of a thing, or nothing where there is nothing to draw.
Sketcher = Callable[[Any], Sketch | None]
