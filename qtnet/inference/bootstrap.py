"""Intervals for any statistic of a network: documents drawn again, facts kept with their confidence.

In come a network and a function of it, out comes the same result with standard errors and intervals filled in. An actor
score also gets the interval of its rank and the share of resampled corpora in which it is among the first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import Literal, TypeVar

import numpy as np
import pandas as pd

from qtnet.errors import InputError
from qtnet.inference.document_jackknife import document_jackknife, key_columns
from qtnet.inference.intervals import FEWEST_DRAWS, IntervalKind, bootstrap_interval
from qtnet.inference.resampling import Noise, check_kind, evidence_multipliers, interval_kind
from qtnet.network import MultilayerNetwork
from qtnet.parallel import Seed, in_chunks
from qtnet.results import ActorScores, NetworkScore, Result

__all__ = ["FEWEST_DOCUMENTS", "TOP", "with_intervals"]

R = TypeVar("R", bound=Result)
Key = tuple[str, ...]

#: From fewer documents no interval can be read: two give three different resamples.
FEWEST_DOCUMENTS = 3
#: P(top) is the share of draws in which an actor is among so many first, if not said otherwise.
TOP = 5
#: Actors are ranked within these.
_RANKED = ["metric", "layer", "window"]
#: A statistic is slow beside the drawing, so chunks are small enough to occupy all processes.
_CHUNK = 16


def with_intervals(
    net: MultilayerNetwork,
    statistic: Callable[[MultilayerNetwork], R],
    *,
    draws: int,
    rng: Seed,
    kind: Noise = "both",
    interval: Literal["bc", "bca"] = "bc",
    top: int = TOP,
    jobs: int = 1,
) -> R:
    """Compute a statistic with bootstrap standard errors and intervals.

    Parameters
    ----------
    net
        The network.
    statistic
        A function of a network that gives `ActorScores`, `NetworkScore` or another result with a tidy `frame`.
    draws
        Number of resampled corpora.
    rng
        Seed or generator.
    kind
        ``"documents"``: documents are drawn with replacement, those without ties too; ``"extraction"``: each fact is
        kept, with its full weight, with its confidence; ``"both"``.
    interval
        ``"bc"``: corrected for the median bias of the draws; ``"bca"``: also for skewness, from the statistic with
        groups of documents left out.
    top
        Among how many first an actor must be to count for ``p_top``, at least 1; actors in a tie share a mean rank.
    jobs
        Processes; the result does not depend on it.

    Returns
    -------
    Result
        What `statistic` gives, with ``std_error``, ``ci_low`` and ``ci_high`` (95 %). Actor scores get the columns
        ``rank``, ``rank_low``, ``rank_high``, ``p_first`` and ``p_top``. With fewer than three documents that have
        ties the intervals of ``"documents"`` and ``"both"`` are NaN and the reason says so.

    Notes
    -----
    Documents are the unit because the facts of one document are not independent. A row that is undefined in a draw is
    left out of that row's interval, which is therefore conditional on being defined. Intervals are bias-corrected;
    they are percentiles where facts are left out of weights that do not contain the confidence (amounts of money, edge
    lists), as the estimate, for which every fact is real, is then no centre of the draws. Rank 1 is the largest; equal
    scores share the mean of their ranks. The interval of a rank is widened to hold the rank observed.

    Examples
    --------
    >>> edges = pd.DataFrame({"source": ["US", "US", "JP"], "target": ["JP", "KR", "KR"], "layer": "chips"})
    >>> net = MultilayerNetwork.from_edges(edges)
    >>> def ties(net):
    ...     return NetworkScore(metric="tie weight", estimate=float(net.ties["weight"].sum()))
    >>> found = with_intervals(net, ties, draws=50, rng=1, kind="documents")
    >>> found.estimate, found.ci_low, found.ci_high
    (3.0, 3.0, 3.0)
    """
    check_kind(kind)
    if interval not in ("bc", "bca"):
        raise InputError(f"interval: expected 'bc' or 'bca', got {interval!r}")
    if top < 1:
        raise InputError(f"top: expected at least 1, got {top}")
    observed = statistic(net)
    frame = observed.to_frame()
    if kind != "extraction" and len(net.documents) < FEWEST_DOCUMENTS:
        return _filled(observed, _untold(frame))
    source = _evidence(net)
    task = partial(_chunk, net, statistic, source, kind, _keys(frame))
    values = np.concatenate(in_chunks(task, draws=draws, rng=rng, jobs=jobs, size=_CHUNK))
    allowed = interval_kind(source.confidence, expected=source.expected, kind=kind)
    accelerated = interval == "bca" and allowed == "bc"
    left_out = document_jackknife(net, statistic, _keys(frame)) if accelerated else None
    frame = _with_bounds(frame, values, "bca" if accelerated else allowed, left_out)
    return _filled(observed, _with_ranks(frame, values, top) if isinstance(observed, ActorScores) else frame)


@dataclass(frozen=True, eq=False)
class _Evidence:
    document: np.ndarray
    fact: np.ndarray
    confidence: np.ndarray
    documents: int
    expected: bool


def _evidence(net: MultilayerNetwork) -> _Evidence:
    evidence = net.evidence
    document, fact = (np.asarray(pd.factorize(evidence[name], sort=True)[0]) for name in ("doc", "fact"))
    confidence = evidence["confidence"].to_numpy(dtype=float)
    return _Evidence(document, fact, confidence, len(net.corpus), net.expected_weights)


def _chunk(
    net: MultilayerNetwork,
    statistic: Callable[[MultilayerNetwork], Result],
    source: _Evidence,
    kind: Noise,
    keys: list[Key],
    draws: int,
    rng: np.random.Generator,
) -> np.ndarray:
    """Give the statistic in resampled networks, shape ``(draws, rows)``, NaN where a row is missing."""
    multipliers = evidence_multipliers(
        source.document,
        source.fact,
        source.confidence,
        documents=source.documents,
        expected=source.expected,
        draws=draws,
        kind=kind,
        rng=rng,
    )
    place = {key: number for number, key in enumerate(keys)}
    values = np.full((draws, len(keys)), np.nan)
    for row, multiplier in zip(values, multipliers, strict=True):
        frame = statistic(net.reweighted(multiplier)).to_frame()
        for key, estimate in zip(_keys(frame), frame["estimate"].tolist(), strict=True):
            if key in place:
                row[place[key]] = estimate
    return values


def _keys(frame: pd.DataFrame) -> list[Key]:
    keys = list(zip(*(frame[name].tolist() for name in key_columns(frame)), strict=True))
    if len(set(keys)) < len(keys):
        raise InputError("statistic: expected one row per metric, layer, window and actor, got some twice")
    return keys


def _with_bounds(
    frame: pd.DataFrame, values: np.ndarray, kind: IntervalKind, left_out: np.ndarray | None
) -> pd.DataFrame:
    estimates = frame["estimate"].to_numpy(dtype=float)
    jackknives = [None] * len(estimates) if left_out is None else list(left_out.T)
    rows = zip(estimates, values.T, jackknives, strict=True)
    bounds = np.array([bootstrap_interval(e, v, kind=kind, jackknife=j) for e, v, j in rows]).reshape(-1, 2)
    known = np.isfinite(values).sum(axis=0)
    few = (known < FEWEST_DRAWS) & np.isfinite(estimates) & (frame["reason"] == "").to_numpy()
    reason = frame["reason"].mask(few, f"no interval: defined in fewer than {FEWEST_DRAWS} of {len(values)} draws")
    spread = [v[np.isfinite(v)].std(ddof=1) if k > 1 else np.nan for v, k in zip(values.T, known, strict=True)]
    return frame.assign(std_error=spread, ci_low=bounds[:, 0], ci_high=bounds[:, 1], reason=reason)


def _with_ranks(frame: pd.DataFrame, values: np.ndarray, first_places: int) -> pd.DataFrame:
    """Rank actors within each metric, layer and window, in the data and in every draw."""
    group = frame.groupby(_RANKED, sort=False).ngroup().to_numpy()
    rank, low, high, first, top = (np.full(len(frame), np.nan) for _ in range(5))
    for number in range(group.max(initial=-1) + 1):
        rows = np.flatnonzero(group == number)
        rank[rows] = frame["estimate"].iloc[rows].rank(ascending=False).to_numpy()
        drawn = pd.DataFrame(values[:, rows]).rank(axis=1, ascending=False).to_numpy()
        # An actor that a draw leaves without a score is last in it, not unranked.
        drawn = np.where(np.isfinite(drawn), drawn, len(rows))
        bounds = np.quantile(drawn, [0.025, 0.975], axis=0)
        # actors that draws lose or tie move the others: the rank observed may be beyond all of them
        low[rows], high[rows] = np.fmin(bounds[0], rank[rows]), np.fmax(bounds[1], rank[rows])
        best = drawn == drawn.min(axis=1, keepdims=True)
        # Actors that share the first place share the draw, so that the probabilities of a group add up to one.
        first[rows] = (best / best.sum(axis=1, keepdims=True)).mean(axis=0)
        top[rows] = (drawn <= first_places).mean(axis=0)
    undefined = np.isnan(rank)
    for column in (low, high, first, top):
        column[undefined] = np.nan
    return frame.assign(rank=rank, rank_low=low, rank_high=high, p_first=first, p_top=top)


def _untold(frame: pd.DataFrame) -> pd.DataFrame:
    told = f"no interval: fewer than {FEWEST_DOCUMENTS} documents"
    return frame.assign(reason=frame["reason"].mask(frame["reason"] == "", told))


def _filled(observed: R, frame: pd.DataFrame) -> R:
    """Put the filled frame into a result of the same type."""
    if isinstance(observed, NetworkScore):
        row = frame.iloc[0]
        error, low, high = (float(row[name]) for name in ("std_error", "ci_low", "ci_high"))
        return replace(observed, std_error=error, ci_low=low, ci_high=high, reason=str(row["reason"]))
    if "frame" not in {f.name for f in fields(observed)}:  # type: ignore[arg-type]
        kind = type(observed).__name__
        raise InputError(f"statistic: expected ActorScores, NetworkScore or a result with a frame, got {kind}")
    return replace(observed, frame=frame)  # type: ignore[type-var]
