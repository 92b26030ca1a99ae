"""Edge tables that are wrong: every failure is found and named at once."""

import pandas as pd
import pytest

from qtnet.errors import TableError
from qtnet.network import MultilayerNetwork
from tests.tiny_networks import network


def refused(frame, **options):
    with pytest.raises(TableError) as caught:
        MultilayerNetwork.from_edges(frame, **options)
    return str(caught.value)


def test_all_failures_come_in_one_message():
    rows = [("a", "b", "x", -2.0, "+"), ("", "b", "x", 1.0, "?"), ("c", "c", "", float("nan"), "-")]
    message = refused(pd.DataFrame(rows, columns=["source", "target", "layer", "weight", "sign"]))
    assert message.startswith("6 failures in the edge table:")
    assert "row 0: column 'weight' is '-2.0'; expected a finite number ≥ 0; the direction" in message
    assert "row 1: column 'source' is empty; expected a name" in message
    assert "row 1: column 'sign' is '?'; expected +, -, 1 or -1" in message
    assert "row 2: column 'layer' is empty" in message
    assert "row 2: column 'weight' is ''" in message
    assert "row 2: source and target are both 'c'" in message


def test_missing_columns_are_named_with_a_guess():
    message = refused(pd.DataFrame({"sorce": ["a"], "target": ["b"]}))
    assert "column 'source' is missing; columns that came: sorce, target; did you mean 'sorce'?" in message
    assert "column 'layer' is missing" in message


def test_unknown_actors_are_named_with_a_guess():
    frame = pd.DataFrame({"source": ["Japn"], "target": ["Peru"], "layer": ["x"]})
    message = refused(frame, actors=["Japan", "Peru"])
    assert "source 'Japn' is not among the 2 known actors; did you mean 'Japan'?" in message
    assert "Peru" not in message


def test_rows_with_the_same_fault_are_one_line_with_their_number_and_the_first():
    frame = pd.DataFrame({"source": ["a"] * 25, "target": ["b"] * 25, "layer": "x", "weight": [-1] * 24 + ["many"]})
    head, minus, word = refused(frame).splitlines()
    assert head == "25 failures in the edge table:"
    assert minus.startswith("  column 'weight' is wrong; expected a finite number ≥ 0; the direction of a tie's effect")
    assert minus.endswith(": 24 rows, row 0 ('-1'), row 1 ('-1'), row 2 ('-1') and 21 more")
    assert word == "  row 24: column 'weight' is 'many'; expected a finite number ≥ 0"


def test_unknown_actors_of_several_rows_keep_their_guesses():
    frame = pd.DataFrame({"source": ["Japn", "Peruu"], "target": "Chile", "layer": "x"})
    message = refused(frame, actors=["Chile", "Japan", "Peru"])
    assert (
        "source is not among the 3 known actors: 2 rows, row 0 ('Japn'; did you mean 'Japan'?), row 1 ('Pe" in message
    )


@pytest.mark.parametrize("column", ["weight", "confidence", "time"])
@pytest.mark.parametrize("value", ["many", float("inf"), "-inf"])
def test_cells_that_are_no_finite_number_are_refused(column, value):
    assert f"column '{'year' if column == 'year' else column}' is" in refused(
        pd.DataFrame({"source": ["a"], "target": ["b"], "layer": ["x"], column: [value]})
    )


def test_a_confidence_above_1_is_refused():
    frame = pd.DataFrame({"source": ["a"], "target": ["b"], "layer": ["x"], "confidence": [1.5]})
    assert "column 'confidence' is '1.5'; expected a finite number ≥ 0 and ≤ 1" in refused(frame)


@pytest.mark.parametrize(("written", "meant"), [("+", 1), ("-", -1), (1, 1), (-1, -1), ("+1", 1), ("−", -1), (1.0, 1)])
def test_a_sign_may_be_written_in_several_ways(written, meant):
    assert network([("a", "b", "x", written)]).ties["sign"].tolist() == [meant]


@pytest.mark.parametrize(("written", "meant"), [("true", True), (False, False), ("Yes", True), (0, False)])
def test_a_direction_may_be_written_in_several_ways(written, meant):
    net = network([("a", "b", "x", written)], columns=("source", "target", "layer", "directed"))
    assert net.ties["directed"].tolist() == [meant]


def test_weights_whose_sums_would_overflow_are_refused():
    frame = pd.DataFrame({"source": "a", "target": ["b", "b"], "layer": "x", "weight": [1e308, 1e308]})
    assert "column 'weight' is wrong; expected a finite number ≥ 0 and ≤ 1e+100: 2 rows, row 0 ('1e+308')" in refused(
        frame
    )
