"""The table of centralities: names, whole ranks, and no interval where one document tells all."""

from dataclasses import replace

import pandas as pd

from qtnet.report.labels import layer_label
from qtnet.report.sections import Context
from qtnet.report.shows.central import show_centrality
from qtnet.results import MULTILAYER


def in_one_layer(inputs, network):
    """The inputs with the centralities of the whole given for one layer too, and ranks between two places."""
    layer = str(network["layer"].iloc[0])
    whole = inputs.centrality[inputs.centrality["layer"] == MULTILAYER].assign(rank_low=1.5, rank_high=2.5)
    return layer, replace(inputs, network=network, centrality=pd.concat([whole, whole.assign(layer=layer)]))


def table(inputs):
    shown = show_centrality(inputs, Context.of(inputs).names).table
    return pd.DataFrame(shown.rows, columns=shown.columns)


def test_one_document_gives_no_interval_and_who_has_no_tie_is_left_out(inputs):
    fact = inputs.ties["tie"].iloc[0]
    row = inputs.network.iloc[:1].assign(facts=pd.Series([(fact,)], index=inputs.network.index[:1]))
    layer, given = in_one_layer(inputs, row.reset_index(drop=True))
    own = table(given)[lambda shown: shown["layer"] == layer_label(layer)]
    names = Context.of(given).names
    assert set(own["actor"]) <= {names[row["source"].iloc[0]], names[row["target"].iloc[0]]}
    assert len(own) > 0
    assert set(own["ci_low"]) == {""}
    assert set(own["reason"]) == {"no interval: one document"}


def test_ranks_are_whole_and_hold_the_interval_and_codes_are_names(inputs):
    _, given = in_one_layer(inputs, inputs.network)
    shown = table(given)
    assert set(shown["rank_low"]) - {""} == {"1"}
    assert set(shown["rank_high"]) - {""} == {"3"}
    assert "United States" in set(shown["actor"])
    assert not shown["metric"].str.contains("_").any()
