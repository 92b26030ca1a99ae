"""Workers elsewhere, as joblib sees them: connected, of the same code, and told apart from tasks that fail.

joblib's own way to Dask waits for ever when a task kills its workers, and ships what is common to all tasks with each.
So its interface for back ends is filled anew here. Nothing travels but tasks and results: workers need an installation
of the same qtnet, and no shared disk.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import platform
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache, lru_cache, partial
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from joblib import Parallel, delayed, parallel_config
from joblib.parallel import BACKENDS, AutoBatchingMixin, ParallelBackendBase

from qtnet.errors import MissingExtraError, UnknownNameError, WorkerError
from qtnet.reference import reference_table

__all__ = ["DaskWorkers", "RegisteredWorkers", "dask_workers", "package_code", "registered_workers"]

_PACKAGE = Path(__file__).resolve().parent
_NOT_CODE = frozenset([".pyc", ".nbi", ".nbc"])  # what Python and numba compiled of it
#: Packages whose versions may change a number or the form in which tasks travel.
_PACKAGES = ("distributed", "networkx", "numba", "numpy", "pandas", "scipy", "statsmodels")
#: Seconds until a scheduler that does not answer, or has no worker, is given up.
_PATIENCE = 5
_SHOWN = 3
#: Of the status pages that Dask opens in any case: for this machine only, any free port.
_LOOPBACK = "127.0.0.1:0"


class DaskWorkers:
    """The workers that a Dask client reaches."""

    def __init__(self, client: Any) -> None:
        self._client, self._code = client, package_code()
        self.name = str(client.scheduler.address)

    def width(self) -> int:
        """Give the number of tasks that run at once; wait a little where there is no worker."""
        try:
            self._client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError as error:
            raise WorkerError(
                f"the Dask scheduler at {self.name} has no worker (waited {_PATIENCE} s); start one with: "
                f"dask worker {self.name}"
            ) from error
        return int(sum(self._client.ncores().values()))

    def results(self, call: Callable[[Any], Any], items: Iterable[Any]) -> Generator[Any]:
        """Give the results of a function on the workers, in order."""
        backend = _OnDask(self._client, self._code, call)
        parallel = Parallel(n_jobs=-1, backend=backend, return_as="generator")
        found: Generator[Any] = parallel(delayed(_itself)(item) for item in items)
        return found

    def check(self) -> None:
        """Refuse workers that would not compute the same bytes.

        Raises
        ------
        WorkerError
            If a worker has no qtnet, another one, other versions of what computes, or may use several threads.
        """
        wanted = {**_identity(), "OMP_NUM_THREADS": "1"}
        found = self._client.run(_identity, on_error="return")
        faults = [f"{at}: {fault}" for at, identity in sorted(found.items()) for fault in _faults(identity, wanted)]
        if faults:
            more = f"; and {len(faults) - _SHOWN} more" if len(faults) > _SHOWN else ""
            raise WorkerError(
                f"workers of the Dask scheduler at {self.name} differ from this process, so numbers could: "
                f"{'; '.join(faults[:_SHOWN])}{more}; install there what is installed here"
            )


@contextmanager
def dask_workers(address: str | None, jobs: int) -> Iterator[DaskWorkers]:
    """Connect with a scheduler, or start processes on this machine where no address is given or configured.

    Parameters
    ----------
    address
        Of the scheduler, as ``tcp://host:8786``; None for the one of Dask's configuration, which the environment
        variable DASK_SCHEDULER_ADDRESS sets.
    jobs
        Processes to start where there is no scheduler.

    Raises
    ------
    MissingExtraError
        If Dask is not installed.
    WorkerError
        If the scheduler does not answer, has no worker, or one that differs.
    """
    try:
        dask: Any = import_module("dask")
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise MissingExtraError(f"backend 'dask' needs Dask ({error}): pip install 'qtnet[dask]'") from error
    with ExitStack() as opened:
        # What is common to all tasks is sent once; that it is large is no mistake.
        opened.enter_context(dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"}))
        place: Any = address or dask.config.get("scheduler-address", None)
        if place is None:
            started = distributed.LocalCluster(
                n_workers=jobs,
                threads_per_worker=1,
                memory_limit=0,
                silence_logs="CRITICAL",
                dashboard_address=_LOOPBACK,
                worker_dashboard_address=_LOOPBACK,
            )
            place = opened.enter_context(started)
        try:
            client = distributed.Client(place, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise WorkerError(
                f"no Dask scheduler answers at {place!r} (waited at most {_PATIENCE} s: {error}); "
                "expected an address such as tcp://host:8786 of a running 'dask scheduler'"
            ) from error
        opened.enter_context(client)
        workers = DaskWorkers(client)
        workers.width()
        workers.check()
        yield workers


class RegisteredWorkers:
    """The workers of any back end that is registered with joblib."""

    def __init__(self, name: str, jobs: int) -> None:
        self._name, self._jobs, self._code = name, jobs, package_code()

    def width(self) -> int:
        """Give the number of tasks that run at once."""
        return self._jobs

    def results(self, call: Callable[[Any], Any], items: Iterable[Any]) -> Generator[Any]:
        """Give the results of a function, in order, once all are there: not every back end gives them one by one."""
        own = partial(_of_this_code, call, self._code)
        with parallel_config(backend=self._name):
            found: list[Any] = Parallel(n_jobs=self._jobs)(delayed(own)(item) for item in items)
        yield from found


@contextmanager
def registered_workers(name: str, jobs: int) -> Iterator[RegisteredWorkers]:
    """Take a back end that was registered with joblib before.

    Raises
    ------
    UnknownNameError
        If joblib knows none of this name.
    """
    try:
        with parallel_config(backend=name):
            pass
    except ValueError as error:
        known = [*BACKENDS, "dask"]
        raise UnknownNameError("backend", name, known) if name not in known else WorkerError(str(error)) from error
    yield RegisteredWorkers(name, jobs)


class _OnDask(AutoBatchingMixin, ParallelBackendBase):  # type: ignore[misc]
    """joblib's back end for one call: its function travels once to each worker, then items only."""

    supports_retrieve_callback = True

    def __init__(self, client: Any, code: str, call: Callable[[Any], Any]) -> None:
        super().__init__(nesting_level=0)
        self._client, self._code = client, code
        packed = _pack(call)
        # A task that gives them, instead of scattered data, so that the scheduler can do it again if its worker dies.
        self._call = client.submit(bytes, packed, key=f"qtnet-{hashlib.sha256(packed).hexdigest()}")
        self._running: set[Any] = set()

    def effective_n_jobs(self, n_jobs: int) -> int:
        """Give the number of tasks that run at once on the cluster, whatever was asked.

        Never 1, for which joblib would go round the back end.
        """
        return max(2, int(sum(self._client.ncores().values())))

    def submit(self, func: Callable[[], list[Any]], callback: Callable[[Any], None] | None = None) -> Any:
        """Send some items; `func` gives them."""
        future = self._client.submit(_run, self._call, self._code, _pack(func()), pure=False)
        self._running.add(future)
        if callback is not None:
            future.add_done_callback(callback)
        return future

    def retrieve_result_callback(self, out: Any) -> Any:
        """Take the results of a finished future."""
        from distributed import KilledWorker
        from distributed.client import FutureCancelledError

        self._running.discard(out)
        try:
            return pickle.loads(out.result())
        except KilledWorker as error:
            raise WorkerError(
                f"workers died again and again under the same tasks, most likely out of memory; the last was "
                f"{error.last_worker.address}"
            ) from error
        except FutureCancelledError as error:
            raise WorkerError(f"the connection to the Dask scheduler was lost: {error}") from None

    def abort_everything(self, ensure_ready: bool = True) -> None:
        """Stop what was sent and is not done."""
        self._client.cancel(list(self._running))
        self._running.clear()


