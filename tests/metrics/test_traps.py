"""Traps that measures of polarisation fall into, each seen on real networks: what misleads, and what does not.

three_clubs          a large and a small western club, loosely tied, and a small eastern one; hostility west to east
clubs_in_two_camps   two hostile camps of three clubs each, without hostility inside a camp
dense_camps          two camps of 20 with frequent cooperation inside, some across, and hostility across
"""

import numpy as np
import pandas as pd
import pytest

from qtnet.inference.nulls import signed_configuration
from qtnet.metrics.balance import algebraic_conflict, frustration, frustration_upper, triangle_balance, walk_balance
from qtnet.metrics.bipolarity import profile
from qtnet.metrics.bipolarity.alignment import align
from qtnet.metrics.bipolarity.components import hostility_alignment, separation
from qtnet.metrics.bipolarity.counting import contributions
from qtnet.metrics.blocs import blocs
from qtnet.metrics.polarisation.controversy import controversy
from qtnet.metrics.polarisation.dipole import dipole
from qtnet.metrics.polarisation.side_modularity import signed_modularity
from qtnet.network import MultilayerNetwork
from tests.tiny_networks import network

COLD_WAR = "cow_signed_windows_1946_1999.csv"
CLEARLY = 1 / 3


def symmetric(n, pairs):
    M = np.zeros((n, n))
    for a, b in pairs:
        M[a, b] = M[b, a] = 1
    return M


def club(members):
    return [(a, b) for a in members for b in members if a < b]


def of_matrices(P, N):
    rows = [(f"a{i:03d}", f"a{j:03d}", "x", sign) for M, sign in ((P, 1), (N, -1)) for i, j in np.argwhere(np.triu(M))]
    return network(rows)


def three_clubs():
    west, ally, east = range(12), range(12, 18), range(18, 24)
    P = symmetric(24, [*club(west), *club(ally), *club(east), *((i, 12 + i) for i in range(4))])
    N = symmetric(24, [*((i, 18 + i % 6) for i in range(8)), (12, 18), (13, 19)])
    return P, N, (0, 18), ally


def clubs_in_two_camps():
    clubs = [range(start, start + 6) for start in range(0, 36, 6)]
    inside = [(clubs[a][i], clubs[b][i]) for a, b in ((0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5)) for i in (0, 3)]
    P = symmetric(36, [pair for members in clubs for pair in club(members)] + inside)
    N = symmetric(36, [(a, b) for a in range(18) for b in range(18, 36) if (a + b) % 3 == 0])
    return P, N, (0, 18)


def dense_camps(seed, *, across=0.15):
    rng = np.random.default_rng(seed)
    camp = np.arange(40) < 20
    same = np.equal.outer(camp, camp)
    P = np.triu(rng.random((40, 40)) < np.where(same, 0.5, across), 1)
    N = np.triu(rng.random((40, 40)) < np.where(same, 0.02, 0.2), 1) & ~P
    return (P | P.T).astype(float), (N | N.T).astype(float), (0, 20), np.where(camp, 1, -1)


def best_two_blocs(P, N):
    """The division in two of largest signed modularity that a long search finds."""
    excess = [M - np.outer(M.sum(axis=0), M.sum(axis=0)) / M.sum() for M in (P, N)]
    B = excess[0] - excess[1]
    np.fill_diagonal(B, 0)
    return frustration_upper(B, rng=1, restarts=20)[1]


def cold_war(shared, year):
    frame = pd.read_csv(shared / "datasets" / "signed" / COLD_WAR, dtype={"source": str, "target": str})
    frame = frame[frame["year"] == year].drop(columns="year")
    return MultilayerNetwork.from_edges(frame.assign(layer="states"))


# 1. Communities are not camps: the null of modularity sets loosely tied friends apart.


def test_modularity_puts_a_loosely_tied_ally_with_the_enemy_and_alignment_does_not():
    P, N, (west, east), ally = three_clubs()
    sides = best_two_blocs(P, N)
    assert sides[west] != sides[east]
    assert (sides[list(ally)] == sides[east]).all()
    assert (align(P, N, (west, east))[list(ally)] > CLEARLY).all()


def with_the_east(net, states=("GBR", "FRA")):
    """Which states stand with Russia by the best two blocs, and which by alignment to the poles."""
    P, N = (M[0, 0] for M in contributions(net).matrices())
    place = [net.ids.index(state) for state in states]
    usa, russia = net.ids.index("USA"), net.ids.index("RUS")
    sides = best_two_blocs(P, N)
    x = align(P, N, (usa, russia))
    return (sides[place] == sides[russia]) & (sides[usa] != sides[russia]), x[place] < -CLEARLY


