"""A Dask cluster of two processes, and the guard against hidden randomness as Dask allows it."""

import numpy as np
import pytest

PLAIN = {
    "threads_per_worker": 1,
    "memory_limit": 0,
    "silence_logs": "CRITICAL",
    "dashboard_address": "127.0.0.1:0",
    "worker_dashboard_address": "127.0.0.1:0",
}


@pytest.fixture(autouse=True)
def _no_global_randomness():
    """Guard numpy's generator only: Dask draws the times that it waits from Python's."""
    before = np.random.get_state()[1].tobytes()
    yield
    assert np.random.get_state()[1].tobytes() == before


@pytest.fixture(scope="module")
def cluster():
    """The cluster of two processes with one thread each."""
    distributed = pytest.importorskip("distributed", reason="Dask is not installed: pip install 'qtnet[dask]'")
    with distributed.LocalCluster(n_workers=2, **PLAIN) as started:
        yield started


@pytest.fixture(scope="module")
def address(cluster):
    """The address of its scheduler."""
    return cluster.scheduler_address
