"""What the page says of a chosen actor."""

from qtnet.report.words.actors import actor_notes, facts_by_actor


def test_a_fact_belongs_to_both_ends_and_to_their_home_countries(inputs):
    found = facts_by_actor(inputs)
    home = dict(zip(inputs.actors["actor"], inputs.actors["country"], strict=True))
    for tie, source, target in zip(inputs.ties["tie"], inputs.ties["source"], inputs.ties["target"], strict=True):
        for end in (source, target):
            assert tie in found[end]
            assert not home.get(end) or tie in found[home[end]]


def test_every_tie_of_the_network_is_among_the_facts_of_its_ends(inputs):
    found = facts_by_actor(inputs)
    for source, target, facts in zip(
        inputs.network["source"], inputs.network["target"], inputs.network["facts"], strict=True
    ):
        assert set(facts) <= set(found[source]) & set(found[target])


def test_each_actor_has_its_bloc_its_ties_and_its_score(inputs):
    places = {fact: k for k, fact in enumerate([*inputs.ties["tie"], *inputs.funding["funding"]])}
    notes = {note["id"]: note for note in actor_notes(inputs, places)}
    mine = inputs.network[(inputs.network["source"] == "JP") | (inputs.network["target"] == "JP")]
    assert notes["JP"]["name"] == "Japan"
    assert f"{len(mine)} ties" in notes["JP"]["note"]
    assert notes["JP"]["note"].startswith("bloc 1 · ")
    assert "PageRank" in notes["JP"]["note"]
    assert [note["name"] for note in notes.values()] == sorted((n["name"] for n in notes.values()), key=str.casefold)
