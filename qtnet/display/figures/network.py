"""Figures of a network: its layers above each other or beside each other, and the camps of its best division."""

from __future__ import annotations

from qtnet.display.sketches import Sketch
from qtnet.metrics.balance.frustration_result import Frustration
from qtnet.metrics.layers.pairs import LayerPairs
from qtnet.network import MultilayerNetwork
from qtnet.report.figures.camps import draw_camps, prepare_camps, prepare_misfits
from qtnet.report.figures.gathered import prepare_ties
from qtnet.report.figures.layered import draw_layered
from qtnet.report.figures.multiples import draw_multiples
from qtnet.report.figures.similarity import draw_similarity, prepare_similarity
from qtnet.report.labels import metric_label

__all__ = ["camps", "layered", "multiples", "similarity"]

_ALONE = {False: 430, True: 330}  # pixels of a network of one layer, on a screen and on a phone
_SIGNS = "Blue lines: cooperation; orange, dotted: hostility. Larger marks have more weight."


def layered(net: MultilayerNetwork) -> Sketch | None:
    """Draw one plane per layer, every actor at the same place in all; a single layer is better seen from above."""
    if net.ties["layer"].nunique() < 2:
        return None
    drawn = prepare_ties(net.ties, {}, _names(net))
    said = f"{_SIGNS} The same actor stands at the same place in every layer.{drawn.said}"
    return Sketch("Ties in each layer", said, lambda narrow: draw_layered(drawn, narrow=narrow))


def multiples(net: MultilayerNetwork) -> Sketch | None:
    """Draw one circle per layer, beside each other."""
    if not len(net.ties):
        return None
    drawn = prepare_ties(net.ties, {}, _names(net))
    said = f"{_SIGNS} Arrows show direction where a tie has one.{drawn.said}"
    if len(drawn.counts) == 1:
        return Sketch(
            "Ties", said, lambda narrow: draw_multiples(drawn, columns=1).update_layout(height=_ALONE[narrow])
        )
    columns = min(4, max(3, len(drawn.counts)))
    return Sketch("Ties in each layer", said, lambda narrow: draw_multiples(drawn, columns=2 if narrow else columns))


def similarity(found: LayerPairs) -> Sketch | None:
    """Draw a cell for each pair of layers."""
    frame = found.to_frame().rename(columns={"layer": "layer_a", "other_layer": "layer_b"})
    layers = sorted({*frame["layer_a"], *frame["layer_b"]})
    if len(layers) < 3 or frame["estimate"].isna().all():
        return None
    cells = prepare_similarity(frame, layers)
    label, reading = metric_label(str(frame["metric"].iloc[0]))
    said = f"Each cell compares two layers. {reading}." if reading else "Each cell compares two layers."
    return Sketch(label, said, lambda narrow: draw_similarity(cells, layers, narrow=narrow))


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
