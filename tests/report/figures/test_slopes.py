"""Ranks are those of the layer, shared ones are said to be shared, and gaps are dotted."""

import pandas as pd

from qtnet.report.evidence import actor_names
from qtnet.report.figures.slopes import draw_slopes, prepare_slopes
from qtnet.report.shows.central import show_slopes
from qtnet.results import MULTILAYER, tidy

TIES = pd.DataFrame(
    {
        "source": ["A", "B", "A", "C"],
        "target": ["B", "C", "C", "D"],
        "layer": ["ai", "ai", "chips", "chips"],
        "facts": [("f1",), ("f2",), ("f3",), ("f4",)],
    }
)


def scores() -> pd.DataFrame:
    values = {MULTILAYER: "CABD", "ai": "BAC", "chips": "CDA"}
    rows = [
        {"metric": "pagerank", "layer": layer, "actor": actor, "estimate": 1.0 - k / 10}
        for layer, order in values.items()
        for k, actor in enumerate(order)
    ]
    # an actor without a tie in the layer, above some that have one
    return tidy([*rows, {"metric": "pagerank", "layer": "ai", "actor": "D", "estimate": 0.95}])


def test_only_actors_with_a_tie_are_ranked():
    frame = prepare_slopes(scores(), TIES, ["ai", "chips"])
    own = frame[frame["layer"] == "ai"].set_index("actor")["rank"]
    assert own.to_dict() == {"B": 1, "A": 2, "C": 3}


def test_equals_share_the_best_of_their_ranks():
    equal = scores()
    equal.loc[equal["layer"] == "chips", "estimate"] = 0.5
    frame = prepare_slopes(equal, TIES, ["chips"])
    own = frame[frame["layer"] == "chips"]
    assert own["rank"].tolist() == [1, 1, 1]
    assert own["shared"].all()
    assert own["slot"].tolist() == [0, 1, 2]
    drawn = [text for trace in draw_slopes(frame, {}, {}).data if trace.mode == "markers+text" for text in trace.text]
    assert drawn.count("1=") == 3


def test_ranks_stay_those_of_all_when_only_the_first_are_drawn():
    frame = prepare_slopes(scores(), TIES, ["chips"], top=2)
    assert frame[frame["layer"] == "chips"].set_index("actor")["rank"].to_dict() == {"C": 1, "A": 3}


def test_a_layer_without_the_actor_is_crossed_by_a_dotted_line():
    frame = prepare_slopes(scores(), TIES, ["ai", "chips"])
    dashes = {
        trace.line.dash
        for trace in draw_slopes(frame, {}, {}).data
        if trace.mode == "lines" and trace.meta["ends"][0] == ["D"]
    }
    assert dashes == {"dot"}


def test_every_rank_opens_the_facts_of_its_layer(inputs):
    shown = show_slopes(inputs, {}, actor_names(inputs))
    points = [trace for trace in shown.wide.data if trace.mode == "markers+text"]
    assert sum(len(trace.meta["facts"]) for trace in points) == sum(len(trace.x) for trace in points)
    assert all(facts for trace in points for facts in trace.meta["facts"])
