"""Block models as second opinion: what graph-tool found once, how it is told, and the error where it is missing."""

import sys

import numpy as np
import pytest

from qtnet.errors import InputError, MissingExtraError
from qtnet.inference.blocs import block_models
from qtnet.inference.blocs.block_models import blockmodels
from tests.tiny_networks import network, tribes

#: Found by graph-tool 2.45 (Debian) for the tribes, seed 1, five starts: nats and groups with 1 to 4 groups.
RECORDED = (
    (167.782, [0] * 16),
    (160.742, [14, 14, 14, 8, 8, 14, 14, 8, 14, 8, 14, 14, 14, 14, 14, 14]),
    (161.320, [6, 6, 6, 10, 10, 6, 7, 10, 6, 10, 7, 7, 6, 7, 7, 6]),
    (167.961, [13, 3, 3, 10, 10, 3, 15, 10, 13, 10, 15, 15, 3, 15, 15, 13]),
)


@pytest.fixture
def recorded(monkeypatch):
    asked = {}

    def fit(ends, layer, **settings):
        asked.update(ends=ends, layer=layer, **settings)
        n = settings["n_nodes"]
        return [(length, np.array(groups[:n])) for length, groups in RECORDED[: settings["most"]]]

    monkeypatch.setattr(block_models, "fit", fit)
    return asked


def test_the_shortest_description_is_chosen_and_told(recorded):
    found = blockmodels(tribes(), rng=1, most=4)
    frame = found.to_frame()
    assert found.n_blocs == 2
    assert frame["longer"].round(3).tolist() == [7.04, 0.0, 0.578, 7.219]
    assert frame["chosen"].tolist() == [False, True, False, False]
    assert found.remark().startswith("2 groups describe the ties most briefly, 7.0 nats shorter than one group")


def test_groups_are_numbered_by_size(recorded):
    members = blockmodels(tribes(), rng=1, most=4).members.set_index(["blocs", "actor"])["estimate"]
    two = members[2]
    assert two.value_counts().to_dict() == {1.0: 12, 2.0: 4}
    assert two[two == 2].index.tolist() == ["Gama", "Gavev", "Kotun", "Nagad"]


def test_each_layer_and_sign_is_a_layer_of_the_model(recorded):
    net = network([("a", "b", "x", 1), ("c", "d", "x", -1), ("a", "d", "y", -1)], actors=["0", "a", "b", "c", "d"])
    blockmodels(net, rng=1, most=2)
    assert recorded["n_nodes"] == 4
    assert sorted(zip(map(tuple, recorded["ends"].tolist()), recorded["layer"].tolist(), strict=True)) == [
        ((0, 1), 0),
        ((0, 3), 2),
        ((2, 3), 1),
    ]


def test_one_group_leaves_the_question_open():
    flat = block_models._result(np.array(["a", "b"]), [(1.0, np.array([0, 0])), (2.0, np.array([0, 1]))])
    assert flat.n_blocs == 1
    assert flat.remark().startswith("Cannot be told from these documents")


def test_without_ties_there_is_no_model_and_no_need_of_the_library():
    found = blockmodels(network([], actors=["a"]), rng=1)
    assert (found.reason, found.n_blocs) == ("no ties", 0)
    assert found.to_frame()["reason"].tolist() == ["no ties"]
    assert found.remark() == "Cannot be told: no ties."


def test_where_the_library_is_missing_the_error_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "graph_tool", None)
    with pytest.raises(MissingExtraError, match=r"conda-forge.*python3-graph-tool"):
        blockmodels(tribes(), rng=1)


def test_numbers_out_of_range_are_refused():
    with pytest.raises(InputError, match="most"):
        blockmodels(tribes(), rng=1, most=1)


def test_graph_tool_finds_what_is_recorded_where_it_is_installed():
    pytest.importorskip("graph_tool", reason="graph-tool is not installed for this Python", exc_type=ImportError)
    found = blockmodels(tribes(), rng=1, most=3)
    assert found.to_frame()["estimate"].iloc[0] == pytest.approx(RECORDED[0][0], abs=1e-3)
    assert found.n_blocs == 2