def test_in_1982_modularity_puts_britain_and_france_with_the_soviet_union(shared):
    by_blocs, by_alignment = with_the_east(cold_war(shared, 1982))
    assert by_blocs.all()
    assert not by_alignment.any()


@pytest.mark.slow
def test_modularity_does_so_in_two_windows_of_five_and_alignment_once_at_most(shared):
    found = [with_the_east(cold_war(shared, year)) for year in range(1946, 1997)]
    assert sum(by_blocs.all() for by_blocs, _ in found) >= 15
    assert sum(by_alignment.any() for _, by_alignment in found) <= 1


# 2. One actor is a small target: walks, dipoles and harmonic opinions with a single anchor collapse in dense camps.


def test_harmonic_opinions_collapse_in_dense_camps_and_the_ramp_does_not():
    P, N, poles, camp = dense_camps(1)
    harmonic, ramp = (align(P, N, poles, tau=tau) for tau in (1.0, 0.5))
    others = np.setdiff1d(np.arange(40), poles)
    assert np.abs(harmonic[others]).mean() < 0.35
    assert (ramp[others] * camp[others]).mean() > 0.8
    assert separation(P, harmonic) < 0.1 < 0.4 < separation(P, ramp)


def test_walks_and_dipoles_with_one_leader_hide_camps_that_more_leaders_show():
    P, N, _, camp = dense_camps(1)
    for index in (controversy, dipole):
        assert index(P, N, camp, k=1) < 0.15
        assert index(P, N, camp, k=10) > 3 * index(P, N, camp, k=1)


# 3. The number of communities is not the number of poles.


def test_two_camps_of_three_clubs_are_six_communities_and_two_poles():
    P, N, poles = clubs_in_two_camps()
    net = of_matrices(P, N)
    assert blocs(of_matrices(P, 0 * N), rng=1, restarts=5).n_blocs == 6
    found = profile(net, poles=(net.ids[poles[0]], net.ids[poles[1]]), rng=1).to_frame().set_index(["layer", "metric"])
    assert found.at[("x", "D"), "estimate"] == pytest.approx(1)


@pytest.mark.slow
def test_the_cold_war_has_four_communities_or_more_but_two_blocs_remove_most_conflict(shared):
    for year in (1951, 1961, 1971, 1981):
        net = cold_war(shared, year)
        found = profile(net, poles=("USA", "RUS"), rng=1).to_frame().set_index(["layer", "metric"])
        assert blocs(net, rng=1, restarts=5).n_blocs >= 4
        assert found.at[("states", "D"), "estimate"] > 0.7


# 4. Balance is not comparable across densities and shares of hostility.


def planted(seed, n, degree, *, noise=0.1):
    """Two camps of which a tenth of the ties are against the camps, whatever the density."""
    rng = np.random.default_rng(seed)
    same = np.equal.outer(np.arange(n) % 2, np.arange(n) % 2)
    tied = np.triu(rng.random((n, n)) < degree / (n - 1), 1)
    friendly = same ^ (rng.random((n, n)) < noise)
    upper = [(tied & which).astype(float) for which in (friendly, ~friendly)]
    return of_matrices(*(M + M.T for M in upper))


def test_walk_balance_falls_to_zero_and_algebraic_conflict_rises_with_density_alone():
    sparse, dense = planted(1, 60, 4), planted(1, 60, 40)
    assert walk_balance(sparse).estimate > 0.2
    assert walk_balance(dense).estimate < 0.01
    assert algebraic_conflict(dense).estimate > 10 * algebraic_conflict(sparse).estimate


def test_few_hostile_ties_look_balanced_wherever_they_fall():
    rng = np.random.default_rng(3)
    tied = np.triu(rng.random((40, 40)) < 0.3, 1)
    hostile = tied & (rng.random((40, 40)) < 0.05)
    net = of_matrices(*((M | M.T).astype(float) for M in (tied & ~hostile, hostile)))
    found = frustration(net)
    # no camps at all: the best division is to call nearly every hostile tie an error, and both indices praise it
    assert found.estimate > 0.9 * hostile.sum()
    assert found.normalised > 0.85
    assert triangle_balance(net).estimate > 0.8


# 5. Directed signed data have no single frustration index before a rule makes them symmetric.


def by_rule(frame, rule):
    """One sign per pair of monks, from what each says of the other."""
    values = frame.assign(value=frame["sign"] * frame["weight"])
    pairs: dict[tuple[str, str], list[float]] = {}
    for row in values.itertuples():
        pairs.setdefault(tuple(sorted((row.source, row.target))), []).append(row.value)
    signs = {pair: rule(said) for pair, said in pairs.items()}
    return network([(a, b, "affect", int(sign)) for (a, b), sign in signs.items() if sign])


