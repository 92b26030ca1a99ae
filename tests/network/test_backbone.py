"""The disparity filter: shares of strength that chance would not give."""

import numpy as np
import pytest

from qtnet.errors import InputError
from qtnet.network import backbone, disparity
from tests.tiny_networks import florentine, network, random_network

WEIGHTED = ("source", "target", "layer", "weight", "sign", "directed")


def star(weights, *, sign=1, directed="false", out=True):
    ends = [("hub", f"n{i}") if out else (f"n{i}", "hub") for i in range(len(weights))]
    rows = [(a, b, "x", w, sign, directed) for (a, b), w in zip(ends, weights, strict=True)]
    return network(rows, columns=WEIGHTED)


@pytest.mark.parametrize("directed", ["true", "false"])
@pytest.mark.parametrize("out", [True, False])
def test_the_probability_is_that_of_the_paper(directed, out):
    # (1 - w/s)^(k - 1) at the hub; the leaves have one tie and tell nothing
    found = disparity(star([6, 3, 1], directed=directed, out=out)).sort_values("weight")
    assert found["p"].tolist() == pytest.approx([0.9**2, 0.7**2, 0.4**2])


def test_the_smaller_probability_of_both_ends_counts():
    rows = [("a", "b", "x", 9, 1, "false"), ("a", "c", "x", 1, 1, "false"), ("b", "d", "x", 3, 1, "false")]
    found = disparity(network(rows, columns=WEIGHTED)).set_index(["source", "target"])["p"]
    assert found["a", "b"] == pytest.approx(min(1 - 9 / 10, 1 - 9 / 12))


def test_layers_signs_and_directions_are_judged_apart():
    rows = [("a", "b", "x", 5, 1, "true"), ("a", "c", "x", 5, -1, "true"), ("a", "d", "y", 5, 1, "true")]
    assert disparity(network([*rows, ("e", "a", "x", 5, 1, "true")], columns=WEIGHTED))["p"].tolist() == [1.0] * 4


def test_the_unit_of_weights_changes_nothing():
    net = random_network(3, n_edges=20)
    assert np.allclose(disparity(net)["p"], disparity(net.reweighted(np.full(len(net.evidence), 7.0)))["p"])


def test_the_backbone_keeps_actors_layers_and_evidence_and_counts_what_it_drops():
    net = star([80, 1, 1, 1, 1])
    kept = backbone(net)
    assert kept.ids == net.ids
    assert kept.ties[["weight", "facts"]].values.tolist() == [[80.0, ("row0",)]]
    assert dict(kept.dropped) == {"not in the backbone": 4}


def test_equal_weights_have_no_backbone():
    assert len(backbone(florentine()).ties) == 0


@pytest.mark.parametrize("alpha", [0, 1, -0.1, float("nan")])
def test_a_level_outside_0_and_1_is_refused(alpha):
    with pytest.raises(InputError, match="alpha"):
        backbone(florentine(), alpha=alpha)
