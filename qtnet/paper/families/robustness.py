"""What would change the answer: one document, actor or tie left out, other weights, other settings."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from qtnet.paper.keys import slugs
from qtnet.paper.number import PaperNumber
from qtnet.paper.vocabulary import Vocabulary
from qtnet.report.figures.sensitivity import split_by_poles
from qtnet.report.labels import layer_label, shorten
from qtnet.report.rows import Row, rows
from qtnet.results import MULTILAYER

__all__ = ["robustness_numbers"]

_TBI = "TBI"
_NAME = 120  # characters of a title; documents may hold any


def robustness_numbers(known: Vocabulary) -> Iterator[PaperNumber]:
    """Give the index without each item, under each scheme of weights, and its range over the settings."""
    yield from _without(known)
    yield from _schemes(known)
    yield from _settings(known)


def _without(known: Vocabulary) -> Iterator[PaperNumber]:
    """Give the index over all technologies without one item, and the item that moves it most."""
    frame = known.inputs.influence
    own = frame[(frame["layer"] == MULTILAYER) & (frame["metric"] == _TBI)]
    for kind, part in own.groupby("kind", sort=True):
        listed = rows(part)
        items = slugs(str(row["item"]) for row in listed)
        for row in listed:
            yield _left_out(known, row, f"influence/{kind}/{items[str(row['item'])]}")
        most = max(listed, key=_size)
        yield _left_out(known, most, f"influence/most/{kind}")
        name = shorten(str(most["label"]), _NAME)
        label = f"{kind} without which the index moves most"
        yield PaperNumber(
            key=f"influence/most/{kind}/name", label=label, kind="text", words=name, facts=tuple(most["facts"])
        )


def _left_out(known: Vocabulary, row: Row, key: str) -> PaperNumber:
    return PaperNumber(
        key=key,
        label=f"bipolarity index over all technologies without {row['kind']} {shorten(str(row['label']), _NAME)}",
        kind="estimate",
        value=float(row["without"]),
        unit="index, 0 to 1",
        layer=MULTILAYER,
        facts=tuple(row["facts"]),
        reason=known.reason(row),
        exploratory=known.inputs.exploratory,
    )


def _size(row: Row) -> tuple[float, str]:
    """Measure how far the index moves; one that is undefined without an item hangs on it altogether."""
    if row["reason"] == "undefined without it":
        return float("inf"), str(row["item"])
    change = abs(float(row["change"]))
    return (change if change == change else 0.0), str(row["item"])


def _schemes(known: Vocabulary) -> Iterator[PaperNumber]:
    frame = known.inputs.schemes
    own = frame[frame["metric"] == _TBI]
    parts = slugs(str(scheme) for scheme in own["scheme"])
    for row in rows(own):
        scheme, layer = str(row["scheme"]), str(row["layer"])
        yield PaperNumber(
            key=f"robustness/weights/{parts[scheme]}/{known.layers[layer]}",
            label=f"bipolarity index with ties weighed by {scheme}, {layer_label(layer)}",
            kind="estimate",
            value=float(row["estimate"]),
            low=float(row["ci_low"]),
            high=float(row["ci_high"]),
            unit="index, 0 to 1",
            layer=layer,
            facts=known.layer_facts.get(layer, ()),
            reason=known.reason(row),
            exploratory=known.inputs.exploratory,
        )


def _settings(known: Vocabulary) -> Iterator[PaperNumber]:
    """Give least and largest index over the settings of the method with the study's own poles."""
    own, _ = split_by_poles(known.inputs.sensitivity, known.inputs.poles)
    if _TBI not in own or own.empty:
        return
    values = own[_TBI].astype(float)
    for part, value in (("lowest", values.min()), ("highest", values.max())):
        yield PaperNumber(
            key=f"robustness/settings/{part}",
            label=f"{part} bipolarity index over the settings of the method",
            kind="estimate",
            value=float(value),
            n=_counted(values),
            counted="settings with an index",
            unit="index, 0 to 1",
            reason="" if _counted(values) else "the index is not defined under any setting",
            exploratory=known.inputs.exploratory,
        )


def _counted(values: pd.Series) -> float:
    return float(values.notna().sum())
