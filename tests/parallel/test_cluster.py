"""Tasks sent to a Dask cluster of separate processes."""

import os
import signal
import socket
import threading
import time
from functools import partial

import numpy as np
import pytest

from qtnet import cluster
from qtnet.errors import NotDefinedError, WorkerError
from qtnet.parallel import in_chunks, map_ordered, workers
from tests.parallel import tasks
from tests.parallel.conftest import PLAIN

SQUARES = [number * number for number in range(40)]


def test_a_killed_worker_changes_no_result(address):
    with workers("dask", address=address):
        results = map_ordered(tasks.squared_where, range(40))
        found = [next(results)]
        os.kill(found[0][1], signal.SIGKILL)
        found += results
    assert [square for square, _ in found] == SQUARES
    assert os.getpid() not in {pid for _, pid in found}


def test_an_error_keeps_its_class_its_words_and_its_place_and_names_its_item(address):
    with workers("dask", address=address):
        results = map_ordered(tasks.undefined_from_three, range(10), named=lambda number: f"item {number}")
        assert [next(results) for _ in range(3)] == [0, 1, 2]
        with pytest.raises(NotDefinedError, match=r"^nothing of 3\n") as raised:
            next(results)
    assert raised.value.__notes__ == ["in item 3"]


def test_a_task_shares_nothing_out_again_and_has_one_thread(address):
    with workers("dask", address=address):
        for pid, within in map_ordered(tasks.sharing_again, range(4)):
            assert within == {pid}
        assert set(map_ordered(tasks.threads, range(4))) == {"1"}


def test_what_all_tasks_need_travels_once(address, monkeypatch):
    sent = []
    pack = cluster._pack
    monkeypatch.setattr(cluster, "_pack", lambda what: sent.append(pack(what)) or sent[-1])
    large = np.random.default_rng(0).random(500_000)
    task = partial(tasks.summed, large)
    with workers("dask", address=address):
        found = in_chunks(task, draws=400, rng=1, size=10)
    assert found == in_chunks(task, draws=400, rng=1, size=10)
    sizes = sorted(map(len, sent))
    assert sizes[-1] > large.nbytes
    assert sum(sizes[:-1]) < large.nbytes / 20


def test_workers_of_another_code_are_refused(address, monkeypatch):
    monkeypatch.setattr(cluster, "package_code", lambda: "0" * 64)
    with (
        pytest.raises(WorkerError, match=r"differ .* code of qtnet \w{12} instead of 0{12}"),
        workers("dask", address=address),
    ):
        pass


def test_a_worker_that_joins_with_another_code_is_refused(address, monkeypatch):
    monkeypatch.setattr(cluster, "package_code", lambda: "0" * 64)
    monkeypatch.setattr(cluster.DaskWorkers, "check", lambda _self: None)
    with workers("dask", address=address), pytest.raises(WorkerError, match="a worker runs another qtnet"):
        list(map_ordered(tasks.squared, range(4)))


def test_a_scheduler_that_does_not_answer_is_an_error_within_seconds(monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr(cluster, "_PATIENCE", 1)
    with socket.socket() as held:  # listens to nobody
        held.bind(("127.0.0.1", 0))
        place = f"tcp://127.0.0.1:{held.getsockname()[1]}"
        begun = time.monotonic()
        with (
            pytest.raises(WorkerError, match=f"no Dask scheduler answers at '{place}'"),
            workers("dask", address=place),
        ):
            pass
    assert time.monotonic() - begun < 30


@pytest.mark.slow
def test_a_scheduler_without_workers_is_an_error_within_seconds(monkeypatch):
    distributed = pytest.importorskip("distributed")
    monkeypatch.setattr(cluster, "_PATIENCE", 1)
    with distributed.LocalCluster(n_workers=0, **PLAIN) as empty:
        place = empty.scheduler_address
        with pytest.raises(WorkerError, match="has no worker"), workers("dask", address=place):
            pass


@pytest.mark.slow
def test_a_task_that_kills_every_worker_is_an_error(address):
    with workers("dask", address=address):
        with pytest.raises(WorkerError, match="died again and again"):
            list(map_ordered(tasks.deadly, range(20)))
        assert list(map_ordered(tasks.squared, range(40))) == SQUARES


@pytest.mark.slow
def test_a_scheduler_that_vanishes_is_an_error():
    distributed = pytest.importorskip("distributed")
    doomed = distributed.LocalCluster(n_workers=1, **PLAIN)
    with doomed, workers("dask", address=doomed.scheduler_address):
        results = map_ordered(tasks.squared_where, range(400))
        next(results)
        closing = threading.Thread(target=doomed.close)
        closing.start()
        with pytest.raises(WorkerError, match="connection to the Dask scheduler was lost"):
            list(results)
        closing.join()
