"""Polarisation indices of the karate club, told apart from qtnet: plain loops and iterated walks instead of matrices.

`python -m tests.known.polarisation.recipe` writes `karate.json` beside this file.
"""

import json
from pathlib import Path
from statistics import mean

import networkx as nx

STEPS = 20_000


def karate():
    """The club, unweighted, with the faction of each member: 78 ties, 17 members on either side, 11 ties across."""
    graph = nx.karate_club_graph()
    return graph, {member: graph.nodes[member]["club"] for member in graph}


def leaders(graph, side, k):
    """The k members of either side with most ties; equal ones do not occur at the k used here."""
    return [
        sorted((v for v in graph if side[v] == name), key=graph.degree, reverse=True)[:k]
        for name in sorted(set(side.values()))
    ]


def chance_of_first(graph, first, second):
    """Chance of each member that its walk meets `first` before `second`, by walking on until nothing moves."""
    chance = {v: float(v in first) for v in graph}
    for _ in range(STEPS):
        new = {v: chance[v] if v in first or v in second else mean(chance[u] for u in graph[v]) for v in graph}
        if max(abs(new[v] - chance[v]) for v in graph) < 1e-15:
            break
        chance = new
    return chance


def controversy(graph, side, k):
    first, second = leaders(graph, side, k)
    chance = chance_of_first(graph, first, second)
    names = sorted(set(side.values()))
    ends_in_first = [mean(mean(chance[u] for u in graph[v]) for v in graph if side[v] == name) for name in names]
    ends_in_second = [1 - value for value in ends_in_first]
    started = [[value / sum(ends) for value in ends] for ends in (ends_in_first, ends_in_second)]
    return started[0][0] * started[1][1] - started[0][1] * started[1][0]


def dipole(graph, side, k):
    first, second = leaders(graph, side, k)
    opinion = [2 * value - 1 for value in chance_of_first(graph, first, second).values()]
    above, below = [x for x in opinion if x > 0], [x for x in opinion if x < 0]
    return (1 - abs(len(above) - len(below)) / len(opinion)) * (mean(above) - mean(below)) / 2


def boundary(graph, side):
    across = {v: [u for u in graph[v] if side[u] != side[v]] for v in graph}
    inside = {v: [u for u in graph[v] if side[u] == side[v] and not across[u]] for v in graph}
    at = [v for v in graph if across[v] and inside[v]]
    return mean(len(inside[v]) / (len(inside[v]) + len(across[v])) for v in at) - 0.5


def adaptive_ei(graph, side):
    names = sorted(set(side.values()))
    size = {name: sum(side[v] == name for v in graph) for name in names}
    ties = [sorted((side[u], side[v])) for u, v in graph.edges()]
    within = sum(ties.count([name, name]) / (size[name] * (size[name] - 1) / 2) for name in names)
    across = 2 * ties.count(names) / (size[names[0]] * size[names[1]])
    return (within - across) / (within + across)


def distance(graph, side):
    """Squared distance as the energy of the flow that moves one unit from every member of one side to the other."""
    names = sorted(set(side.values()))
    height = dict.fromkeys(graph, 0.0)
    for _ in range(STEPS):
        for v in graph:
            source = 1 if side[v] == names[0] else -1
            height[v] = (source + sum(height[u] for u in graph[v])) / graph.degree(v)
    return sum((height[u] - height[v]) ** 2 for u, v in graph.edges()) ** 0.5


def values():
    graph, side = karate()
    across = sum(side[u] != side[v] for u, v in graph.edges()) / graph.number_of_edges()
    factions = [{v for v in graph if side[v] == name} for name in sorted(set(side.values()))]
    found = {
        "ei_index": 2 * across - 1,
        "adaptive_ei_index": adaptive_ei(graph, side),
        "side_modularity": nx.community.modularity(graph, factions, weight=None),
        "side_assortativity": nx.attribute_assortativity_coefficient(graph, "club"),
        "boundary_polarisation": boundary(graph, side),
        "generalised_euclidean_distance": distance(graph, side),
    }
    for k in (1, 2, 3):
        found[f"random_walk_controversy, k = {k}"] = controversy(graph, side, k)
        found[f"dipole_polarisation, k = {k}"] = dipole(graph, side, k)
    return found


if __name__ == "__main__":
    told = {name: round(value, 10) for name, value in sorted(values().items())}
    Path(__file__).with_name("karate.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
