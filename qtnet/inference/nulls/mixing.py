"""Whether the chains of a null model are long enough to forget the data.

A chain that moves too few ties gives draws that resemble the data, and a test that finds nothing. Three signs are
looked at: how many swaps are accepted, whether more ties are still in place than after chains eight times as long, and
how much a state of the chain tells about the state one chain further on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd

from qtnet.inference.nulls.catalogue import NullName
from qtnet.inference.nulls.networks import NullModel, null_model
from qtnet.inference.nulls.rewiring import AcrossLayers, WithinLayers
from qtnet.inference.nulls.strengths import StrengthsKept
from qtnet.inference.nulls.ties import tie_kinds
from qtnet.network import MultilayerNetwork
from qtnet.parallel import Seed
from qtnet.results import MULTILAYER

__all__ = ["MIXING_COLUMNS", "effective_share", "mixing", "mixing_of"]

MIXING_COLUMNS = (
    "null",
    "layer",
    "ties",
    "admissible",
    "proposals_per_tie",
    "accepted",
    "kept",
    "kept_if_longer",
    "autocorrelation",
    "effective_share",
    "mixed",
    "reason",
)
#: Draws whose ties are looked at, how much longer the chains are with which they are compared, states along a chain.
_DRAWS, _LONGER, _STATES = 64, 8, 128
#: More ties in place than after longer chains, as a share of all, and the autocorrelation that are let pass.
_KEPT, _CORRELATED = 0.01, 0.1
_INDEPENDENT = "drawn independently: there is no chain"
_FROZEN = "no tie can be swapped: all draws have the ties of the data"


def mixing(
    net: MultilayerNetwork,
    null: NullName = "configuration",
    *,
    rng: Seed,
    statistic: Callable[[MultilayerNetwork], float] | None = None,
) -> pd.DataFrame:
    """Say whether the chains of a null model mix, one row per layer.

    Parameters
    ----------
    net
        The data.
    null
        A name of `list_nulls`.
    rng
        Source of randomness.
    statistic
        A number whose autocorrelation along the chain is wanted too; its row is that of all layers.

    Returns
    -------
    pandas.DataFrame
        ``admissible`` is the share of swaps in the data that make no tie double and ``accepted`` that of the proposed
        swaps that were made; ``kept`` is the share of the data's ties that a draw still has, ``kept_if_longer`` the
        same after chains eight times as long; ``autocorrelation`` is that of the kept share between states one chain
        apart, and ``effective_share`` says how many independent states one of them is worth. ``mixed`` is False, with
        a ``reason``, where the draws still resemble the data. Draws are two chains apart.

    Examples
    --------
    >>> ring = pd.DataFrame({"source": list("abcdefgh"), "target": list("bcdefgha"), "layer": "chips"})
    >>> mixing(MultilayerNetwork.from_edges(ring), rng=1)[["layer", "ties", "mixed"]].values.tolist()
    [['chips', 8, True]]
    """
    generator = np.random.default_rng(rng)
    return mixing_of(null_model(net, null, rng=generator), rng=generator, statistic=statistic)


def mixing_of(
    model: NullModel, *, rng: Seed, statistic: Callable[[MultilayerNetwork], float] | None = None
) -> pd.DataFrame:
    """Say the same of a null model that is made already."""
    chain = model.drawing
    if isinstance(chain, StrengthsKept):
        chain = chain.topology
    if not isinstance(chain, WithinLayers | AcrossLayers):
        plain = {"ties": len(model.data.tie_arrays), "mixed": True, "reason": _INDEPENDENT}
        return pd.DataFrame([{"null": model.name, "layer": MULTILAYER, **plain}], columns=MIXING_COLUMNS)
    generator = np.random.default_rng(rng)
    kept = _kept(model, chain, _DRAWS, generator)
    longer = _kept(model, chain.longer(_LONGER), _DRAWS, generator)
    states, values = [], []
    for _ in range(_STATES):
        chain = chain.further(generator)
        states.append(_kept(model, chain.longer(0), 1, generator))
        if statistic is not None:
            here = replace(model, drawing=chain.longer(0))
            values.append(float(statistic(next(here.networks(draws=1, rng=generator)))))
    along = {layer: np.concatenate([state[layer] for state in states]) for layer in kept}
    rows = [_row(model, chain, layer, (kept[layer], longer[layer], along[layer]), generator) for layer in kept]
    if statistic is not None:
        rows.append(_statistic_row(model, np.array(values)))
    return pd.DataFrame(rows, columns=MIXING_COLUMNS)


def effective_share(series: np.ndarray) -> tuple[float, float]:
    """Give the autocorrelation of successive values and how many independent values one of them is worth.

    The worth is ``1/(1 + 2 Σ ρ_k)``, summed over pairs of lags as long as a pair is positive (Geyer 1992,
    doi:10.1214/ss/1177011137), at most 1; both are NaN for a series that does not vary.

    Examples
    --------
    >>> rho, share = effective_share(np.repeat([1.0, 0.0, 1.0, 0.0, 0.0, 1.0], 8))
    >>> bool(rho > 0.8), bool(share < 0.2)
    (True, True)
    """
    centred = series - series.mean()
    variance = float(centred @ centred)
    if variance <= 1e-12:
        return float("nan"), float("nan")
    rho = np.array([centred[lag:] @ centred[: len(centred) - lag] for lag in range(len(series) // 2)]) / variance
    pairs = rho[: len(rho) // 2 * 2].reshape(-1, 2).sum(axis=1)
    stop = int(np.argmax(pairs <= 0)) if (pairs <= 0).any() else len(pairs)
    return float(rho[1]), float(min(1.0, 1 / max(2 * pairs[:stop].sum() - 1, 1e-9)))


Chain = WithinLayers | AcrossLayers


def _kept(model: NullModel, chain: Chain, draws: int, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Give the share of the data's ties that each draw still has, by layer."""
    drawn, data, n = chain.edges(draws=draws, rng=rng), model.data.tie_arrays, model.data.n_actors
    data = data.take(data.source != data.target)
    own = _place(data.source, data.target, data.layer, tie_kinds(data.sign, data.directed), n)
    there = _place(drawn.tail, drawn.head, drawn.layer, tie_kinds(drawn.sign, drawn.directed), n)
    same = np.isin(there, own)
    return {model.data.layers[layer]: same[:, drawn.layer[0] == layer].mean(axis=1) for layer in np.unique(data.layer)}


