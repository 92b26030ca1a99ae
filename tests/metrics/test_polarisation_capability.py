"""Indices of capability: hand-worked shares, the published formulas, the states' own figures, bad input."""

import json

import numpy as np
import pandas as pd
import pytest

from qtnet.errors import InputError, UnknownNameError
from qtnet.metrics.polarisation import (
    alignment_esteban_ray,
    capability_concentration,
    capability_effective_number,
    capability_esteban_ray,
    capability_herfindahl,
    capability_reynal_querol,
)
from qtnet.metrics.polarisation.esteban_ray import esteban_ray
from qtnet.metrics.polarisation.ray_singer import con
from qtnet.metrics.registry import find_metric
from tests.tiny_networks import network, two_blocs

INDICES = [
    capability_concentration,
    capability_effective_number,
    capability_esteban_ray,
    capability_herfindahl,
    capability_reynal_querol,
]


def powers(*capability):
    """So many actors with these capabilities; their ties do not matter."""
    names = [f"p{number}" for number in range(len(capability))]
    net = network([(names[0], names[1], "x", 1)], actors=names)
    return net, dict(zip(names, capability, strict=True))


@pytest.mark.parametrize(
    ("index", "two", "three", "monopoly"),
    [
        (capability_herfindahl, 1 / 2, 1 / 3, 1),
        (capability_effective_number, 2, 3, 1),
        (capability_concentration, 0, 0, 1),
        (capability_reynal_querol, 1, 8 / 9, 0),
        (capability_esteban_ray, 1, 2**2.3 * 3**-1.3 * 2 / 3, 0),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_equal_powers_and_a_monopoly_by_hand(index, two, three, monopoly):
    for shares, expected in (((1, 1), two), ((5, 5, 5), three), ((7, 0, 0), monopoly)):
        net, capability = powers(*shares)
        assert index(net, capability=capability).estimate == pytest.approx(expected), shares


def test_con_depends_on_who_is_a_member():
    assert con(np.array([0.5, 0.5])) == 0
    assert con(np.array([0.5, 0.5, 0, 0, 0])) == pytest.approx(np.sqrt(0.3 / 0.8))


def test_esteban_ray_with_one_is_the_index_of_reynal_querol():
    net, capability = powers(4, 3, 2, 1)
    found = capability_esteban_ray(net, capability=capability, alpha=1).estimate
    assert found == pytest.approx(capability_reynal_querol(net, capability=capability).estimate)


@pytest.mark.parametrize("alpha", [1.0, 1.3, 1.6])
def test_no_shares_surpass_two_equal_halves(alpha):
    rng = np.random.default_rng(1)
    shares = [rng.dirichlet(np.ones(n)) for n in rng.integers(2, 7, 300)]
    values = [esteban_ray(share, 1 - np.eye(len(share)), alpha=alpha) for share in shares]
    assert max(values) <= 1 + 1e-12
    assert esteban_ray(np.array([0.5, 0.5]), 1 - np.eye(2), alpha=alpha) == pytest.approx(1)


def test_great_powers_have_the_reference_concentration(shared):
    reference = json.loads((shared / "reference" / "bipolarity.json").read_text())["unsigned_networks"]
    table = pd.read_csv(shared / "datasets" / "signed" / "cinc_major_powers_1816_2016.csv")
    for year, expected in reference["CON_major_powers"].items():
        cinc = table[table["year"] == int(year)].set_index("state")["cinc"]
        net = network([(cinc.index[0], cinc.index[1], "x", 1)], actors=cinc.index)
        found = {
            "CON": capability_concentration(net, capability=cinc),
            "HHI": capability_herfindahl(net, capability=cinc),
            "RQ": capability_reynal_querol(net, capability=cinc),
        }
        assert {name: score.estimate for name, score in found.items()} == pytest.approx(
            {name: expected[name] for name in found}, abs=1e-9
        ), year
        assert found["CON"].n == expected["n"]


@pytest.mark.parametrize(
    ("year", "printed"),
    [(1820, 0.305), (1870, 0.296), (1913, 0.238), (1946, 0.452), (1960, 0.306), (1985, 0.337), (2015, 0.461)],
)
def test_concentration_of_the_great_powers_to_the_printed_digits(shared, year, printed):
    table = pd.read_csv(shared / "datasets" / "signed" / "cinc_major_powers_1816_2016.csv")
    cinc = table.loc[table["year"] == year, "cinc"].to_numpy()
    assert round(con(cinc / cinc.sum()), 3) == printed


def test_without_a_table_capability_is_the_number_of_ties():
    net = network([("a", "b", "x", 1), ("a", "c", "x", 1), ("a", "c", "y", -1)], actors=["a", "b", "c", "isolate"])
    found = capability_herfindahl(net)
    assert found.estimate == pytest.approx((3**2 + 1 + 2**2) / 6**2)
    assert found.n == 3


def test_two_camps_of_equal_capability_have_esteban_ray_one():
    found = alignment_esteban_ray(two_blocs(), poles=("a", "d"))
    assert found.estimate == pytest.approx(1)


def test_esteban_ray_of_alignment_falls_with_hedgers_and_unequal_camps():
    whole = alignment_esteban_ray(two_blocs(), poles=("a", "d")).estimate
    hedgers = network(
        [*[(a, b, "x", 1) for a, b in ("ab", "cd")], *[(h, pole, "x", 1) for h in "hij" for pole in "ac"]]
    )
    unequal = dict.fromkeys("abc", 4.0) | dict.fromkeys("def", 1.0)
    assert alignment_esteban_ray(hedgers, poles=("a", "c")).estimate < 0.8 * whole
    assert alignment_esteban_ray(two_blocs(), poles=("a", "d"), capability=unequal).estimate < 0.8 * whole


def test_esteban_ray_of_alignment_by_hand():
    # US–JP and CN–RU, IN tied to both poles alike: shares of ties 1/3, 1/3 of the poles' camps … IN unaligned
    net = network([(a, b, "x", 1) for a, b in (("US", "JP"), ("CN", "RU"), ("US", "IN"), ("CN", "IN"))])
    A = B = 3 / 8
    U = 2 / 8
    pairs = A**2.3 * (B + U / 2) + B**2.3 * (A + U / 2) + U**2.3 * (A + B) / 2
    assert alignment_esteban_ray(net, poles=("US", "CN")).estimate == pytest.approx(2**2.3 * pairs)


@pytest.mark.parametrize("index", INDICES, ids=lambda index: index.__name__)
def test_what_is_undefined_says_why(index):
    found = index(network([], actors=["a"]))
    assert np.isnan(found.estimate)
    assert found.reason == "no capability: no ties"


def test_concentration_of_a_single_member_is_undefined():
    found = capability_concentration(two_blocs(), capability={"a": 2.0})
    assert np.isnan(found.estimate)
    assert found.reason == "a single member has all capability"


def test_poles_without_ties_have_no_alignment():
    found = alignment_esteban_ray(network([("a", "b", "x", 1)], actors=["a", "b", "c"]), poles=("a", "c"))
    assert np.isnan(found.estimate)
    assert found.reason == "no ties of pole c"


@pytest.mark.parametrize("index", INDICES, ids=lambda index: index.__name__)
def test_bad_capability_is_refused(index):
    with pytest.raises(UnknownNameError, match="actor 'nobody' is unknown"):
        index(two_blocs(), capability={"nobody": 1.0})
    with pytest.raises(InputError, match="expected a finite number ≥ 0, got -1"):
        index(two_blocs(), capability={"a": -1.0})
    with pytest.raises(InputError, match="got only zeros"):
        index(two_blocs(), capability={"a": 0.0})


@pytest.mark.parametrize("alpha", [0.0, 0.9, 1.7])
def test_alpha_out_of_range_is_refused(alpha):
    with pytest.raises(InputError, match=rf"alpha is {alpha}; expected a number from 1 to 1.6"):
        capability_esteban_ray(two_blocs(), alpha=alpha)
    with pytest.raises(InputError, match=rf"alpha is {alpha}"):
        alignment_esteban_ray(two_blocs(), poles=("a", "d"), alpha=alpha)


@pytest.mark.parametrize("index", [*INDICES, alignment_esteban_ray], ids=lambda index: index.__name__)
def test_every_index_is_registered_with_its_trap(index):
    assert find_metric(index.__name__).function is index
    assert "Trap:" in index.__doc__
