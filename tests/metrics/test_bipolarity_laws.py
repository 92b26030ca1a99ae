"""The laws of the bipolarity profile: what may not change it, what must lower it, and worlds worked out by hand."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qtnet.metrics.bipolarity import components
from qtnet.metrics.bipolarity.evaluation import Setting, evaluate
from qtnet.metrics.bipolarity.twoness import twoness
from tests.metrics.worlds import World, hostile_blocs, random_world, with_hedgers

KNOWN = json.loads((Path(__file__).parents[1] / "known" / "bipolarity" / "worlds.json").read_text(encoding="utf-8"))
SEEDS = st.integers(0, 10_000)


def profile_of(P: np.ndarray, N: np.ndarray, poles: tuple[int, int], c: np.ndarray | None = None) -> dict[str, float]:
    setting = Setting(poles=poles, capability=c, with_consistency=False)
    found = evaluate(P[None, None], N[None, None], setting, rng=np.random.default_rng(1))
    return {name: float(value[0, 0]) for name, value in found.values.items()} | {"x": found.x[0, 0]}


def by_ties(world: World) -> dict[str, float]:
    P, N, poles = world
    return profile_of(P, N, poles, (P + N).sum(axis=1))


@pytest.mark.parametrize("known", KNOWN["worlds"], ids=lambda known: known["name"])
def test_worlds_worked_out_by_hand(known):
    world = hostile_blocs(*known["blocs"]) if "blocs" in known else with_hedgers(known["hedgers"])
    found = by_ties(world)
    assert {name: found[name] for name in known["values"]} == pytest.approx(known["values"], abs=1e-8)


def test_an_irregular_network_equals_the_independent_implementation():
    known = KNOWN["irregular"]
    W = np.zeros((known["actors"], known["actors"]))
    for a, b, sign in known["ties"]:
        W[a, b] = W[b, a] = sign
    found = by_ties((np.maximum(W, 0), np.maximum(-W, 0), tuple(known["poles"])))
    assert {name: found[name] for name in known["values"]} == pytest.approx(known["values"], abs=1e-9)


def test_two_equal_complete_hostile_poles_give_one():
    found = profile_of(*hostile_blocs(6, 6))
    assert {name: found[name] for name in ("C", "S", "H", "D", "TBI", "J")} == pytest.approx(
        dict.fromkeys(("C", "S", "H", "D", "TBI", "J"), 1.0)
    )


def test_complete_cooperation_gives_zero_and_no_bipolarity_index():
    P, _, _ = hostile_blocs(12)
    found = profile_of(P, np.zeros_like(P), (0, 1))
    assert found["sqrt(C·S)"] == 0
    assert np.isnan(found["H"])
    assert np.isnan(found["D"])
    assert np.isnan(found["TBI"])


@settings(max_examples=10, deadline=None)
@given(SEEDS, SEEDS)
def test_names_do_not_matter(seed, shuffle):
    P, N, poles = random_world(seed, 12)
    order = np.random.default_rng(shuffle).permutation(len(P))
    where = np.argsort(order)
    other = profile_of(P[np.ix_(order, order)], N[np.ix_(order, order)], (int(where[poles[0]]), int(where[poles[1]])))
    found = profile_of(P, N, poles)
    assert other["x"] == pytest.approx(found["x"][order], abs=1e-7)
    assert other["TBI"] == pytest.approx(found["TBI"], abs=1e-7)


@settings(max_examples=10, deadline=None)
@given(SEEDS, st.sampled_from([1e-3, 7.0, 1e6]), st.sampled_from([1e-3, 7.0, 1e6]))
def test_units_of_cooperation_and_of_hostility_do_not_matter(seed, unit_P, unit_N):
    P, N, poles = random_world(seed, 12)
    found, other = profile_of(P, N, poles), profile_of(P * unit_P, N * unit_N, poles)
    for name in ("C", "S", "H", "D", "TBI", "J"):
        assert other[name] == pytest.approx(found[name], abs=1e-7, nan_ok=True)


@settings(max_examples=8, deadline=None)
@given(SEEDS, st.sampled_from([1e-6, 1e9]))
def test_the_unit_of_capability_does_not_matter(seed, unit):
    P, N, poles = random_world(seed, 12)
    c = np.random.default_rng(seed).random(len(P))
    assert profile_of(P, N, poles, c * unit)["C"] == pytest.approx(profile_of(P, N, poles, c)["C"])


@settings(max_examples=8, deadline=None)
@given(SEEDS, st.integers(1, 5))
def test_isolates_change_nothing(seed, isolates):
    P, N, poles = random_world(seed, 12)
    wide = [np.pad(M, (0, isolates)) for M in (P, N)]
    found, other = profile_of(P, N, poles), profile_of(*wide, poles)
    assert other["TBI"] == pytest.approx(found["TBI"], abs=1e-12, nan_ok=True)
    assert (other["x"][len(P) :] == 0).all()


@settings(max_examples=10, deadline=None)
@given(SEEDS)
def test_swapping_the_poles_mirrors_the_alignment_and_keeps_the_index(seed):
    P, N, poles = random_world(seed, 12)
    found, other = profile_of(P, N, poles), profile_of(P, N, poles[::-1])
    assert other["x"] == pytest.approx(-found["x"], abs=1e-9)
    assert other["TBI"] == pytest.approx(found["TBI"], abs=1e-9, nan_ok=True)


def test_it_falls_as_poles_grow_unequal():
    values = [profile_of(*hostile_blocs(20 + k, 20 - k))["TBI"] for k in (0, 5, 10, 15)]
    assert values == sorted(values, reverse=True)
    assert values[0] > values[-1] + 0.2


def test_it_falls_as_bridges_are_added_between_the_poles():
    P, N, poles = hostile_blocs(8, 8)
    values = []
    for bridges in range(5):
        Q, M = P.copy(), N.copy()
        for k in range(1, bridges + 1):
            Q[k, 8 + k] = Q[8 + k, k] = 1
            M[k, 8 + k] = M[8 + k, k] = 0
        values.append(profile_of(Q, M, poles)["TBI"])
    assert values == sorted(values, reverse=True)
    assert len(set(values)) == 5


def test_it_falls_as_hostility_moves_inside_the_poles():
    P, N, poles = hostile_blocs(8, 8)
    values = []
    for moved in range(4):
        Q, M = P.copy(), N.copy()
        for k in range(1, moved + 1):
            Q[k, k + 1] = Q[k + 1, k] = 0
            M[k, k + 1] = M[k + 1, k] = 1
        values.append(profile_of(Q, M, poles)["TBI"])
    assert values == sorted(values, reverse=True)
    assert len(set(values)) == 4


def test_it_falls_as_more_hostile_poles_appear():
    values = [profile_of(*hostile_blocs(*[12] * k))["TBI"] for k in (2, 3, 4, 5)]
    assert values == sorted(values, reverse=True)
    assert values[1] < 0.5


def test_it_falls_as_hedgers_appear_and_they_stand_between_the_poles():
    values = [profile_of(*with_hedgers(k))["TBI"] for k in (0, 2, 6, 12)]
    assert values == sorted(values, reverse=True)
    assert profile_of(*with_hedgers(2))["x"][30:].tolist() == pytest.approx([0, 0])


@settings(max_examples=10, deadline=None)
@given(SEEDS)
def test_removing_cooperation_across_never_lowers_separation_of_fixed_sides(seed):
    P, _, _ = random_world(seed, 12, across=0.4)
    sides = np.where(np.arange(len(P)) % 2, -1.0, 1.0)
    across = np.argwhere(np.triu(P, 1) * (sides[:, None] != sides))
    before = components.separation(P, sides)
    for a, b in across:
        Q = P.copy()
        Q[a, b] = Q[b, a] = 0
        assert components.separation(Q, sides) >= before - 1e-12


@settings(max_examples=10, deadline=None)
@given(SEEDS)
def test_components_stay_in_their_ranges(seed):
    found = profile_of(*random_world(seed, 12, inside=0.3, across=0.3))
    for name in ("C", "D", "TBI", "sqrt(C·S)", "B"):
        assert np.isnan(found[name]) or 0 <= found[name] <= 1 + 1e-12
    assert found["S"] <= 1
    assert found["H"] <= 1
    assert (np.abs(found["x"]) <= 1).all()


def test_hard_separation_is_newmans_assortativity():
    rng = np.random.default_rng(4)
    P = np.triu(rng.integers(0, 4, (10, 10)), 1).astype(float)
    P += P.T
    sides = rng.choice([-1.0, 1.0], 10)
    e = np.array([[P[sides == a][:, sides == b].sum() for b in (1, -1)] for a in (1, -1)]) / P.sum()
    a = e.sum(axis=1)
    assert components.separation(P, sides) == pytest.approx((np.trace(e) - (a**2).sum()) / (1 - (a**2).sum()))


@pytest.mark.parametrize(
    ("layers", "value"),
    [
        ([[1, 1, -1, -1], [1, 1, -1, -1]], KNOWN["layers"]["identical"]),
        ([[1, 1, -1, -1], [-1, -1, 1, 1]], KNOWN["layers"]["one_flipped_gauge"]),
        ([[1, 1, -1, -1], [1, -1, 1, -1]], KNOWN["layers"]["orthogonal_2"]),
        ([[1, 1, -1, -1], [1, 1, -1, -1], [1, -1, 1, -1]], KNOWN["layers"]["three_layers_two_same"]),
    ],
)
def test_consistency_of_layers(layers, value):
    assert components.consistency(np.array(layers, dtype=float), np.ones(4)) == pytest.approx(value)


def test_consistency_needs_two_layers():
    assert np.isnan(components.consistency(np.array([[1.0, -1.0], [0.0, 0.0]]), np.ones(2)))


def test_many_networks_at_once_equal_one_by_one():
    worlds = [random_world(seed, 12) for seed in range(4)]
    P, N = (np.stack([world[k] for world in worlds])[:, None] for k in (0, 1))
    together = evaluate(P, N, Setting(poles=(0, 1)), rng=np.random.default_rng(1))
    for place, world in enumerate(worlds):
        alone = profile_of(*world)
        for name in ("C", "S", "H", "D", "TBI"):
            assert together.values[name][place, 0] == pytest.approx(alone[name], abs=1e-9)


@settings(max_examples=10, deadline=None)
@given(SEEDS, SEEDS)
def test_names_do_not_change_what_a_search_finds(seed, shuffle):
    P, N, _ = random_world(seed, 24, inside=0.2, across=0.2)
    order = np.random.default_rng(shuffle).permutation(len(P))
    found, other = (twoness(M[0], M[1], rng=1)[1] for M in ((P, N), (P[np.ix_(order, order)], N[np.ix_(order, order)])))
    assert other.tolist() == pytest.approx(found.tolist(), abs=1e-12)


@settings(max_examples=10, deadline=None)
@given(SEEDS)
def test_isolates_and_dangling_actors_do_not_change_two_ness(seed):
    P, N, _ = random_world(seed, 14)
    D = twoness(P, N, rng=1)[1]
    wide_P, wide_N = np.pad(P, (0, 3)), np.pad(N, (0, 3))
    assert twoness(wide_P, wide_N, rng=1)[1].tolist() == D.tolist()
    wide_N[0, -1] = wide_N[-1, 0] = 1e-9
    assert twoness(wide_P, wide_N, rng=1)[1][1:].tolist() == pytest.approx(D[1:].tolist(), abs=1e-7)


@settings(max_examples=6, deadline=None)
@given(SEEDS)
def test_cloning_every_actor_hardly_changes_concentration_separation_and_hostility(seed):
    P, N, poles = random_world(seed, 24)
    found = by_ties((P, N, poles))
    doubled = by_ties((np.kron(P, np.ones((2, 2))), np.kron(N, np.ones((2, 2))), (2 * poles[0], 2 * poles[1])))
    # The poles are held and their clones are not, so an actor that leans far in the data may lean a little less.
    assert doubled["C"] == pytest.approx(found["C"], abs=0.06)
    assert doubled["S"] == pytest.approx(found["S"], abs=0.06)
    assert doubled["H"] == pytest.approx(found["H"], abs=0.06)


def test_removing_cooperation_across_never_lowers_the_index_of_clear_blocs():
    P, N, poles = random_world(5, 20, inside=0.6, across=0.08)
    before = profile_of(P, N, poles)["TBI"]
    across = [(a, b) for a, b in np.argwhere(np.triu(P)) if a % 2 != b % 2]
    assert len(across) > 3
    for a, b in across:
        Q = P.copy()
        Q[a, b] = Q[b, a] = 0
        assert profile_of(Q, N, poles)["TBI"] >= before - 1e-9


def layered(*worlds: World) -> dict[str, float]:
    P, N = (np.stack([world[sign] for world in worlds])[None] for sign in (0, 1))
    found = evaluate(P, N, Setting(poles=worlds[0][2]), rng=np.random.default_rng(1))
    return {name: float(value[0, -1]) for name, value in found.values.items()}


@settings(max_examples=6, deadline=None)
@given(SEEDS)
def test_the_order_of_layers_does_not_matter_and_equal_layers_count_as_one(seed):
    first, second, third = (random_world(seed + k, 12) for k in range(3))
    found, other = layered(first, second, third), layered(third, first, second)
    for name in ("C", "S", "H", "D", "X", "TBI"):
        assert other[name] == pytest.approx(found[name], abs=1e-7, nan_ok=True)
    twice, once = layered(first, first), profile_of(*first)
    for name in ("C", "S", "H", "D"):
        assert twice[name] == pytest.approx(once[name], abs=1e-7, nan_ok=True)
    assert twice["X"] == pytest.approx(1) or np.isnan(twice["X"])


@settings(max_examples=10, deadline=None)
@given(SEEDS)
def test_actors_with_the_same_ties_are_aligned_alike(seed):
    P, N, poles = random_world(seed, 12)
    twins_P, twins_N = (np.pad(M, (0, 1)) for M in (P, N))
    for M in (twins_P, twins_N):
        M[-1, :-1] = M[:-1, -1] = M[5, :-1]
        M[-1, 5] = M[5, -1] = 0
    twins_P[-1, 5] = twins_P[5, -1] = 0
    twins_N[-1, 5] = twins_N[5, -1] = 3
    x = profile_of(twins_P, twins_N, poles)["x"]
    assert x[5] == pytest.approx(x[-1], abs=1e-9)


def shared_world(name: str) -> World | None:
    kinds = {
        "two_complete_hostile_20_20": (20, 20),
        "unequal_30_10": (30, 10),
        "unequal_38_2": (38, 2),
        "three_complete_hostile_20": (20,) * 3,
        "four_complete_hostile_15": (15,) * 4,
        "five_complete_hostile_12": (12,) * 5,
    }
    if name in kinds:
        return hostile_blocs(*kinds[name])
    if name.endswith("full_hedgers"):
        return with_hedgers(int(name.split("_")[-3]))
    if name == "complete_positive_40":
        P, N, _ = hostile_blocs(40)
        return P, N, (0, 39)
    if name == "two_complete_no_hostility":
        P, N, poles = hostile_blocs(20, 20)
        return P, 0 * N, poles
    return None


def test_shared_fixtures_hold(shared):
    reference = json.loads((shared / "reference" / "bipolarity.json").read_text(encoding="utf-8"))
    checked = 0
    for name, known in reference["tbi_fixtures"].items():
        world = shared_world(name)
        if world is None:
            continue
        found, checked = by_ties(world), checked + 1
        expected = {key: np.nan if known[key] is None else known[key] for key in ("C", "S", "H", "TBI")}
        assert {key: found[key] for key in expected} == pytest.approx(expected, abs=1e-8, nan_ok=True), name
        if known["H"] is not None:
            levels = twoness(world[0], world[1], rng=1)[1]
            assert levels.tolist() == pytest.approx(known["L_balanced_L1_L2_Linf"], abs=1e-9), name
    assert checked >= 11
    network = reference["tbi_invariance_checks"]["network"]
    W = np.zeros((network["n"], network["n"]))
    for a, b, sign in network["edges"]:
        W[a, b] = W[b, a] = sign
    found = by_ties((np.maximum(W, 0), np.maximum(-W, 0), tuple(network["anchors"])))
    assert {name: found[name] for name in network["values"]} == pytest.approx(network["values"], abs=1e-9)
    assert reference["cross_layer_fixtures"] == pytest.approx(KNOWN["layers"])
