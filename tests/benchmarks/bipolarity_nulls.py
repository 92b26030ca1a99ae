"""How long the bipolarity profile of null networks takes, beside networkx swaps with Python loops in the same run."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from qtnet.inference.bipolarity.null_draws import null_values
from qtnet.metrics.bipolarity.evaluation import Setting
from tests.benchmarks import networkx_bipolarity as peer
from tests.benchmarks.timing import Line, least, seconds

ACTORS, LAYERS, DRAWS = 200, 8, 1000
POLES = (0, 1)
#: Draws timed of qtnet and of the peer, whose draws take seconds each; of both the quickest repetition counts.
OWN_DRAWS, PEER_DRAWS, REPEATS = 30, 2, 3
#: Kicks of the two searches, as qtnet makes them: of 2,000 ties in all, 130 actors of a layer stand on cycles.
SPARSE, DENSE = (11, 17), (5, 7)


def lines() -> Iterator[Line]:
    """Give a line for 2,000 ties in all, one for 2,000 in each of eight layers, and one for all draws of the first."""
    nulls(*(M[:1, :20, :20] for M in world(2000)), 2, 1)  # compiled before the clock runs
    size = f"{ACTORS} actors × {LAYERS} layers"
    for label, ties, effort in (("2,000 ties in all", 2000 // LAYERS, SPARSE), ("2,000 ties per layer", 2000, DENSE)):
        P, N = world(ties)
        own = least(lambda P=P, N=N: nulls(P, N, OWN_DRAWS, 1), REPEATS) / OWN_DRAWS
        other = min(
            seconds(lambda P=P, N=N, draw=draw, effort=effort: peer_null(P, N, effort, draw))
            for draw in range(PEER_DRAWS)
        )
        what = f"bipolarity of one null network, {size}, {label}"
        yield Line(subject="bipolarity_nulls", what=what, own=own, peer="networkx and loops", other=other)
    P, N = world(2000 // LAYERS)
    own = seconds(lambda: nulls(P, N, DRAWS, 1))
    yield Line(subject="bipolarity_nulls", what=f"bipolarity of {DRAWS:,} null networks, {size}, 2,000 ties", own=own)


def world(ties: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw layers of random ties, a third of them hostile, with weights from 1 to 4."""
    rng = np.random.default_rng(1)
    rows, columns = np.triu_indices(ACTORS, 1)
    P, N = np.zeros((2, LAYERS, ACTORS, ACTORS))
    for layer in range(LAYERS):
        chosen = rng.choice(len(rows), ties, replace=False)
        weight, hostile = rng.integers(1, 5, ties), rng.random(ties) < 1 / 3
        for M, own in ((P, ~hostile), (N, hostile)):
            M[layer, rows[chosen[own]], columns[chosen[own]]] = weight[own]
    return P + P.swapaxes(1, 2), N + N.swapaxes(1, 2)


def nulls(P: np.ndarray, N: np.ndarray, draws: int, jobs: int) -> None:
    null_values(P, N, Setting(poles=POLES), [POLES], draws=draws, rng=1, jobs=jobs)


def peer_null(P: np.ndarray, N: np.ndarray, effort: tuple[int, int], draw: int) -> None:
    layers: tuple[list[peer.Rows], list[peer.Rows]] = ([], [])
    for matrices, signed in zip((P, N), layers, strict=True):
        for M in matrices:
            tails, heads = np.nonzero(np.triu(M))
            signed.append(peer.swapped(tails, heads, M[tails, heads], ACTORS, draw))
    for p, q in zip(*layers, strict=True):
        peer.tbi(p, q, POLES, effort)
    peer.tbi(*(peer.summed(signed, ACTORS) for signed in layers), POLES, DENSE)
