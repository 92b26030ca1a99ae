"""The tree joins what stands together, and says so by its order and heights."""

import numpy as np
import pandas as pd

from qtnet.report.figures.tree import bloc_runs, draw_tree, grow_tree

NAMES = ["CN", "IN", "JP", "US"]


def shares(values: list[list[float]]) -> pd.DataFrame:
    return pd.DataFrame(np.array(values, dtype=float), index=NAMES, columns=NAMES)


TWO_BLOCS = shares([[1, 0, 0, 0.2], [0, 1, 0.9, 0], [0, 0.9, 1, 0], [0.2, 0, 0, 1]])


def test_blocs_with_small_numbers_come_first():
    assert grow_tree(TWO_BLOCS, {"CN": 2, "US": 2, "IN": 1, "JP": 1}, NAMES).order == ("IN", "JP", "CN", "US")
    assert grow_tree(TWO_BLOCS, {"CN": 1, "US": 1, "IN": 2, "JP": 2}, NAMES).order == ("CN", "US", "IN", "JP")


def test_an_arm_ends_where_groups_stop_standing_together():
    arms = grow_tree(TWO_BLOCS, {}, NAMES).arms
    assert sorted(set(arms["height"])) == [0.1, 0.8, 1.0]
    assert (arms["start"] <= arms["height"]).all()


def test_groups_that_meet_at_one_height_share_a_joint():
    arms = grow_tree(shares(np.eye(4).tolist()), {"CN": 4, "IN": 3, "JP": 2, "US": 1}, NAMES).arms
    assert arms["joint"].nunique() == 1
    assert arms["at"].tolist() == [0.0, 1.0, 2.0, 3.0]


def test_the_order_does_not_depend_on_the_order_of_the_matrix():
    turned = TWO_BLOCS.iloc[::-1, ::-1]
    assert grow_tree(turned, {}, NAMES).order == grow_tree(TWO_BLOCS, {}, NAMES).order


def test_a_single_actor_has_no_joint():
    tree = grow_tree(TWO_BLOCS, {}, ["US"])
    assert tree.order == ("US",)
    assert not list(draw_tree(tree, axis="2").x or ())


def test_a_bloc_torn_apart_by_the_tree_has_two_runs():
    assert bloc_runs(["JP", "US", "CN"], {"JP": 1, "US": 2, "CN": 1}) == [(1, 0, 0), (2, 1, 1), (1, 2, 2)]
