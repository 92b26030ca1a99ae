"""Leaving one document out at a time."""

import numpy as np
import pandas as pd
import pytest

from qtnet.errors import NotDefinedError
from qtnet.inference.influence import influence
from qtnet.metrics.balance import frustration
from qtnet.network import MultilayerNetwork
from qtnet.results import NetworkScore


def network(documents: tuple[str, ...] = ("a", "b", "c")) -> MultilayerNetwork:
    """A triangle with one hostile tie; every tie stands in its own document."""
    rows = [("FR", "JP", 1, 3.0), ("JP", "US", -1, 2.0), ("FR", "US", 1, 4.0)]
    frame = pd.DataFrame(rows, columns=["source", "target", "sign", "weight"])
    return MultilayerNetwork.from_edges(frame.assign(layer="ai", doc=documents))


def test_the_change_is_the_number_with_minus_the_number_without():
    frame = influence(network(), frustration).to_frame()
    assert frame.set_index("doc")["without"].tolist() == [0, 0, 0]
    assert frame["estimate"].tolist() == [2, 2, 2]


def test_the_largest_change_comes_first():
    frame = influence(network(), _total).to_frame()
    assert frame["doc"].tolist() == ["c", "a", "b"]
    assert frame["estimate"].tolist() == [4, 3, 2]


def test_what_is_undefined_without_a_document_says_so():
    net = MultilayerNetwork.from_edges(
        pd.DataFrame({"source": ["A", "A"], "target": ["B", "B"], "layer": ["ai", "chips"], "doc": ["a", "b"]})
    )
    frame = influence(net, lambda part: frustration(part, layer="ai")).to_frame().set_index("doc")
    assert np.isnan(frame.loc["a", "estimate"])
    assert frame.loc["a", "reason"] == "undefined without it"
    assert frame.loc["b", "estimate"] == 0


def test_it_does_not_depend_on_the_number_of_processes():
    one, two = (influence(network(), _total, jobs=jobs).to_frame().to_csv() for jobs in (1, 2))
    assert one == two


def test_one_document_is_refused():
    with pytest.raises(NotDefinedError, match="at least two documents are needed, the network has 1"):
        influence(network(("a", "a", "a")), frustration)


def _total(net: MultilayerNetwork) -> NetworkScore:
    return NetworkScore(metric="weight", estimate=float(net.tie_arrays.weight.sum()))
