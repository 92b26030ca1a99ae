"""What other ties say of a pair, on a network of four actors.

A and B are tied with C in ai; A sends to B in chips, B sends back twice; A and D are hostile to C.
"""

import pandas as pd
import pytest

from qtnet.errors import InputError, UnknownNameError
from qtnet.inference.dyadic.structure import common_partners, returned_ties, tied_in
from qtnet.network import MultilayerNetwork

A, B, C, D = range(4)


@pytest.fixture
def net():
    rows = [
        ("A", "C", "ai", 1, False),
        ("B", "C", "ai", 1, False),
        ("A", "B", "chips", 1, True),
        ("B", "A", "chips", 1, True),
        ("B", "A", "chips", 1, True),
        ("A", "C", "chips", -1, True),
        ("D", "C", "chips", -1, True),
    ]
    edges = pd.DataFrame(rows, columns=["source", "target", "layer", "sign", "directed"])
    return MultilayerNetwork.from_edges(edges)


def test_a_pair_tied_in_a_layer_is_marked(net):
    assert tied_in(net, "ai")[A, C] == tied_in(net, "ai")[C, A] == 1.0
    assert tied_in(net, "ai").sum() == 4.0
    assert tied_in(net, "chips", sign=-1, directed=True)[C].sum() == 0.0


def test_common_partners_are_counted_for_pairs_that_are_not_tied_too(net):
    common = common_partners(net, layer="ai")
    assert common[A, B] == common[B, A] == 1.0
    assert common.sum() == 2.0
    assert common_partners(net)[A, C] == 1.0  # through B, tied with A in chips


def test_common_adversaries_are_those_of_hostile_ties(net):
    assert common_partners(net, sign=-1)[A, D] == 1.0


def test_a_returned_tie_is_what_the_receiver_sends(net):
    returned = returned_ties(net)
    assert returned[A, B] == 2.0
    assert returned[B, A] == 1.0
    assert returned[A, C] == 0.0  # undirected
    assert returned.trace() == 0.0


def test_a_layer_without_directed_ties_or_unknown_is_refused(net):
    with pytest.raises(InputError, match="returned ties: there is no directed tie of sign 1 in ai"):
        returned_ties(net, layer="ai")
    with pytest.raises(UnknownNameError, match=r"layer 'chip' is unknown; .*did you mean 'chips'"):
        returned_ties(net, layer="chip")
