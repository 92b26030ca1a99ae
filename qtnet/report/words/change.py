"""What would change the answer, in words: the item on which the index hangs most, other weights, other settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd

from qtnet.report.figures.sensitivity import split_by_poles
from qtnet.report.labels import metric_label
from qtnet.report.rounding import interval_text, number_text
from qtnet.report.rows import Row, rows
from qtnet.report.words.sentences import CANNOT_TELL, Part, Sentence, count
from qtnet.results import MULTILAYER

__all__ = ["change_details", "change_sentence"]

KINDS: Final = ("document", "actor", "tie")
_AN: Final = {"document": "one document", "actor": "one actor", "tie": "one tie"}
#: A move of the index that shows when it is written with two decimals.
_VISIBLE = 0.005


def change_sentence(influence: pd.DataFrame, bipolarity: pd.DataFrame, *, exploratory: bool = False) -> Sentence:
    """Say in one sentence on which single document, actor or tie the index hangs most, then how much that means."""
    tbi = _whole(influence)
    if tbi.empty:
        return [Part(f"What the index hangs on {CANNOT_TELL}: it was not asked.")]
    whole = float(tbi["estimate"].iloc[0])
    if np.isnan(whole):
        return [Part(f"What would change the answer {CANNOT_TELL}: the index over all technologies is undefined.")]
    moves = [row for kind in KINDS if (row := _most(tbi[tbi["kind"] == kind])) is not None]
    row = max(moves, key=_size)  # the first of equals: a document before an actor before a tie
    if _size(row) < _VISIBLE:
        return [
            Part(f"No single document, actor or tie moves the index of {number_text(whole)} over all technologies.")
        ]
    same = (influence["layer"] == MULTILAYER) & (influence["kind"] == row["kind"]) & (influence["item"] == row["item"])
    said = [_cut_off(influence[same]), _within(row, bipolarity), " Exploratory." if exploratory else ""]
    return [
        Part(
            f"The index over all technologies hangs most on {_AN[str(row['kind'])]}: without {_named(row)} it would be "
        ),
        Part(_value(row), tuple(row["facts"])),
        Part(f" instead of {number_text(whole)}.{''.join(said)}"),
    ]


def _cut_off(own: pd.DataFrame) -> str:
    """Say which components cross 0 without the item, where the index cuts them off, and what J does that is not cut."""
    known = {str(row["metric"]): (float(row["estimate"]), float(row["without"])) for row in rows(own)}
    if np.isnan(known["TBI"][1]):
        return ""
    crossed = [
        f"{metric_label(name)[0]} goes from {number_text(known[name][0])} to {number_text(known[name][1])}"
        for name in ("S", "H")
        if name in known and min(known[name]) <= 0 < max(known[name])
    ]
    jump = (
        f" Below 0 a component counts as 0 and makes the index 0; the jump is that crossing: {', '.join(crossed)}."
        if crossed and min(known["TBI"]) == 0
        else ""
    )
    before, after = known.get("J", (np.nan, np.nan))
    if not (np.isfinite(before) and np.isfinite(after)):
        return jump
    move = f"goes from {number_text(before)} to {number_text(after)}"
    if number_text(before) == number_text(after):
        move = f"stays at {number_text(before)}"
    return f"{jump} J, which is never cut off, {move}."


def _within(row: Row, bipolarity: pd.DataFrame) -> str:
    """Say that the move is no larger than the uncertainty, where both values lie within the interval of the index."""
    tbi = rows(bipolarity[(bipolarity["layer"] == MULTILAYER) & (bipolarity["metric"] == "TBI")])
    if not tbi or np.isnan(row["without"]):
        return ""
    low, high = float(tbi[0]["ci_low"]), float(tbi[0]["ci_high"])
    if not (low <= min(row["estimate"], row["without"]) and max(row["estimate"], row["without"]) <= high):
        return ""
    return f" Both values lie within its 95 % interval {interval_text(low, high, places=2)}."


def change_details(
    influence: pd.DataFrame,
    schemes: pd.DataFrame,
    sensitivity: pd.DataFrame,
    *,
    poles: Sequence[str],
    names: Mapping[str, str],
) -> Sentence:
    """Say what each kind of item does to the index, and other weights and settings."""
    tbi = _whole(influence)
    parts: list[Part] = []
    if len(tbi) and np.isfinite(float(tbi["estimate"].iloc[0])):
        for kind in KINDS:
            parts += _told(tbi[tbi["kind"] == kind], kind)
    return [*parts, *_weights(schemes), *_settings(sensitivity, poles, names)]


def _whole(influence: pd.DataFrame) -> pd.DataFrame:
    return influence[(influence["layer"] == MULTILAYER) & (influence["metric"] == "TBI")]


def _most(own: pd.DataFrame) -> Row | None:
    """Give the row that moves the index most; an index that is undefined without an item hangs on it altogether."""
    found = rows(own)
    return max(found, key=_size) if found else None


def _size(row: Row) -> float:
    if row["reason"] == "undefined without it":
        return float("inf")
    change = abs(float(row["change"]))
    return change if np.isfinite(change) else 0.0


def _told(own: pd.DataFrame, kind: str) -> list[Part]:
    row = _most(own)
    if row is None:
        return []
    if _size(row) < _VISIBLE:
        return [Part(f"No single {kind} moves it. ")]
    undone = int((own["reason"] == "undefined without it").sum())
    more = f", and likewise without {undone - 1} more" if undone > 1 else ""
    return [
        Part(f"Without one {kind}, {_named(row)}, it is "),
        Part(_value(row), tuple(row["facts"])),
        Part(f"{more}. "),
    ]


def _value(row: Row) -> str:
    return number_text(float(row["without"])) if np.isfinite(row["without"]) else "undefined"


def _named(row: Row) -> str:
    """Name the item; the title of a document stands in quotation marks."""
    return f"“{row['label']}”" if row["kind"] == "document" else str(row["label"])


def _weights(schemes: pd.DataFrame) -> list[Part]:
    own = schemes[(schemes["layer"] == MULTILAYER) & (schemes["metric"] == "TBI")]
    told = {str(row["scheme"]): row for row in rows(own)}
    found = []
    for scheme, words in (("combined", "Weighed by statements and money"), ("funding", "by money alone")):
        if scheme in told:
            value = float(told[scheme]["estimate"])
            found.append(f"{words} it is {'undefined' if np.isnan(value) else number_text(value)}")
    text = ", ".join(found)
    return [Part(f"{text[:1].upper()}{text[1:]}. ")] if found else []


def _settings(sensitivity: pd.DataFrame, poles: Sequence[str], names: Mapping[str, str]) -> list[Part]:
    """Give the range of the index over the settings with the study's own poles, then what other poles give."""
    own, other = split_by_poles(sensitivity, poles)
    told = []
    if "TBI" in own and len(own):
        low, high = number_text(float(own["TBI"].min())), number_text(float(own["TBI"].max()))
        span = f"it stays at {low}" if low == high else f"it runs from {low} to {high}"
        told.append(f"Over {count(len(own), 'setting')} of the method {span}.")
    for row in rows(other):
        pair = " and ".join(names.get(pole, pole) for pole in str(row["poles"]).split("–"))
        told.append(f"With other poles, {pair}, it is {number_text(float(row['TBI']))}: that is another question.")
    return [Part(" ".join(told))] if told else []
