"""From a number about an actor to the words that its ties rest on."""

import pytest

from qtnet.errors import UnknownNameError
from qtnet.facts import read_facts
from qtnet.metrics.centrality import centrality
from qtnet.network import build_network, quotations


@pytest.fixture(scope="module")
def seeds(root):
    return read_facts(root / "data" / "facts")


@pytest.mark.parametrize("weight", ["ties", "funding", "combined"])
@pytest.mark.parametrize("level", ["country", "actor"])
def test_every_tie_of_every_actor_leads_to_words_of_its_documents(seeds, level, weight):
    net = build_network(seeds, level=level, weight=weight)
    tied = set(net.ties["source"]) | set(net.ties["target"])
    for actor in sorted(tied)[:12]:
        told = quotations(net, seeds, actor)
        ties = net.ties[(net.ties["source"] == actor) | (net.ties["target"] == actor)]
        assert len(told) == ties["facts"].map(len).sum() > 0
        assert told["evidence"].str.len().min() > 0
        assert set(told["doc"]) <= set(net.corpus)


@pytest.mark.parametrize("name", ["dependence", "layer_dependence", "efficiency_loss", "split", "constraint"])
def test_who_has_a_score_has_the_quotations_it_rests_on(seeds, name):
    net = build_network(seeds)
    scores = centrality(net, name).series().dropna()
    told = {actor for actor in scores.index if len(quotations(net, seeds, actor))}
    assert told >= set(scores.index[scores > 0])


def test_a_partner_and_a_layer_narrow_the_quotations(seeds):
    net = build_network(seeds)
    tie = net.ties.iloc[0]
    everything = quotations(net, seeds, tie["source"])
    narrow = quotations(net, seeds, tie["source"], partner=tie["target"], layer=tie["layer"])
    assert 0 < len(narrow) < len(everything)
    assert set(narrow["fact"]) >= set(tie["facts"])
    assert set(narrow["layer"]) == {tie["layer"]}
    assert set(narrow["source"]) | set(narrow["target"]) == {tie["source"], tie["target"]}


def test_unknown_names_are_refused(seeds):
    net = build_network(seeds)
    for options in ({"actor": "Atlantis"}, {"actor": "US", "partner": "Atlantis"}):
        with pytest.raises(UnknownNameError, match="actor 'Atlantis' is unknown"):
            quotations(net, seeds, **options)
    with pytest.raises(UnknownNameError, match=r"layer 'qunatum' is unknown.*did you mean 'quantum'"):
        quotations(net, seeds, "US", layer="qunatum")
