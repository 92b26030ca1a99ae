"""Bipolarity over time: the profile in windows of years, with the same poles and the same resampled corpora in each.

Windows share documents, so a difference between two windows has an interval of its own: it is taken in every resampled
corpus, not read off two intervals.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from qtnet.errors import InputError, UnknownNameError
from qtnet.inference.bipolarity.frames import alignment_frame, component_frame, null_frame
from qtnet.inference.bipolarity.measure import evidence_frame, pairs_as_capable, settled
from qtnet.inference.bipolarity.nulls import BipolarityNull, Question, against_chance, check_null
from qtnet.inference.bipolarity.resamples import Resamples, resamples_of_parts
from qtnet.inference.bipolarity.verdict import adjusted_over_windows, tested_frame, too_little, verdict_frame
from qtnet.inference.extraction_noise import ExtractionNoise
from qtnet.inference.intervals import bootstrap_interval
from qtnet.inference.resampled_corpora import Part
from qtnet.metrics.bipolarity.counting import Contributions, contributions
from qtnet.metrics.bipolarity.evaluation import COMPONENTS, Evaluation, Setting, evaluate_data
from qtnet.metrics.bipolarity.poles import candidates, given_poles
from qtnet.metrics.bipolarity.profile import capability_vector
from qtnet.network import MultilayerNetwork
from qtnet.network.windows import Window, WindowKind, time_windows
from qtnet.parallel import Seed
from qtnet.results import MULTILAYER, Result, tidy

__all__ = ["BipolarityHistory", "bipolarity_over_time"]

#: Components that may be below 0; a difference of the others lies between −1 and 1.
_UNBOUNDED = ("S", "H", "J")


@dataclass(frozen=True, kw_only=True, eq=False)
class BipolarityHistory(Result):
    """Bipolarity in windows of time, for one pair of poles.

    Attributes
    ----------
    poles
        Pole A and pole B, the same in all windows.
    windows
        One row per window: window, first, last year, documents with a tie, independent hostile events, and `reason`
        where this is too little for intervals to hold.
    components, alignment
        As in `Bipolarity`, with the column window filled.
    verdicts
        As in `Bipolarity`, with a column window first; p-values of the layers are adjusted over all layers and
        windows together, those of all layers over the windows (Benjamini–Yekutieli).
    null
        The null hypothesis in words, of the first window with ties.
    undated
        Contributions without a year, which are in no window.
    """

    poles: tuple[str, str]
    found: bool
    windows: pd.DataFrame = field(repr=False)
    components: pd.DataFrame = field(repr=False)
    alignment: pd.DataFrame = field(repr=False)
    verdicts: pd.DataFrame = field(repr=False)
    null: str
    undated: int
    draws: int
    _again: tuple[Resamples, ...] = field(repr=False)
    _layers: tuple[str, ...] = field(repr=False)

    def to_frame(self) -> pd.DataFrame:
        """Give a copy of the components of all windows."""
        return self.components.copy()

    def remark(self) -> str:
        """Give the verdict of every window over all layers."""
        whole = self.verdicts[self.verdicts["layer"] == MULTILAYER]
        told = [f"{row['window']}: {row['sentence']}." for row in whole.to_dict("records")]
        if self.undated:
            many = "contribution without a year is" if self.undated == 1 else "contributions without a year are"
            told.append(f"{self.undated} {many} in no window.")
        if len(self.windows) > 1:
            told.append(f"p-values are adjusted for {len(self.windows)} windows (Benjamini–Yekutieli).")
        return "\n".join([*told, f"Null hypothesis: {self.null}"])

    def difference(self, earlier: str, later: str) -> pd.DataFrame:
        """Give the change of every component between two windows, with intervals.

        Parameters
        ----------
        earlier, later
            Labels of windows; the change is later minus earlier.

        Returns
        -------
        pandas.DataFrame
            Tidy, one row per component and layer, `window` as ``earlier → later``; NaN with a reason where a component
            is undefined in a window. Intervals come from the same resampled corpora in both windows.

        Raises
        ------
        UnknownNameError
            If there is no such window.
        InputError
            If the windows are the same.
        """
        labels = self.windows["window"].tolist()
        for label in (earlier, later):
            if label not in labels:
                raise UnknownNameError("window", label, labels)
        if earlier == later:
            raise InputError(f"windows: expected two different ones, got '{earlier}' twice")
        first, second = labels.index(earlier), labels.index(later)
        frames = [self.components[self.components["window"] == label] for label in (earlier, later)]
        keyed = [{(r["metric"], r["layer"]): r for r in frame.to_dict("records")} for frame in frames]
        rows = []
        for place, layer in enumerate([*self._layers, MULTILAYER]):
            for name in COMPONENTS:
                if name == "X" and layer != MULTILAYER:
                    continue
                pair = [one[name, layer] for one in keyed]
                rows.append(self._change(name, layer, pair, (first, second), place))
        return tidy(rows).assign(window=f"{earlier} → {later}")

    def _change(
        self, name: str, layer: str, pair: Sequence[Mapping[Hashable, Any]], at: tuple[int, int], place: int
    ) -> dict[str, object]:
        before, after = (float(one["estimate"]) for one in pair)
        one, two = (self._again[number] for number in at)
        draws = two.values[name][:, place] - one.values[name][:, place]
        stretch = max(float(part.stretch[name][place]) for part in (one, two))
        widest = (-1.0, 1.0) if name not in _UNBOUNDED else (-np.inf, np.inf)
        low, high = bootstrap_interval(after - before, draws, kind=one.interval, stretch=stretch, bounds=widest)
        known = draws[np.isfinite(draws)]
        row: dict[str, object] = {"metric": name, "layer": layer, "estimate": after - before}
        told = [str(o["reason"]) for o, value in zip(pair, (before, after), strict=True) if np.isnan(value)]
        short = [str(o["reason"]) for o in pair if "no interval" in str(o["reason"])]
        if told or short:
            low, high = np.nan, np.nan
        spread = float(known.std(ddof=1)) if known.size > 1 and not short else np.nan
        reason = "; ".join(dict.fromkeys(told or short))
        return row | {"std_error": spread, "ci_low": low, "ci_high": high, "reason": reason}


def bipolarity_over_time(
    net: MultilayerNetwork,
    *,
    rng: Seed,
    poles: tuple[str, str] | None = None,
    windows: Sequence[Window] | None = None,
    kind: WindowKind = "calendar",
    width: int = 1,
    step: int | None = None,
    capability: Mapping[str, float] | pd.Series | None = None,
    nulls: int = 499,
    draws: int = 499,
    null: BipolarityNull = "configuration",
    noise: ExtractionNoise | None = None,
    jobs: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> BipolarityHistory:
    """Measure technological bipolarity in windows of time.

    Parameters
    ----------
    net
        The network; ties need years.
    rng
        Seed or generator.
    poles
        The two poles of all windows; when None, those found in the network of all years.
    windows
        Windows of this network; when None they are cut by `time_windows` from `kind`, `width` and `step`.
    capability
        As for `bipolarity`; when None, each actor's number of ties in the window.
    nulls, draws, null, noise, jobs
        As for `bipolarity`.
    progress
        Called with the steps done and their number: the resampled corpora of all windows, then chance in each.

    Returns
    -------
    BipolarityHistory
        A window in which a pole has no tie, or without hostility, is NaN with a reason.

    Raises
    ------
    NotDefinedError
        If no tie has a year, or poles are to be found but fewer than two actors have ties.
    InputError, UnknownNameError
        As for `bipolarity` and `time_windows`.

    Notes
    -----
    A window keeps all actors, layers and the whole corpus, so every resampled corpus draws the same documents for all
    windows. Whether X is part of the headline is settled in each window.

    Examples
    --------
    >>> edges = pd.DataFrame({"source": ["US", "CN", "US", "JP"], "target": ["JP", "RU", "CN", "RU"]})
    >>> edges = pd.concat([edges.assign(sign=[1, 1, -1, s], time=t) for s, t in ((1, 2020), (-1, 2021))])
    >>> net = MultilayerNetwork.from_edges(edges.assign(layer="chips"))
    >>> found = bipolarity_over_time(net, rng=1, poles=("US", "CN"), nulls=9, draws=20)
    >>> found.components.query("metric == 'S' and layer == 'chips'")[["window", "estimate"]].round(2).values.tolist()
    [['2020', 0.25], ['2021', 1.0]]
    """
    check_null(null)
    search, chance, corpus = np.random.default_rng(rng).spawn(3)
    cut = tuple(windows) if windows is not None else time_windows(net, kind=kind, width=width, step=step)
    if not cut:
        raise InputError("windows: expected at least one, got none")
    counted, power = contributions(net), capability_vector(net, capability)
    P, N = counted.matrices()
    pairs = candidates(P[0], N[0], power) if poles is None else [given_poles(net, poles)]
    chosen, _ = settled(P, N, pairs, power, search)
    parts, data = _parts(counted, cut, chosen, search)
    tell = progress or (lambda _done, _total: None)
    tell(0, 2 * len(cut))
    again = resamples_of_parts(counted, parts, draws=draws, rng=corpus, jobs=jobs, noise=noise)
    measured = []
    for number, each in enumerate(zip(cut, parts, data, again, chance.spawn(len(cut)), strict=True)):
        tell(len(cut) + number, 2 * len(cut))
        measured.append(_measured(net, *each, capability=capability, null=null, nulls=nulls, jobs=jobs))
    tell(2 * len(cut), 2 * len(cut))
    tables = {name: [one[name] for one in measured] for name in ("components", "alignment")}
    tables["verdicts"] = _verdicts(cut, measured)
    sentences = [str(one["null"]) for one, part in zip(measured, parts, strict=True) if part.keep.any()]
    return BipolarityHistory(
        poles=(net.ids[chosen.poles[0]], net.ids[chosen.poles[1]]),
        found=poles is None,
        windows=_window_frame(cut, parts),
        null=sentences[0] if sentences else "",
        undated=int(np.isnan(counted.year).sum()),
        draws=draws,
        _again=tuple(again),
        _layers=net.layers,
        **{name: pd.concat(each, ignore_index=True) for name, each in tables.items()},
    )


def _measured(
    net: MultilayerNetwork,
    window: Window,
    part: Part,
    data: Evaluation,
    again: Resamples,
    rng: np.random.Generator,
    *,
    capability: Mapping[str, float] | pd.Series | None,
    null: BipolarityNull,
    nulls: int,
    jobs: int,
) -> dict[str, Any]:
    """Give the tables of one window, and its null hypothesis."""
    P, N = (M[0] for M in part.counted.matrices())
    setting, (a, b) = part.setting, part.setting.poles
    poles = (net.ids[a], net.ids[b])
    similar = pairs_as_capable(window.network, poles, capability) if null == "poles" else []
    asked = Question(null, setting, data, [setting.poles], similar)
    found = against_chance(asked, P, N, net.layers, draws=nulls, rng=rng, jobs=jobs)
    components = component_frame(part.counted, net.ids, setting, data, found.values, again)
    return {
        "components": components.assign(window=window.label),
        "alignment": alignment_frame(part.counted, net.ids, setting, data, again).assign(window=window.label),
        "evidence": evidence_frame(part.counted),
        "chance": null_frame(net.layers, data, found.values),
        "null": found.sentence,
    }


def _verdicts(windows: Sequence[Window], measured: Sequence[Mapping[str, Any]]) -> list[pd.DataFrame]:
    """Give the verdicts of each window, with p-values adjusted for the number of windows."""
    adjusted = adjusted_over_windows([tested_frame(one["components"], one["evidence"]) for one in measured])
    found = []
    for window, one, own in zip(windows, measured, adjusted, strict=True):
        verdicts = verdict_frame(one["components"], one["evidence"], one["chance"], adjusted=own)
        verdicts.insert(0, "window", window.label)
        found.append(verdicts)
    return found


def _parts(
    counted: Contributions, windows: Sequence[Window], chosen: Setting, rng: np.random.Generator
) -> tuple[list[Part], list[Evaluation]]:
    """Give the evidence and the evaluation of each window."""
    parts, data = [], []
    for window in windows:
        keep = (counted.year >= window.first) & (counted.year < window.last + 1)
        own = counted.chosen(keep)
        setting, found = evaluate_data(*own.matrices(), chosen, rng=rng)
        parts.append(Part(keep, own, setting))
        data.append(found)
    return parts, data


def _window_frame(windows: Sequence[Window], parts: Sequence[Part]) -> pd.DataFrame:
    rows = []
    for window, part in zip(windows, parts, strict=True):
        weight = evidence_frame(part.counted).iloc[-1]
        documents, events = int(weight["documents"]), int(weight["hostile_events"])
        reason = too_little(events, documents)
        row = {"window": window.label, "first": window.first, "last": window.last, "documents": documents}
        rows.append(row | {"hostile_events": events, "reason": reason})
    return pd.DataFrame(rows)
