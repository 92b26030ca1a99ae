"""Tasks shared among processes of this machine."""

import os
from functools import partial

import pytest

from qtnet.errors import InputError, MissingExtraError, NotDefinedError, UnknownNameError, WorkerError
from qtnet.parallel import map_ordered, workers
from tests.parallel import tasks

SQUARES = [number * number for number in range(40)]


def named(number: int) -> str:
    return f"item {number}"


def test_results_come_in_the_order_of_the_items_from_both_processes():
    found = list(map_ordered(tasks.squared_where, range(40), jobs=2))
    assert [square for square, _ in found] == SQUARES
    pids = {pid for _, pid in found}
    assert len(pids) == 2
    assert os.getpid() not in pids


@pytest.mark.parametrize("jobs", [1, 2])
def test_items_are_read_as_results_are_taken(jobs):
    read = []
    results = map_ordered(tasks.squared, (read.append(number) or number for number in range(100)), jobs=jobs, ahead=3)
    assert read == []
    for taken in range(20):
        assert next(results) == taken * taken
        assert len(read) <= taken + 3 * jobs
    results.close() if jobs > 1 else None


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_keeps_its_class_its_words_and_its_place_and_names_its_item(jobs):
    results = map_ordered(tasks.undefined_from_three, range(10), jobs=jobs, named=named)
    assert [next(results) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(NotDefinedError, match=r"^nothing of 3\n") as raised:
        next(results)
    assert raised.value.__notes__ == ["in item 3"]


def test_an_error_that_nobody_raised_on_purpose_says_where_it_came_from():
    with pytest.raises(ZeroDivisionError) as raised:
        list(map_ordered(tasks.faulty, range(10), jobs=2, named=named))
    assert raised.value.__notes__[0] == "in item 4"
    assert "in faulty" in raised.value.__notes__[1]


def test_a_task_shares_nothing_out_again_and_has_one_thread():
    for pid, within in map_ordered(tasks.sharing_again, range(4), jobs=2):
        assert within == {pid}
    assert set(map_ordered(tasks.threads, range(4), jobs=2)) == {"1"}


def test_what_a_dead_process_had_is_done_again(tmp_path):
    task = partial(tasks.deadly_once, tmp_path / "died")
    assert list(map_ordered(task, range(20), jobs=2)) == list(range(20))
    assert (tmp_path / "died").exists()


@pytest.mark.slow
def test_a_task_that_kills_every_process_is_an_error():
    results = map_ordered(tasks.deadly, range(20), jobs=2)
    with pytest.raises(WorkerError, match=r"died 3 times in a row .* use fewer than 2 jobs"):
        list(results)


def test_what_cannot_be_shared_out_is_refused():
    with pytest.raises(InputError, match=r"jobs and ahead: .* got 0 and 8"):
        map_ordered(tasks.squared, [1], jobs=0)
    with pytest.raises(UnknownNameError, match=r"backend 'dusk' is unknown; .* did you mean 'dask'"), workers("dusk"):
        pass
    with pytest.raises(InputError, match=r"a scheduler \(tcp://x:1\) goes with"), workers("loky", address="tcp://x:1"):
        pass


def test_any_back_end_that_joblib_knows_gives_the_same():
    with workers("threading", jobs=2):
        assert list(map_ordered(tasks.squared, range(40))) == SQUARES
        with pytest.raises(NotDefinedError, match="nothing of 3"):
            list(map_ordered(tasks.undefined_from_three, range(10)))


def test_a_missing_dask_is_named_with_what_brings_it(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'qtnet\[dask\]'"), workers("dask"):
        pass
