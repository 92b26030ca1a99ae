"""pymnet out and in: its network objects, with as many aspects as the layers' labels have.

pymnet holds one number per link, so hostile ties have a negative weight, and a pair tied in both signs in one layer has
no place there. Years, confidences, fact ids and attributes of actors are not carried over.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pandas as pd

from qtnet.errors import InputError
from qtnet.network.multilayer import ASPECT_SEPARATOR, MultilayerNetwork

if TYPE_CHECKING:
    import pymnet

__all__ = ["from_pymnet", "to_pymnet"]

_SHOWN = 5  # failures named one by one


def to_pymnet(net: MultilayerNetwork) -> pymnet.MultilayerNetwork:
    """Give a pymnet MultilayerNetwork without couplings; actors and layers without ties are kept.

    With any directed tie the network is directed, and an undirected tie stands both ways.

    Raises
    ------
    InputError
        If pymnet is not installed, or a pair has ties of both signs, or both directed and undirected ones, in a layer.
    """
    try:
        import pymnet
    except ImportError as error:
        raise InputError("pymnet is not installed; install it with: pip install pymnet") from error
    directed = bool(net.tie_arrays.directed.any())
    made = pymnet.MultilayerNetwork(aspects=len(net.aspects), directed=directed, fullyInterconnected=False)
    for actor in net.ids:
        made.add_node(actor)
    for label in net.layers:
        for number, layer in enumerate(_aspects(label, net)):
            made.add_layer(layer, number + 1)
    clashes = []
    for source, target, label, value in _links(net, both=directed):
        layers = [layer for layer in _aspects(label, net) for _ in "ab"]  # of each aspect that of source and target
        if made[(source, target, *layers)] != made.noEdge:
            clashes.append(f"{source}–{target} in layer '{label}'")
        made[(source, target, *layers)] = value
    if clashes:
        more = f" and {len(clashes) - _SHOWN} more" if len(clashes) > _SHOWN else ""
        told = ", ".join(clashes[:_SHOWN])
        raise InputError(
            f"pymnet holds one number per pair and layer, but several ties join {told}{more}; "
            "convert filtered(net, sign=1) and filtered(net, sign=-1) one by one"
        )
    return made


def from_pymnet(network: pymnet.MultilayerNetwork) -> MultilayerNetwork:
    """Make a network from one of pymnet; a negative weight is a hostile tie.

    Links of a node with itself in another layer are the coupling, which qtnet adds where a measure asks for it: they
    are left out and counted in ``dropped``.

    Raises
    ------
    InputError
        If a link leads from one node in a layer to another node in another layer, which has no place in the network.
    """
    rows, coupling, crossing = [], 0, []
    for source, target, *layers, value in network.edges:
        there, here = layers[::2], layers[1::2]
        if there == here:
            rows.append((str(source), str(target), _label(there), abs(value), 1 if value >= 0 else -1))
        elif source == target:
            coupling += 1
        else:
            ends = sorted([f"{source} in {_label(there)}", f"{target} in {_label(here)}"])  # in no order at pymnet
            crossing.append(" – ".join(ends))
    if crossing:
        raise InputError(
            f"{len(crossing)} links join different nodes in different layers, such as "
            f"{', '.join(sorted(crossing)[:3])}; expected ties within layers"
        )
    made = MultilayerNetwork.from_edges(
        pd.DataFrame(rows, columns=["source", "target", "layer", "weight", "sign"]).sort_values(
            ["source", "target", "layer"], ignore_index=True
        ),
        actors=sorted(str(node) for node in network),
        directed=bool(network.directed),
        aspects=tuple(f"aspect{n}" for n in range(1, network.aspects + 1)) if network.aspects > 1 else ("layer",),
        layers=_plain_layers(network),
    )
    return made.with_dropped({"links between an actor's own layers": coupling}) if coupling else made


def _aspects(label: str, net: MultilayerNetwork) -> list[str]:
    return label.split(ASPECT_SEPARATOR) if len(net.aspects) > 1 else [label]


def _label(layers: list[Any]) -> str:
    return ASPECT_SEPARATOR.join(map(str, layers)) if layers else "layer"


def _plain_layers(network: pymnet.MultilayerNetwork) -> list[str]:
    """Give the layers of a network of one aspect, empty ones too; of several, only those with ties are known."""
    return sorted(map(str, network.slices[1])) if network.aspects == 1 else []


def _links(net: MultilayerNetwork, *, both: bool) -> Iterator[tuple[str, str, str, float]]:
    for tie in net.ties.to_dict("records"):
        value = float(tie["weight"] * tie["sign"])
        yield tie["source"], tie["target"], tie["layer"], value
        if both and not tie["directed"]:
            yield tie["target"], tie["source"], tie["layer"], value
