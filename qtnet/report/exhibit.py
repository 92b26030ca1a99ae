"""One exhibit of the page: a figure with its title, its words and the table behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pandas as pd
import plotly.graph_objects as go

from qtnet.report.labels import layer_label

__all__ = ["Exhibit", "Table", "Variant", "exhibit_of", "table_of"]

#: From here on six significant digits would be written with a power of ten.
_WHOLE = 1e5

#: Columns of layers: readers see their names, files keep the codes.
_OF_LAYERS = ("domain", "layer", "layers", "layer_a", "layer_b")

_HIDDEN = ("facts", "hover", "bins", "row", "panel", "width")


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table as shown: column names, rows of text, and the facts behind each row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    facts: tuple[tuple[str, ...], ...] = field(repr=False)
    numeric: tuple[bool, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class Variant:
    """The same figure for another part of the data, for example one technology; `table` where that part has its own."""

    key: str
    label: str
    wide: go.Figure
    narrow: go.Figure
    table: Table | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class Exhibit:
    """A figure and what belongs to it.

    Parameters
    ----------
    key
        Identifier in the page and in the names of downloads.
    title, reading
        What the figure shows, and how to read it.
    alt
        What it says, in one sentence, for those who do not see it.
    source
        Where the numbers come from.
    wide, narrow
        The figure for a screen and for a phone; None when there is nothing to draw, for `reason`.
    legend
        Rows of ``(mark, words)``; the marks are drawn by the page.
    variants
        The same figure for other parts of the data; the page offers them in a list.
    choice, whole
        Name of that list, and of the figure as it stands, its first entry.
    """

    key: str
    title: str
    reading: str
    alt: str
    source: str
    table: Table
    wide: go.Figure | None
    narrow: go.Figure | None
    reason: str = ""
    legend: tuple[tuple[str, str], ...] = ()
    variants: tuple[Variant, ...] = ()
    choice: str = "Technology"
    whole: str = "All technologies"

    @property
    def height(self) -> int:
        """Height of the figure on a screen in pixels."""
        return int(self.wide.layout.height) if self.wide is not None else 0


def exhibit_of(
    key: str,
    frame: pd.DataFrame,
    draw: Callable[[bool], go.Figure],
    *,
    title: str,
    reading: str,
    alt: str,
    source: str,
    legend: tuple[tuple[str, str], ...] = (),
    reason: str = "There is nothing to draw.",
    table: pd.DataFrame | None = None,
    variants: tuple[Variant, ...] = (),
    choice: str = "Technology",
    whole: str = "All technologies",
) -> Exhibit:
    """Make an exhibit of a frame, drawn wide and narrow, or with its reason where there is nothing to draw."""
    drawn = len(frame) > 0
    return Exhibit(
        key=key,
        title=title,
        reading=reading,
        alt=alt if drawn else reason,
        source=source,
        table=table_of(frame if table is None else table),
        wide=draw(False) if drawn else None,
        narrow=draw(True) if drawn else None,
        reason="" if drawn else reason,
        legend=legend if drawn else (),
        variants=variants if drawn else (),
        choice=choice,
        whole=whole,
    )


def table_of(frame: pd.DataFrame, *, drop: tuple[str, ...] = ()) -> Table:
    """Turn the frame behind a figure into the table under it.

    Columns that only the drawing needs are left out; numbers keep six significant digits, large ones all before the
    point.

    Examples
    --------
    >>> table_of(pd.DataFrame({"actor": ["JP"], "estimate": [1 / 3], "facts": [("f1",)]})).rows
    (('JP', '0.333333'),)
    """
    shown = frame.drop(columns=[c for c in (*_HIDDEN, *drop) if c in frame.columns])
    # By place, not by name: two actors of a matrix may have the same name.
    columns = [shown.iloc[:, place] for place in range(shown.shape[1])]
    full = [k for k, c in enumerate(columns) if not len(shown) or not (c.isna() | (c.astype(str) == "")).all()]
    shown, columns = shown.iloc[:, full], [columns[k] for k in full]
    facts = frame["facts"].tolist() if "facts" in frame.columns else [()] * len(frame)
    called = [_layer if column in _OF_LAYERS else _cell for column in map(str, shown.columns)]
    rows = [
        tuple(write(value) for write, value in zip(called, row, strict=True))
        for row in shown.itertuples(index=False, name=None)
    ]
    return Table(
        columns=tuple(str(column) for column in shown.columns),
        rows=tuple(rows),
        facts=tuple(tuple(own) for own in facts),
        numeric=tuple(pd.api.types.is_numeric_dtype(column) for column in columns),
    )


def _layer(value: object) -> str:
    """Write one layer, or several, by name; a name stays as it is."""
    if isinstance(value, tuple):
        return ", ".join(layer_label(str(layer)) for layer in value)
    told = _cell(value)
    return layer_label(told) if told else ""


def _cell(value: object) -> str:
    if value is None or value != value:
        return ""
    if isinstance(value, float):
        return f"{value:.0f}" if abs(value) >= _WHOLE else f"{value:.6g}"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
