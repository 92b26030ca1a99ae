"""Evidence to cooperation and hostility: every event counts once, however many dyads it names.

In comes a network, out come contributions to dyads and, with a multiplier per contribution, the matrices P and N of
every layer. One measure against twenty-seven states is one event: each of its k dyads gets 1/k of the weight.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy import sparse

from qtnet.network import MultilayerNetwork

__all__ = ["Contributions", "contributions"]

#: Fields with one number per entry, and those of them that decide how an event is shared.
_ARRAYS = (
    *("row", "tie", "layer", "first", "second", "sign", "weight", "value", "event", "fact", "document"),
    *("confidence", "year"),
)
_SHARED = ("event", "layer", "first", "second", "weight")


@dataclass(frozen=True, eq=False)
class Contributions:
    """Evidence as arrays of codes, one entry per row of the network's evidence that joins two different actors.

    `value` is the weight divided by the number of dyads that the event names in the layer; `fact` and `document` are
    codes that tell which entries are drawn together, documents by their place in the corpus; `confidence` is that of
    the fact, and `expected` says whether the weights contain it. `row` and `tie` are places in the network's tables.
    `documents` are those with a tie; `n_documents` counts all that were read, those without ties too.
    """

    n_actors: int
    layers: tuple[str, ...]
    documents: tuple[str, ...]
    row: np.ndarray
    tie: np.ndarray
    layer: np.ndarray
    first: np.ndarray
    second: np.ndarray
    sign: np.ndarray
    weight: np.ndarray
    value: np.ndarray
    event: np.ndarray
    fact: np.ndarray
    document: np.ndarray
    confidence: np.ndarray
    year: np.ndarray
    n_documents: int
    expected: bool

    def matrices(self, multiplier: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
        """Sum contributions to P and N of shape ``(draws, layers, n, n)``; `multiplier` is ``(draws, entries)``."""
        factors = np.ones((1, len(self.value))) if multiplier is None else multiplier
        return self._summed(factors, 1), self._summed(factors, -1)

    def chosen(self, keep: np.ndarray) -> Contributions:
        """Keep the entries marked in `keep`; an event is shared among the dyads that it still names."""
        rows = np.flatnonzero(keep)
        arrays = {name: getattr(self, name)[rows] for name in _ARRAYS}
        arrays["value"] = _values(**{name: arrays[name] for name in _SHARED}, n=self.n_actors)
        codes = np.unique(arrays["document"])
        known = dict(zip(np.unique(self.document).tolist(), self.documents, strict=True))
        return replace(self, **arrays, documents=tuple(known[code] for code in codes.tolist()))

    def hostile_events(self) -> np.ndarray:
        """Count independent hostile events per layer and, last, over all layers."""
        return self._distinct(self.event, self.sign < 0)

    def documents_per_layer(self) -> np.ndarray:
        """Count documents with a tie per layer and, last, over all layers."""
        return self._distinct(self.document, np.ones(len(self.document), dtype=bool))

    def _summed(self, factors: np.ndarray, sign: int) -> np.ndarray:
        n, layers = self.n_actors, len(self.layers)
        chosen = np.flatnonzero(self.sign == sign)
        cell = (self.layer[chosen] * n + self.first[chosen]) * n + self.second[chosen]
        place = sparse.csr_array(
            (self.value[chosen], (np.arange(len(chosen)), cell)), shape=(len(chosen), layers * n * n)
        )
        upper = np.asarray((place.T @ factors[:, chosen].T).T).reshape(len(factors), layers, n, n)
        return np.asarray(upper + upper.swapaxes(-1, -2))

    def _distinct(self, codes: np.ndarray, chosen: np.ndarray) -> np.ndarray:
        pairs = np.unique(np.stack([self.layer[chosen], codes[chosen]], axis=1), axis=0)
        counts = np.bincount(pairs[:, 0].astype(np.int64), minlength=len(self.layers))
        return np.asarray([*counts.tolist(), len(np.unique(codes[chosen]))], dtype=np.int64)


def contributions(net: MultilayerNetwork) -> Contributions:
    """Read the evidence of a network; ties of an actor with itself are left out.

    Examples
    --------
    One quotation names three partners, another one: each quotation weighs 1 in all.

    >>> edges = pd.DataFrame({"source": "US", "target": ["JP", "KR", "NL", "JP"], "layer": "chips"})
    >>> net = MultilayerNetwork.from_edges(edges.assign(event=["a", "a", "a", "b"]))
    >>> contributions(net).value.round(3).tolist()
    [0.333, 1.0, 0.333, 0.333]
    """
    ties, evidence = net.ties, net.evidence
    place, labels = pd.Index(net.ids), pd.Index(net.layers, dtype=str)
    ends = [place.get_indexer(pd.Index(ties[end])) for end in ("source", "target")]
    tie = evidence["tie"].to_numpy(dtype=np.int64)
    first, second = np.minimum(*ends)[tie], np.maximum(*ends)[tie]
    keep = np.flatnonzero(first != second)
    tie, first, second = tie[keep], first[keep], second[keep]
    layer = labels.get_indexer(pd.Index(ties["layer"]))[tie]
    event, fact = (_codes(evidence[column].iloc[keep]) for column in ("event", "fact"))
    weight = evidence["weight"].to_numpy(dtype=float)[keep]
    corpus, doc = np.array(net.corpus, dtype=object), evidence["doc"].iloc[keep].to_numpy(object)
    return Contributions(
        n_actors=net.n_actors,
        layers=net.layers,
        documents=tuple(sorted(set(doc.tolist()))),
        row=keep,
        tie=tie,
        layer=layer,
        first=first,
        second=second,
        sign=ties["sign"].to_numpy(dtype=np.int64)[tie],
        weight=weight,
        value=_values(event=event, layer=layer, first=first, second=second, weight=weight, n=net.n_actors),
        event=event,
        fact=fact,
        document=np.searchsorted(corpus, doc),
        confidence=evidence["confidence"].to_numpy(dtype=float)[keep],
        year=evidence["year"].to_numpy(dtype=float)[keep],
        n_documents=len(net.corpus),
        expected=net.expected_weights,
    )


def _codes(column: pd.Series) -> np.ndarray:
    return np.asarray(pd.factorize(column, sort=True)[0], dtype=np.int64)


def _values(
    *, event: np.ndarray, layer: np.ndarray, first: np.ndarray, second: np.ndarray, weight: np.ndarray, n: int
) -> np.ndarray:
    """Share the weight of an event among the dyads that it names in a layer."""
    frame = pd.DataFrame({"event": event, "layer": layer, "dyad": first * n + second})
    return np.asarray(weight / frame.groupby(["event", "layer"])["dyad"].transform("nunique").to_numpy(dtype=float))
