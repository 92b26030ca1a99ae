"""The documents that ties rest on, and the sentence that says so beside a test that takes them as given."""

from __future__ import annotations

from collections.abc import Set

from qtnet.network import MultilayerNetwork

__all__ = ["FEWEST_DOCUMENTS", "tie_documents", "what_ties_rest_on"]

#: What two documents say of many pairs is two observations.
FEWEST_DOCUMENTS = 3


def tie_documents(net: MultilayerNetwork, *, sign: int, layer: str | None = None) -> frozenset[str]:
    """Give the documents that the ties of a sign rest on, in one layer or all; none where edges name no documents.

    Examples
    --------
    >>> import pandas as pd
    >>> edges = pd.DataFrame({"source": ["JP", "JP"], "target": ["US", "KR"], "layer": "ai", "doc": ["a", "b"]})
    >>> sorted(tie_documents(MultilayerNetwork.from_edges(edges), sign=1))
    ['a', 'b']
    """
    part = net if layer is None else net.subnetwork(layers=[layer])
    evidence = part.evidence
    chosen = part.tie_arrays.sign[evidence["tie"].to_numpy(dtype=int)] == sign
    return frozenset(evidence["doc"][chosen]) - {""}


def what_ties_rest_on(documents: Set[str]) -> str:
    """Say how many documents there are, and that the test does not draw them; nothing where none is named.

    Examples
    --------
    >>> what_ties_rest_on({"a", "b"})
    'The ties rest on 2 documents (rows of an edge list that names none), which the test takes as given: it says nothing
    of documents that were not read.'
    """
    if not documents:
        return ""
    number = len(documents)
    return (
        f"The ties rest on {number} document{'s' * (number != 1)} (rows of an edge list that names none), "
        "which the test takes as given: it says nothing of documents that were not read."
    )
