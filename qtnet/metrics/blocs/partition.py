"""Blocs: groups of actors that cooperate more, and oppose each other less, than chance would have it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from qtnet.errors import InputError
from qtnet.metrics.blocs.polishing import many_searches
from qtnet.metrics.blocs.problem import modularity_problem
from qtnet.metrics.blocs.stability import NONE, actor_blocs, by_size, stability, state_strength
from qtnet.metrics.registry import metric
from qtnet.network import MultilayerNetwork
from qtnet.network.arrays import Floats, Ints
from qtnet.results import MULTILAYER, NetworkScore, Partition, tidy

__all__ = ["blocs", "modularity"]

_NO_TIES = "no ties"
_ABSENT = "no tie in this layer"
_SOURCE = "Mucha et al. 2010, eq. 1; signs as Gómez, Jensen & Arenas 2009, eq. 6; search as Traag et al. 2019"
_FORMULA = "Q = 1/2μ Σ_sr [A⁺ − A⁻ − γ(k⁺k⁺/m⁺ − k⁻k⁻/m⁻) + ωC]_sr δ(g_s, g_r)"


@metric(
    name="blocs",
    kind="partition",
    formula=f"the partition g of actor-layer states that maximises {_FORMULA}",
    range=(1, float("inf")),
    reads=("sign", "weight", "direction"),
    source=_SOURCE,
    needs=("rng",),
)
def blocs(
    net: MultilayerNetwork,
    *,
    rng: np.random.Generator | np.random.SeedSequence | int,
    restarts: int = 100,
    resolution: float = 1.0,
    coupling: float = 1.0,
    aligned: bool = False,
) -> Partition:
    """Find the blocs: who stands together, in each layer and over all.

    Parameters
    ----------
    net
        The network.
    rng
        Seed or generator for the order in which the search visits states.
    restarts
        Number of searches from scratch. All together give the stability; the best, improved by crossing it with the
        others, is the answer.
    resolution
        γ > 0: larger gives more and smaller blocs.
    coupling
        ω ≥ 0: how strongly an actor's layers pull one another into one bloc, in units of the mean tie.
    aligned
        Let every actor stand in every layer; otherwise only where it has a tie, and its bloc is NaN elsewhere.

    Returns
    -------
    Partition
        Rows of layer ``(all)`` hold each actor's bloc: the one in which most of the weight of its ties lies.

    Raises
    ------
    InputError
        If an argument is out of range.

    Notes
    -----
    Without hostile ties every bloc is held together by ties or by an actor's own layers. With them, common enemies
    can unite actors that share no tie; modularity rewards it, as structural balance does. The quality is that of the
    partition of states, not of the actors' blocs. Blocs are no poles: modularity finds groups in random networks too,
    see `bipolarity`.

    Examples
    --------
    >>> pairs = [("CN", "RU", 1), ("JP", "US", 1), ("CN", "US", -1), ("JP", "RU", -1)]
    >>> edges = pd.DataFrame(pairs, columns=["source", "target", "sign"]).assign(layer="chips")
    >>> frame = blocs(MultilayerNetwork.from_edges(edges), rng=1).to_frame()
    >>> frame.loc[frame["layer"] == "(all)", ["actor", "estimate", "stability"]].values.tolist()
    [['CN', 1.0, 1.0], ['RU', 1.0, 1.0], ['JP', 2.0, 1.0], ['US', 2.0, 1.0]]
    """
    _check_range(restarts=restarts, resolution=resolution, coupling=coupling)
    generator = np.random.default_rng(rng)
    if len(net.tie_arrays) == 0:
        return _empty(net, restarts, resolution, coupling)
    problem, layer, actor = modularity_problem(net, resolution=resolution, coupling=coupling, aligned=aligned)
    strength = state_strength(net.tie_arrays, net.n_layers, net.n_actors)
    found = many_searches(problem, restarts=restarts, rng=generator)
    runs = np.array([actor_blocs(states, layer, actor, strength) for states in found.runs])
    states, actors = by_size(found.best, actor_blocs(found.best, layer, actor, strength))
    frame = pd.concat(
        [
            _rows(np.full(net.n_actors, MULTILAYER), net.ids, actors, stability(actors, runs), _NO_TIES),
            _state_rows(net, layer, actor, states, stability(states, found.runs)),
        ]
    )
    return Partition(
        metric="blocs",
        quality=found.quality,
        frame=tidy(frame.sort_values(["layer", "estimate", "actor"], kind="stable")),
        actors=net.ids,
        runs=runs,
        restarts=restarts,
        resolution=resolution,
        coupling=coupling,
    )


@metric(
    name="modularity",
    kind="network",
    formula=f"the largest {_FORMULA} that was found",
    range=(-1, 1),
    reads=("sign", "weight", "direction"),
    source=_SOURCE,
    needs=("rng",),
)
def modularity(net: MultilayerNetwork, *, rng: np.random.Generator | np.random.SeedSequence | int) -> NetworkScore:
    """How far the best blocs surpass chance: 0 no better than one bloc, near 1 separate blocs without hostility inside.

    Notes
    -----
    High on sparse random networks too; compare it with a null model before reading anything into it.
    """
    found = blocs(net, rng=rng)
    return NetworkScore(metric="modularity", estimate=found.quality, n=net.n_actors, reason=found.reason)


def _check_range(*, restarts: int, resolution: float, coupling: float) -> None:
    if restarts < 1:
        raise InputError(f"restarts is {restarts}; expected a whole number ≥ 1")
    if not (np.isfinite(resolution) and resolution > 0):
        raise InputError(f"resolution is {resolution}; expected a finite number > 0")
    if not (np.isfinite(coupling) and coupling >= 0):
        raise InputError(f"coupling is {coupling}; expected a finite number ≥ 0")


def _rows(
    layers: npt.NDArray[np.object_] | npt.NDArray[np.str_],
    actors: tuple[str, ...] | npt.NDArray[np.object_],
    numbers: Ints,
    stable: Floats,
    missing: str,
) -> pd.DataFrame:
    known = numbers != NONE
    return pd.DataFrame(
        {
            "metric": "blocs",
            "layer": layers,
            "actor": actors,
            "estimate": np.where(known, numbers, np.nan),
            "stability": np.where(known, stable, np.nan),
            "reason": np.where(known, "", missing),
        }
    )


def _state_rows(net: MultilayerNetwork, layer: Ints, actor: Ints, states: Ints, stable: Floats) -> pd.DataFrame:
    number = np.full((net.n_layers, net.n_actors), NONE, dtype=np.int64)
    sure = np.full((net.n_layers, net.n_actors), np.nan)
    number[layer, actor], sure[layer, actor] = states, stable
    labels = np.repeat(np.array(net.layers, dtype=object), net.n_actors)
    ids = np.tile(np.array(net.ids, dtype=object), net.n_layers)
    return _rows(labels, ids, number.ravel(), sure.ravel(), _ABSENT)


def _empty(net: MultilayerNetwork, restarts: int, resolution: float, coupling: float) -> Partition:
    nothing = np.full(net.n_actors, NONE, dtype=np.int64)
    rows = _rows(np.full(net.n_actors, MULTILAYER), net.ids, nothing, np.full(net.n_actors, np.nan), _NO_TIES)
    return Partition(
        metric="blocs",
        quality=float("nan"),
        frame=tidy(rows),
        actors=net.ids,
        runs=np.full((restarts, net.n_actors), NONE, dtype=np.int64),
        restarts=restarts,
        resolution=resolution,
        coupling=coupling,
        reason=_NO_TIES,
    )