def _pack(what: Any) -> bytes:
    packed: bytes = import_module("cloudpickle").dumps(what)  # Dask needs it too; packs functions of notebooks as well
    return packed


def _itself(item: Any) -> Any:
    return item


def _run(call: bytes, code: str, items: bytes) -> bytes:
    """Run on a worker, which may have joined after the others were checked.

    All travels as bytes: Dask itself would lay arrays where numpy must sum them in another order.
    """
    function = _unpacked(call)
    return _pack([_of_this_code(function, code, item) for item in pickle.loads(items)])


def _of_this_code(function: Callable[[Any], Any], code: str, item: Any) -> Any:
    if package_code() != code:
        raise WorkerError("a worker runs another qtnet than the process that asked it; install the same")
    return function(item)


@lru_cache(maxsize=2)
def _unpacked(call: bytes) -> Any:
    return pickle.loads(call)


def _identity() -> dict[str, str]:
    major, minor, _ = platform.python_version_tuple()
    own = {"code of qtnet": package_code()[:12], "python": f"{major}.{minor}"}
    threads = {"OMP_NUM_THREADS": os.environ.get("OMP_NUM_THREADS", "not set")}
    return own | {name: version(name) for name in _PACKAGES} | threads


def _faults(found: dict[str, str] | BaseException, wanted: dict[str, str]) -> list[str]:
    if isinstance(found, BaseException):
        return [f"qtnet cannot be loaded ({found})"]
    return [f"{name} {found[name]} instead of {wanted[name]}" for name in wanted if found[name] != wanted[name]]


@cache
def package_code() -> str:
    """Give the hash of all of qtnet's code, of the words and weights in it, and of the reference tables.

    Examples
    --------
    >>> len(package_code())
    64
    """
    inside = ((path.relative_to(_PACKAGE).as_posix(), path) for path in _PACKAGE.rglob("*"))
    code = [each for each in inside if not each[0].startswith("_reference/")]
    beside = [(f"(reference)/{path.name}", path) for path in reference_table("countries.csv").parent.iterdir()]
    total = hashlib.sha256()
    for place, path in sorted([*code, *beside]):
        if path.is_file() and path.suffix not in _NOT_CODE:
            total.update(f"{place}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
