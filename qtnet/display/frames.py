"""A tidy frame as a small table: each estimate beside its interval, what is the same in all rows said once."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd

from qtnet.display.table import NOTE, Table, cut
from qtnet.report.figures.profile import layer_order
from qtnet.report.labels import layer_label, metric_label, words
from qtnet.report.rounding import estimate_text, number_text, p_text
from qtnet.report.rows import Row, keyed, rows
from qtnet.results import FRAME_COLUMNS, MULTILAYER

__all__ = ["UNDEFINED", "compact", "key_text", "layer_name", "profile_table", "row_keys"]

#: Stands for a number that is not defined; the note beside it says why.
UNDEFINED = "—"

_KEYS = {"metric": "measure", "layer": "layer", "window": "window", "actor": "actor", "doc": "document"}
_LAYERS = ("layer", "other_layer")
_PROFILE = ("TBI", "TBI*", "C", "S", "H", "D", "X")
#: Columns after the fixed ones that a reader needs beside the estimate.
_BESIDE = {
    "rate_ratio": "rate ratio",
    "odds_ratio": "odds ratio",
    "stability": "stability",
    "support": "support",
    "null_mean": "by chance",
    "lower_bound": "at least",
    "certificate": "proof",
    "normalised": "share of balance",
    "without": "without it",
    "before": "before",
    "after": "after",
}


def compact(frame: pd.DataFrame) -> Table:
    """Lay a tidy frame out, an estimate in each row.

    Examples
    --------
    >>> from qtnet.results import NetworkScore
    >>> score = NetworkScore(metric="D", estimate=0.4312, ci_low=0.3098, ci_high=0.5521, n=12)
    >>> table = compact(score.to_frame())
    >>> table.caption, table.heads, table.rows
    ('D · two blocs, all layers', ('estimate [95 % interval]', 'n'), (('0.43 [0.31, 0.55]', '12'),))
    """
    keys = row_keys(frame)
    same = [key for key in _KEYS if key not in keys and key in FRAME_COLUMNS and len(frame) and frame[key].iloc[0]]
    columns = [(_KEYS.get(key, words(key)), [key_text(key, value) for value in frame[key]]) for key in keys]
    named = len(columns)
    columns += [(_estimate_head(frame), _estimates(frame)), *_beside(frame)]
    if frame["p_value"].notna().any():
        columns.append(("p", [_p(value) for value in frame["p_value"]]))
    if frame["n"].notna().any() and (frame["n"].nunique() > 1 or not keys):
        columns.append(("n", [_number(value, 0) for value in frame["n"]]))
    reasons = sorted({str(reason) for reason in frame["reason"]})
    notes: tuple[str, ...] = ()
    if len(reasons) > 1:
        columns.append((NOTE, [str(value) for value in frame["reason"]]))
    elif reasons and reasons[0]:
        notes = (f"{reasons[0][:1].upper()}{reasons[0][1:]}.",)
    return _of_columns(
        columns, named, caption=", ".join(key_text(key, frame[key].iloc[0]) for key in same), notes=notes
    )


def profile_table(frame: pd.DataFrame) -> Table:
    """Lay the components of bipolarity out beside each other, a row to each layer or, where there are some, window."""
    windows = frame["window"].nunique() > 1
    if windows:
        frame = frame[frame["layer"] == MULTILAYER]
    key = "window" if windows else "layer"
    order = list(dict.fromkeys(frame["window"])) if windows else layer_order(frame)
    defined = set(frame.loc[frame["estimate"].notna(), "metric"]) | {"TBI"}
    known = [metric for metric in _PROFILE if metric in defined]
    by_metric = {metric: keyed(frame[frame["metric"] == metric], key) for metric in known}
    columns = [(key, [key_text(key, value) for value in order])]
    columns += [(metric, [_estimate(by_metric[metric].get(value)) for value in order]) for metric in known]
    tbi = [by_metric["TBI"].get(value, {}) for value in order]
    if frame["p_value"].notna().any():
        columns.insert(2, ("p", [_p(row.get("p_value", math.nan)) for row in tbi]))
    columns.append(("hostile events", [_number(row.get("n", math.nan), 0) for row in tbi]))
    intervals = ", with 95 % intervals" if frame["ci_low"].notna().any() else ""
    notes = _by_reason(
        [(key_text(key, value), str(row.get("reason", ""))) for value, row in zip(order, tbi, strict=True)]
    )
    return _of_columns(columns, 1, caption=f"Profile of bipolarity{intervals}", notes=notes)


def _by_reason(rows_of: list[tuple[str, str]]) -> tuple[str, ...]:
    """Give each reason once, with the rows that it is about; in a column it would make a wide table wider."""
    reasons = dict.fromkeys(reason for _, reason in rows_of if reason)
    named = {reason: ", ".join(name for name, own in rows_of if own == reason) for reason in reasons}
    return tuple(f"{names[:1].upper()}{names[1:]}: {reason}." for reason, names in named.items())


def row_keys(frame: pd.DataFrame) -> list[str]:
    """Give the columns that tell the rows of a frame apart: of the fixed ones, and of words after them, what varies.

    Examples
    --------
    >>> from qtnet.results import tidy
    >>> row_keys(tidy([{"metric": "F1", "level": "pair"}, {"metric": "F1", "level": "mode"}]))
    ['level']
    """
    texts = [str(c) for c in frame if c not in FRAME_COLUMNS and c not in _BESIDE and _is_text(frame[c])]
    fixed = [key for key in _KEYS if key in FRAME_COLUMNS]
    return [key for key in (*fixed, *texts) if frame[key].nunique() > 1]


def _is_text(column: pd.Series) -> bool:
    return all(isinstance(value, str) for value in column)


def key_text(key: str, value: object) -> str:
    """Write what stands in such a column as a reader would.

    Examples
    --------
    >>> key_text("metric", "pagerank"), key_text("other_layer", "ai"), key_text("actor", "JP")
    ('PageRank', 'AI', 'JP')
    """
    text = str(value)
    return metric_label(text)[0] if key == "metric" else layer_name(text) if key in _LAYERS and text else text


def layer_name(layer: str) -> str:
    """Give a layer's name as a reader would write it.

    Examples
    --------
    >>> layer_name("quantum-computing"), layer_name("(all)")
    ('Quantum computing', 'all layers')
    """
    return "all layers" if layer == MULTILAYER else layer_label(layer)


def _of_columns(columns: Sequence[tuple[str, list[str]]], named: int, *, caption: str, notes: tuple[str, ...]) -> Table:
    heads, cells = tuple(head for head, _ in columns), tuple(zip(*(column for _, column in columns), strict=True))
    return cut(Table(heads=heads, rows=cells, named=named, caption=caption, notes=notes))


def _estimate_head(frame: pd.DataFrame) -> str:
    name = "change" if {"without", "before"} & set(frame) else "estimate"
    return f"{name} [95 % interval]" if frame["ci_low"].notna().any() else name


def _estimates(frame: pd.DataFrame) -> list[str]:
    places = _places(frame["estimate"])
    return [_estimate(row, places) for row in rows(frame)]


def _estimate(row: Row | None, places: int = 2) -> str:
    if row is None:
        return ""
    if not math.isfinite(row["estimate"]):
        return UNDEFINED
    if not math.isfinite(row["ci_low"]):
        return number_text(row["estimate"], places)
    return estimate_text(row["estimate"], row["ci_low"], row["ci_high"])


def _beside(shown: pd.DataFrame) -> list[tuple[str, list[str]]]:
    found = []
    if "rank_low" in shown:
        ranks = [(row["rank"], row["rank_low"], row["rank_high"]) for row in rows(shown)]
        found.append(("rank [95 %]", [_rank(*rank) for rank in ranks]))
    for column, head in _BESIDE.items():
        if column not in shown:
            continue
        values = shown[column].tolist()
        texts = all(isinstance(value, str) for value in values)
        found.append((head, values if texts else [_number(float(value), _places(shown[column])) for value in values]))
    return found


def _rank(rank: float, low: float, high: float) -> str:
    if not math.isfinite(rank):
        return UNDEFINED
    return f"{rank:g}" if not math.isfinite(low) else f"{rank:g} [{low:.0f}, {high:.0f}]"


def _places(values: pd.Series) -> int:
    """Give the decimals of a column: none for counts, else three figures of the largest number, two at least."""
    numbers = values.to_numpy(dtype=float)
    known = numbers[np.isfinite(numbers)]
    if not known.size or (known == np.round(known)).all():
        return 0
    return min(4, max(2, 2 - math.floor(math.log10(float(np.abs(known).max())))))


def _number(value: float, places: int) -> str:
    return number_text(value, places) if math.isfinite(value) else UNDEFINED


def _p(value: float) -> str:
    return p_text(value).removeprefix("p ").removeprefix("= ") if math.isfinite(value) else UNDEFINED
