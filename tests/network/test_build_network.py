"""Facts to network: weights, filters, layers, the lift to countries, and a count of everything that was dropped."""

import pickle
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from qtnet.errors import InputError, UnknownNameError
from qtnet.network import STATUS_WEIGHTS, MultilayerNetwork, build_network
from tests.network.invented_facts import ACTORS, facts, funding, tie


def weights(net):
    return {(t.source, t.target): t.weight for t in net.ties.itertuples()}


def test_companies_act_for_their_home_country():
    net = build_network(facts(tie("tsmc", "US", mode="supply"), tie("JP", "tsmc")))
    assert net.ties[["source", "target", "directed"]].values.tolist() == [["JP", "TW", False], ["TW", "US", True]]
    assert net.actors[["actor", "name", "kind", "country"]].values.tolist() == [
        ["EU", "European Union", "bloc", "EU"],
        ["JP", "Japan", "country", "JP"],
        ["TW", "Taiwan", "country", "TW"],
        ["US", "United States", "country", "US"],
    ]


def test_at_the_level_of_actors_nobody_is_lifted():
    net = build_network(facts(tie("tsmc", "US"), tie("Quad", "JP")), level="actor")
    assert net.ties[["source", "target"]].values.tolist() == [["JP", "Quad"], ["US", "tsmc"]]
    assert net.ids == tuple(sorted(ACTORS["actor"]))


def test_undirected_ties_are_put_in_order_again_after_the_lift():
    net = build_network(facts(tie("US", "tsmc"), tie("tsmc", "US", doc="d2")))
    assert net.ties[["source", "target", "n_evidence"]].values.tolist() == [["TW", "US", 2]]


def test_what_cannot_be_lifted_is_dropped_and_counted():
    net = build_network(facts(tie("tsmc", "TW"), tie("Quad", "JP"), tie("JP", "US")))
    assert len(net.ties) == 1
    assert dict(net.dropped) == {"inside one country": 1, "no home country": 1}


def test_a_tie_weighs_its_status_times_its_confidence():
    net = build_network(facts(tie("JP", "US", confidence=0.8), tie("EU", "US", status="announced", confidence=0.8)))
    assert weights(net) == {("JP", "US"): 0.8, ("EU", "US"): 0.8 * STATUS_WEIGHTS["announced"]}


def test_documents_with_their_own_evidence_add_up():
    net = build_network(facts(tie("JP", "US", confidence=0.5), tie("JP", "US", doc="d2", confidence=0.75)))
    assert weights(net) == {("JP", "US"): 1.25}
    assert net.documents == ("d1", "d2")


def test_facts_of_one_quotation_share_the_weight_of_the_strongest():
    quotation = {"start": 5, "end": 9}
    same = facts(tie("tsmc", "US", confidence=1.0, **quotation), tie("itri", "US", confidence=0.5, **quotation))
    net = build_network(same)
    assert weights(net) == pytest.approx({("TW", "US"): 1.0}, abs=1e-12)
    assert sorted(net.evidence["weight"]) == pytest.approx([1 / 3, 2 / 3])
    assert net.evidence["event"].unique().tolist() == ["d1:5-9:+"]


def test_signs_are_kept_apart_and_named_in_the_event():
    net = build_network(facts(tie("JP", "US"), tie("JP", "US", mode="rivalry")))
    assert net.ties[["sign", "directed"]].values.tolist() == [[-1, False], [1, False]]
    assert {event[-1] for event in net.evidence["event"]} == {"+", "-"}


def test_filters_count_what_they_leave_out():
    given = facts(
        tie("JP", "US", status="proposed"),
        tie("JP", "US", doc="d2", confidence=0.1),
        tie("JP", "US", doc="d3", year=2010),
        tie("JP", "US", doc="d4", year=np.nan),
        tie("JP", "US", doc="d5", year=2021),
    )
    net = build_network(given, min_confidence=0.5, years=(2020, 2022))
    assert net.documents == ("d5",)
    assert dict(net.dropped) == {"low confidence": 1, "other status": 1, "other year": 1, "unknown year": 1}


def test_layers_are_domains_or_modes_or_both():
    given = facts(tie("JP", "US", domain="ai"), tie("JP", "US", mode="supply", domain="quantum"))
    assert build_network(given).layers == ("ai", "quantum")
    assert build_network(given, aspects=("mode",)).layers == ("agreement", "supply")
    both = build_network(given, aspects=("domain", "mode"))
    assert both.layers == ("ai|agreement", "quantum|supply")
    assert both.aspects == ("domain", "mode")


def test_funding_weighs_constant_dollars_from_funder_to_recipient():
    money = [funding("JP", "tsmc", amount_usd=5e6), funding("US", "JP", amount_usd=np.nan), funding("", "tsmc")]
    net = build_network(facts(tie("EU", "US"), money=money), weight="funding")
    assert net.ties[["source", "target", "weight", "directed"]].values.tolist() == [["JP", "TW", 5e6, True]]
    assert dict(net.dropped) == {
        "money without a known amount in USD": 1,
        "money without funder or recipient": 1,
    }


