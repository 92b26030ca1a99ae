"""A network after a change: actors, ties or documents taken away, ties such as a proposed agreement put in."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from qtnet.errors import InputError, UnknownNameError
from qtnet.network import MultilayerNetwork
from qtnet.network.checks import checked_edges

__all__ = ["changed"]

#: The document, and the beginning of the facts, of ties that are added without one.
_ADDED = "(what if)"
_SIGNS = {"+": 1, "1": 1, "+1": 1, "-": -1, "-1": -1, "−": -1}
_RECORD = ("fact", "doc", "event", "confidence", "status", "year", "weight")


def changed(
    net: MultilayerNetwork,
    *,
    remove_actors: Sequence[str] = (),
    remove_documents: Sequence[str] = (),
    remove_ties: pd.DataFrame | None = None,
    add_ties: pd.DataFrame | None = None,
) -> tuple[MultilayerNetwork, str]:
    """Give the network after a change, with the same actors and layers, and the change in words.

    Examples
    --------
    >>> edges = pd.DataFrame({"source": ["US", "US"], "target": ["JP", "CN"], "layer": "chips"})
    >>> after, words = changed(MultilayerNetwork.from_edges(edges), remove_actors=["JP"])
    >>> after.ties["source"].tolist(), after.ids, words
    (['CN'], ('CN', 'JP', 'US'), 'without the ties of JP')
    """
    words, keep = [], np.ones(len(net.evidence), dtype=bool)
    if len(remove_actors):
        keep &= ~_of_actors(net, remove_actors)
        words.append(f"without the ties of {', '.join(remove_actors)}")
    if len(remove_documents):
        keep &= ~_of_documents(net, remove_documents)
        words.append(f"without {_counted(len(remove_documents), 'document')}: {', '.join(remove_documents)}")
    if remove_ties is not None and len(remove_ties):
        fitting = _fitting(net.ties, remove_ties)
        keep &= ~fitting[net.evidence["tie"].to_numpy()]
        words.append(f"without {_counted(int(fitting.sum()), 'tie')}")
    after = net.reweighted(keep.astype(float))
    if add_ties is not None and len(add_ties):
        after = _with_ties(after, add_ties)
        words.append(f"with {_counted(len(add_ties), 'tie')} added")
    if not words:
        raise InputError("what if: expected actors, ties or documents to remove or ties to add, got none")
    return after, " and ".join(words)


def _of_actors(net: MultilayerNetwork, actors: Sequence[str]) -> np.ndarray:
    """Mark the evidence of ties with one of the actors."""
    for actor in actors:
        if actor not in net.ids:
            raise UnknownNameError("actor", actor, net.ids)
    touched = (net.ties["source"].isin(actors) | net.ties["target"].isin(actors)).to_numpy()
    return np.asarray(touched[net.evidence["tie"].to_numpy()])


def _of_documents(net: MultilayerNetwork, documents: Sequence[str]) -> np.ndarray:
    for doc in documents:
        if doc not in net.corpus:
            raise UnknownNameError("document", doc, net.corpus)
    return np.asarray(net.evidence["doc"].isin(documents))


def _fitting(ties: pd.DataFrame, wanted: pd.DataFrame) -> np.ndarray:
    """Mark the ties that a row names, either way round; an empty layer or sign fits all."""
    if missing := [column for column in ("source", "target") if column not in wanted]:
        raise InputError(f"remove_ties: expected the columns source and target; missing: {', '.join(missing)}")
    marked = np.zeros(len(ties), dtype=bool)
    source, target = ties["source"].to_numpy(), ties["target"].to_numpy()
    for number, row in enumerate(wanted.fillna("").astype(str).to_dict("records")):
        a, b = row["source"], row["target"]
        fits = ((source == a) & (target == b)) | ((source == b) & (target == a))
        if row.get("layer", ""):
            fits &= (ties["layer"] == row["layer"]).to_numpy()
        if row.get("sign", ""):
            if row["sign"] not in _SIGNS:
                raise InputError(f"remove_ties: row {number} has the sign '{row['sign']}'; expected +, -, 1 or -1")
            fits &= (ties["sign"] == _SIGNS[row["sign"]]).to_numpy()
        if not fits.any():
            raise InputError(f"remove_ties: row {number} ({', '.join(v for v in row.values() if v)}) fits no tie")
        marked |= fits
    return marked


def _with_ties(net: MultilayerNetwork, added: pd.DataFrame) -> MultilayerNetwork:
    table = "the table of added ties"
    new = checked_edges(added, directed=False, actors=net.ids, place=lambda i: f"row {i}", table=table)
    for layer in sorted(set(new["layer"]) - set(net.layers)):
        raise UnknownNameError("layer", str(layer), net.layers)
    for column in ("doc", "fact", "event"):
        if column not in added:
            new[column] = _ADDED if column == "doc" else [f"{_ADDED} {number}" for number in range(len(new))]
    old = _records(net)
    return MultilayerNetwork.from_records(
        pd.concat([old, new[old.columns]], ignore_index=True),
        actors=net.actors,
        aspects=net.aspects,
        layers=net.layers,
        dropped=net.dropped,
        corpus=net.corpus,
        expected_weights=net.expected_weights,
    )


def _records(net: MultilayerNetwork) -> pd.DataFrame:
    """Give the contributions one by one, as `MultilayerNetwork.from_records` reads them."""
    ties, evidence = net.ties, net.evidence
    ends = ties.iloc[evidence["tie"].to_numpy()][["source", "target", "layer", "sign", "directed"]]
    return pd.concat([ends.reset_index(drop=True), evidence[list(_RECORD)].reset_index(drop=True)], axis=1)


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
