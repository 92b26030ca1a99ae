"""Who pays whom: ribbons of money from payer over technology to recipient, as wide as the amount."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Polygon, Rectangle

from qtnet.paper.figures.figure import PaperFigure
from qtnet.paper.figures.style import DOUBLE, HEAD, SMALL, TEXT, Sheet, fitted, text_width
from qtnet.report.figures.flows import prepare_flows
from qtnet.report.labels import layer_label, money
from qtnet.report.rows import rows
from qtnet.report.sections.section import Context
from qtnet.report.shows.money import money_source
from qtnet.report.theme import FAINT, INK, LAYER_COLOURS, MUTED
from qtnet.report.words.money import SUMS_OF_STATEMENTS, unnamed_text

__all__ = ["funding_figure"]

_COLUMNS: Final = ("funder", "domain", "recipient")
_HEADS: Final = ("who pays", "for which technology", "to whom")
_AT: Final = (46.0, 88.0, 132.0)  # millimetres from the left
_TALL: Final = 52.0  # of all the money
_SLOT: Final = 6.4  # least height of a node with its two lines of words
_LABEL: Final = 4.6  # above a technology, for its name
_LEAST: Final = 0.4
_GAP: Final = 1.6
_BAR: Final = 1.6
_TOP: Final = 6.5
_FLOWS: Final = 20
_STEPS: Final = np.linspace(0, 1, 25)
_EASE: Final = _STEPS * _STEPS * (3 - 2 * _STEPS)


class _Node(NamedTuple):
    """A payer, technology or recipient: its amount, and its upper and lower end in millimetres."""

    amount: float
    upper: float
    lower: float


def funding_figure(context: Context) -> PaperFigure:
    """Show the largest flows of money."""
    inputs = context.inputs
    frame = prepare_flows(inputs.funding_flows, context.names, top=_FLOWS)
    known = int((inputs.funding_flows["amount_usd"].astype(float) > 0).sum()) if len(inputs.funding_flows) else 0
    largest = f" The {len(frame)} largest of {known} flows." if len(frame) < known else ""
    told = "; ".join(
        f"{r['funder']} to {r['recipient']} {money(float(r['amount_usd']))} for {layer_label(str(r['domain']))}"
        for r in rows(frame.head(6))
    )
    return PaperFigure(
        key="funding",
        title="Flows of money from payer over technology to recipient.",
        reading=f"Width is the amount. {money_source(inputs.funding)} {SUMS_OF_STATEMENTS} “Not named” is what the "
        f"sentence leaves open.{largest}{unnamed_text(inputs.funding_totals)}",
        alt=f"Largest flows: {told}.",
        data=frame.drop(columns="ends"),
        drawing=_draw(frame) if len(frame) else None,
        reason="The documents name no amount of funding with payer or recipient.",
    )


def _draw(frame: pd.DataFrame) -> Figure:
    scale = _TALL / float(frame["amount_usd"].sum())
    order = _order(frame)
    nodes, height = _nodes(frame, order, scale)
    sheet = Sheet(DOUBLE, height + _TOP + 1.0)
    room = sheet.bare(0.0, 0.0, sheet.width, sheet.height)
    colours = {domain: LAYER_COLOURS[k % len(LAYER_COLOURS)] for k, domain in enumerate(order["domain"])}
    for half, (start, end) in enumerate((("funder", "domain"), ("domain", "recipient"))):
        leaving, entering = _offsets(frame, start, end, order, scale), _offsets(frame, end, start, order, scale)
        for k, flow in enumerate(rows(frame)):
            y = (nodes[start, str(flow[start])].upper + leaving[k], nodes[end, str(flow[end])].upper + entering[k])
            size = max(0.15, float(flow["amount_usd"]) * scale)
            room.add_patch(_ribbon(half, y, size, colours[str(flow["domain"])]))
    for (column, name), node in nodes.items():
        _node(room, column, name, node, colours.get(name, FAINT) if column == "domain" else MUTED)
    for place, words in enumerate(_HEADS):
        ha = ("right", "center", "left")[place]
        room.text(_AT[place], 3.6, words, size=HEAD, weight="bold", ha=ha, va="baseline", color=INK)
    return sheet.figure


def _order(frame: pd.DataFrame) -> dict[str, list[str]]:
    """Give the nodes of each column from top to bottom: technologies by amount, the others beside their largest."""
    totals = frame.groupby("domain")["amount_usd"].sum()
    domains = sorted(map(str, totals.index), key=lambda domain: (-float(totals[domain]), domain))
    found = {"domain": domains}
    for side in ("funder", "recipient"):
        first = rows(frame.drop_duplicates(side))  # the largest flow of each, as the frame has the largest first
        first.sort(key=lambda row: (domains.index(str(row["domain"])), -float(row["amount_usd"]), str(row[side])))
        found[side] = [str(row[side]) for row in first]
    return found


def _nodes(
    frame: pd.DataFrame, order: Mapping[str, list[str]], scale: float
) -> tuple[dict[tuple[str, str], _Node], float]:
    """Place the nodes; columns with room to spare spread over the height of the tallest."""
    sizes = {(column, str(name)): float(v) for column in _COLUMNS
             for name, v in frame.groupby(column)["amount_usd"].sum().items()}  # fmt: skip
    slots = {
        node: amount * scale + _LABEL if node[0] == "domain" else max(_SLOT, amount * scale)
        for node, amount in sizes.items()
    }
    tall = {c: math.fsum(slots[c, n] for n in order[c]) + _GAP * (len(order[c]) - 1) for c in _COLUMNS}
    height = max(tall.values())
    nodes = {}
    for column in _COLUMNS:
        spare = (height - tall[column]) / (len(order[column]) + 1)
        down = _TOP + spare
        for name in order[column]:
            size = max(_LEAST, sizes[column, name] * scale)
            rest = slots[column, name] - size
            upper = down + (rest if column == "domain" else rest / 2)
            nodes[column, name] = _Node(sizes[column, name], upper, upper + size)
            down += slots[column, name] + _GAP + spare
    return nodes, height


def _offsets(frame: pd.DataFrame, node: str, other: str, order: Mapping[str, list[str]], scale: float) -> list[float]:
    """Stack the flows of each node in the order of their other ends, so that they do not cross."""
    flows = rows(frame)
    used: dict[str, float] = {}
    offsets = [0.0] * len(flows)
    for k in sorted(range(len(flows)), key=lambda k: (order[other].index(str(flows[k][other])), k)):
        name = str(flows[k][node])
        offsets[k] = used.get(name, 0.0)
        used[name] = offsets[k] + float(flows[k]["amount_usd"]) * scale
    return offsets


def _ribbon(half: int, y: tuple[float, float], size: float, colour: str) -> Polygon:
    start, stop = _AT[half] + _BAR / 2, _AT[half + 1] - _BAR / 2
    x = start + (stop - start) * _STEPS
    upper = y[0] + (y[1] - y[0]) * _EASE
    points = np.concatenate([np.column_stack([x, upper]), np.column_stack([x, upper + size])[::-1]])
    return Polygon(points, closed=True, facecolor=colour, alpha=0.35, edgecolor=colour, linewidth=0.3, zorder=1)


def _node(room: Axes, column: str, name: str, node: _Node, colour: str) -> None:
    place = _COLUMNS.index(column)
    at, middle = _AT[place], (node.upper + node.lower) / 2
    room.add_patch(
        Rectangle((at - _BAR / 2, node.upper), _BAR, node.lower - node.upper, facecolor=colour, linewidth=0, zorder=2)
    )
    if column == "domain":
        _above(room, fitted(layer_label(name), 36.0, bold=True), money(node.amount), at, node.upper - 1.4)
        return
    side, ha = (-1, "right") if place == 0 else (1, "left")
    x = at + side * (_BAR / 2 + 1.0)
    shown = fitted(name, 42.0, bold=True)
    room.text(x, middle - 1.3, shown, size=TEXT, weight="bold", ha=ha, va="center_baseline", zorder=3)
    room.text(x, middle + 1.6, money(node.amount), size=SMALL, ha=ha, va="center_baseline", color=INK, zorder=3)


def _above(room: Axes, name: str, amount: str, at: float, base: float) -> None:
    """Write a name and its amount in one line, centred above a node."""
    first, second = text_width(name, TEXT, bold=True), text_width(amount, SMALL)
    left = at - (first + 1.2 + second) / 2
    ground = {"facecolor": "white", "edgecolor": "none", "pad": 0.5, "alpha": 0.75}
    room.text(left, base, name, size=TEXT, weight="bold", va="baseline", bbox=ground, zorder=3)
    room.text(left + first + 1.2, base, amount, size=SMALL, va="baseline", color=INK, bbox=ground, zorder=3)
