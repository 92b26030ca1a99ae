"""Two periods compared: by ties' years and by documents', with exchanges counted by hand."""

import itertools

import numpy as np
import pandas as pd
import pytest

from qtnet.errors import InputError
from qtnet.facts import read_facts
from qtnet.inference.trends.period_documents import document_years, period_documents
from qtnet.inference.trends.periods import period_difference
from qtnet.network import MultilayerNetwork, build_network
from qtnet.results import ActorScores, tidy

PERIODS = {"before": (2010, 2014), "after": (2015, 2019)}


def weight(net):
    return float(net.tie_arrays.weight.sum())


def net_of(rows):
    """Rows (document, year, number of ties)."""
    ties = [("A", "B", "x", doc, year) for doc, year, number in rows for _ in range(number)]
    return MultilayerNetwork.from_edges(pd.DataFrame(ties, columns=["source", "target", "layer", "doc", "time"]))


def of_sizes(before, after):
    rows = [(f"old{i}", 2012, n) for i, n in enumerate(before)] + [(f"new{i}", 2017, n) for i, n in enumerate(after)]
    return net_of(rows)


def test_the_p_value_nears_that_of_all_exchanges():
    before, after = (1, 2, 1, 3), (4, 2, 5, 3)
    net = of_sizes(before, after)
    found = period_difference(net, weight, **PERIODS, rng=1, permutations=4999).frame.iloc[0]
    sizes = np.array(before + after)
    every = [2 * sizes[list(chosen)].sum() - sizes.sum() for chosen in itertools.combinations(range(8), 4)]
    exact = 2 * np.mean([value >= 7 for value in every])
    assert found["estimate"] == 7.0
    assert (found["before"], found["after"]) == (7.0, 14.0)
    assert found["p_value"] == pytest.approx(exact, abs=0.02)


def test_the_interval_is_that_of_documents_drawn_again():
    net = of_sizes((1, 2, 1, 3, 2, 2), (4, 2, 5, 3, 4, 4))
    found = period_difference(net, weight, **PERIODS, rng=1, draws=999, permutations=19).frame.iloc[0]
    # the sum of 12 draws from sizes −1 … 5: standard deviation √(12 · variance)
    signed = np.array([-1, -2, -1, -3, -2, -2, 4, 2, 5, 3, 4, 4])
    assert found["std_error"] == pytest.approx(np.sqrt(12 * signed.var()), rel=0.1)
    assert found["ci_low"] < 11 < found["ci_high"]


def test_a_document_of_both_periods_swaps_its_parts():
    rows = [(f"d{i}", year, n) for i in range(6) for year, n in ((2012, 1), (2017, 3))]
    found = period_difference(net_of(rows), weight, **PERIODS, rng=1, permutations=4999)
    assert (found.n_before, found.n_after, found.n_both) == (6, 6, 6)
    # only if all six swap or none does, is the difference as large: 2 · 2⁻⁶
    assert found.frame["p_value"].iloc[0] == pytest.approx(2 / 64, abs=0.01)
    assert "6 documents before and 6 after, 6 of them for both" in found.remark()


def test_dated_documents_belong_to_one_period_with_all_their_ties():
    rows = [(f"d{i}", 2012, 2) for i in range(8)]
    dated = {f"d{i}": 2012 if i < 4 else 2017 for i in range(8)}
    found = period_difference(net_of(rows), weight, **PERIODS, dated=dated, rng=1, draws=99, permutations=99)
    assert (found.n_before, found.n_after, found.n_both) == (4, 4, 0)
    assert found.frame["estimate"].iloc[0] == 0.0


def test_exchanges_keep_the_number_of_documents_of_each_period():
    documents = period_documents(of_sizes((1, 1, 1), (1, 1, 1, 1, 1)), **PERIODS)
    rng = np.random.default_rng(91)
    for _ in range(20):
        before, after = documents.exchanged(rng)
        assert (before.sum(), after.sum()) == (3, 5)
        assert (before + after == 1).all()


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ((1, 1), (1, 1, 1, 1), "2 documents before and 4 after; at least 3 each are needed"),
        ((1, 2, 1), (2, 3, 2), "20 ways to exchange documents between the periods; p ≤ 0.05 needs 40"),
    ],
)
def test_few_documents_are_not_told(before, after, reason):
    found = period_difference(of_sizes(before, after), weight, **PERIODS, rng=1, name="weight", draws=99)
    assert np.isnan(found.frame["p_value"].iloc[0])
    assert f"Cannot be told from these documents: whether there is a difference in weight ({reason})." in found.remark()


def test_a_value_that_one_period_lacks_is_undefined():
    def per_actor(net):
        tied = sorted({*net.ties["source"], *net.ties["target"]})
        frame = tidy([{"metric": "tied", "actor": actor, "estimate": 1.0} for actor in tied])
        return ActorScores(metric="tied", frame=frame)

    edges = pd.DataFrame({"source": "A", "target": ["B"] * 5 + ["C"] * 5, "layer": "x"})
    edges["doc"], edges["time"] = [f"d{i}" for i in range(10)], [2012] * 5 + [2017] * 5
    net = MultilayerNetwork.from_edges(edges)
    frame = period_difference(net, per_actor, **PERIODS, rng=1, draws=49, permutations=49).frame.set_index("actor")
    assert frame.loc["B", "reason"] == "undefined in one of the periods"
    assert frame.loc["A", "reason"] == ""
    assert frame.loc["A", "p_value"] == 1.0


@pytest.mark.slow  # starting processes takes seconds
def test_the_number_of_processes_changes_nothing():
    net = of_sizes((1, 2, 1, 3), (4, 2, 5, 3))
    one, two = (
        period_difference(net, weight, **PERIODS, rng=3, draws=70, permutations=70, jobs=jobs).to_frame()
        for jobs in (1, 2)
    )
    assert one.equals(two)


@pytest.mark.parametrize(
    ("periods", "words"),
    [
        ({"before": (2014, 2010), "after": (2015, 2019)}, "before: expected a first year not after the last"),
        ({"before": (2010, 2015), "after": (2015, 2019)}, "expected 'before' to end before 'after' begins"),
    ],
)
def test_wrong_periods_are_refused(periods, words):
    with pytest.raises(InputError, match=words):
        period_difference(of_sizes((1,), (1,)), weight, **periods, rng=1)


def test_five_documents_do_not_tell_a_difference_between_two_periods(root):
    facts = read_facts(root / "data" / "facts")
    found = period_difference(
        build_network(facts), weight, before=(1990, 2019), after=(2020, 2026), rng=1, name="tie weight"
    )
    assert "Cannot be told from these documents" in found.remark()
    assert set(document_years(facts).values()) <= {2024, 2025}
