"""Each pair of technologies stands once per measure, with its number or its reason."""

import numpy as np
import pandas as pd

from qtnet.report.figures.similarity import draw_similarity, prepare_similarity

LAYERS = ["quantum", "ai", "chips"]


def pairs(metric: str, value: float, reason: str = "") -> pd.DataFrame:
    both = [(a, b) for a in LAYERS for b in LAYERS if a != b]
    return pd.DataFrame(both, columns=["layer_a", "layer_b"]).assign(metric=metric, estimate=value, n=3, reason=reason)


def test_both_orders_of_a_pair_are_one_cell():
    frame = prepare_similarity(pairs("edge_similarity", 0.4), LAYERS)
    assert len(frame) == 3
    assert set(frame["estimate"]) == {0.4}


def test_darker_is_more_alike_for_distances_too():
    both = pd.concat([pairs("layer_distance", 0.0), pairs("edge_similarity", 1.0)])
    assert set(prepare_similarity(both, LAYERS)["alike"]) == {1.0}


def test_an_undefined_comparison_is_a_dash_with_its_reason():
    figure = draw_similarity(prepare_similarity(pairs("edge_similarity", np.nan, "no ties"), LAYERS), LAYERS)
    words = next(trace for trace in figure.data if trace.type == "scatter")
    assert set(words.text) == {"–"}
    assert all("no ties" in text for text in words.hovertext)


def test_a_negative_correlation_keeps_its_sign():
    frame = prepare_similarity(pairs("degree_rank_correlation", -0.3), LAYERS)
    assert set(frame["alike"]) == {0.0}
    text = next(trace for trace in draw_similarity(frame, LAYERS).data if trace.type == "scatter").text
    assert set(text) == {"−0.30"}


def test_layers_beyond_the_matrix_are_left_out():
    assert len(prepare_similarity(pairs("edge_similarity", 0.4), LAYERS[:2])) == 1


def test_slanted_names_have_room_below_each_matrix():
    layers = ["quantum-communication", "science-technology", "ai", "chips"]
    both = [(a, b) for a in layers for b in layers if a != b]
    frame = pd.DataFrame(both, columns=["layer_a", "layer_b"]).assign(metric="edge_similarity", estimate=0.4, n=3)
    frame = pd.concat([frame, frame.assign(metric="actor_overlap")]).assign(reason="")
    figure = draw_similarity(prepare_similarity(frame, layers), layers, narrow=True)
    upper, lower = figure.layout.yaxis.domain, figure.layout.yaxis2.domain
    # 20 letters at 50 degrees are about 100 pixels high, and the name of the next matrix stands above it.
    assert (upper[0] - lower[1]) * figure.layout.height > 100 + 40
    assert lower[0] * figure.layout.height > 100
