"""Parts of a network: conditions on contributions, and the surroundings of an actor."""

import pytest

from qtnet.errors import InputError, UnknownNameError
from qtnet.network import ego_network, filtered
from tests.tiny_networks import network, two_blocs

COLUMNS = ("source", "target", "layer", "sign", "time", "confidence", "status")
ROWS = [
    ("a", "b", "x", "+", 2019, 0.9, "active"),
    ("a", "b", "x", "+", 2021, 0.4, "proposed"),
    ("b", "c", "x", "-", "", 0.8, "active"),
]


def test_conditions_act_on_contributions_and_ties_are_summed_again():
    net = network(ROWS, columns=COLUMNS)
    assert filtered(net, years=(2019, 2020)).ties["weight"].tolist() == [1.0]
    assert filtered(net, status=["active"]).ties["weight"].tolist() == [1.0, 1.0]
    assert filtered(net, sign=-1).ties[["source", "target"]].values.tolist() == [["b", "c"]]
    assert filtered(net).ties.equals(net.ties)


def test_what_is_left_out_is_counted_by_its_first_reason():
    lost = filtered(network(ROWS, columns=COLUMNS), status=["active"], min_confidence=0.85, years=(2019, 2022)).dropped
    assert dict(lost) == {"other status": 1, "confidence below 0.85": 1}


def test_actors_and_layers_stay():
    net = network(ROWS, columns=COLUMNS)
    kept = filtered(net, sign=-1)
    assert (kept.ids, kept.layers) == (net.ids, net.layers)


def test_wrong_conditions_are_refused():
    net = network(ROWS, columns=COLUMNS)
    with pytest.raises(UnknownNameError, match=r"status 'activ' .*did you mean 'active'"):
        filtered(net, status=["activ"])
    with pytest.raises(InputError, match="min_confidence"):
        filtered(net, min_confidence=80)
    with pytest.raises(InputError, match="years"):
        filtered(net, years=(2022, 2020))
    with pytest.raises(InputError, match="sign"):
        filtered(net, sign=2)


def test_an_ego_network_holds_the_neighbours_and_the_ties_among_them():
    assert ego_network(two_blocs(), "a").ids == ("a", "b", "c", "d")
    assert len(ego_network(two_blocs(), "a").ties) == 4
    assert len(ego_network(two_blocs(), "a", between=False).ties) == 3
    assert ego_network(two_blocs(), "a", radius=2).ids == tuple("abcdef")


def test_an_isolate_is_alone():
    net = network([("a", "b", "x", 1)], actors=["a", "b", "alone"])
    assert ego_network(net, "alone").ids == ("alone",)


def test_unknown_actors_and_no_steps_are_refused():
    with pytest.raises(UnknownNameError, match="actor"):
        ego_network(two_blocs(), "z")
    with pytest.raises(InputError, match="radius"):
        ego_network(two_blocs(), "a", radius=0)
