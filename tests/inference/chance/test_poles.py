"""Whether two poles are special: other pairs of actors of similar capability take their places."""

from itertools import pairwise

import numpy as np
import pytest

from qtnet.errors import InputError, UnknownNameError
from qtnet.inference.chance.poles import pole_test, similar_pairs
from tests.tiny_networks import network, two_blocs

CLUBS = "tuvwxyz"
EQUAL = {f"{club}{i}": 1.0 for club in CLUBS for i in range(3)}


def clubs():
    """Seven clubs of three friends, each friendly to the next club; only t and w are hostile to each other."""
    rows = [(f"{c}{i}", f"{c}{j}", "chips", 1) for c in CLUBS for i, j in ((0, 1), (1, 2), (0, 2))]
    rows += [(f"{c}0", f"{d}1", "chips", 1) for c, d in pairwise(CLUBS)]
    return network(rows + [(f"t{i}", f"w{j}", "chips", -1) for i in range(3) for j in range(3)])


def test_similar_pairs_are_those_within_the_factor_of_both_poles():
    net = network(
        [("a", "b", "x", 1), ("a", "c", "x", 1), ("d", "a", "x", 1), ("d", "c", "x", 1)], actors=list("abcdz")
    )
    # numbers of ties: a 3, c and d 2, b 1, z none
    assert similar_pairs(net, ("a", "d"), factor=1.4) == [("a", "c")]
    assert similar_pairs(net, ("d", "a"), factor=1.4) == [("a", "c")]
    # b, with one tie, has half of d's two; z has no ties
    assert similar_pairs(net, ("a", "d"), factor=2.0) == [("a", "b"), ("a", "c"), ("c", "b"), ("d", "b"), ("c", "d")]
    power = {"a": 9.0, "d": 1.0, "b": 9.0, "c": 1.0}
    assert similar_pairs(net, ("a", "d"), factor=1.1, capability=power) == [("a", "c"), ("b", "c"), ("b", "d")]


def rivals(net, *, poles):
    """Share of hostility between the friends of the one pole and those of the other, themselves included."""
    P, N = (net.adjacency(sign=sign, symmetric=True).toarray() for sign in (1, -1))
    one, two = ((P[i] > 0) | (np.arange(len(P)) == i) for i in map(net.ids.index, poles))
    return (one @ N @ two + two @ N @ one) / N.sum()


def test_leaders_of_the_two_hostile_clubs_are_special_poles():
    found = pole_test(clubs(), rivals, poles=("t2", "w2"), rng=1, capability=EQUAL)
    assert len(found.draws) == 21 * 20 / 2 - 1
    # of the 210 pairs, three times three have all friends in the two clubs
    assert (found.estimate, found.p_value) == (1, 9 / 210)
    assert found.verdict() == "more than chance alone would give (p = .04)"
    assert "209 other pairs of actors whose capability is within a factor of 2" in found.null


def test_no_more_pairs_are_tried_than_asked_for_and_the_choice_depends_on_the_seed_alone():
    given = {"poles": ("t0", "w0"), "capability": EQUAL, "draws": 30}
    one, two = (pole_test(clubs(), rivals, rng=5, **given) for _ in range(2))
    assert len(one.draws) == 30
    assert one.draws.tobytes() == two.draws.tobytes()


def test_two_powers_above_all_others_have_none_to_be_compared_with():
    star = [(hub, f"{hub}{i}", "x", 1) for hub in "ab" for i in range(6)] + [("a", "b", "x", -1)]
    found = pole_test(network(star), poles=("a", "b"), rng=1)
    assert found.verdict() == "cannot be told from these documents: no other pair of actors is as capable"
    assert np.isnan(found.p_value)


def test_without_hostility_the_reason_is_that_of_the_metric():
    found = pole_test(network([("a", "b", "x", 1), ("c", "d", "x", 1)]), poles=("a", "b"), rng=1)
    assert found.verdict() == "cannot be told from these documents: no hostility"


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"poles": ("a", "a")}, InputError, "poles: expected two different actors"),
        ({"poles": ("a", "q")}, UnknownNameError, "actor 'q' is unknown"),
        ({"factor": 1.0}, InputError, "factor and draws: expected more than 1 and at least 1, got 1.0"),
        ({"draws": 0}, InputError, "got 2.0 and 0"),
        ({"statistic": "pagerank"}, InputError, "expected a metric of two poles, got 'pagerank'"),
        ({"capability": {"q": 1.0}}, UnknownNameError, "actor 'q' is unknown"),
        ({"capability": {"a": -1.0}}, InputError, "capability of 'a': expected a finite number ≥ 0"),
        ({"alternative": "both"}, InputError, "alternative: expected"),
    ],
)
def test_what_cannot_be_asked_is_refused(change, error, message):
    given = {"poles": ("a", "d"), "rng": 1} | change
    with pytest.raises(error, match=message):
        pole_test(two_blocs(), **given)
