"""The best modularity of published networks: at least what leidenalg finds with 100 seeds, and what was proved optimal.

`tests/known/blocs` holds values made with leidenalg and their recipe; the shared reference folder holds others.
"""

import json
from pathlib import Path

import pytest

from qtnet.metrics.blocs import blocs
from tests.known.blocs.datasets import MULTILAYER, SINGLE, multilayer, single, snapshots

RECORDED = json.loads((Path(__file__).parents[1] / "known" / "blocs" / "leidenalg.json").read_text(encoding="utf-8"))
SETTINGS = [(name, aligned, w) for name in MULTILAYER for aligned in (True, False) for w in (0.1, 1.0)]
#: Windows whose best partition searches from scratch find rarely.
RARE = (1947, 1993, 1996)


def recorded(*key):
    return RECORDED["modularity"][" ".join(str(part) for part in key)]


def windows(shared):
    reference = json.loads((shared / "reference" / "multilayer.json").read_text(encoding="utf-8"))["ref"]
    known = {int(row["window"][:4]): row["leiden_gomez_Q"] for row in reference["cow_signed_1946_1999"]}
    for year, net in snapshots(shared, "cow_signed_windows_1946_1999"):
        yield year, net, known[year]


@pytest.mark.parametrize(("name", "aligned", "coupling"), SETTINGS)
def test_signed_multilayer_networks_reach_the_best_known_modularity(shared, name, aligned, coupling):
    found = blocs(multilayer(shared, name), rng=1, restarts=20, aligned=aligned, coupling=coupling)
    assert found.quality >= recorded(name, "aligned" if aligned else "present", coupling) - 1e-6


@pytest.mark.parametrize("name", [name for name in SINGLE if name != "congress_convote"])
def test_single_networks_reach_the_best_known_modularity(shared, name):
    assert blocs(single(shared, name), rng=1, restarts=20).quality >= recorded(name) - 1e-6


def test_the_books_on_politics_reach_their_proved_optimum(shared):
    # Brandes et al. 2008, table 2: 0.5272
    assert blocs(single(shared, "polbooks"), rng=1, restarts=20).quality == pytest.approx(0.5272, abs=5e-5)


def test_the_great_powers_reach_the_best_known_modularity(shared):
    for year, net in snapshots(shared, "wwi_powers_snapshots"):
        assert blocs(net, rng=1, restarts=10).quality >= recorded("wwi_powers_snapshots", year) - 1e-9


def test_common_enemies_unite_powers_that_no_friendship_joins(shared):
    # leidenalg does not merge groups without a link and stays at 0.193
    powers = dict(snapshots(shared, "wwi_powers_snapshots"))[1890]
    assert blocs(powers, rng=1, restarts=10).quality == pytest.approx(9 / 35)


def test_windows_of_correlates_of_war_surpass_the_best_known_modularity(shared):
    for year, net, known in windows(shared):
        if year in RARE:
            assert blocs(net, rng=1, restarts=30).quality > known + 1e-4, year


@pytest.mark.slow
def test_every_window_of_correlates_of_war_reaches_the_best_known_modularity(shared):
    for year, net, known in windows(shared):
        assert blocs(net, rng=1).quality >= known - 1e-9, year


@pytest.mark.slow
def test_the_congress_reaches_the_best_known_modularity(shared):
    assert blocs(single(shared, "congress_convote"), rng=1).quality >= recorded("congress_convote") - 1e-6


@pytest.mark.slow
def test_the_best_of_a_hundred_restarts_hardly_depends_on_the_seed(shared):
    for year, net, _ in windows(shared):
        if year in RARE:
            found = [blocs(net, rng=seed).quality for seed in range(3)]
            assert max(found) - min(found) < 2e-4, year
