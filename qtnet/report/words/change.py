"""What would change the answer, in words: the item on which the index hangs most, other weights, other settings."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from qtnet.report.rounding import number_text
from qtnet.report.rows import Row, rows
from qtnet.report.words.sentences import CANNOT_TELL, Part, Sentence
from qtnet.results import MULTILAYER

__all__ = ["change_sentence"]

_KINDS: Final = {"document": "document", "actor": "actor", "tie": "tie"}
#: A move of the index that shows when it is written with two decimals.
_VISIBLE = 0.005


def change_sentence(influence: pd.DataFrame, schemes: pd.DataFrame, sensitivity: pd.DataFrame) -> Sentence:
    """Say which document, actor and tie moves the index most, and how far other choices move it."""
    tbi = influence[(influence["layer"] == MULTILAYER) & (influence["metric"] == "TBI")]
    if tbi.empty:
        return [Part(f"What the index hangs on {CANNOT_TELL}: it was not asked."), *_settings(sensitivity)]
    whole = float(tbi["estimate"].iloc[0])
    if np.isnan(whole):
        return [
            Part(f"What would change the answer {CANNOT_TELL}: the index over all technologies is undefined."),
            *_settings(sensitivity),
        ]
    parts = [Part(f"With everything the index over all technologies is {number_text(whole)}.")]
    for kind in _KINDS:
        parts += _most(tbi[tbi["kind"] == kind], kind)
    return [*parts, *_weights(schemes), *_settings(sensitivity)]


def _most(own: pd.DataFrame, kind: str) -> list[Part]:
    if own.empty:
        return []
    undone = own[own["reason"] == "undefined without it"]
    if len(undone):
        row = rows(undone)[0]
        more = f", and likewise without {len(undone) - 1} more" if len(undone) > 1 else ""
        return [
            Part(f" Without one {kind}, "),
            _named(row),
            Part(f", it is undefined{more}."),
        ]
    row = rows(own.assign(size=own["change"].abs()).sort_values("size", ascending=False, kind="stable"))[0]
    if abs(float(row["change"])) < _VISIBLE:
        return [Part(f" No single {kind} moves it.")]
    return [
        Part(f" The {kind} that moves it most is "),
        _named(row),
        Part(f": without it the index is {number_text(row['without'])}."),
    ]


def _named(row: Row) -> Part:
    """Name the item; the title of a document stands in quotation marks."""
    label = str(row["label"])
    return Part(f"“{label}”" if row["kind"] == "document" else label, tuple(row["facts"]))


def _weights(schemes: pd.DataFrame) -> list[Part]:
    own = schemes[(schemes["layer"] == MULTILAYER) & (schemes["metric"] == "TBI")]
    told = {str(row["scheme"]): row for row in rows(own)}
    found = []
    for scheme, words in (("combined", "Weighed by statements and money"), ("funding", "by money alone")):
        if scheme in told:
            value = float(told[scheme]["estimate"])
            found.append(f"{words} it is {'undefined' if np.isnan(value) else number_text(value)}")
    text = ", ".join(found)
    return [Part(f" {text[:1].upper()}{text[1:]}.")] if found else []


def _settings(sensitivity: pd.DataFrame) -> list[Part]:
    if "TBI" not in sensitivity or "layer" not in sensitivity:
        return []
    known = sensitivity.loc[sensitivity["layer"] == MULTILAYER, "TBI"].dropna()
    if known.empty:
        return []
    low, high = number_text(float(known.min())), number_text(float(known.max()))
    span = f"it stays at {low}" if low == high else f"it runs from {low} to {high}"
    return [Part(f" Over {len(known)} settings of the method {span}.")]