def _place(a: np.ndarray, b: np.ndarray, layer: np.ndarray, kind: np.ndarray, n: int) -> np.ndarray:
    turn = (kind < 2) & (a > b)
    return np.asarray(((layer * 4 + kind) * n + np.where(turn, b, a)) * n + np.where(turn, a, b))


def _row(
    model: NullModel,
    chain: Chain,
    layer: str,
    kept: tuple[np.ndarray, np.ndarray, np.ndarray],
    rng: np.random.Generator,
) -> dict[str, object]:
    ties = int((model.data.tie_arrays.layer == model.data.layers.index(layer)).sum())
    part = chain if isinstance(chain, AcrossLayers) else chain.models[chain.layer.index(model.data.layers.index(layer))]
    row = {"null": model.name, "layer": layer, "ties": ties, "kept": kept[0].mean(), "kept_if_longer": kept[1].mean()}
    if not isinstance(part, AcrossLayers):
        row["admissible"] = part.admissible
        if part.kind == "dyads":
            return row | {"mixed": True, "reason": _INDEPENDENT}
    accepted = part.edges(draws=8, rng=rng).accepted
    rho, share = effective_share(kept[2])
    row |= {"accepted": accepted, "autocorrelation": rho, "effective_share": share}
    total = ties if not isinstance(part, AcrossLayers) else len(model.data.tie_arrays)
    reason = _why(accepted, *kept[:2], rho)
    return row | {"proposals_per_tie": part.steps / max(total, 1), "mixed": not reason, "reason": reason}


def _statistic_row(model: NullModel, values: np.ndarray) -> dict[str, object]:
    rho, share = effective_share(values)
    reason = "the statistic does not vary along the chain" if np.isnan(rho) else _resembling(rho)
    found = {"autocorrelation": rho, "effective_share": share, "mixed": not _resembling(rho), "reason": reason}
    return {"null": model.name, "layer": MULTILAYER, "ties": len(model.data.tie_arrays), **found}


def _why(accepted: float, kept: np.ndarray, longer: np.ndarray, rho: float) -> str:
    if accepted == 0:
        return _FROZEN
    noise = np.sqrt(kept.var() / len(kept) + longer.var() / len(longer))
    if kept.mean() - longer.mean() > _KEPT + 3 * noise:
        return f"{kept.mean():.0%} of the ties are still in place, after longer chains {longer.mean():.0%}"
    return _resembling(rho)


def _resembling(rho: float) -> str:
    if rho > _CORRELATED + 3 / np.sqrt(_STATES):
        return f"states of the chain resemble each other (autocorrelation {rho:.2f})"
    return ""
