"""The matrix of ties holds every tie, once per direction, with its facts."""

import pytest

from qtnet.report.evidence import actor_names
from qtnet.report.figures.adjacency import draw_adjacency, matrix_order, prepare_adjacency
from qtnet.report.figures.coassignment import actor_blocs
from qtnet.report.figures.tree import grow_tree


@pytest.fixture
def drawn(inputs):
    blocs = actor_blocs(inputs.blocs)
    tree = grow_tree(inputs.coassignment, blocs, inputs.network_actors["actor"].tolist())
    order = matrix_order(inputs.network, tree, blocs)
    frame = prepare_adjacency(inputs.network, order)
    return frame, order, draw_adjacency(frame, order, tree, blocs, actor_names(inputs))


def test_every_fact_of_the_network_stands_in_a_cell(inputs, drawn):
    inside = {fact for facts in drawn[0]["facts"] for fact in facts}
    assert inside == {fact for facts in inputs.network["facts"] for fact in facts}


def test_a_tie_with_direction_stands_in_one_cell_and_one_without_in_two(inputs, drawn):
    frame = drawn[0]
    directed = inputs.network[inputs.network["directed"]]
    tie = directed.iloc[0]
    back = frame[(frame["actor"] == tie["target"]) & (frame["partner"] == tie["source"])]
    assert not any(set(tie["facts"]) & set(facts) for facts in back["facts"])
    tie = inputs.network[~inputs.network["directed"]].iloc[0]
    cells = frame[[set(tie["facts"]) <= set(facts) for facts in frame["facts"]]]
    assert {(tie["source"], tie["target"]), (tie["target"], tie["source"])} <= set(
        zip(cells["actor"], cells["partner"], strict=True)
    )


def test_weights_of_all_layers_add_up(inputs, drawn):
    ties = inputs.network
    once = float(ties.loc[ties["directed"], "weight"].sum()) + 2 * float(ties.loc[~ties["directed"], "weight"].sum())
    assert float(drawn[0]["weight"].sum()) == pytest.approx(once, abs=1e-3)


def test_signs_differ_by_symbol_not_by_colour_alone(drawn):
    friendly, hostile = drawn[2].data[:2]
    assert friendly.marker.symbol != hostile.marker.symbol
    assert len(friendly.x) + len(hostile.x) == len(drawn[0])


def test_every_cell_opens_its_facts_and_names_its_actors(drawn):
    frame, _, figure = drawn
    cells = list(figure.data[:2])
    assert [tuple(f) for trace in cells for f in trace.meta["facts"]] == frame["facts"].tolist()
    assert [e for trace in cells for e in trace.meta["ends"]] == frame[["actor", "partner"]].to_numpy().tolist()
    assert figure.layout.meta["linked"] == "actor"
