"""The one way to share work among processes: tasks in, their results out in the same order.

What a task computes depends on its item alone, so results are the same bytes for one process and for many. joblib runs
the processes: on this machine, or on a cluster within `workers`.
"""

from __future__ import annotations

import pickle
import traceback
import warnings
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import chain, islice
from typing import Any, Literal, NamedTuple, Protocol, TypeVar

import numpy as np

from qtnet.errors import InputError, QtnetError, WorkerError

__all__ = ["Backend", "Seed", "in_chunks", "map_ordered", "workers"]

Backend = Literal["loky", "dask"]

Seed = np.random.Generator | np.random.SeedSequence | int
_Item = TypeVar("_Item")
_T = TypeVar("_T")

#: Items given out at once for each process: bounds what waits in memory, while ends are waited for only once in these.
_AHEAD = 8
#: How often the processes may die under the same tasks before the fault is held to be the tasks'.
_DEATHS = 3
_in_task: ContextVar[bool] = ContextVar("_in_task", default=False)


class _Workers(Protocol):
    """Where tasks are sent instead of the processes of this machine."""

    def width(self) -> int:
        """Give the number of tasks that run at once."""
        ...

    def results(self, call: Callable[[Any], Any], items: Iterable[Any]) -> Generator[Any]:
        """Give the results of a function, in order."""
        ...


_cluster: ContextVar[_Workers | None] = ContextVar("_cluster", default=None)


@contextmanager
def workers(backend: Backend | str = "loky", *, address: str | None = None, jobs: int = 1) -> Iterator[None]:
    """Choose for a block who computes what qtnet shares out; the results are the same bytes.

    Parameters
    ----------
    backend
        ``"loky"``: processes on this machine, as many as the argument `jobs` of each function says. ``"dask"``: the
        workers of a Dask cluster, all of them, whatever a function's `jobs`. Any other name: a back end that is
        registered with joblib by this name, with `jobs` tasks at once.
    address
        dask: of the scheduler, as ``tcp://host:8786``. Without one that of the environment variable
        DASK_SCHEDULER_ADDRESS; without both a cluster of processes is started on this machine and stopped at the end.
    jobs
        dask: how many processes to start on this machine; a registered back end: how many tasks run at once.

    Raises
    ------
    UnknownNameError
        If there is no such back end.
    MissingExtraError
        If Dask is not installed.
    WorkerError
        If no scheduler answers, or a worker is missing or differs from this process.

    Examples
    --------
    >>> with workers("loky"):
    ...     list(map_ordered(abs, [-2, 1]))
    [2, 1]
    """
    if jobs < 1:
        raise InputError(f"jobs: expected a whole number of at least 1, got {jobs}")
    if backend != "dask" and address is not None:
        raise InputError(f"a scheduler ({address}) goes with backend 'dask', not with '{backend}'")
    if backend == "loky":
        with _sent_to(None):
            yield
        return
    from qtnet.cluster import dask_workers, registered_workers

    where = dask_workers(address, jobs) if backend == "dask" else registered_workers(backend, jobs)
    with where as opened, _sent_to(opened):
        yield


@contextmanager
def _sent_to(cluster: _Workers | None) -> Iterator[None]:
    token = _cluster.set(cluster)
    try:
        yield
    finally:
        _cluster.reset(token)


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
        Read as they are needed: never more than ``ahead × jobs`` before the results of those were taken.
    jobs
        Processes, unless `workers` chose a cluster; 1 runs the tasks here, one at each step. Within a task nothing is
        shared out again, whatever `jobs`.
    ahead
        Items per process or worker that are given out at once.
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
    call, cluster = _Call(task, named), _cluster.get()
    if _in_task.get() or (jobs == 1 and cluster is None):
        return map(call, items)
    return _shared(call, items, cluster or _Processes(jobs), ahead)


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
        """Run where other tasks run beside it: what it calls shares nothing out again, and errors keep their place."""
        token = _in_task.set(True)
        try:
            return self(item)
        except Exception as error:
            return _Failed(_to_send(error))
        finally:
            _in_task.reset(token)


class _Failed(NamedTuple):
    error: Exception


def _to_send(error: Exception) -> Exception:
    """Keep what a traceback says of an error that nobody raised on purpose: the traceback itself cannot travel."""
    if not isinstance(error, QtnetError):
        error.add_note(f"on a worker:\n{traceback.format_exc()}")
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError("\n".join([repr(error), *error.__notes__]))
    return error


class _Spread:
    """A task of several arguments as one of their tuple."""

    def __init__(self, task: Callable[..., Any]) -> None:
        self._task = task

    def __call__(self, arguments: tuple[Any, ...]) -> Any:
        return self._task(*arguments)


class _Processes:
    """Processes of this machine."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs

    def width(self) -> int:
        return self._jobs

    def results(self, call: Callable[[Any], Any], items: Iterable[Any]) -> Generator[Any]:
        """Give the results of a function, in order; after a process died, those that are missing are computed again."""
        from joblib import Parallel, delayed, parallel_config  # a tenth of a second
        from joblib.externals.loky.process_executor import BrokenProcessPool

        left, deaths = list(items), 0
        while left:
            try:
                # One thread in each: sums must not depend on the number of cores.
                with parallel_config(backend="loky", inner_max_num_threads=1):
                    parallel = Parallel(n_jobs=self._jobs, return_as="generator")
                    results = parallel(delayed(call)(item) for item in list(left))
                with _ended(results):
                    for result in results:
                        deaths = 0
                        del left[0]
                        yield result
            except BrokenProcessPool as error:
                deaths += 1
                if deaths == _DEATHS:
                    raise WorkerError(
                        f"worker processes died {_DEATHS} times in a row under the same tasks, most likely out of "
                        f"memory; use fewer than {self._jobs} jobs"
                    ) from error


def _shared(call: _Call, items: Iterable[Any], where: _Workers, ahead: int) -> Iterator[Any]:
    waiting = iter(items)
    first = list(islice(waiting, 2))
    if len(first) < 2:  # no process is worth starting
        yield from map(call, first)
        return
    waiting = chain(first, waiting)
    while window := list(islice(waiting, ahead * where.width())):
        with _ended(where.results(call.on_worker, window)) as results:
            for result in results:
                if isinstance(result, _Failed):
                    raise result.error
                yield result


@contextmanager
def _ended(results: Generator[Any]) -> Iterator[Generator[Any]]:
    """Stop what still runs when nobody asks for the rest, after an error or an interrupt."""
    try:
        yield results
    finally:
        with warnings.catch_warnings():  # joblib counts the rest, which is wanted here
            warnings.filterwarnings("ignore", r"-?\d+ tasks (which were|have been)", UserWarning)
            results.close()
