"""How far the blocs of a study hang on its documents, on time, and on chance."""

from __future__ import annotations

from qtnet.inference.blocs import BlocCount, BlocsBootstrap, blocs_bootstrap, number_of_blocs
from qtnet.metrics.blocs.history import BlocHistory, bloc_history
from qtnet.network import MultilayerNetwork
from qtnet.network.windows import Window
from qtnet.study.steps.streams import stream

__all__ = ["blocs_over_time", "counted", "supported"]


def blocs_over_time(windows: tuple[Window, ...], *, restarts: int, seed: int) -> BlocHistory | None:
    """Find the blocs of each window and follow them; nothing where there is no window."""
    if not windows:
        return None
    return bloc_history(windows, rng=stream(seed, "windows").spawn(2)[1], restarts=restarts)


def supported(
    network: MultilayerNetwork,
    *,
    draws: int,
    restarts: int,
    resolution: float,
    coupling: float,
    seed: int,
    jobs: int,
) -> BlocsBootstrap:
    """Find the blocs of resampled corpora."""
    return blocs_bootstrap(
        network,
        rng=stream(seed, "support"),
        draws=draws,
        restarts=restarts,
        resolution=resolution,
        coupling=coupling,
        jobs=jobs,
    )


def counted(network: MultilayerNetwork, *, nulls: int, seed: int, jobs: int) -> BlocCount:
    """Count the blocs that stand out from chance."""
    return number_of_blocs(network, rng=stream(seed, "bloc_count"), draws=nulls, jobs=jobs)
