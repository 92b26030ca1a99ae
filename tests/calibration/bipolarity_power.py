"""Whether the test of bipolarity keeps its level on networks of chance, and how soon it sees planted poles."""

from __future__ import annotations

from functools import partial

import numpy as np
from scipy.stats import kstest

from qtnet.inference.bipolarity.null_draws import null_values
from qtnet.inference.pvalues import permutation_p
from qtnet.metrics.bipolarity.evaluation import Setting, evaluate_data
from qtnet.metrics.bipolarity.poles import best_pairs, candidates
from qtnet.parallel import map_ordered
from tests.calibration.study import Cell, Study

ACTORS, NULLS, LEVEL = 40, 39, 0.05
#: Networks of chance per density, and planted networks per setting.
CHANCE, PLANTED = 170, 40
#: Share of the usual search behind D, for data and null networks alike.
EFFORT = 0.25
#: Mean number of cooperative and of hostile ties of an actor in networks of chance.
DENSITIES = ((3, 1.5), (6, 3), (12, 6))
#: Density of cooperation across the poles (0.4 inside), and of hostility across (a tenth of it inside).
ACROSS, HOSTILE = (0.05, 0.1, 0.2, 0.3, 0.4), (0.2, 0.05, 0.02)

FOUND = "poles found"
COLUMNS = ("networks", "cooperation across", "hostile ties", "TBI", "chance", "TBI*", "p ≤ 0.05", "p uniform")


def study(jobs: int) -> Study:
    rows: list[tuple[Cell, ...]] = []
    for start, searched, told in ((0, False, ""), (50, True, f", {FOUND}")):
        for place, (cooperation, hostility) in enumerate(DENSITIES, start):
            cells = _cell(place, jobs, CHANCE, cooperation=cooperation, hostility=hostility, searched=searched)
            label = f"chance, {cooperation + hostility:g} ties per actor{told}"
            rows.append((label, round(cooperation / (ACTORS - 1), 3), *_summary(cells)))
    for place, (across, hostile) in enumerate((a, h) for h in HOSTILE for a in ACROSS):
        cells = _cell(100 + place, jobs, PLANTED, across=across, hostile=hostile)
        rows.append(("two poles of 20", across, *_summary(cells)[:-1], ""))
    for place, across in enumerate(ACROSS):
        cells = _cell(200 + place, jobs, PLANTED, across=across, hostile=HOSTILE[1], searched=True)
        rows.append((f"two poles of 20, {FOUND}", across, *_summary(cells)[:-1], ""))
    return Study(
        name="bipolarity_power",
        title="Power of the test of bipolarity",
        question="Does the test reject chance at its level, and how much separation and hostility does it need?",
        columns=COLUMNS,
        rows=tuple(rows),
        verdict=_verdict(rows),
    )


def _verdict(rows: list[tuple[Cell, ...]]) -> str:
    k = len(DENSITIES)
    given, found, (many, few) = rows[:k], rows[k : 2 * k], (rows[2 * k + 2], rows[2 * k + 2 * len(ACROSS) + 2])
    return (
        f"On {CHANCE * k} networks of chance with {ACTORS} actors the test at 5 % rejects {_span(given)}, and "
        f"{_span(found)} of as many where the poles are found and not given, though TBI itself is up to "
        f"{max(float(row[3]) for row in (*given, *found))} there. Planted poles that cooperate across half as often as "
        f"inside are found in {float(many[6]):.0%} of networks with {many[2]} hostile ties and in {float(few[6]):.0%} "
        f"with {few[2]}."
    )


def _span(rows: list[tuple[Cell, ...]]) -> str:
    rates = [float(row[6]) for row in rows]
    return f"{min(rates):.0%} to {max(rates):.0%}"


def _cell(place: int, jobs: int, networks: int, *, searched: bool = False, **world: float) -> np.ndarray:
    seeds = range(1000 * place, 1000 * place + networks)
    return np.array(list(map_ordered(partial(_tested, world, searched), seeds, jobs=jobs)))


def _tested(world: dict[str, float], searched: bool, seed: int) -> tuple[float, float, float, float]:
    """Draw a network and test it: TBI, its mean under the null, p, and the number of hostile ties."""
    rng = np.random.default_rng(seed)
    P, N = _chance(rng, **world) if "cooperation" in world else _planted(rng, **world)
    if not ((P + N)[:2].any(axis=1).all() and N.any()):
        return np.nan, np.nan, np.nan, float(N.sum() / 2)
    pairs = candidates(P[None], N[None], None) if searched else [(0, 1)]
    best = pairs[int(best_pairs(P[None, None], N[None, None], pairs, capability=None)[0])]
    setting, data = evaluate_data(P[None, None], N[None, None], Setting(poles=best, effort=EFFORT), rng=rng)
    null = null_values(P[None], N[None], setting, pairs, draws=NULLS, rng=rng, jobs=1)["TBI"][:, 0]
    tbi = float(data.values["TBI"][0, 0])
    return tbi, float(np.nanmean(null)), permutation_p(tbi, null), float(N.sum() / 2)


def _chance(rng: np.random.Generator, *, cooperation: float, hostility: float) -> tuple[np.ndarray, np.ndarray]:
    p, q = cooperation / (ACTORS - 1), hostility / (ACTORS - 1)
    return _drawn(rng, np.full((ACTORS, ACTORS), p), np.full((ACTORS, ACTORS), q))


def _planted(rng: np.random.Generator, *, across: float, hostile: float) -> tuple[np.ndarray, np.ndarray]:
    same = np.equal.outer(np.arange(ACTORS) % 2, np.arange(ACTORS) % 2)
    return _drawn(rng, np.where(same, 0.4, across), np.where(same, hostile / 10, hostile))


def _drawn(rng: np.random.Generator, p: np.ndarray, q: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Draw cooperation with chances p and, elsewhere, hostility with chances q."""
    u = np.triu(rng.random(p.shape), 1)
    P, N = (u > 0) & (u < p), (u >= p) & (u < p + q)
    return (P + P.T).astype(float), (N + N.T).astype(float)


def _summary(cells: np.ndarray) -> tuple[Cell, ...]:
    known = cells[np.isfinite(cells[:, 2])]
    tbi, chance, p, _ = known.T
    star = np.maximum(0, (tbi - chance) / (1 - chance))
    # p takes NULLS + 1 values; a uniform shift within its steps makes it continuous.
    smooth = p - np.random.default_rng(1).random(len(p)) / (NULLS + 1)
    return (
        round(float(cells[:, 3].mean())),
        round(float(tbi.mean()), 2),
        round(float(chance.mean()), 2),
        round(float(star.mean()), 2),
        round(float((p <= LEVEL + 1e-12).mean()), 3),
        round(float(kstest(smooth, "uniform").pvalue), 3),
    )