RULES = {
    "sum": lambda said: np.sign(sum(said)),
    "hostile if either is": lambda said: -1 if min(said) < 0 else 1,
    "only what both say": lambda said: np.sign(said[0]) if len(said) == 2 and said[0] * said[1] > 0 else 0,
}


def test_sampsons_monks_have_another_frustration_by_every_rule(shared):
    file = shared / "datasets" / "signed" / "sampson_affect_t4.csv"
    frame = pd.read_csv(file, dtype={"source": str, "target": str})
    found = {name: frustration(by_rule(frame, rule)).estimate for name, rule in RULES.items()}
    assert found == {"sum": 12, "hostile if either is": 13, "only what both say": 1}
    # the package takes the sum, of weights as of signs
    assert frustration(MultilayerNetwork.from_edges(frame.assign(layer="affect")), weighted=False).estimate == 12


# 6. A null model that lets a friendly and a hostile tie meet on one pair is biased.


def hostile_overlap(P, N):
    return int(((P > 0) & (N > 0)).sum())


def random_signed(rng, n, degree):
    tied = np.triu(rng.random((n, n)) < degree / (n - 1), 1)
    hostile = tied & (rng.random((n, n)) < 0.5)
    return tuple((M | M.T).astype(float) for M in (tied & ~hostile, hostile))


def drawn_apart(P, N, *, draws, rng):
    """The tempting shortcut: each sign drawn by itself, blind to the other."""
    none = np.zeros_like(P)
    return signed_configuration(P, none, draws=draws, rng=rng).P, signed_configuration(none, N, draws=draws, rng=rng).N


def test_null_draws_keep_signs_on_different_pairs_and_separate_draws_would_not():
    P, N = random_signed(np.random.default_rng(1), 30, 9)
    kept = signed_configuration(P, N, draws=10, rng=2)
    assert all(hostile_overlap(p, q) == 0 for p, q in zip(kept.P, kept.N, strict=True))
    apart = drawn_apart(P, N, draws=10, rng=2)
    assert np.mean([hostile_overlap(p, q) for p, q in zip(*apart, strict=True)]) > 10


@pytest.mark.slow
def test_letting_signs_meet_finds_structure_in_random_networks():
    def top(P, N):
        return np.linalg.eigvalsh(P - N)[..., -1]

    rejected = {"kept apart": 0, "may meet": 0}
    rng = np.random.default_rng(7)
    for _ in range(100):
        P, N = random_signed(rng, 40, 9)
        nulls = signed_configuration(P, N, draws=39, rng=rng)
        for name, (p, q) in (("kept apart", (nulls.P, nulls.N)), ("may meet", drawn_apart(P, N, draws=39, rng=rng))):
            rejected[name] += (1 + (top(p, q) >= top(P, N)).sum()) / 40 <= 0.05
    assert rejected["kept apart"] <= 11  # 5 expected, 99 % of such counts are at most 11
    assert rejected["may meet"] >= 20


# 7. One document with many pairs is one event.


def measures_of_one_day(events):
    """Two camps with quarrels inside, and a measure of nine against nine that one document tells."""
    camps = [[f"{side}{i}" for i in range(9)] for side in "ab"]
    rows = [(a, b, 1, f"{a}{b}") for members in camps for a in members for b in members if a < b]
    rows += [(camps[0][i], camps[0][i + 1], -1, f"quarrel {i}") for i in range(8)]
    rows += [(a, b, -1, "the measure" if events == "one" else f"{a}{b}") for a in camps[0] for b in camps[1]]
    frame = pd.DataFrame(rows, columns=["source", "target", "sign", "event"]).assign(layer="x")
    return MultilayerNetwork.from_edges(frame)


def test_one_measure_against_many_is_one_event_and_not_eighty_one():
    camp = np.repeat([1.0, -1.0], 9)
    found = {}
    for events in ("one", "many"):
        _, N = (M[0, 0] for M in contributions(measures_of_one_day(events)).matrices())
        found[events] = N.sum() / 2, float(hostility_alignment(N, camp))
    assert found["one"][0] == pytest.approx(9)  # eight quarrels and the measure
    assert found["many"][0] == pytest.approx(89)
    assert found["many"][1] > 0.8
    assert found["one"][1] < 0.1


# 8. Modularity itself is high where nothing is.


def test_modularity_of_a_sparse_random_network_is_high():
    rng = np.random.default_rng(9)
    values = {}
    for degree in (3, 12):
        tied = np.triu(rng.random((60, 60)) < degree / 59, 1)
        P = (tied | tied.T).astype(float)
        B = P - np.outer(P.sum(axis=0), P.sum(axis=0)) / P.sum()
        np.fill_diagonal(B, 0)
        values[degree] = signed_modularity(P, 0 * P, frustration_upper(B, rng=1)[1])
    assert values[3] > 0.35
    assert values[3] > 2 * values[12]
