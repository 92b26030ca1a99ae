"""Gould–Fernandez roles, counted anew triple by triple."""

import itertools

import numpy as np
import pytest

from qtnet.errors import InputError, UnknownNameError
from qtnet.metrics.centrality import brokerage_roles
from tests.tiny_networks import network, random_network


def role_of(a, b, c):
    if a == c:
        return "coordinator" if a == b else "itinerant"
    return "gatekeeper" if b == c else "representative" if a == b else "liaison"


@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("seed", range(5))
def test_every_open_triple_counts_once_in_the_role_of_its_groups(seed, directed):
    net = random_network(seed, n_actors=9, n_edges=22, directed=directed)
    rng = np.random.default_rng(seed)
    groups = {actor: "ABC"[i] for actor, i in zip(net.ids, rng.integers(3, size=net.n_actors), strict=True)}
    del groups[net.ids[0]]
    tied = net.adjacency(sign=1).toarray() > 0
    expected = {}
    known = [i for i, actor in enumerate(net.ids) if actor in groups]
    for i, j, k in itertools.permutations(known, 3):
        if tied[i, j] and tied[j, k] and not tied[i, k]:
            key = role_of(*(groups[net.ids[x]] for x in (i, j, k))), net.ids[j]
            expected[key] = expected.get(key, 0) + 1
    frame = brokerage_roles(net, groups).to_frame()
    found = {
        (role, actor): value
        for role, actor, value in zip(frame["metric"], frame["actor"], frame["estimate"], strict=True)
        if value > 0 and role != "brokerage"
    }
    assert found == expected
    roles = frame[frame["metric"] != "brokerage"].groupby("actor")["estimate"].sum()
    whole = frame[frame["metric"] == "brokerage"].set_index("actor")["estimate"]
    assert roles.drop(net.ids[0]).to_dict() == whole.drop(net.ids[0]).to_dict()


def test_an_actor_in_no_group_takes_no_part_and_says_so():
    net = network([("a", "b", "x", 1), ("b", "c", "x", 1)])
    frame = brokerage_roles(net, {"a": 1, "b": 1}).to_frame()
    row = frame[(frame["metric"] == "brokerage") & (frame["actor"] == "c")].iloc[0]
    assert np.isnan(row["estimate"])
    assert row["reason"] == "in no group"
    assert frame.loc[frame["actor"] == "b", "estimate"].tolist() == [0.0] * 6


def test_blocs_that_are_nan_are_no_group():
    net = network([("a", "b", "x", 1), ("b", "c", "x", 1)])
    groups = {"a": 1.0, "b": 2.0, "c": float("nan")}
    assert brokerage_roles(net, groups).to_frame()["estimate"].isna().sum() == 6


def test_unknown_actors_and_empty_groups_are_refused():
    net = network([("a", "b", "x", 1)])
    with pytest.raises(UnknownNameError, match="actor in groups 'z' is unknown"):
        brokerage_roles(net, {"z": 1})
    with pytest.raises(InputError, match="no actor of the network has a group"):
        brokerage_roles(net, {})


def test_the_roles_are_explained_with_the_numbers():
    net = network([("a", "b", "x", 1), ("b", "c", "x", 1)])
    assert "liaison: ABC: between two other groups." in brokerage_roles(net, {"a": 1, "b": 2, "c": 3}).summary()
