"""Pivotality of actors, and the list of hedgers and bridges."""

import numpy as np
import pandas as pd
import pytest

from qtnet.metrics.bipolarity import components as parts
from qtnet.metrics.bipolarity.alignment import align
from qtnet.metrics.bipolarity.bridges import BRIDGE_COLUMNS, ranked_bridges
from qtnet.metrics.bipolarity.evaluation import Setting
from qtnet.metrics.bipolarity.pivotality import clamped, pivotality
from tests.metrics.worlds import random_world


def hedged() -> tuple[np.ndarray, np.ndarray]:
    """0 and 1 are hostile poles with friends 2 and 3; 4 cooperates with all; 5 has no tie."""
    P, N = np.zeros((6, 6)), np.zeros((6, 6))
    for a, b in ((0, 2), (1, 3), (0, 4), (2, 4), (1, 4), (3, 4)):
        P[a, b] = P[b, a] = 1
    N[0, 1] = N[1, 0] = N[2, 3] = N[3, 2] = 1
    return P, N


def test_without_a_held_actor_nothing_changes():
    P, N, poles = random_world(3, 12)
    x = align(P, N, poles)
    held = clamped(P, N, Setting(poles=poles), np.array([5]), x[[5]])
    assert held[0] == pytest.approx(x, abs=1e-5)


def test_a_hedger_between_equal_poles_pulls_to_neither_side():
    P, N = hedged()
    found = pivotality(P, N, Setting(poles=(0, 1)), capability=np.ones(6), D=1.0)
    assert found[4] == pytest.approx(0, abs=1e-6)


def test_a_hedger_is_pivotal_where_it_makes_the_poles_equal():
    P, N = hedged()
    power = np.array([2.0, 4.0, 1.0, 1.0, 2.0, 0.0])  # with the weaker pole A the poles are equal
    found = pivotality(P, N, Setting(poles=(0, 1)), capability=power, D=1.0)
    assert found[4] > 0
    mirrored = pivotality(P, N, Setting(poles=(1, 0)), capability=power, D=1.0)
    assert mirrored[4] == pytest.approx(-found[4])


def test_pivotality_is_the_difference_of_two_headlines():
    P, N, poles = random_world(7, 12)
    setting, c = Setting(poles=poles), np.arange(1.0, 13.0)
    both = []
    for side in (1.0, -1.0):
        x = clamped(P, N, setting, np.array([6]), np.array([side]))
        S, H = parts.separation(P, x), parts.hostility_alignment(N, x)
        both.append(parts.headline(parts.concentration(c, x), parts.polarisation(S, H, np.full(1, 0.8)))[0])
    assert pivotality(P, N, setting, capability=c, D=0.8)[6] == pytest.approx(both[0] - both[1])


def test_poles_and_actors_without_ties_have_none():
    P, N = hedged()
    found = pivotality(P, N, Setting(poles=(0, 1)), capability=np.ones(6), D=1.0)
    assert np.isnan(found[[0, 1, 5]]).all()
    assert np.isfinite(found[[2, 3, 4]]).all()
    assert np.isnan(pivotality(P, N, Setting(poles=(0, 5)), capability=np.ones(6), D=1.0)).all()
    assert np.isnan(pivotality(P, N, Setting(poles=(0, 1)), capability=np.ones(6), D=np.nan)).all()


def row(actor: str, x: float, ambivalence: float, engagement: float, reason: str = "") -> dict[str, object]:
    kept = {"layer": "ai", "actor": actor, "estimate": x, "ambivalence": ambivalence, "engagement": engagement}
    return kept | {"pivotality": 0.0, "p_hedger": 0.5, "reason": reason}


def test_hedgers_bridges_and_outsiders_are_told_apart_and_ranked():
    rows = [
        row("US", 1, 0, 1),
        row("CN", -1, 0, 1),
        row("BR", 0.0, 0.2, 0.1),
        row("IN", 0.1, 0.9, 1.0),
        row("KR", 0.8, 0.6, 0.9),
        row("JP", 1.0, 0.0, 1.0),
        row("ZA", 0.0, np.nan, 0.0, "unreached"),
    ]
    found = ranked_bridges(pd.DataFrame(rows), ("US", "CN"))
    assert tuple(found.columns) == BRIDGE_COLUMNS
    assert found[["actor", "role"]].values.tolist() == [["IN", "hedger"], ["KR", "bridge"], ["BR", "outsider"]]
    assert "though it stands with US" in found.loc[1, "why"]
    assert found.loc[2, "why"].startswith("only 10% of its evidence")
