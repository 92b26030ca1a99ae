"""Draws to tidy tables: components with p-values and intervals, and the alignment of every actor."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from qtnet.inference.bipolarity.resamples import EXPOSURES, Resamples
from qtnet.inference.bootstrap import FEWEST_DOCUMENTS
from qtnet.inference.intervals import FEWEST_DRAWS, bootstrap_interval
from qtnet.inference.pvalues import permutation_p
from qtnet.metrics.bipolarity.bridges import BETWEEN
from qtnet.metrics.bipolarity.components import tie_count
from qtnet.metrics.bipolarity.counting import Contributions
from qtnet.metrics.bipolarity.evaluation import COMPONENTS, Evaluation, Setting
from qtnet.metrics.bipolarity.hedging import exposure
from qtnet.metrics.bipolarity.pivotality import pivotality
from qtnet.metrics.bipolarity.reasons import component_reasons
from qtnet.results import MULTILAYER, tidy

__all__ = ["alignment_frame", "certificate_frame", "component_frame", "null_frame"]

#: An interval of the draws that are defined means little when most are not.
_MOST_LOST = 0.5
_BOUNDS = (*(f"{name}_{end}" for name in EXPOSURES for end in ("low", "high")),)
_DRAWN = ("ci_low", "ci_high", "std_error", "extraction_share", "p_pole_a", "p_pole_b", "p_hedger", *_BOUNDS)
#: Alignments that differ by less are one.
_SAME = 1e-6
_TWO_STATES = "the same ties hold it in another place too, if the others start elsewhere"
#: Values that a component can have.
_RANGES = {"S": (-np.inf, 1.0), "H": (-1.0, 1.0), "J": (-1.0, 1.0)}


def component_frame(
    counted: Contributions,
    actors: Sequence[str],
    setting: Setting,
    data: Evaluation,
    null: dict[str, np.ndarray],
    again: Resamples,
) -> pd.DataFrame:
    """Give one row per layer and component; TBI* follows TBI, X stands only on the row of all layers."""
    labels = [*counted.layers, MULTILAYER]
    events, documents = counted.hostile_events(), counted.documents_per_layer()
    P, N = counted.matrices()
    names = (actors[setting.poles[0]], actors[setting.poles[1]])
    reasons = component_reasons(P[0], N[0], data.values, labels=counted.layers, poles=setting.poles, names=names)
    rows: list[dict[str, object]] = []
    for place, label in enumerate(labels):
        shared = {"layer": label, "n": events[place]}
        for name in COMPONENTS:
            if name == "X" and label != MULTILAYER:
                continue
            draws = again.values[name][:, place]
            estimate = float(data.values[name][0, place])
            searched = estimate if name != "TBI" or data.searched is None else float(data.searched[0, place])
            row = _component(name, estimate, searched, null[name][:, place], place, again)
            row |= {"reason": reasons.get((label, name), "")}
            rows.append(_without_interval(row, int(documents[place]), draws) | shared)
            if name == "TBI":
                rows.append(_against_chance(rows[-1], searched))
    return tidy(rows)


def alignment_frame(
    counted: Contributions, actors: Sequence[str], setting: Setting, data: Evaluation, again: Resamples
) -> pd.DataFrame:
    """Give one row per layer and actor; actors that no path joins to a pole are 0 with the reason ``unreached``."""
    labels = [*counted.layers, MULTILAYER]
    documents = counted.documents_per_layer()
    P, N = (np.concatenate([M[0], M[0].sum(axis=0, keepdims=True)]) for M in counted.matrices())
    shares = dict(zip(EXPOSURES, exposure(P, N, data.x[0], hostility=setting.hostility), strict=True))
    pivotal = _pivotality(P, N, setting, data)
    rows: list[dict[str, object]] = []
    for place, label in enumerate(labels):
        for number, actor in enumerate(actors):
            row: dict[str, object] = {"metric": "alignment", "layer": label, "actor": actor}
            reach = bool(data.reach[0, place, number])
            row |= _aligned(float(data.x[0, place, number]), reach, place, number, again)
            row |= {"pivotality": pivotal[place, number]} | _starts(data, place, number)
            for name in EXPOSURES:
                row |= _exposed(name, float(shares[name][place, number]), again.exposure[name][:, place, number])
            rows.append(_without_interval(row, int(documents[place]), again.x[:, place, number]))
            if reach and row["start_high"] - row["start_low"] > _SAME:  # type: ignore[operator]
                rows[-1]["reason"] = "; ".join(filter(None, (_TWO_STATES, str(rows[-1]["reason"]))))
    return tidy(rows)


def certificate_frame(layers: Sequence[str], data: Evaluation) -> pd.DataFrame:
    """Give what is proved of D: columns layer, D, low, high, proved."""
    labels = [*layers, MULTILAYER]
    rows = [
        {"layer": label, "D": D, "low": proof.low, "high": proof.high, "proved": proof.proved or bool(np.isnan(D))}
        for label, proof, D in zip(labels, data.certificates, data.values["D"][0].tolist(), strict=True)
    ]
    return pd.DataFrame(rows)


def null_frame(layers: Sequence[str], data: Evaluation, null: dict[str, np.ndarray]) -> pd.DataFrame:
    """Give TBI of every null network, NaN in layers where the data have none: columns layer, draw, TBI."""
    draws = len(null["TBI"])
    labels = [*layers, MULTILAYER]
    return pd.DataFrame(
        {
            "layer": np.repeat(np.array(labels, dtype=object), draws),
            "draw": np.tile(np.arange(draws), len(labels)),
            "TBI": np.where(np.isnan(data.values["TBI"]), np.nan, null["TBI"]).T.ravel(),
        }
    )


def _component(
    name: str, estimate: float, searched: float, null: np.ndarray, place: int, again: Resamples
) -> dict[str, object]:
    """Give a row; `searched` is the estimate as null networks have it, with D as the search finds it."""
    draws, bounds = again.values[name][:, place], _RANGES.get(name, (0.0, 1.0))
    stretch = float(again.stretch[name][place])
    low, high = bootstrap_interval(estimate, draws, kind=again.interval, stretch=stretch, bounds=bounds)
    row: dict[str, object] = {"metric": name, "estimate": estimate, "ci_low": low, "ci_high": high}
    row |= {"std_error": _spread(draws), "null_mean": _mean(null) if np.isfinite(estimate) else np.nan}
    row |= {"extraction_share": float(again.extraction[name][place])}
    if name in ("TBI", "sqrt(C·S)"):
        row["p_value"] = permutation_p(searched, null)
    return row


def _aligned(estimate: float, reach: bool, place: int, number: int, again: Resamples) -> dict[str, object]:
    draws, stretch = again.x[:, place, number], float(again.stretch["x"][place, number])
    low, high = bootstrap_interval(estimate, draws, kind=again.interval, stretch=stretch, bounds=(-1.0, 1.0))
    spread = {"ci_low": low, "ci_high": high, "std_error": _spread(draws)}
    sides = _sides(draws, again.reach[:, place, number])
    return {"estimate": estimate, "reason": "" if reach else "unreached", **spread, **sides}


def _starts(data: Evaluation, place: int, number: int) -> dict[str, object]:
    """Give between which values an alignment lies where the iteration starts elsewhere; NaN where it was not tried."""
    ends = (np.nan, np.nan) if data.starts is None else data.starts[place, :, number].tolist()
    return {"start_low": ends[0], "start_high": ends[1]}


def _exposed(name: str, estimate: float, draws: np.ndarray) -> dict[str, object]:
    low, high = bootstrap_interval(estimate, draws, kind="percentile")
    return {name: estimate, f"{name}_low": low, f"{name}_high": high}


def _pivotality(P: np.ndarray, N: np.ndarray, setting: Setting, data: Evaluation) -> np.ndarray:
    """Give the pivotality of every actor per layer and, last, in the sum of all layers."""
    ties = tie_count(P[:-1], N[:-1])
    power = np.concatenate([ties, ties.sum(axis=0, keepdims=True)])
    if setting.capability is not None:
        power = np.broadcast_to(setting.capability, power.shape)
    D, found = data.values["D"][0], []
    for place in range(len(P)):
        X = float(data.values["X"][0, -1]) if place == len(P) - 1 and setting.with_consistency else None
        found.append(pivotality(P[place], N[place], setting, capability=power[place], D=float(D[place]), X=X))
    return np.stack(found)


def _sides(draws: np.ndarray, reach: np.ndarray) -> dict[str, object]:
    hedging = reach & (np.abs(draws) <= BETWEEN)
    shares = {"p_pole_a": reach & (draws > BETWEEN), "p_pole_b": reach & (draws < -BETWEEN), "p_hedger": hedging}
    return {name: float(chosen.mean()) for name, chosen in shares.items()}


def _without_interval(row: dict[str, object], documents: int, draws: np.ndarray) -> dict[str, object]:
    """Take intervals away where documents or defined draws are too few, and say why or how many are lost.

    An interval is conditional on the draws in which the number is defined.
    """
    lost = float(np.isnan(draws).mean())
    if documents < FEWEST_DOCUMENTS:
        told = f"no interval: fewer than {FEWEST_DOCUMENTS} documents"
    elif lost > _MOST_LOST:
        told = f"no interval: undefined in {_percent(lost)} of the resampled corpora"
    elif np.isfinite(draws).sum() < FEWEST_DRAWS:
        told = f"no interval: defined in fewer than {FEWEST_DRAWS} resampled corpora"
    else:
        return row | {"reason": _joined(row, f"undefined in {_percent(lost)} of the resampled corpora" if lost else "")}
    gone = [name for name in _DRAWN if name in row]
    return row | dict.fromkeys(gone, np.nan) | {"reason": _joined(row, told)}


def _joined(row: dict[str, object], told: str) -> str:
    """Add what is told of the draws to the reason of the estimate, unless there is nothing to estimate."""
    own = str(row["reason"])
    settled = own == "unreached" or np.isnan(float(row["estimate"]))  # type: ignore[arg-type]
    return own if own and settled else "; ".join(text for text in (own, told) if text)


def _against_chance(tbi: dict[str, object], searched: float) -> dict[str, object]:
    """Rescale TBI so that the mean of chance is 0: ``max(0, (TBI − m)/(1 − m))``.

    The estimate takes TBI as `searched`, as the null networks and the p-value do; its interval takes m as it is.
    """
    mean = float(tbi["null_mean"])  # type: ignore[arg-type]
    share = 1 - mean
    ends = {"estimate": searched} | {name: float(tbi[name]) for name in ("ci_low", "ci_high")}  # type: ignore[arg-type]
    scaled = {
        name: max(0.0, (value - mean) / share) if share > 0 and np.isfinite(value) else np.nan
        for name, value in ends.items()
    }
    scaled["ci_low"] = min(scaled["ci_low"], scaled["estimate"])
    reason = str(tbi["reason"])
    if share <= 0:
        reason = "; ".join(filter(None, ("chance alone gives 1", reason)))
    elif 0 < searched <= mean:
        reason = "; ".join(filter(None, ("TBI is not above its mean under chance; TBI* is clipped to 0", reason)))
    return tbi | scaled | {"metric": "TBI*", "std_error": np.nan, "p_value": np.nan, "reason": reason}


def _percent(share: float) -> str:
    return f"{share:.0%}" if share >= 0.005 else "<1%"


def _spread(draws: np.ndarray) -> float:
    known = draws[np.isfinite(draws)]
    return float(known.std(ddof=1)) if known.size > 1 else float("nan")


def _mean(draws: np.ndarray) -> float:
    known = draws[np.isfinite(draws)]
    return float(known.mean()) if known.size else float("nan")
