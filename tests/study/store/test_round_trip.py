"""What is stored comes back exactly: types, last bits, order, missing values; and a file can make nothing else."""

import hashlib
import json
import subprocess
import sys
import tracemalloc
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtnet.metrics.blocs import blocs
from qtnet.network import MultilayerNetwork
from qtnet.results import Partition
from qtnet.study.store import DamagedError, decoded, digest_of, encoded, read_stored, record_types, write_stored


@dataclass(frozen=True, eq=False)
class Kept:
    """A record of a frame and a network, to be stored."""

    frame: pd.DataFrame
    network: MultilayerNetwork
    words: tuple[str, ...] = ()
    doubled: int = field(default=0, init=False)


def again(value, hint=None):
    body = encoded(value).body()
    back = decoded(body, record_types(hint if hint is not None else type(value)))
    assert encoded(back).body() == body
    return back


def network() -> MultilayerNetwork:
    rows = [("CN", "US", -1, 2.0, 2019), ("JP", "US", 1, 0.1, None), ("FI", "JP", 1, 1 / 3, 2021)]
    frame = pd.DataFrame(rows, columns=["source", "target", "sign", "weight", "time"]).assign(layer="chips")
    return MultilayerNetwork.from_edges(frame, layers=["quantum"])


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(st.text() | st.integers(), inner),
    max_leaves=12,
)


@given(PLAIN)
def test_plain_data_come_back_with_their_types(value):
    assert repr(again(value)) == repr(value)


def test_counters_and_views_of_mappings_come_back_in_order():
    assert type(again(Counter("hello"))) is Counter
    assert list(again(MappingProxyType({"b": 1, "a": 2}))) == ["b", "a"]


ARRAYS = {
    "floats": np.array([0.1, -0.0, np.nan, np.inf, 5e-324]),
    "whole numbers": np.array([[1, -2], [3, 2**62]]),
    "small": np.array([1, 2], dtype=np.int8),
    "truth": np.array([True, False]),
    "empty": np.empty((0, 3)),
    "no axis": np.array(2.5),
    "by columns": np.asfortranarray(np.arange(6.0).reshape(2, 3)),
    "texts": np.array(["a", "länger"]),
    "objects": np.array([None, "a", 1.5, (1, 2)], dtype=object),
}


@pytest.mark.parametrize("name", ARRAYS)
def test_arrays_come_back_to_the_last_bit(name):
    array, back = ARRAYS[name], again(ARRAYS[name])
    assert (back.dtype, back.shape) == (array.dtype, array.shape)
    assert back.tolist() == array.tolist() or back.tobytes() == array.tobytes()
    assert back.flags.writeable


def test_a_number_of_numpy_stays_one():
    assert type(again(np.float32(0.1))) is np.float32
    assert type(again((np.int64(3),))[0]) is np.int64


FRAME = pd.DataFrame(
    {
        "text": ["a", None, "é"],
        "object": pd.Series(["a", None, np.nan], dtype=object),
        "facts": pd.Series([("t1", "t2"), (), ("t3",)], dtype=object),
        "number": [0.1, np.nan, -0.0],
        "count": [1, 2, 3],
        "year": pd.array([2020, None, 2022], dtype="Int64"),
        "share": pd.array([0.5, None, 0.1], dtype="Float64"),
        "known": pd.array([True, None, False], dtype="boolean"),
        "is": [True, False, True],
        "day": pd.to_datetime(["2020-01-01", None, "2022-03-04"]),
    }
)


@pytest.mark.parametrize(
    "frame",
    [
        FRAME,
        FRAME.iloc[:0],
        FRAME[[]],
        FRAME.iloc[::-1],
        FRAME.set_index("text"),
        pd.DataFrame(index=pd.RangeIndex(2, 8, 3)),
        pd.DataFrame([[1, 2.0]], columns=["twice", "twice"]),
        pd.DataFrame(np.eye(2), index=pd.Index(["JP", "US"], name="actor"), columns=["JP", "US"]),
    ],
    ids=["all types", "no rows", "no columns", "reversed", "index", "range", "a name twice", "square"],
)
def test_frames_come_back_with_types_index_and_missing_values(frame):
    back = again(frame)
    pd.testing.assert_frame_equal(back, frame, check_exact=True, check_column_type=True, check_index_type="exact")
    assert type(back.index) is type(frame.index)
    for name in frame.columns.unique():
        if frame.columns.is_unique and frame[name].dtype == object:
            assert [type(cell) for cell in back[name]] == [type(cell) for cell in frame[name]]


