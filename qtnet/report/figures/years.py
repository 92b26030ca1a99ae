"""When what was agreed: one mark for each statement that gives a year, cooperation upwards, hostility downwards."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from qtnet.report.factsets import MarkFacts
from qtnet.report.labels import layer_label, plain, words
from qtnet.report.rows import Row, rows
from qtnet.report.theme import GRID, INK, MUTED, TEMPLATE, TIES

__all__ = ["draw_years", "prepare_years", "undated", "year_axis"]

_COLUMNS = ["year", "sign", "tie", "kind", "technology", "status", "counted", "level", "ends", "facts"]
_TALLEST = 30  # marks on top of one another; above, a mark stands for several statements
_SIDES = 84  # pixels of the drawing that are not for marks
_LARGEST = 16  # pixels of a mark


def undated(facts: pd.DataFrame) -> pd.Series:
    """Tell which facts give no year."""
    return pd.to_numeric(facts["year"], errors="coerce").isna()


def prepare_years(
    ties: pd.DataFrame, network: pd.DataFrame, names: Mapping[str, str], counted: Collection[str]
) -> pd.DataFrame:
    """Give one row per mark: a statement with a year, or several where a year has very many.

    Parameters
    ----------
    ties
        The statements, dated or not.
    network
        Ties of the network, which say between which of its actors a statement runs.
    names
        Names of actors.
    counted
        Statuses that the network counts.

    Returns
    -------
    pd.DataFrame
        `year`, `sign`, `tie`, `kind`, `technology`, `status`, `counted`, `level` (height of the mark: 1, 2, … or −1,
        −2, …), `ends` (actors of the network) and `facts`.
    """
    dated = ties[~undated(ties)]
    between = {fact: (str(t["source"]), str(t["target"])) for t in rows(network) for fact in t["facts"]}
    told = [_mark(tie, names, counted, between) for tie in rows(dated)]
    order = sorted(told, key=lambda m: (m["year"], -m["sign"], not m["counted"], m["technology"], m["facts"]))
    stacks: dict[tuple[int, int], list[Row]] = {}
    for mark in order:
        stacks.setdefault((mark["year"], mark["sign"]), []).append(mark)
    each = -(-max(map(len, stacks.values()), default=1) // _TALLEST)
    marks = [
        _joined(stack[start : start + each]) | {"level": sign * (start // each + 1)}
        for (_, sign), stack in stacks.items()
        for start in range(0, len(stack), each)
    ]
    return pd.DataFrame(marks, columns=_COLUMNS)


def draw_years(frame: pd.DataFrame, *, narrow: bool = False) -> go.Figure:
    """Draw the marks over the years."""
    span = int(frame["year"].min()), int(frame["year"].max())
    size = _mark_size(span, narrow=narrow)
    up, down = int(frame["level"].clip(lower=1).max()), int(-frame["level"].clip(upper=-1).min())
    traces = [_marks(frame[frame["sign"] == sign], sign, size) for sign in (1, -1)]
    layout: dict[str, Any] = {
        "template": TEMPLATE,
        "height": round(max(5, up + down + 2) * (size + 2)) + 66,
        "xaxis": year_axis(span, narrow=narrow, room=0.28 if narrow else 0.1),
        "yaxis": {"visible": False, "range": [-down - 1, up + 1]},
        "shapes": [{"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 0, "y1": 0,
                    "line": {"color": INK, "width": 1}}],
        "annotations": [_side("cooperation", 1), _side("hostility", -1)],
        "margin": {"l": 0 if narrow else 8, "r": 8, "t": 6, "b": 44},
        "meta": {"linked": "actor", "filtered": True},
    }  # fmt: skip
    # Plotly checks a figure whenever it is changed, so it is made in one go.
    return go.Figure(traces, layout)


def year_axis(span: tuple[int, int], *, narrow: bool, room: float = 0.0) -> dict[str, object]:
    """Give an axis of whole years, with room at its left for words as a share of the years.

    Examples
    --------
    >>> year_axis((2019, 2025), narrow=False)["tickvals"]
    [2019, 2020, 2021, 2022, 2023, 2024, 2025]
    >>> year_axis((1995, 2025), narrow=True)["tickvals"]
    [2000, 2010, 2020]
    """
    first, last = span
    years = last - first + 1
    step = next((s for s in (1, 2, 5, 10, 20) if years / s <= (5 if narrow else 14)), 50)
    ticks = [year for year in range(first, last + 1) if step == 1 or year % step == 0]
    return {
        "range": [first - 0.7 - room * years, last + 0.7],
        "tickvals": ticks,
        "ticktext": [str(year) for year in ticks],
        "gridcolor": GRID,
        "title": {"text": "year, as stated"},
    }


def _mark(
    tie: Row, names: Mapping[str, str], counted: Collection[str], between: Mapping[str, tuple[str, str]]
) -> dict[str, Any]:
    source, target, fact = str(tie["source"]), str(tie["target"]), str(tie["tie"])
    return {
        "year": int(float(tie["year"])),
        "sign": -1 if str(tie["sign"]) in ("-", "-1") else 1,
        "tie": f"{names.get(source, source)} – {names.get(target, target)}",
        "kind": words(str(tie["mode"])),
        "technology": layer_label(str(tie["domain"])),
        "status": str(tie["status"]),
        "counted": str(tie["status"]) in counted,
        "ends": between.get(fact, (source, target)),
        "facts": (fact,),
    }


def _joined(marks: list[Row]) -> Row:
    """Give several statements one mark."""
    first = marks[0]
    if len(marks) == 1:
        return first
    return first | {
        "tie": f"{len(marks)} statements",
        "kind": ", ".join(sorted({mark["kind"] for mark in marks})),
        "technology": ", ".join(sorted({mark["technology"] for mark in marks})),
        "status": ", ".join(sorted({mark["status"] for mark in marks})),
        "ends": tuple(sorted({actor for mark in marks for actor in mark["ends"]})),
        "facts": tuple(fact for mark in marks for fact in mark["facts"]),
    }


def _mark_size(span: tuple[int, int], *, narrow: bool) -> float:
    width = (330 if narrow else 930) - _SIDES
    return round(min(_LARGEST, max(3.0, 0.8 * width / (span[1] - span[0] + 1))), 1)


def _marks(part: pd.DataFrame, sign: int, size: float) -> go.Scatter:
    _, colour, _ = TIES[sign]
    shape = "square" if sign > 0 else "diamond"
    return go.Scatter(
        x=part["year"].tolist(),
        y=part["level"].tolist(),
        mode="markers",
        marker={
            "size": size,
            "color": colour,
            "symbol": [shape if counted else f"{shape}-open" for counted in part["counted"]],
            "opacity": 1,
            "line": {"width": 1.5, "color": colour},
        },
        hovertext=[
            f"<b>{plain(mark['tie'], 70)}</b><br>{plain(mark['kind'], 60)} in {plain(mark['technology'], 60)}<br>"
            f"{mark['year']}, {plain(mark['status'])}: click to read"
            for mark in rows(part)
        ],
        hovertemplate="%{hovertext}<extra></extra>",
        meta={"facts": [MarkFacts(f) for f in part["facts"]], "ends": [list(e) for e in part["ends"]], "stride": 1},
        cliponaxis=False,
    )


def _side(word: str, sign: int) -> dict[str, object]:
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": 0,
        "yanchor": "bottom" if sign > 0 else "top",
        "yshift": 3 * sign,
        "showarrow": False,
        "text": word,
        "font": {"size": 12, "color": MUTED},
    }
