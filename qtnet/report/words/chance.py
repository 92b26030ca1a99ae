"""Is it bipolar, and more than by chance: the answer in words, with the reasons where there is none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from qtnet.report.figures.null import chance_mean
from qtnet.report.figures.profile import layer_order
from qtnet.report.labels import layer_label, metric_label
from qtnet.report.rounding import estimate_text, number_text, p_text
from qtnet.report.rows import Row, keyed
from qtnet.report.words.sentences import CANNOT_TELL, Part, Sentence
from qtnet.results import MULTILAYER

__all__ = ["beyond_chance", "chance_details", "chance_sentence", "clipped", "named_poles"]

#: Below this a p-value counts as more than chance.
LEVEL = 0.05

#: What it means that a component is not above 0.
_CLIPPED: Final = {
    "C": "one pole holds all the capability",
    "S": "cooperation crosses between the sides at least as often as expected",
    "H": "hostility runs between the sides no more often than expected",
    "D": "dividing the actors in two explains no hostility",
    "X": "the technologies do not split alike",
}


def chance_sentence(
    bipolarity: pd.DataFrame,
    null_draws: pd.DataFrame,
    facts: Mapping[str, tuple[str, ...]],
    exploratory: bool,
    *,
    poles: Mapping[str, str],
) -> Sentence:
    """Say in one sentence how bipolar the whole network is, and whether chance alone would give as much.

    `poles` names the poles.
    """
    whole = keyed(bipolarity[bipolarity["metric"] == "TBI"], "layer").get(MULTILAYER)
    if whole is None or np.isnan(whole["estimate"]):
        reason = named_poles(str(whole["reason"]), poles) if whole is not None else "it was not computed"
        return [Part(f"Whether the field is bipolar {CANNOT_TELL}: {reason}.")]
    mean = chance_mean(whole, null_draws)
    chance = f"; rewiring the same ties at random gives {mean:.2f} on average ({p_text(whole['p_value'])})"
    return [
        Part("Over all technologies the bipolarity index (TBI) is "),
        Part(estimate_text(whole["estimate"], whole["ci_low"], whole["ci_high"]), facts.get(MULTILAYER, ())),
        Part(" on a scale from 0 to 1" + (chance if np.isfinite(mean) else "")),
        Part(_more_than_chance(whole, exploratory)),
    ]


def chance_details(
    bipolarity: pd.DataFrame, facts: Mapping[str, tuple[str, ...]], *, poles: Mapping[str, str]
) -> Sentence:
    """Say what is left beyond chance, why an index is 0, where it is highest, and where there is none."""
    tbi = keyed(bipolarity[bipolarity["metric"] == "TBI"], "layer")
    whole = tbi.get(MULTILAYER)
    parts: list[Part] = []
    if whole is not None and not np.isnan(whole["estimate"]):
        beyond = beyond_chance(bipolarity)
        parts = [
            Part(f"Beyond chance (TBI*) that leaves {beyond}." if beyond else ""),
            Part(_why_zero(bipolarity, whole)),
            Part(_lost(whole)),
        ]
    said = [*(part for part in parts if part.text), *_highest(bipolarity, tbi, facts), *_silent(bipolarity, tbi, poles)]
    return [Part(said[0].text.lstrip(), said[0].facts), *said[1:]] if said else []


def beyond_chance(bipolarity: pd.DataFrame, layer: str = MULTILAYER) -> str:
    """Write TBI* of a layer with its interval; empty where there is none."""
    row = keyed(bipolarity[bipolarity["layer"] == layer], "metric").get("TBI*")
    if row is None or np.isnan(row["estimate"]):
        return ""
    return estimate_text(row["estimate"], row["ci_low"], row["ci_high"])


def clipped(bipolarity: pd.DataFrame, layer: str = MULTILAYER) -> tuple[str, ...]:
    """Say of each component that is not above 0, and so makes the index 0, what that means."""
    known = keyed(bipolarity[bipolarity["layer"] == layer], "metric")
    return tuple(
        f"{metric_label(name)[0]} is {number_text(known[name]['estimate'])} ({meaning})"
        for name, meaning in _CLIPPED.items()
        if name in known and known[name]["estimate"] <= 0
    )


def named_poles(reason: str, poles: Mapping[str, str]) -> str:
    """Put the names of the poles for their codes.

    Examples
    --------
    >>> named_poles("no ties of pole CN in this layer", {"CN": "China"})
    'no ties of China in this technology'
    """
    for code, name in poles.items():
        reason = reason.replace(f"pole {code}", name)
    return reason.replace("this layer", "this technology").replace("two layers", "two technologies")


def _why_zero(bipolarity: pd.DataFrame, whole: Row) -> str:
    if whole["estimate"] > 0:
        return ""
    parts = clipped(bipolarity)
    if not parts:
        return ""
    return (
        f" It is 0 because {' and '.join(parts)}: such a component counts as 0, and one component at 0 makes the whole "
        "index 0, whatever the others say. That is a missing sign of a split, not a measured absence."
    )


def _lost(whole: Row) -> str:
    """Say in how many resamples the index is undefined, and what else is recorded; why it is 0 is told already."""
    told = [part for part in str(whole.get("reason") or "").split("; ") if part]
    lost = [part for part in told if part.startswith("undefined in")]
    rest = [part for part in told if part not in lost] if whole["estimate"] > 0 else []
    sentences = [f" {part[:1].upper()}{part[1:]}." for part in rest]
    return "".join([*sentences, *(f" The index is {part}, which its interval leaves out." for part in lost)])


def _more_than_chance(whole: Row, exploratory: bool) -> str:
    p_value = float(whole["p_value"])
    if np.isnan(p_value):
        return f"; whether that is more than chance {CANNOT_TELL}."
    if p_value > LEVEL:
        return f", which is no more than chance can give: a split {CANNOT_TELL}."
    return ", which is more than chance gives" + (", but the finding is exploratory." if exploratory else ".")


def _highest(bipolarity: pd.DataFrame, tbi: Mapping[str, Row], facts: Mapping[str, tuple[str, ...]]) -> list[Part]:
    known = [layer for layer in _technologies(bipolarity) if layer in tbi and not np.isnan(tbi[layer]["estimate"])]
    if not known:
        return []
    row = tbi[known[0]]
    return [
        Part(f" Among the technologies it is highest in {layer_label(known[0])}, "),
        Part(estimate_text(row["estimate"], row["ci_low"], row["ci_high"]), facts.get(known[0], ())),
        Part("."),
    ]


def _silent(bipolarity: pd.DataFrame, tbi: Mapping[str, Row], poles: Mapping[str, str]) -> list[Part]:
    """Name the technologies without an index, together with those that lack it for the same reason."""
    groups: dict[str, list[str]] = {}
    for layer in _technologies(bipolarity):
        if layer in tbi and np.isnan(tbi[layer]["estimate"]):
            reason = named_poles(str(tbi[layer]["reason"]) or "no reason is recorded", poles)
            groups.setdefault(reason.replace(" in this technology", ""), []).append(layer_label(layer))
    total = sum(map(len, groups.values()))
    if not total:
        return []
    told = "; ".join(f"{reason} ({', '.join(layers)})" for reason, layers in sorted(groups.items(), key=_size))
    return [Part(f" For {total} {'technology' if total == 1 else 'technologies'} it {CANNOT_TELL}: {told}.")]


def _size(group: tuple[str, list[str]]) -> tuple[int, str]:
    return -len(group[1]), group[0]


def _technologies(bipolarity: pd.DataFrame) -> list[str]:
    return [layer for layer in layer_order(bipolarity) if layer != MULTILAYER]