def test_series_come_back_with_name_and_index():
    series = pd.Series([1.0, np.nan], index=["JP", "US"], name="estimate")
    pd.testing.assert_series_equal(again(series), series, check_exact=True)


def test_records_and_networks_come_back():
    net = network()
    back = again(Kept(FRAME, net, ("a",)))
    assert back.words == ("a",)
    pd.testing.assert_frame_equal(back.network.ties, net.ties, check_exact=True)
    pd.testing.assert_frame_equal(back.network.evidence, net.evidence, check_exact=True)
    assert (back.network.layers, back.network.corpus, dict(back.network.dropped)) == (
        net.layers,
        net.corpus,
        dict(net.dropped),
    )
    assert not back.network.tie_arrays.weight.flags.writeable


def test_a_result_measures_the_same_when_it_comes_back():
    found = blocs(network(), rng=1, restarts=3)
    back = again((found,), tuple[Partition, ...])[0]
    pd.testing.assert_frame_equal(back.to_frame(), found.to_frame(), check_exact=True)
    assert (back.coassignment == found.coassignment).all()


@pytest.mark.parametrize("value", [object(), len, {1, 2}, np.array([(1, 2.0)], dtype="i8,f8"), Path(), 1j])
def test_what_has_no_plain_form_is_refused(value):
    with pytest.raises(TypeError, match="cannot be stored"):
        encoded({"value": value})


@pytest.mark.parametrize("other", [(1, 2.0), [1, 2], (1, 3), (True, 2), (np.int64(1), 2), ("1", 2), (1, 2, None)])
def test_different_values_have_different_hashes(other):
    assert digest_of(other) != digest_of((1, 2))


def test_a_hash_is_the_same_in_every_process():
    code = "from qtnet.study.store import digest_of; print(digest_of({'b': (1, 0.1), 'a': ['x']}))"
    found = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout.strip()
        for seed in ("1", "77")
    }
    assert found == {digest_of({"b": (1, 0.1), "a": ["x"]})}


def test_a_file_makes_no_class_that_is_not_expected():
    body = encoded(Kept(FRAME, network())).body()
    with pytest.raises(DamagedError, match="Kept"):
        decoded(body, {})
    evil = json.dumps(["record", "subprocess:Popen", [["args", "true"]]]).encode() + b"\n"
    with pytest.raises(DamagedError, match="Popen"):
        decoded(evil, record_types(Kept))


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b'["frame"]\n', b'["array","<f8",[9],0]\n12345678', b'["array","|O",[1],0]\n12345678',
        b'["unknown"]\n', b'["masked","object",1]\n', b'[]\n', b'["dict",[1]]\n', b'["array","nonsense",[1],0]\n1',
    ],
)  # fmt: skip
def test_what_is_no_value_is_damaged(body):
    with pytest.raises(DamagedError):
        decoded(body, {})


def test_a_damaged_file_is_found_out(tmp_path):
    path = tmp_path / "value"
    body = encoded(FRAME).body()
    digest = write_stored(path, body)
    assert read_stored(path) == (body, digest)
    assert [p.name for p in tmp_path.iterdir()] == ["value"]
    data = path.read_bytes()
    for wrong in (data[:-1], data[:-1] + b"x", data.replace(b"qtnet 1", b"qtnet 0"), b""):
        path.write_bytes(wrong)
        with pytest.raises(DamagedError, match="value"):
            read_stored(path)
    assert read_stored(tmp_path / "nothing") is None


@given(st.lists(st.floats(allow_nan=False), max_size=5), st.text(max_size=5))
def test_a_digest_is_that_of_the_body(numbers, word):
    frame = pd.DataFrame({"n": pd.Series(numbers, dtype=float), word: [word] * len(numbers)})
    for value in (frame, Kept(frame, network(), (word,)), {word: (frame, [frame, 1], {}), "n": None}, [{}, frame]):
        assert digest_of(value) == hashlib.sha256(encoded(value).body()).hexdigest()


def test_a_digest_of_a_large_frame_takes_no_room_for_all_its_cells():
    frame = pd.DataFrame({f"c{k}": pd.Series([f"{k}-{n}" for n in range(4000)], dtype=object) for k in range(50)})
    room = len(encoded(frame).body())
    tracemalloc.start()
    digest_of((frame,))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < room / 4, f"{most / room:.1f} times the bytes of the body"
