"""The one way to share work among processes: tasks in, their results out in the same order.

What a task computes depends on its item alone, so results are the same bytes for one process and for many. joblib runs
the processes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from contextvars import ContextVar
from itertools import chain, islice
from typing import Any, TypeVar

import numpy as np

from qtnet.errors import InputError, WorkerError

__all__ = ["Seed", "in_chunks", "map_ordered"]

Seed = np.random.Generator | np.random.SeedSequence | int
_Item = TypeVar("_Item")
_T = TypeVar("_T")

#: Items given out at once for each process: bounds what waits in memory, while ends are waited for only once in these.
_AHEAD = 8
#: How often the processes may die under the same tasks before the fault is held to be the tasks'.
_DEATHS = 3
_in_task: ContextVar[bool] = ContextVar("_in_task", default=False)


def map_ordered(
    task: Callable[[_Item], _T],
    items: Iterable[_Item],
    *,
    jobs: int = 1,
    ahead: int = _AHEAD,
    named: Callable[[_Item], str] | None = None,
) -> Iterator[_T]:
    """Give ``task(item)`` of each item, in the order of the items, as results come in.

    Parameters
    ----------
    task
        A pure function that can be pickled: of a module, or a `functools.partial` of one. What it holds is shipped to
        the workers, so the large and common belongs in it and the small and own in the items.
    items
        Read as they are needed: never more than ``ahead × jobs`` before the results of those read were taken.
    jobs
        Processes; 1 runs the tasks here, one at each step. Within a task nothing is shared out again, whatever `jobs`.
    ahead
        Items per process that are given out at once.
    named
        Names an item in the note of an error that its task raises, such as ``document 'a.txt'``.

    Returns
    -------
    Iterator
        Lazy: nothing runs before the first result is asked for. A task's error is raised in its place, as it was
        raised, after the results before it.

    Raises
    ------
    InputError
        If `jobs` or `ahead` is less than 1.
    WorkerError
        If processes die again and again under the same tasks; tasks of a process that died once are done again.

    Examples
    --------
    >>> list(map_ordered(abs, [-2, 1, -3]))
    [2, 1, 3]
    """
    if jobs < 1 or ahead < 1:
        raise InputError(f"jobs and ahead: expected whole numbers of at least 1, got {jobs} and {ahead}")
    call = _Call(task, named)
    if jobs == 1 or _in_task.get():
        return map(call, items)
    return _shared(call, items, jobs, ahead * jobs)


def in_chunks(
    task: Callable[[int, np.random.Generator], _T],
    *,
    draws: int,
    rng: Seed,
    jobs: int = 1,
    size: int = 125,
) -> list[_T]:
    """Call ``task(draws of the chunk, generator)`` for chunks of at most `size` draws, and give the results in order.

    The chunks and their streams of random numbers depend on the number of draws and the generator alone.

    Examples
    --------
    >>> in_chunks(lambda draws, rng: draws, draws=300, rng=1)
    [125, 125, 50]
    """
    if draws < 1:
        raise InputError(f"draws: expected a whole number of at least 1, got {draws}")
    sizes = [size] * (draws // size) + [draws % size] * (draws % size > 0)
    streams = np.random.default_rng(rng).spawn(len(sizes))
    return list(map_ordered(_Spread(task), zip(sizes, streams, strict=True), jobs=jobs, ahead=len(sizes)))


class _Call:
    """A task that says for which item it failed."""

    def __init__(self, task: Callable[[Any], Any], named: Callable[[Any], str] | None) -> None:
        self._task, self._named = task, named

    def __call__(self, item: Any) -> Any:
        try:
            return self._task(item)
        except Exception as error:
            if self._named is not None:
                error.add_note(f"in {self._named(item)}")
            raise

    def on_worker(self, item: Any) -> Any:
        """Run where other tasks run beside it: what it calls shares nothing out again."""
        token = _in_task.set(True)
        try:
            return self(item)
        finally:
            _in_task.reset(token)


class _Spread:
    """A task of several arguments as one of their tuple."""

    def __init__(self, task: Callable[..., Any]) -> None:
        self._task = task

    def __call__(self, arguments: tuple[Any, ...]) -> Any:
        return self._task(*arguments)


def _shared(call: _Call, items: Iterable[Any], jobs: int, most: int) -> Iterator[Any]:
    waiting = iter(items)
    first = list(islice(waiting, 2))
    if len(first) < 2:  # no process is worth starting
        yield from map(call, first)
        return
    waiting = chain(first, waiting)
    while window := list(islice(waiting, most)):
        yield from _window(call, window, jobs)


def _window(call: _Call, window: list[Any], jobs: int) -> Iterator[Any]:
    """Give the results of some items; where processes died, those that are missing are computed again."""
    from joblib import Parallel, delayed, parallel_config  # a tenth of a second
    from joblib.externals.loky.process_executor import BrokenProcessPool

    done = deaths = 0
    while done < len(window):
        try:
            # One thread in each: sums must not depend on the number of cores.
            with parallel_config(backend="loky", inner_max_num_threads=1):
                calls = (delayed(call.on_worker)(item) for item in window[done:])
                results = Parallel(n_jobs=jobs, return_as="generator")(calls)
            with closing(results):
                for result in results:
                    done, deaths = done + 1, 0
                    yield result
        except BrokenProcessPool as error:
            deaths += 1
            if deaths == _DEATHS:
                raise WorkerError(
                    f"worker processes died {_DEATHS} times in a row under the same tasks, most likely out of memory; "
                    f"use fewer than {jobs} jobs"
                ) from error
