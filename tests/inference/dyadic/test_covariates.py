"""Pairs as matrices: counts of facts, common groups, labels and quantities."""

import numpy as np
import pandas as pd
import pytest

from qtnet.errors import InputError, UnknownNameError
from qtnet.inference.dyadic.covariates import (
    pair_distance,
    pair_sum,
    receiver,
    same_group,
    same_label,
    sender,
    tie_counts,
)
from qtnet.network import MultilayerNetwork


@pytest.fixture
def net():
    """FR and DE tied twice in chips and once in ai, both ways; US restricts CN; JP alone."""
    edges = pd.DataFrame(
        {
            "source": ["DE", "FR", "DE", "US"],
            "target": ["FR", "DE", "FR", "CN"],
            "layer": ["chips", "chips", "ai", "chips"],
            "sign": [1, 1, 1, -1],
            "directed": [True, True, False, True],
        }
    )
    return MultilayerNetwork.from_edges(edges, actors=["CN", "DE", "FR", "JP", "US"])


def pairs(net, matrix):
    actors = net.actors["actor"].tolist()
    return {
        (actors[i], actors[j]): matrix[i, j]
        for i, j in zip(*np.triu_indices(len(actors), 1), strict=True)
        if matrix[i, j]
    }


def test_counts_add_up_over_layers_and_directions(net):
    assert pairs(net, tie_counts(net, sign=1)) == {("DE", "FR"): 3.0}
    assert pairs(net, tie_counts(net, sign=1, layer="chips")) == {("DE", "FR"): 2.0}
    assert pairs(net, tie_counts(net, sign=-1)) == {("CN", "US"): 1.0}


def test_counts_are_symmetric_without_a_diagonal(net):
    counts = tie_counts(net, sign=1)
    assert (counts == counts.T).all()
    assert not counts.diagonal().any()


def test_members_of_a_group_share_it_in_their_time(net):
    assert pairs(net, same_group(net, "EU")) == {("DE", "FR"): 1.0}
    g7 = {("DE", "FR"), ("DE", "JP"), ("DE", "US"), ("FR", "JP"), ("FR", "US"), ("JP", "US")}
    assert set(pairs(net, same_group(net, "G7", year=2020))) == g7


def test_actors_without_a_label_share_it_with_nobody(net):
    assert pairs(net, same_label(net, {"DE": 1, "FR": 1, "US": 2})) == {("DE", "FR"): 1.0}


def test_quantities_add_and_differ_and_unknown_ones_are_nan(net):
    values = {"CN": 5.0, "DE": 1.0, "FR": 3.0, "US": 3.0}
    assert pair_sum(net, values)[1, 2] == 4.0
    assert pair_distance(net, values)[1, 2] == 2.0
    assert np.isnan(pair_sum(net, values)[3, 4])


def test_unknown_names_are_refused(net):
    with pytest.raises(UnknownNameError, match="group 'NAFTA' is unknown"):
        same_group(net, "NAFTA")
    with pytest.raises(UnknownNameError, match=r"layer 'chip' is unknown; .*did you mean 'chips'"):
        tie_counts(net, sign=1, layer="chip")
    with pytest.raises(InputError, match="sign: expected 1 or -1, got 0"):
        tie_counts(net, sign=0)


def test_directed_counts_keep_senders_in_rows_and_count_undirected_ties_both_ways(net):
    counts = tie_counts(net, sign=1, directed=True)
    de, fr = 1, 2
    assert counts[de, fr] == 2.0  # once directed, once undirected
    assert counts[fr, de] == 2.0
    hostile = tie_counts(net, sign=-1, directed=True)
    assert (hostile[4, 0], hostile[0, 4]) == (1.0, 0.0)


def test_senders_are_rows_and_receivers_columns(net):
    values = {"CN": 5.0, "DE": 1.0, "FR": 3.0, "US": 3.0}
    assert sender(net, values)[1].tolist()[:3] == [1.0, 0.0, 1.0]
    assert receiver(net, values)[:, 2].tolist()[:3] == [3.0, 3.0, 0.0]
    assert np.isnan(sender(net, values)[3, 0])
    assert np.isnan(receiver(net, values)[0, 3])