def test_a_yearly_sum_counts_for_its_years_and_two_of_one_document_are_two():
    yearly = {"amount_usd": 5e6, "basis": "per-year", "years": 3.0}
    money = [funding("JP", "tsmc", **yearly), {**funding("JP", "tsmc", **yearly), "funding": "m2", "year": 2030.0}]
    net = build_network(facts(money=money), weight="funding")
    assert weights(net) == {("JP", "TW"): 30e6}


def test_a_sum_that_two_documents_tell_counts_once():
    money = [funding("JP", "tsmc", amount_usd=5e6), funding("JP", "tsmc", amount_usd=5e6, doc="d2")]
    net = build_network(facts(money=money), weight="funding")
    assert weights(net) == {("JP", "TW"): 5e6}
    assert net.ties["n_evidence"].tolist() == [2]


def test_combined_raises_a_funded_tie_by_the_order_of_its_money():
    told = tie("JP", "tsmc", mode="funding", confidence=0.5)
    money = [funding("JP", "tsmc", amount_usd=99e6, confidence=0.5)]
    net = build_network(facts(told, tie("EU", "US"), money=money), weight="combined")
    assert weights(net) == pytest.approx({("JP", "TW"): 0.5 * 3, ("EU", "US"): 1.0}, abs=1e-12)


def test_a_bloc_speaks_once_through_its_members():
    net = build_network(facts(tie("EU", "US", year=2015), tie("EU", "JP", year=2024)), members=True)
    to_us, to_jp = (net.ties[(net.ties[["source", "target"]] == x).any(axis=1)] for x in ("US", "JP"))
    assert (len(to_us), len(to_jp)) == (28, 27)
    assert to_us["weight"].sum() == pytest.approx(1.0)
    assert "GB" in set(to_us["source"])
    assert "GB" not in set(to_jp["source"])
    assert net.actors.set_index("actor").at["GB", "name"] == "United Kingdom"


def test_a_bloc_without_a_home_stands_for_its_members():
    net = build_network(facts(tie("Quad", "TW")), members=True)
    assert net.ties[["source", "target"]].values.tolist() == [["AU", "TW"], ["IN", "TW"], ["JP", "TW"], ["TW", "US"]]


def test_facts_without_ties_give_a_network_of_isolates():
    net = build_network(facts())
    assert (net.n_actors, net.n_layers, len(net.ties)) == (4, 0, 0)


def test_the_order_of_the_facts_does_not_matter():
    given = [tie("JP", "US", doc=f"d{i}", confidence=0.1 * i, domain=d) for i in (1, 2, 3) for d in ("ai", "quantum")]
    forward, backward = build_network(facts(*given)), build_network(facts(*given[::-1]))
    pd.testing.assert_frame_equal(forward.ties, backward.ties)
    pd.testing.assert_frame_equal(forward.evidence, backward.evidence)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"level": "countries"}, "level 'countries' is unknown; known: actor, country; did you mean 'country'"),
        ({"aspects": ("domian",)}, "aspect 'domian' is unknown.*did you mean 'domain'"),
        ({"weight": "money"}, "weight scheme 'money' is unknown"),
        ({"status": ("activ",)}, "status 'activ' is unknown.*did you mean 'active'"),
    ],
)
def test_unknown_names_are_refused_with_a_guess(options, message):
    with pytest.raises(UnknownNameError, match=message):
        build_network(facts(), **options)


@pytest.mark.parametrize("aspects", [(), ("domain", "domain")])
def test_aspects_stand_once_each(aspects):
    with pytest.raises(InputError, match="expected 'domain', 'mode' or both"):
        build_network(facts(), aspects=aspects)


def test_a_network_and_its_parts_know_all_documents_that_were_read():
    read = replace(facts(tie("US", "JP")), documents=pd.DataFrame({"doc": ["d2", "d1", "d3"]}))
    net = build_network(read)
    parts = [net, net.subnetwork(layers=["ai"], actors=["US"]), net.reweighted([0.0]), net.project()]
    parts.append(pickle.loads(pickle.dumps(net)))
    assert [part.corpus for part in parts] == [("d1", "d2", "d3")] * 5
    assert net.documents == ("d1",)
    assert MultilayerNetwork.from_edges(net.to_edges().assign(doc="d1")).corpus == ("d1",)


def test_only_weights_that_contain_the_confidence_are_to_be_expected():
    told = facts(tie("US", "JP", confidence=0.5), money=[funding("US", "JP", confidence=0.5)])
    nets = {scheme: build_network(told, weight=scheme) for scheme in ("ties", "funding", "combined")}
    assert {scheme: net.expected_weights for scheme, net in nets.items()} == {
        "ties": True,
        "funding": False,
        "combined": True,
    }
    assert nets["funding"].ties["weight"].tolist() == [5e6]
    assert nets["ties"].project().expected_weights
    assert not MultilayerNetwork.from_edges(nets["ties"].to_edges()).expected_weights
