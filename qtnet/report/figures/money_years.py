"""When which money was committed: one dot per commitment with a year and an amount, and the sum of each year."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from qtnet.report.factsets import MarkFacts
from qtnet.report.figures.flows import NOT_NAMED
from qtnet.report.figures.names_beside import Mark, placed_names, spaced
from qtnet.report.figures.years import year_axis
from qtnet.report.labels import layer_label, money, plain, shorten
from qtnet.report.rows import Row, rows
from qtnet.report.theme import ESTIMATE, GRID, INK, MUTED, PAPER, TEMPLATE

__all__ = ["draw_money_years", "prepare_money_years", "sums_by_year"]

_COLUMNS = ["year", "funder", "recipient", "technology", "status", "counted", "amount_usd", "facts"]
_WIDE, _NARROW = 820, 260  # pixels between the axes on a screen and on a phone
_AROUND = 66  # pixels above and below them
_DOT, _DASH, _FONT = 11, 26, 11  # pixels


def prepare_money_years(commitments: pd.DataFrame, names: Mapping[str, str], counted: Collection[str]) -> pd.DataFrame:
    """Give one row per commitment whose year and amount are known, by year, the largest of a year first."""
    known = commitments[commitments["year"].notna() & (commitments["amount_usd"].astype(float) > 0)]
    told = [
        {
            "year": int(row["year"]),
            "funder": _name(row["funder"], names),
            "recipient": _name(row["recipient"], names),
            "technology": layer_label(str(row["domain"])),
            "status": str(row["status"]),
            "counted": str(row["status"]) in counted and _some_end(row),
            "amount_usd": float(row["amount_usd"]),
            "facts": tuple(row["facts"]),
        }
        for row in rows(known)
    ]
    frame = pd.DataFrame(told, columns=_COLUMNS)
    return frame.sort_values(["year", "amount_usd", "funder"], ascending=[True, False, True], ignore_index=True)


def sums_by_year(frame: pd.DataFrame) -> pd.DataFrame:
    """Sum what the network counts by year: `year`, `amount_usd`, `n` and `facts`."""
    told = [
        {
            "year": int(str(year)),
            "amount_usd": float(part["amount_usd"].sum()),
            "n": len(part),
            "facts": tuple(sorted(fact for facts in part["facts"] for fact in facts)),
        }
        for year, part in frame[frame["counted"].astype(bool)].groupby("year")
    ]
    return pd.DataFrame(told, columns=["year", "amount_usd", "n", "facts"])


def draw_money_years(frame: pd.DataFrame, amounts: Mapping[str, str], *, narrow: bool = False) -> go.Figure:
    """Draw the dots on a logarithmic axis, as amounts differ a thousandfold."""
    low = int(np.floor(np.log10(frame["amount_usd"].min())))
    high = int(np.ceil(np.log10(frame["amount_usd"].max() * 1.3)))
    sums = sums_by_year(frame)
    ticks = list(range(low, high + 1))
    first, last = int(frame["year"].min()), int(frame["year"].max())
    wide, tall = (_NARROW if narrow else _WIDE), 50 * max(4, len(ticks))
    layout: dict[str, Any] = {
        "template": TEMPLATE,
        "height": tall + _AROUND,
        "xaxis": year_axis((first, last), narrow=narrow),
        "yaxis": {
            "type": "log",
            "range": [low - 0.1, high + 0.1],
            "tickvals": [10.0**tick for tick in ticks],
            "ticktext": [money(10.0**tick) for tick in ticks],
            "gridcolor": GRID,
            "title": {"text": "" if narrow else "constant US dollars"},
        },
        "margin": {"l": 8, "r": 16, "t": 12, "b": 44},
        "meta": {"filtered": True},
    }
    across, up = wide / (last - first + 1.4), tall / (high - low + 0.2)
    summed = set(sums.loc[sums["n"] > 1, "year"])
    marks = [
        Mark(_beside(row, narrow=narrow), (row["year"] - first + 0.7) * across,
             (np.log10(row["amount_usd"]) - low + 0.1) * up, _DASH / 2 if row["year"] in summed else _DOT / 2)
        for row in rows(frame)
    ]  # fmt: skip
    names = _placed(frame, marks, wide, tall)
    return go.Figure([_sums(sums[sums["n"] > 1]), _dots(frame, amounts, names)], layout)


def _some_end(row: Row) -> bool:
    """Tell whether payer or recipient is named: what names neither may hold the other amounts of its year."""
    return any(isinstance(row[end], str) and row[end] for end in ("funder", "recipient"))


def _name(actor: object, names: Mapping[str, str]) -> str:
    code = "" if actor is None or actor != actor else str(actor)
    return names.get(code, code) or NOT_NAMED


def _sums(sums: pd.DataFrame) -> go.Scatter:
    """Give a dash at the sum of each year that has several commitments."""
    return go.Scatter(
        x=sums["year"].tolist(),
        y=[round(value) for value in sums["amount_usd"]],
        mode="markers",
        marker={"symbol": "line-ew", "size": _DASH, "color": INK, "line": {"width": 2.5, "color": INK}},
        hovertext=[f"<b>{r['year']}: {money(r['amount_usd'])}</b><br>sum of {r['n']} commitments" for r in rows(sums)],
        hovertemplate="%{hovertext}<extra></extra>",
        meta={"facts": [MarkFacts(facts) for facts in sums["facts"]], "stride": 1},
    )


def _placed(frame: pd.DataFrame, marks: list[Mark], wide: int, tall: int) -> dict[int, tuple[str, str]]:
    """Give name and side of each dot that has room for its name, the largest first."""
    order = [int(k) for k in np.argsort(-frame["amount_usd"].to_numpy(), kind="stable")]
    named = placed_names([marks[k] for k in order], size=_FONT, width=wide, height=tall)
    return {order[n.mark]: (_clear(marks[order[n.mark]], n.side), n.side) for n in named}


def _clear(mark: Mark, side: str) -> str:
    """Keep a name clear of its dot, and of the dash through it."""
    name = plain(mark.name)
    for _ in range(4 if mark.radius > _DOT / 2 else 1):
        name = spaced(name, side)
    return name


def _dots(frame: pd.DataFrame, amounts: Mapping[str, str], names: Mapping[int, tuple[str, str]]) -> go.Scatter:
    return go.Scatter(
        x=frame["year"].tolist(),
        y=[round(value) for value in frame["amount_usd"]],
        mode="markers+text",
        marker={
            "size": _DOT,
            "color": ESTIMATE,
            "symbol": ["circle" if counted else "circle-open" for counted in frame["counted"]],
            "opacity": 1,
            "line": {"width": 1.5, "color": [PAPER if counted else ESTIMATE for counted in frame["counted"]]},
        },
        text=[names[k][0] if k in names else "" for k in range(len(frame))],
        textposition=[names[k][1] if k in names else "middle right" for k in range(len(frame))],
        textfont={"size": _FONT, "color": MUTED},
        hovertext=[_text(row, amounts) for row in rows(frame)],
        hovertemplate="%{hovertext}<extra></extra>",
        meta={"facts": [MarkFacts(facts) for facts in frame["facts"]], "stride": 1},
        cliponaxis=False,
    )


def _beside(row: Row, *, narrow: bool) -> str:
    name = f"to {row['recipient']}" if row["funder"] == NOT_NAMED != row["recipient"] else row["funder"]
    return shorten(str(name), 16 if narrow else 30)


def _text(row: Row, amounts: Mapping[str, str]) -> str:
    told = [f"in the text: {plain(amounts[fact])}" for fact in row["facts"] if fact in amounts][:3]
    return (
        f"<b>{plain(row['funder'], 40)} → {plain(row['recipient'], 40)}</b><br>{plain(row['technology'])}, "
        f"{row['year']}, {plain(row['status'])}<br>{money(row['amount_usd'])}<br>{'<br>'.join(told)}"
    )
