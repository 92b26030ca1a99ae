"""The network, technology by technology: one circle each, the same actor at the same place in all."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from qtnet.paper.figures.figure import PaperFigure
from qtnet.paper.figures.marks import bloc_look, legend_row, tie_look
from qtnet.paper.figures.style import DOUBLE, HEAD, SMALL, Sheet, fitted, text_width
from qtnet.report.figures.gathered import Gathered, prepare_ties, tie_note
from qtnet.report.figures.positions import circle, heaviest
from qtnet.report.figures.ties import Curve, curves
from qtnet.report.labels import layer_label, short_name
from qtnet.report.rows import rows
from qtnet.report.sections.section import Context
from qtnet.report.theme import FAINT, INK, TIES
from qtnet.report.words.sentences import count

__all__ = ["network_figure"]

#: Panels that a page has room for, by those side by side; further technologies have the fewest ties.
_PANELS: Final = {0: 0, 1: 1, 2: 6, 3: 9, 4: 12}
_ACTORS: Final = 36
_NAMED: Final = 20  # of each panel
_HEAD: Final = 8.0  # millimetres above a circle
_TALL: Final = 56.0
_REACH: Final = 1.34  # half the height of a panel in radii, with room for names
_AWAY: Final = 1.11  # of a name from the centre
_NAME: Final = 18  # letters
_CODE: Final = 5
_ARROW: Final = 8  # point of a curve where its arrowhead stands


def network_figure(context: Context) -> PaperFigure:
    """Show one circle per technology, that with most ties first."""
    inputs = context.inputs
    drawn = prepare_ties(inputs.network, context.blocs, context.names, top=_ACTORS)
    layers = sorted(drawn.counts, key=lambda layer: (-drawn.counts[layer][0], layer))
    columns = _columns(drawn, len(layers))
    shown = layers[: _PANELS[columns]]
    left_out = f" The {len(shown)} technologies with most ties of {len(layers)}." if len(layers) > len(shown) else ""
    hostile = int((inputs.network["sign"] < 0).sum())
    actors = sorted(set(inputs.network["source"]) | set(inputs.network["target"]))
    told = "; ".join(f"{layer_label(layer)} {tie_note(drawn.counts[layer])}" for layer in layers)
    return PaperFigure(
        key="network",
        title="The signed network, technology by technology.",
        reading="Each actor stands at the same place in every panel; neighbours belong to the same bloc. Small grey "
        f"dots have no tie in that technology.{_key(actors, drawn)}{left_out}{drawn.said}",
        alt=f"{count(len(actors), 'actor')} joined by {count(len(inputs.network), 'tie')} in "
        f"{len(layers)} technologies, {hostile} of them hostile. {told}.",
        data=inputs.network,
        drawing=_draw(drawn, shown, columns) if len(drawn.ties) else None,
        reason="No tie joins two actors of this network.",
    )


def _key(actors: list[str], drawn: Gathered) -> str:
    """Say what the codes of the drawing stand for."""
    coded = [actor for actor in actors if short_name(actor, drawn.names, codes=True) == actor]
    told = [f"{actor} {drawn.names[actor]}" for actor in coded if drawn.names.get(actor, actor) != actor]
    return f" {', '.join(told)}." if told and len(told) <= _ACTORS else ""


def _draw(drawn: Gathered, layers: list[str], columns: int) -> Figure:
    lines = -(-len(layers) // columns)
    wide = (DOUBLE - 2.0) / columns
    tall = min(_TALL, wide)
    sheet = Sheet(DOUBLE, lines * (tall + _HEAD - 4.0) + 8.0)
    places = circle(heaviest(drawn.ties, 2 * len(drawn.ties)), drawn.blocs)
    for number, layer in enumerate(layers):
        left, top = 1.0 + (number % columns) * wide, (number // columns) * (tall + _HEAD - 4.0) + 1.0
        sheet.letter(left + 1.0, top, number)
        name = fitted(layer_label(layer), wide - 10.0, HEAD, bold=True)
        sheet.text(left + 5.0, top + 0.2, name, size=HEAD, weight="bold")
        sheet.text(left + 5.0, top + 3.6, tie_note(drawn.counts[layer]), size=SMALL, color=INK)
        axes = sheet.panel(left, top + _HEAD - 4.0, wide, tall)
        axes.set_axis_off()
        axes.set_xlim(-_REACH * wide / tall, _REACH * wide / tall)
        axes.set_ylim(-_REACH, _REACH)
        _circle(axes, drawn, drawn.ties[drawn.ties["layer"] == layer], places, tall / (2 * _REACH))
    blocs = sorted({int(bloc) for bloc in places["bloc"]}, key=lambda bloc: (bloc == 0, bloc))[:6]
    legend_row(sheet, 2.0, sheet.height - 5.0, blocs, arrows=bool(drawn.ties["directed"].any()), weights=True)
    return sheet.figure


def _columns(drawn: Gathered, count: int) -> int:
    """Give the panels side by side: two where names are too long for three."""
    actors = {*drawn.ties["source"], *drawn.ties["target"]}
    if any(len(short_name(actor, drawn.names, codes=True, width=_NAME)) > _CODE for actor in actors):
        return min(count, 2)
    return min(count, 4 if count > 9 or count in (4, 7, 8) else 3)


def _circle(axes: Axes, drawn: Gathered, part: pd.DataFrame, places: pd.DataFrame, radius: float) -> None:
    """Draw one technology; `radius` is that of the circle in millimetres."""
    at = {str(p["actor"]): (float(p["x"]), float(p["y"])) for p in rows(places)}
    _ties(axes, curves(part, at, drawn.names, lambda x, y: (x, y)))
    active = set(part["source"]) | set(part["target"])
    for place in rows(places):
        actor, x, y = str(place["actor"]), float(place["x"]), float(place["y"])
        if actor in active:
            axes.plot([x], [y], zorder=5, **bloc_look(int(place["bloc"]), 5.6, actor))
        else:
            axes.plot([x], [y], marker="o", color=FAINT, markersize=1.8, markeredgewidth=0)
    taken: list[tuple[float, float, float]] = []
    for actor in (a for a in heaviest(part, _NAMED) if a in at):
        _name(axes, short_name(actor, drawn.names, codes=True, width=_NAME), at[actor], radius, taken)


def _ties(axes: Axes, drawn: list[Curve]) -> None:
    """Draw curves, hostile ones on top, and the heads of those with a direction."""
    for curve in sorted(drawn, key=lambda curve: (-curve.sign, curve.width)):
        axes.plot(curve.x, curve.y, zorder=2 if curve.sign > 0 else 3, alpha=0.85, **tie_look(curve.sign, curve.width))
        if curve.directed:
            ahead, behind = _ARROW + 1, _ARROW - 1
            turn = float(np.degrees(np.arctan2(curve.y[ahead] - curve.y[behind], curve.x[ahead] - curve.x[behind])))
            axes.plot(
                [curve.x[_ARROW]],
                [curve.y[_ARROW]],
                marker=(3, 0, turn - 90),
                color=TIES[curve.sign][1],
                markersize=3.4 + 0.7 * curve.width,
                markeredgewidth=0,
                zorder=4,
            )


def _name(
    axes: Axes, text: str, at: tuple[float, float], radius: float, taken: list[tuple[float, float, float]]
) -> None:
    """Write a name beside its mark, unless it would cover that of a heavier actor."""
    x, y = _AWAY * at[0], _AWAY * at[1]
    wide, line = text_width(text, SMALL) / radius, 2.4 / radius
    side = "center" if abs(at[0]) < 0.35 else ("left" if at[0] > 0 else "right")
    left = x - {"left": 0.0, "center": wide / 2, "right": wide}[side]
    if any(left < right and left + wide > start and abs(y - middle) < line for start, right, middle in taken):
        return
    taken.append((left, left + wide, y))
    axes.text(
        x,
        y,
        text,
        size=SMALL,
        color=INK,
        ha=side,
        va="center_baseline" if abs(at[1]) < 0.9 else ("bottom" if at[1] > 0 else "top"),
        zorder=6,
    )
