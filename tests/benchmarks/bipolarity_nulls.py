"""How long the bipolarity profile of null networks takes, beside networkx swaps with Python loops in the same run.

Time per draw is processor time of one core; the whole of 1,000 draws is wall time on two processes.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from qtnet.inference.bipolarity.null_draws import null_values
from qtnet.metrics.bipolarity.evaluation import Setting
from tests.benchmarks import networkx_bipolarity as peer

ACTORS, LAYERS, DRAWS, JOBS = 200, 8, 1000, 2
POLES = (0, 1)
#: Draws timed of qtnet and of the peer, whose draws take seconds each; of both the quickest repetition counts.
OWN_DRAWS, PEER_DRAWS, REPEATS = 30, 2, 3
#: Kicks of the two searches, as qtnet makes them: of 2,000 ties in all, 130 actors of a layer stand on cycles.
SPARSE, DENSE = (11, 17), (5, 7)


def report(say: Callable[[str], None]) -> None:
    """Print the table for 2,000 ties in all and for 2,000 ties in each of eight layers."""
    nulls(*(M[:1, :20, :20] for M in world(2000)), 2, 1)  # compiled before the clock runs
    say(f"{DRAWS:,} null networks of {ACTORS} actors × {LAYERS} layers with the whole profile")
    say(f"{'':30}{'qtnet':>12}{'networkx':>12}{'ratio':>8}{f'{DRAWS:,} draws':>14}")
    for label, ties, effort in (("2,000 ties in all", 2000 // LAYERS, SPARSE), ("2,000 ties per layer", 2000, DENSE)):
        P, N = world(ties)
        own = min(seconds(lambda P=P, N=N: nulls(P, N, OWN_DRAWS, 1)) for _ in range(REPEATS)) / OWN_DRAWS
        other = min(
            seconds(lambda P=P, N=N, draw=draw, effort=effort: peer_null(P, N, effort, draw))
            for draw in range(PEER_DRAWS)
        )
        start = time.perf_counter()
        nulls(P, N, DRAWS, JOBS)
        took = f"{time.perf_counter() - start:.0f} s"
        say(f"{label:30}{1000 * own:9.1f} ms{1000 * other:9.0f} ms{other / own:7.0f}×{took:>14}")


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


def seconds(run: Callable[[], None]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start
