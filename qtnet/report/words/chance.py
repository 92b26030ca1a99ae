"""Is it bipolar, and more than by chance: the answer in words, with the reasons where there is none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from qtnet.report.figures.null import chance_mean, usable_text
from qtnet.report.figures.profile import layer_order
from qtnet.report.labels import layer_label, metric_label
from qtnet.report.rounding import estimate_text, number_text, p_text
from qtnet.report.rows import Row, keyed
from qtnet.report.words.sentences import CANNOT_TELL, Part, Sentence
from qtnet.results import MULTILAYER

__all__ = ["beyond_chance", "chance_details", "chance_sentence", "clipped", "named_poles"]

#: Below this a p-value counts as more than chance.
LEVEL = 0.05

#: Verdict of a technology of which nothing can be told.
UNTOLD: Final = "untold"

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
    bipolarity: pd.DataFrame,
    null_draws: pd.DataFrame,
    verdicts: pd.DataFrame,
    facts: Mapping[str, tuple[str, ...]],
    *,
    poles: Mapping[str, str],
) -> Sentence:
    """Say what is left beyond chance, why an index is 0, and what the verdicts allow to say of the technologies."""
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
    reasons = _untold(bipolarity, tbi, verdicts, null_draws, poles)
    told = [layer for layer in _technologies(bipolarity) if layer in set(verdicts["layer"]) and layer not in reasons]
    highest = _highest(tbi[told[0]], null_draws, facts) if told else []
    said = [*(part for part in parts if part.text), *highest, *_silent(reasons, len(_technologies(bipolarity)))]
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
        return f"; the observed value is no more than chance gives: a split {CANNOT_TELL}."
    return ", which is more than chance gives" + (", but the finding is exploratory." if exploratory else ".")


def _highest(row: Row, null_draws: pd.DataFrame, facts: Mapping[str, tuple[str, ...]]) -> list[Part]:
    """Name the technology with the highest index of those that have a verdict, beside what chance gives there."""
    layer, mean = str(row["layer"]), chance_mean(row, null_draws)
    return [
        Part(f" Of the technologies with a verdict it is highest in {layer_label(layer)}, "),
        Part(estimate_text(row["estimate"], row["ci_low"], row["ci_high"]), facts.get(layer, ())),
        Part(f", where chance gives {mean:.2f} on average ({p_text(row['p_value'])})."),
    ]


def _untold(
    bipolarity: pd.DataFrame,
    tbi: Mapping[str, Row],
    verdicts: pd.DataFrame,
    null_draws: pd.DataFrame,
    poles: Mapping[str, str],
) -> dict[str, str]:
    """Give the reason for every technology without an index, or whose verdict is that nothing can be told."""
    judged = keyed(verdicts, "layer")
    found: dict[str, str] = {}
    for layer in (name for name in _technologies(bipolarity) if name in tbi):
        if np.isnan(tbi[layer]["estimate"]):
            reason = named_poles(str(tbi[layer]["reason"]) or "no reason is recorded", poles)
            found[layer] = reason.replace(" in this technology", "")
        elif layer in judged and judged[layer]["verdict"] == UNTOLD:
            reason = named_poles(str(judged[layer]["reason"]), poles).split("; TBI ")[0]
            found[layer] = ", ".join(part for part in (reason, usable_text(null_draws, layer)) if part)
    return found


def _silent(reasons: Mapping[str, str], technologies: int) -> list[Part]:
    """Name the technologies of which nothing can be told, together with those that share the reason."""
    groups: dict[str, list[str]] = {}
    for layer, reason in reasons.items():
        groups.setdefault(reason, []).append(layer_label(layer))
    if not groups:
        return []
    told = "; ".join(f"{reason} ({', '.join(layers)})" for reason, layers in sorted(groups.items(), key=_size))
    if len(reasons) == technologies > 1:
        return [Part(f" For none of the {technologies} technologies can it be told from these documents: {told}.")]
    some = f"{len(reasons)} of {technologies} technologies" if technologies > 1 else "the only technology"
    return [Part(f" For {some} it {CANNOT_TELL}: {told}.")]


def _size(group: tuple[str, list[str]]) -> tuple[int, str]:
    return -len(group[1]), group[0]


def _technologies(bipolarity: pd.DataFrame) -> list[str]:
    return [layer for layer in layer_order(bipolarity) if layer != MULTILAYER]
