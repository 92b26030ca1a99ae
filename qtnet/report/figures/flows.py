"""Who pays whom: ribbons of money from payer over technology to recipient, as wide as the amount.

Drawn from plain polygons, so that names stand beside the ribbons and not on them, and each ribbon opens its facts.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from qtnet.report.factsets import MarkFacts
from qtnet.report.labels import layer_label, money, plain, shorten
from qtnet.report.rows import Row, rows
from qtnet.report.theme import FAINT, INK, LAYER_COLOURS, MUTED, PAPER, TEMPLATE, see_through

__all__ = ["NOT_NAMED", "draw_flows", "original_texts", "prepare_flows"]

NOT_NAMED = "not named"

_COLUMNS: Final = ("funder", "domain", "recipient")
_HEADS: Final = ("who pays", "for which technology", "to whom")
_TALL = 250  # pixels for all the money
_GAP = 10  # pixels between two nodes
_LEAST = 1.5  # pixels of a node, however small its amount
_TOP = 34  # pixels above the columns, for their heads
_BAR = 8  # pixels: width of a node
_STEPS = 12  # points along an edge of a ribbon
_STRIDE = 2 * _STEPS + 2  # points of a ribbon: both edges, back to the start, a gap
_REACH = 24  # pixels from a point of a ribbon within which the pointer touches it


class _Look(NamedTuple):
    """Sizes in pixels for a screen or a phone."""

    width: int
    columns: tuple[int, int, int]
    name: int  # letters of a name
    slot: int  # least height of a node with its label
    font: int


_WIDE = _Look(930, (236, 465, 694), 26, 22, 12)
_NARROW = _Look(358, (112, 179, 246), 16, 34, 11)


class _Node(NamedTuple):
    """A node with its upper and lower end, in pixels from the top."""

    amount: float
    upper: float
    lower: float


def prepare_flows(flows: pd.DataFrame, names: Mapping[str, str], *, top: int = 30) -> pd.DataFrame:
    """Give the `top` flows by amount with names for payer and recipient; amounts that are not known are left out.

    Returns
    -------
    pd.DataFrame
        The columns of `flows` and `ends`, the ids of those that are named.
    """
    known = flows[flows["amount_usd"].astype(float) > 0].copy()
    ids = [known[side].fillna("").astype(str) for side in ("funder", "recipient")]
    known["ends"] = [tuple(actor for actor in pair if actor) for pair in zip(*ids, strict=True)]
    for side, column in zip(("funder", "recipient"), ids, strict=True):
        known[side] = [names.get(actor, actor) or NOT_NAMED for actor in column]
    known = known.sort_values(["amount_usd", "funder", "recipient", "domain"], ascending=[False, True, True, True])
    return known.head(top).reset_index(drop=True)


def draw_flows(frame: pd.DataFrame, amounts: Mapping[str, str], *, narrow: bool = False) -> go.Figure:
    """Draw the flows; `amounts` gives the original amount of each fact, shown in the hover."""
    look = _NARROW if narrow else _WIDE
    scale = _TALL / float(frame["amount_usd"].sum())
    order = _order(frame)
    nodes, height = _nodes(frame, order, scale, look)
    domains = order["domain"]
    colours = {domain: LAYER_COLOURS[k % len(LAYER_COLOURS)] for k, domain in enumerate(domains)}
    ribbons = _ribbons(frame, order, nodes, scale, look, amounts)
    traces = [_filled([r for r in ribbons if r["domain"] == domain], colours[domain]) for domain in domains]
    traces += [_bars(nodes, column, look, colours) for column in range(3)]
    traces += [_touch(ribbons), _names(nodes, 0, look), _names(nodes, 2, look)]
    layout: dict[str, Any] = {
        "template": TEMPLATE,
        "height": round(height + _TOP + 8),
        "xaxis": {"visible": False, "range": [0, look.width]},
        "yaxis": {"visible": False, "range": [-height - 8, _TOP]},
        "annotations": [*(_head(column, look) for column in range(3)), *_technologies(nodes, look)],
        "barmode": "overlay",
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "hoverdistance": _REACH,
        "meta": {"linked": "actor", "filtered": True},
    }
    # Plotly checks a figure whenever it is changed, so it is made in one go.
    return go.Figure(traces, layout)


def original_texts(facts: Iterable[str], amounts: Mapping[str, str]) -> str:
    """Give the amounts as the texts have them, a line each, four at most."""
    told = [amounts[fact] for fact in facts if fact in amounts]
    shown = "<br>".join(f"in the text: {plain(text)}" for text in told[:4])
    return shown + (f"<br>and {len(told) - 4} more" if len(told) > 4 else "")


def _order(frame: pd.DataFrame) -> dict[str, list[str]]:
    """Give the nodes of each column from top to bottom: technologies by amount, the others beside their largest."""
    totals = frame.groupby("domain")["amount_usd"].sum()
    domains = sorted(map(str, totals.index), key=lambda domain: (-totals[domain], domain))
    place = {domain: k for k, domain in enumerate(domains)}
    found = {"domain": domains}
    for side in ("funder", "recipient"):
        # The frame has the largest flow first: the first row of a node is its largest.
        first = frame.drop_duplicates(side)
        keyed = sorted((place[str(d)], -float(a), str(n)) for n, d, a in
                       zip(first[side], first["domain"], first["amount_usd"], strict=True))  # fmt: skip
        found[side] = [name for _, _, name in keyed]
    return found


def _nodes(
    frame: pd.DataFrame, order: Mapping[str, list[str]], scale: float, look: _Look
) -> tuple[dict[tuple[str, str], _Node], float]:
    """Place the nodes; columns with room to spare spread over the height of the tallest."""
    sizes = {column: frame.groupby(column)["amount_usd"].sum() for column in _COLUMNS}
    slots = {
        (column, name): max(look.slot, float(sizes[column][name]) * scale)
        for column in _COLUMNS
        for name in order[column]
    }
    tall = {c: math.fsum(slots[c, n] for n in order[c]) + _GAP * (len(order[c]) - 1) for c in _COLUMNS}
    height = max(tall.values())
    nodes = {}
    for column in _COLUMNS:
        spare = (height - tall[column]) / (len(order[column]) + 1)
        down = spare
        for name in order[column]:
            amount, slot = float(sizes[column][name]), slots[column, name]
            size = max(_LEAST, amount * scale)
            upper = down + (slot - size) / 2
            nodes[column, name] = _Node(amount, upper, upper + size)
            down += slot + _GAP + spare
    return nodes, height


def _ribbons(
    frame: pd.DataFrame,
    order: Mapping[str, list[str]],
    nodes: Mapping[tuple[str, str], _Node],
    scale: float,
    look: _Look,
    amounts: Mapping[str, str],
) -> list[Row]:
    """Give the two halves of every flow: where it leaves a node and where it enters the next."""
    rank = {(column, name): k for column in _COLUMNS for k, name in enumerate(order[column])}
    flows = rows(frame)
    found = []
    for half, (start, end) in enumerate((("funder", "domain"), ("domain", "recipient"))):
        leaving = _offsets(flows, start, end, rank, scale)
        entering = _offsets(flows, end, start, rank, scale)
        for k, flow in enumerate(flows):
            y0 = nodes[start, str(flow[start])].upper + leaving[k]
            y1 = nodes[end, str(flow[end])].upper + entering[k]
            size = float(flow["amount_usd"]) * scale
            found.append(
                {
                    "domain": str(flow["domain"]),
                    "half": half,
                    "x": (look.columns[half] + _BAR / 2, look.columns[half + 1] - _BAR / 2),
                    "y": (y0, y1, size),
                    "facts": MarkFacts(flow["facts"]),
                    "ends": list(flow["ends"]),
                    "hover": _hover(flow, amounts),
                }
            )
    return found


def _offsets(
    flows: list[Row], node: str, other: str, rank: Mapping[tuple[str, str], int], scale: float
) -> dict[int, float]:
    """Stack the flows of each node in the order of their other ends, so that they do not cross."""
    used: dict[str, float] = {}
    offsets = {}
    for k in sorted(range(len(flows)), key=lambda k: (rank[other, str(flows[k][other])], k)):
        name = str(flows[k][node])
        offsets[k] = used.get(name, 0.0)
        used[name] = offsets[k] + float(flows[k]["amount_usd"]) * scale
    return offsets


def _edge(ribbon: Row, share: float, points: int) -> tuple[list[float], list[float]]:
    """Give a line along a ribbon, at a share of its width."""
    t = np.linspace(0, 1, points)
    ease = t * t * (3 - 2 * t)
    (x0, x1), (y0, y1, size) = ribbon["x"], ribbon["y"]
    x, y = x0 + (x1 - x0) * t, -(y0 + (y1 - y0) * ease + share * size)
    return x.round(1).tolist(), y.round(1).tolist()


def _filled(ribbons: list[Row], colour: str) -> go.Scatter:
    xs: list[float | None] = []
    ys: list[float | None] = []
    for ribbon in ribbons:
        (ax, ay), (bx, by) = _edge(ribbon, 0, _STEPS), _edge(ribbon, 1, _STEPS)
        xs += [*ax, *bx[::-1], ax[0], None]
        ys += [*ay, *by[::-1], ay[0], None]
    return go.Scatter(
        x=xs,
        y=ys,
        mode="lines",
        fill="toself",
        fillcolor=see_through(colour, 0.32),
        line={"color": see_through(colour, 0.6), "width": 0.8},
        hoverinfo="skip",
        meta={**_items(ribbons), "stride": _STRIDE},
    )


def _touch(ribbons: list[Row]) -> go.Scatter:
    """Give invisible points all over the ribbons: what the pointer touches."""
    along, across = 8, (0.1, 0.3, 0.5, 0.7, 0.9)
    lines = [[_edge(ribbon, share, along) for share in across] for ribbon in ribbons]
    each = along * len(across)
    return go.Scatter(
        x=[x for own in lines for xs, _ in own for x in xs],
        y=[y for own in lines for _, ys in own for y in ys],
        mode="markers",
        marker={"size": 4, "opacity": 0},
        text=[ribbon["hover"] for ribbon in ribbons for _ in range(each)],
        hovertemplate="%{text}<extra></extra>",
        meta={**_items(ribbons), "stride": each},
    )


def _items(ribbons: list[Row]) -> dict[str, object]:
    return {"facts": [ribbon["facts"] for ribbon in ribbons], "ends": [ribbon["ends"] for ribbon in ribbons]}


def _bars(nodes: Mapping[tuple[str, str], _Node], column: int, look: _Look, colours: Mapping[str, str]) -> go.Bar:
    own = {name: node for (kind, name), node in nodes.items() if kind == _COLUMNS[column]}
    return go.Bar(
        x=[look.columns[column]] * len(own),
        y=[round(node.upper - node.lower, 1) for node in own.values()],
        base=[round(-node.upper, 1) for node in own.values()],
        width=_BAR,
        marker={"color": [colours.get(name, FAINT) if column == 1 else FAINT for name in own], "line": {"width": 0}},
        hoverinfo="skip",
    )


def _names(nodes: Mapping[tuple[str, str], _Node], column: int, look: _Look) -> go.Scatter:
    """Name payers and recipients with their amounts, beside their nodes."""
    own = {name: node for (kind, name), node in nodes.items() if kind == _COLUMNS[column]}
    parted = "<br>" if look is _NARROW else "  "
    return go.Scatter(
        x=[look.columns[column] + (_BAR if column else -_BAR)] * len(own),
        y=[round(-(node.upper + node.lower) / 2, 1) for node in own.values()],
        mode="text",
        text=[f"<b>{plain(shorten(name, look.name))}</b>{parted}{money(node.amount)}" for name, node in own.items()],
        textposition="middle right" if column else "middle left",
        textfont={"size": look.font, "color": INK},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _technologies(nodes: Mapping[tuple[str, str], _Node], look: _Look) -> list[dict[str, object]]:
    """Name the technologies on their ribbons, on a ground of their own."""
    phone = look is _NARROW
    return [
        {
            "x": look.columns[1] + (0 if phone else _BAR),
            "y": round(-(node.upper + node.lower) / 2, 1),
            "xanchor": "center" if phone else "left",
            "yanchor": "middle",
            "showarrow": False,
            "text": f"<b>{plain(shorten(layer_label(name), look.name))}</b>{'<br>' if phone else '  '}"
            f"{money(node.amount)}",
            "font": {"size": look.font, "color": INK},
            "bgcolor": see_through(PAPER, 0.75),
            "borderpad": 2,
        }
        for (kind, name), node in nodes.items()
        if kind == "domain"
    ]


def _hover(flow: Row, amounts: Mapping[str, str]) -> str:
    return (
        f"<b>{plain(flow['funder'], 40)} → {plain(flow['recipient'], 40)}</b><br>"
        f"{plain(layer_label(str(flow['domain'])))}: {money(float(flow['amount_usd']))}<br>"
        f"{original_texts(flow['facts'], amounts)}"
    )


def _head(column: int, look: _Look) -> dict[str, object]:
    return {
        "x": look.columns[column],
        "y": _TOP,
        "xanchor": ("right", "center", "left")[column],
        "yanchor": "top",
        "showarrow": False,
        "text": _HEADS[column],
        "font": {"size": look.font, "color": MUTED},
    }
