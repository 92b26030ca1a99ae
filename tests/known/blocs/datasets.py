"""The shared networks on which modularity is compared with the best known: name → network."""

import json

import pandas as pd

from qtnet.network import MultilayerNetwork

HOSTILE = {"dislike", "desesteem", "negative_influence", "blame", "arguments", "antagonist", "negative"}
MULTILAYER = ("sampson_monastery_signed", "bank_wiring_room")
DIRECTED = {"sampson_affect_t2", "sampson_affect_t3", "sampson_affect_t4", "congress_convote"}
SINGLE = (*sorted(DIRECTED), "bank_wiring", "highland_tribes", "karate_club", "polbooks")


def multilayer(shared, name):
    """Layers as given; hostile relations are negative; help and job trading of the bank wiring room have directions."""
    about = json.loads((shared / "datasets" / "datasets.json").read_text(encoding="utf-8"))[name]
    edges = pd.read_csv(shared / "datasets" / f"{name}.csv", dtype={"source": str, "target": str})
    directed = {layer for layer, kind in about.get("layer_types", []) if kind == "DIRECTED"}
    edges["directed"] = edges["layer"].isin(directed) if directed else bool(about["directed"])
    edges["sign"] = edges["layer"].map(lambda layer: -1 if layer in HOSTILE else 1)
    return MultilayerNetwork.from_edges(edges.assign(weight=edges["weight"].abs()))


def single(shared, name):
    edges = pd.read_csv(shared / "datasets" / "signed" / f"{name}.csv", dtype={"source": str, "target": str})
    edges["weight"] = edges["weight"].abs()
    return MultilayerNetwork.from_edges(edges.assign(layer="all"), directed=name in DIRECTED)


def snapshots(shared, name):
    """Networks of a table with a column year, one by one."""
    edges = pd.read_csv(shared / "datasets" / "signed" / f"{name}.csv", dtype={"source": str, "target": str})
    for year, part in edges.groupby("year"):
        yield int(year), MultilayerNetwork.from_edges(part.drop(columns="year").assign(layer="all"))
