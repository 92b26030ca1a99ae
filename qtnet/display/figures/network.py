"""Figures of a network: its layers above each other or beside each other, and the camps of its best division."""

from __future__ import annotations

from qtnet.display.sketches import Sketch
from qtnet.metrics.balance.frustration_result import Frustration
from qtnet.network import MultilayerNetwork
from qtnet.report.figures.camps import draw_camps, prepare_camps, prepare_misfits
from qtnet.report.figures.gathered import prepare_ties
from qtnet.report.figures.layered import draw_layered
from qtnet.report.figures.multiples import draw_multiples

__all__ = ["camps", "layered", "multiples"]

_SIGNS = "Blue lines: cooperation; orange, dotted: hostility. Larger marks have more weight."


def layered(net: MultilayerNetwork) -> Sketch | None:
    """Draw one plane per layer, every actor at the same place in all."""
    if not len(net.ties):
        return None
    drawn = prepare_ties(net.ties, {}, _names(net))
    said = f"{_SIGNS} The same actor stands at the same place in every layer.{drawn.said}"
    return Sketch("Ties in each layer", said, lambda narrow: draw_layered(drawn, narrow=narrow))


def multiples(net: MultilayerNetwork) -> Sketch | None:
    """Draw one circle per layer, beside each other."""
    if not len(net.ties):
        return None
    drawn = prepare_ties(net.ties, {}, _names(net))
    columns = min(4, max(1, len(drawn.counts)))
    return Sketch(
        "Ties in each layer",
        f"{_SIGNS} Arrows show direction where a tie has one.{drawn.said}",
        lambda narrow: draw_multiples(drawn, columns=min(2, columns) if narrow else max(3, columns)),
    )


def camps(found: Frustration) -> Sketch | None:
    """Draw the best division into two camps and the ties that do not fit it."""
    ties = found.frustrated_ties
    sided = found.bipartition[found.bipartition["side"].notna()]
    if sided.empty:
        return None
    misfits = prepare_misfits(ties)
    actors = prepare_camps(found.bipartition, misfits, ties, {})
    said = "The best division into two camps. Blue: cooperation across; orange, dotted: hostility inside a camp."
    hidden = len(sided) - len(actors)
    more = f" {hidden} further actors are not drawn." if hidden else ""
    return Sketch(
        "What does not fit two camps", said + more, lambda narrow: draw_camps(actors, misfits, ties, narrow=narrow)
    )


def _names(net: MultilayerNetwork) -> dict[str, str]:
    known = net.actors
    return {str(a): str(name) for a, name in zip(known["actor"], known["name"], strict=True) if name}
