"""The peer of the null model of bipolarity: networkx swaps, and the profile of each draw by Python loops.

What a person would write with networkx and dictionaries, with the same definitions, the same number of swaps and the
same effort in the searches as qtnet. It shares no code with the package.
"""

from __future__ import annotations

import math
import random

import networkx as nx
import numpy as np

Row = dict[int, float]
Rows = list[Row]

SWAPS_PER_TIE = 4


def swapped(tails: np.ndarray, heads: np.ndarray, weights: np.ndarray, n: int, seed: int) -> Rows:
    """Swap ties and exchange their weights. Unlike qtnet it lets cooperation and hostility meet."""
    graph = nx.empty_graph(n)
    graph.add_edges_from(zip(tails.tolist(), heads.tolist(), strict=True))
    swaps = SWAPS_PER_TIE * graph.number_of_edges()
    nx.double_edge_swap(graph, nswap=swaps, max_tries=100 * swaps, seed=seed)
    shuffled = weights.tolist()
    random.Random(seed).shuffle(shuffled)
    rows: Rows = [{} for _ in range(n)]
    for (a, b), weight in zip(graph.edges, shuffled, strict=True):
        rows[a][b] = rows[b][a] = weight
    return rows


def summed(layers: list[Rows], n: int) -> Rows:
    total: Rows = [{} for _ in range(n)]
    for rows in layers:
        for mine, row in zip(total, rows, strict=True):
            for other, weight in row.items():
                mine[other] = mine.get(other, 0.0) + weight
    return total


def tbi(P: Rows, N: Rows, poles: tuple[int, int], effort: tuple[int, int]) -> float:
    """Give TBI of one layer; `effort` is the number of kicks of the two searches."""
    n = len(P)
    to_p, to_q = (1 / max(sum(sum(row.values()) for row in rows), 1e-300) for rows in (P, N))
    pull: Rows = [{} for _ in range(n)]
    mass = [0.0] * n
    for i in range(n):
        for j, weight in P[i].items():
            pull[i][j] = weight * to_p
            mass[i] += weight * to_p
        for j, weight in N[i].items():
            pull[i][j] = pull[i].get(j, 0.0) - weight * to_q
            mass[i] += weight * to_q
    x = alignment(pull, mass, poles)
    A, B, U = ([f(v) for v in x] for f in (lambda v: max(v, 0.0), lambda v: max(-v, 0.0), lambda v: 1 - abs(v)))
    ties = [len(P[i]) + len(N[i]) for i in range(n)]
    C = 4 * dot(ties, A) * dot(ties, B) / sum(ties) ** 2
    s, h = ([sum(row.values()) * to for row in rows] for rows, to in ((P, to_p), (N, to_q)))
    crossing = (1 - form(P, x, x) * to_p - form(P, U, U) * to_p) / 2
    S = 1 - crossing / ((1 - dot(s, x) ** 2 - dot(s, U) ** 2) / 2)
    e = 2 * dot(h, A) * dot(h, B)
    H = (2 * form(N, A, B) * to_q - e) / (1 - e)
    return math.sqrt(C * (max(S, 0) * max(H, 0) * two_ness(pull, effort)) ** (1 / 3))


def alignment(pull: Rows, mass: list[float], poles: tuple[int, int]) -> list[float]:
    x = [0.0] * len(pull)
    x[poles[0]], x[poles[1]] = 1.0, -1.0
    for _ in range(20_000):
        change, new = 0.0, x.copy()
        for i, row in enumerate(pull):
            if i in poles or not row:
                continue
            drawn = min(1.0, max(-1.0, sum(w * x[j] for j, w in row.items()) / (0.5 * mass[i])))
            new[i] = 0.5 * x[i] + 0.5 * drawn
            change = max(change, abs(new[i] - x[i]))
        x = new
        if change < 1e-10:
            break
    return x


def two_ness(pull: Rows, effort: tuple[int, int]) -> float:
    n, draw = len(pull), random.Random(1)
    best, value = tabu(pull, [0] * n, 2, 4 * n, draw)
    for kick in range(effort[0] + 1):
        trial = [1 - side if draw.random() < (0.5, 0.15, 0.05)[kick % 3] else side for side in best]
        trial, found = tabu(pull, trial, 2, 4 * n, draw)
        if found > value:
            best, value = trial, found
    attraction = sum(w for row in pull for w in row.values() if w > 0)
    one, two = attraction - sum(w for row in pull for w in row.values()), attraction - 2 * value
    best, value = tabu(pull, best, 6, 3 * n, draw)
    for _ in range(effort[1] + 1):
        trial, found = tabu(pull, [draw.randrange(6) if draw.random() < 0.3 else b for b in best], 9, 3 * n, draw)
        if found > value:
            best, value = trial, found
    return max(0.0, 1 - (two - (attraction - 2 * value)) / (one - two)) if one > two else 0.0


def tabu(pull: Rows, labels: list[int], blocs: int, steps: int, draw: random.Random) -> tuple[list[int], float]:
    """Move the actor that gains most, or loses least, to another bloc, step by step; give the best blocs passed."""
    n = len(pull)
    felt = [[0.0] * blocs for _ in range(n)]
    for i, row in enumerate(pull):
        for j, w in row.items():
            felt[i][labels[j]] += w
    gains = [aim(felt[i], labels[i]) for i in range(n)]
    value = sum(felt[i][labels[i]] for i in range(n)) / 2
    best, top, last, free = labels.copy(), value, 0, [0] * n
    for step in range(steps):
        if step - last > n:
            break
        chosen, most = -1, -math.inf
        for i in range(n):
            gain = gains[i][0]
            if gain > most and (free[i] <= step or value + gain > top):
                chosen, most = i, gain
        if chosen < 0:
            continue
        old, new = labels[chosen], gains[chosen][1]
        labels[chosen] = new
        value += most
        gains[chosen] = aim(felt[chosen], new)
        for j, w in pull[chosen].items():
            felt[j][old] -= w
            felt[j][new] += w
            gains[j] = aim(felt[j], labels[j])
        free[chosen] = step + draw.randrange(n // 8, n // 4)
        if value > top:
            top, last, best = value, step, labels.copy()
    return best, top


def aim(felt: list[float], own: int) -> tuple[float, int]:
    """Give the best gain of an actor and the bloc that it lies in."""
    most, target = max((w, bloc) for bloc, w in enumerate(felt) if bloc != own)
    return most - felt[own], target


def dot(a: list[float], b: list[float]) -> float:
    return sum(map(float.__mul__, map(float, a), b))


def form(rows: Rows, a: list[float], b: list[float]) -> float:
    return sum(a[i] * w * b[j] for i, row in enumerate(rows) for j, w in row.items())
