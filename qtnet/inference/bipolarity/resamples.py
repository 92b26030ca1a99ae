"""Resampled corpora behind the intervals of bipolarity: documents drawn again, facts kept, missed or turned.

One network or several parts of it (windows of time) are evaluated in the same resampled corpora, so that differences
between parts have intervals too. A nested bootstrap tells how far the correction of bias spreads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from qtnet.inference.extraction_noise import ExtractionNoise
from qtnet.inference.intervals import FEWEST_DRAWS, IntervalKind, nested_stretch
from qtnet.inference.resampled_corpora import Part, as_read, read_again, resampled
from qtnet.inference.resampling import interval_kind
from qtnet.metrics.bipolarity.components import tie_count
from qtnet.metrics.bipolarity.counting import Contributions
from qtnet.metrics.bipolarity.evaluation import COMPONENTS, Evaluation, Setting, evaluate
from qtnet.metrics.bipolarity.hedging import exposure
from qtnet.parallel import Seed, in_chunks

__all__ = ["EXPOSURES", "Resamples", "extraction_share", "resamples", "resamples_of_parts"]

#: Corpora that are drawn from again, and how often each.
NESTED, INNER = 60, 10
#: Numbers that the matrices of one chunk may hold, and the most draws in a chunk.
_MOST_NUMBERS, _MOST_DRAWS = 2**25, 25
#: What `exposure` gives.
EXPOSURES = ("pull", "ambivalence", "engagement")
_NO_VARIANCE = 1e-18
#: The search behind D that resampled networks need.
_EFFORT = 0.1


@dataclass(frozen=True, eq=False)
class Resamples:
    """Components, alignment, reach and exposure in resampled corpora, shapes as in `Evaluation`.

    `stretch` is the factor of nested intervals, per component and layer, and per layer and actor under ``x``.
    `extraction` is the share of the variance that extraction makes: what is left of it between two readings of the same
    documents. It is NaN where nothing varies or too few draws are defined.
    """

    values: dict[str, np.ndarray]
    x: np.ndarray
    reach: np.ndarray
    exposure: dict[str, np.ndarray]
    stretch: dict[str, np.ndarray]
    extraction: dict[str, np.ndarray]
    interval: IntervalKind


def resamples(
    counted: Contributions,
    setting: Setting,
    *,
    draws: int,
    rng: Seed,
    jobs: int = 1,
    noise: ExtractionNoise | None = None,
) -> Resamples:
    """Evaluate corpora in which documents are drawn again and facts are kept with their confidence.

    Parameters
    ----------
    counted
        The evidence.
    setting
        How it is evaluated.
    draws
        Number of resampled corpora.
    rng, jobs
        As for `in_chunks`.
    noise
        Facts missed and signs turned beside the confidence.
    """
    whole = Part(np.ones(len(counted.value), dtype=bool), counted, setting)
    return resamples_of_parts(counted, [whole], draws=draws, rng=rng, jobs=jobs, noise=noise)[0]


def resamples_of_parts(
    counted: Contributions,
    parts: Sequence[Part],
    *,
    draws: int,
    rng: Seed,
    jobs: int = 1,
    noise: ExtractionNoise | None = None,
) -> list[Resamples]:
    """Evaluate parts of the evidence, each in the same resampled corpora; arguments as for `resamples`."""
    both, alone, again = np.random.default_rng(rng).spawn(3)
    lighter = tuple(replace(part, setting=_held(part)) for part in parts)
    plan, size = (counted, lighter, noise), _chunk(counted)
    drawn = in_chunks(partial(_draw, *plan), draws=draws, rng=both, jobs=jobs, size=size)
    # Too few draws have no interval, so there is none to stretch.
    deep = min(NESTED, draws if draws >= FEWEST_DRAWS else 1)
    nested = in_chunks(partial(_nest, *plan), draws=deep, rng=again, jobs=jobs, size=max(1, size // 4))
    noisy = noise is not None or bool((counted.confidence < 1).any())
    pairs = max(draws // 2, min(draws, FEWEST_DRAWS))
    twice = in_chunks(partial(_pair, *plan), draws=pairs, rng=alone, jobs=jobs, size=size) if noisy else []
    kind = interval_kind(counted.confidence, expected=counted.expected, kind="both")
    found = []
    for place in range(len(parts)):
        values, x, reach, exposures = _joined([chunk[place] for chunk in drawn])
        read_twice = [chunk[place] for chunk in twice]
        found.append(
            Resamples(
                values=values,
                x=x,
                reach=reach,
                exposure=exposures,
                stretch=_stretches([chunk[place] for chunk in nested]),
                extraction={name: _extraction(name, values[name], read_twice) for name in COMPONENTS},
                interval="nested" if kind == "bc" else kind,
            )
        )
    return found


def _held(part: Part) -> Setting:
    """Hold capability as it is in the data, given or counted: a resampled corpus tells fewer of the same ties."""
    power = part.setting.capability
    if power is None:
        P, N = (M[0] for M in part.counted.matrices())
        ties = tie_count(P, N)
        power = np.concatenate([ties, ties.sum(axis=0, keepdims=True)])
    return replace(part.setting, capability=power, effort=_EFFORT)


@dataclass(frozen=True, eq=False)
class _Drawn:
    evaluation: Evaluation
    exposures: dict[str, np.ndarray]


def _draw(
    counted: Contributions,
    parts: tuple[Part, ...],
    noise: ExtractionNoise | None,
    draws: int,
    rng: np.random.Generator,
) -> list[_Drawn]:
    """Evaluate every part in corpora with documents drawn again and noise of extraction."""
    corpora = resampled(counted, noise, as_read(counted), True, draws, rng)
    return [_evaluated(part, *corpora.matrices(part), rng) for part in parts]


def _pair(
    counted: Contributions, parts: tuple[Part, ...], noise: ExtractionNoise | None, draws: int, rng: np.random.Generator
) -> list[tuple[dict[str, np.ndarray], dict[str, np.ndarray]]]:
    """Evaluate every part in resampled corpora that are read twice: the same documents, other errors of extraction."""
    corpora = resampled(counted, noise, as_read(counted), True, draws, rng)
    found = []
    for each in (corpora, read_again(counted, noise, corpora, rng)):
        found.append([evaluate(*each.matrices(part), part.setting, rng=rng).values for part in parts])
    return list(zip(*found, strict=True))


def _evaluated(part: Part, P: np.ndarray, N: np.ndarray, rng: np.random.Generator) -> _Drawn:
    found = evaluate(P, N, part.setting, rng=rng)
    p, q = (np.concatenate([M, M.sum(axis=1, keepdims=True)], axis=1) for M in (P, N))
    shares = exposure(p, q, found.x, hostility=part.setting.hostility)
    return _Drawn(found, dict(zip(EXPOSURES, shares, strict=True)))


def _nest(
    counted: Contributions, parts: tuple[Part, ...], noise: ExtractionNoise | None, draws: int, rng: np.random.Generator
) -> list[tuple[Evaluation, dict[str, np.ndarray]]]:
    """Evaluate every part in resampled corpora, and in corpora resampled from each of them."""
    corpora = resampled(counted, noise, as_read(counted), True, draws, rng)
    outer = [evaluate(*corpora.matrices(part), part.setting, rng=rng) for part in parts]
    deeper: list[dict[str, list[np.ndarray]]] = [{} for _ in parts]
    for draw in range(draws):
        again = resampled(counted, noise, corpora.one(draw, counted.document), True, INNER, rng)
        for part, found in zip(parts, deeper, strict=True):
            inner = evaluate(*again.matrices(part), part.setting, rng=rng)
            for name, value in [*inner.values.items(), ("x", inner.x)]:
                found.setdefault(name, []).append(value)
    stacked = [{name: np.stack(values) for name, values in found.items()} for found in deeper]
    return list(zip(outer, stacked, strict=True))


def _joined(chunks: list[_Drawn]) -> tuple[dict[str, np.ndarray], np.ndarray, np.ndarray, dict[str, np.ndarray]]:
    values = {name: np.concatenate([chunk.evaluation.values[name] for chunk in chunks]) for name in COMPONENTS}
    x, reach = (np.concatenate([getattr(chunk.evaluation, name) for chunk in chunks]) for name in ("x", "reach"))
    exposures = {name: np.concatenate([chunk.exposures[name] for chunk in chunks]) for name in EXPOSURES}
    return values, x, reach, exposures


def _stretches(chunks: list[tuple[Evaluation, dict[str, np.ndarray]]]) -> dict[str, np.ndarray]:
    """Give the factor of nested intervals for every component and for alignments."""
    found = {}
    for name in (*COMPONENTS, "x"):
        outer = np.concatenate([e.x if name == "x" else e.values[name] for e, _ in chunks])
        inner = np.concatenate([found[name] for _, found in chunks])
        flat_inner = inner.reshape(*inner.shape[:2], -1)
        flat = [nested_stretch(o, flat_inner[:, :, k]) for k, o in enumerate(outer.reshape(len(outer), -1).T)]
        found[name] = np.array(flat).reshape(outer.shape[1:])
    return found


def _mean(values: np.ndarray) -> np.ndarray:
    """Mean over the first axis of what is defined, NaN where nothing is."""
    known = np.isfinite(values)
    total, count = np.where(known, values, 0.0).sum(axis=0), known.sum(axis=0)
    return np.asarray(np.divide(total, count, out=np.full(total.shape, np.nan), where=count > 0))


def _extraction(
    name: str, values: np.ndarray, twice: list[tuple[dict[str, np.ndarray], dict[str, np.ndarray]]]
) -> np.ndarray:
    """Give the share of extraction in the variance of a component; 0 where every fact is certain."""
    if twice:
        return extraction_share(*(np.concatenate([pair[which][name] for pair in twice]) for which in (0, 1)))
    return np.where(_variance(values) > _NO_VARIANCE, 0.0, np.nan)


def extraction_share(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Give the share of the variance that is left between two readings of the same documents.

    Parameters
    ----------
    one, other
        The quantity in two readings of each resampled corpus, shape ``(draws, …)``, NaN where undefined.

    Returns
    -------
    numpy.ndarray
        In [0, 1]; NaN where nothing varies, or fewer than `FEWEST_DRAWS` corpora have the quantity in both readings.

    Notes
    -----
    By the law of total variance, ``Var = E[Var(· | documents)] + Var(E[· | documents])``; the first part is half the
    mean square of the difference of the readings. The variance of extraction alone, in the documents as they are, would
    not do: where a quantity is cut off at its limits it may exceed the whole, and a share of it says nothing.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> documents = rng.normal(size=4000)
    >>> extraction_share(*(documents + rng.normal(size=(2, 4000)))).round(1).item()
    0.5
    """
    both = np.isfinite(one) & np.isfinite(other)
    first, second = (np.where(both, each, np.nan) for each in (one, other))
    whole = _variance(np.concatenate([first, second]))
    told = (whole > _NO_VARIANCE) & (both.sum(axis=0) >= FEWEST_DRAWS)
    share = np.divide(_mean((first - second) ** 2) / 2, whole, out=np.full(whole.shape, np.nan), where=told)
    return np.asarray(np.minimum(share, 1.0))


def _variance(values: np.ndarray) -> np.ndarray:
    return _mean((values - _mean(values)) ** 2)


def _chunk(counted: Contributions) -> int:
    """Give the draws of a chunk: it hangs on the network alone, so results do not depend on the processes."""
    held = 8 * (len(counted.layers) + 1) * counted.n_actors**2 + 4 * len(counted.value)
    return int(min(max(_MOST_NUMBERS // max(held, 1), 1), _MOST_DRAWS))
