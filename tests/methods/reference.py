"""A reference value for every metric: computed now on a network that anybody can get, and who else gets the same."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

import networkx as nx
import pandas as pd

from qtnet.metrics.registry import Metric, find_metric
from qtnet.network import MultilayerNetwork
from qtnet.results import MULTILAYER
from tests.tiny_networks import florentine, tribes

KNOWN = Path(__file__).resolve().parents[1] / "known"
#: Where values are computed: nothing that is not printed, taught or shipped with networkx.
NETWORKS = {
    "families": "marriage and business ties of 16 Florentine families (Padgett & Ansell 1993), two layers",
    "arcs": "the same families, every tie an arc to the family that comes later in the alphabet",
    "tribes": "alliances and hostilities of 16 tribes of New Guinea (Read 1954), one signed layer",
    "club": "Zachary's karate club (1977), unweighted, its two factions as sides; at most two members per side lead",
    "three": "three complete groups of 20 actors, hostile to each other; the first actors of two groups are the poles",
}
#: Metrics that mean something only where ties are hostile too.
SIGNED = {
    *("algebraic_balance", "algebraic_conflict", "blocs", "cleavage_price", "frustration", "local_balance"),
    *("modularity", "modularity_by_blocs", "strength_negative", "strength_net", "triangle_balance", "walk_balance"),
    *("weak_frustration", "weak_triangle_balance"),
}
#: Metrics of direction.
DIRECTED = {"hub", "strength_in", "strength_out"}
#: Whose score is shown.
ACTORS = {"families": "MEDICI", "arcs": "MEDICI", "tribes": "Gama"}
#: What stands for a metric that gives several numbers.
ROWS = {"bipolarity": "TBI"}
#: Values that others give for the same networks: literature, other programs, or counting by hand.
CONFIRMED = {
    "actor_overlap": (11 / 15, "by hand"),
    "blocs": (3, "Gómez, Jensen & Arenas 2009"),
    "degree_correlation": (0.3296160453974867, "uunet"),
    "edge_overlap": (2 * 8 / 35, "by hand"),
    "edge_similarity": (8 / 27, "by hand"),
    "frustration": (7, "Aref & Wilson 2019"),
    "layer_distance": (0.5173695380455389, "muxViz, numpy"),
    "layers_per_pair": (35 / 27, "by hand"),
    "modularity": (0.431034483, "Gómez, Jensen & Arenas 2009"),
}


class Reference(NamedTuple):
    """A value, where it was computed, and who else gets it; `by` is empty where nobody is known."""

    value: float
    network: str
    place: str
    by: str

    @property
    def shown(self) -> str:
        """As METHODS.md prints it."""
        where = f"{self.place}, {self.network}" if self.place else self.network
        return f"{self.value:.6g} ({where}" + (f"; {self.by})" if self.by else ")")


@cache
def reference(name: str) -> Reference:
    """Give the reference value of a metric."""
    found = find_metric(name)
    network = network_of(found)
    frame = _frame(found, network)
    own = frame[frame["estimate"].notna()]
    for chosen in (own["metric"] == ROWS.get(name, name), own["layer"] == MULTILAYER):
        own = own[chosen.loc[own.index]] if chosen.loc[own.index].any() else own
    if found.kind == "partition":
        return Reference(float(own["estimate"].max()), network, "number of blocs", _by(name))
    if found.kind == "actor":
        own = own[own["actor"] == ACTORS[network]]
    row = own.loc[own["estimate"].idxmax()]
    place = str(row["actor"]) if found.kind == "actor" else _part(row, name)
    return Reference(float(row["estimate"]), network, place, _by(name))


def network_of(metric: Metric) -> str:
    """Say on which network a metric is computed here."""
    if metric.name in ("bipolarity", "alignment_esteban_ray"):
        return "three"
    if "poles" in metric.needs:
        return "club" if metric.name not in ("cohesiveness", "divisiveness") else "three"
    if metric.name in DIRECTED:
        return "arcs"
    return "tribes" if metric.name in SIGNED else "families"


def confirmed_value(name: str) -> float | None:
    """Give the value that somebody else computed, at the place of `reference`; None where nobody did."""
    if name in CONFIRMED:
        return float(CONFIRMED[name][0])
    if name in _florentine():
        return float(_florentine()[name][reference(name).place])
    if name in _club():
        return float(_club()[name])
    return _three()["TBI"] if name == "bipolarity" else None


def _by(name: str) -> str:
    if name in CONFIRMED:
        return CONFIRMED[name][1]
    if name in _florentine():
        return "independent programs"
    if name in _club():
        return "an independent recipe"
    return "an independent program" if name == "bipolarity" else ""


def _part(row: pd.Series, name: str) -> str:
    """Say which part of several a value is of: two layers, or one of several rows."""
    if "other_layer" in row.index:
        return f"{row['layer']} and {row['other_layer']}"
    if row["metric"] != name:
        return str(row["metric"])
    return "" if row["layer"] == MULTILAYER else str(row["layer"])


def _frame(metric: Metric, network: str) -> pd.DataFrame:
    net, given = _networks()[network]
    asked = dict(given) if "poles" in metric.needs else {}
    asked |= {"rng": 1} if "rng" in metric.needs else {}
    asked |= {"groups": {actor: actor < "L" for actor in net.ids}} if "groups" in metric.needs else {}
    if metric.name in ("dipole_polarisation", "random_walk_controversy"):
        asked["k"] = 2
    return metric.function(net, **asked).to_frame()


@cache
def _networks() -> dict[str, tuple[MultilayerNetwork, dict[str, object]]]:
    graph = nx.karate_club_graph()
    club = pd.DataFrame([(f"m{a}", f"m{b}") for a, b in graph.edges()], columns=["source", "target"])
    sides = {f"m{node}": str(side) for node, side in graph.nodes(data="club")}
    names = [f"{group}{number:02d}" for group in "abc" for number in range(20)]
    pairs = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :]]
    three = pd.DataFrame(pairs, columns=["source", "target"])
    three["sign"] = [1 if a[0] == b[0] else -1 for a, b in pairs]
    return {
        "families": (florentine(), {}),
        "arcs": (MultilayerNetwork.from_edges(florentine().to_edges().assign(directed=True)), {}),
        "tribes": (tribes(), {}),
        "club": (MultilayerNetwork.from_edges(club.assign(layer="club")), {"sides": sides}),
        "three": (MultilayerNetwork.from_edges(three.assign(layer="world")), {"poles": ("a00", "b00")}),
    }


@cache
def _florentine() -> dict[str, dict[str, float]]:
    return json.loads((KNOWN / "networks" / "florentine.json").read_text(encoding="utf-8"))


@cache
def _club() -> dict[str, float]:
    known = json.loads((KNOWN / "polarisation" / "karate.json").read_text(encoding="utf-8"))
    return {name.removesuffix(", k = 2"): value for name, value in known.items()}


@cache
def _three() -> dict[str, float]:
    worlds = json.loads((KNOWN / "bipolarity" / "worlds.json").read_text(encoding="utf-8"))["worlds"]
    return next(world["values"] for world in worlds if world["name"] == "three_complete_hostile_20")
