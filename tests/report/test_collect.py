"""Results become frames without a number being changed."""

import pandas as pd

from qtnet.facts import read_facts
from qtnet.inference.bipolarity import bipolarity
from qtnet.metrics.balance import frustration
from qtnet.metrics.blocs import blocs
from qtnet.metrics.centrality import centrality
from qtnet.network import build_network
from qtnet.report.collect import collect
from qtnet.results import MULTILAYER


def test_the_results_of_the_seeds_become_complete_inputs(root):
    facts = read_facts(root / "data" / "corpus" / "seeds" / "gold")
    network = build_network(facts, level="country")
    partition = blocs(network, rng=1, restarts=3)
    profile = bipolarity(network, rng=1, poles=("US", "CN"), nulls=3, draws=3)
    scores = [centrality(network, "pagerank", scope=scope) for scope in ("multilayer", "layers")]
    inputs = collect(
        title="t",
        question="q",
        config={},
        provenance={},
        texts={},
        facts=facts,
        network=network,
        centrality=scores,
        partition=partition,
        frustration=[frustration(network)],
        bipolarity=profile,
    )
    assert len(inputs.centrality) == sum(len(s.to_frame()) for s in scores)
    pd.testing.assert_frame_equal(inputs.bipolarity, profile.components)
    assert list(inputs.coassignment.index) == list(network.actors["actor"])
    assert set(inputs.frustration["layer"]) == {MULTILAYER}
    assert inputs.quality.empty
    assert inputs.quality_reason
    assert "(not named)" not in set(inputs.funding_flows["funder"]) | set(inputs.funding_flows["recipient"])
