"""Ties of a network regressed in one line, and what five documents cannot tell."""

import numpy as np
import pandas as pd
import pytest

from qtnet.errors import InputError
from qtnet.facts import read_facts
from qtnet.inference.dyadic.covariates import same_group, tie_counts
from qtnet.inference.dyadic.evidence import tie_documents
from qtnet.inference.dyadic.of_network import tie_regression
from qtnet.inference.dyadic.regression import dyadic_regression
from qtnet.network import MultilayerNetwork, build_network


def net_of(documents):
    rng = np.random.default_rng(61)
    ends = [sorted(rng.choice(list("ABCDEFGH"), 2, replace=False)) for _ in range(40)]
    rows = [(*pair, "ai", f"d{i % documents}") for i, pair in enumerate(ends)]
    return MultilayerNetwork.from_edges(pd.DataFrame(rows, columns=["source", "target", "layer", "doc"]))


def test_it_is_the_regression_of_the_counts():
    net = net_of(6)
    x = {"x": np.add.outer(np.arange(8.0), np.arange(8.0))}
    one = tie_regression(net, x, rng=1, permutations=19)
    two = dyadic_regression(tie_counts(net, sign=1), x, rng=1, permutations=19)
    assert one.to_frame().equals(two.to_frame())


def test_a_logit_asks_whether_pairs_are_tied():
    net = net_of(6)
    found = tie_regression(net, {}, family="logit", rng=1, permutations=1)
    tied = (tie_counts(net, sign=1) > 0)[np.triu_indices(8, 1)].mean()
    assert found.coefficients["odds_ratio"].iloc[0] == pytest.approx(tied / (1 - tied))


def test_two_documents_tell_nothing():
    found = tie_regression(net_of(2), {}, rng=1, permutations=1)
    assert found.coefficients["estimate"].isna().all()
    assert "what goes with ties (2 documents; at least 3 are needed)" in found.remark()
    assert "The ties rest on 2 documents (rows of an edge list that names none), which" in found.remark()


def test_documents_of_another_sign_do_not_count():
    rows = [
        ("A", "B", "ai", 1, "d1"),
        ("A", "C", "ai", -1, "d2"),
        ("B", "C", "chips", 1, "d3"),
        ("B", "C", "ai", 1, ""),
    ]
    net = MultilayerNetwork.from_edges(pd.DataFrame(rows, columns=["source", "target", "layer", "sign", "doc"]))
    assert tie_documents(net, sign=1) == {"d1", "d3"}
    assert tie_documents(net, sign=1, layer="ai") == {"d1"}
    assert tie_documents(net, sign=-1) == {"d2"}


def test_amounts_of_a_line_are_refused():
    with pytest.raises(InputError, match="family: counts of ties take"):
        tie_regression(net_of(3), {}, family="linear", rng=1)


def test_five_documents_do_not_tell_whether_members_of_the_eu_restrict_each_other(root):
    net = build_network(read_facts(root / "data" / "facts"))
    found = tie_regression(net, {"both in the EU": same_group(net, "EU")}, sign=-1, rng=1, permutations=99)
    assert "Cannot be told from these documents" in found.remark()
