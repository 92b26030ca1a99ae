"""The tables of scores: as lines for a terminal, and as plain numbers for a file."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from qtnet.facts.intervals import RATES
from qtnet.facts.judging import OUTCOMES
from qtnet.facts.score import Scores

__all__ = ["document_lines", "reliability_lines", "score_lines", "score_records"]

#: Characters of a bar that stands for 1.
_BAR = 40
_DIGITS = 4  # of numbers in a file
_LEVELS_OF_DOCUMENTS = ("pair", "full", "money")


def score_lines(scores: Scores) -> list[str]:
    """Give the tables that a reader of scores may want, each under its heading."""
    lines: list[str] = []
    for title, frame in (
        ("by mode (ties, level mode)", _with_ends(scores.by_mode)),
        ("by technology (ties, level domain)", _with_ends(scores.by_domain)),
        ("by status (ties, level full)", _with_ends(scores.by_status)),
        ("attributes of ties that agree in pair and mode", scores.attributes),
        ("rates when only facts of a least confidence are kept", scores.sweep),
    ):
        lines += [title, *_indented(frame), ""]
    return [*lines, *reliability_lines(scores)]


def document_lines(scores: Scores) -> list[str]:
    """Give one line per document: F1 and counts of pairs, full ties and money."""
    lines = ["by document: F1 (right, extra, missed)"]
    for doc, of in scores.by_document.groupby("doc", sort=True):
        rows = of.set_index("level")
        cells = []
        for level in _LEVELS_OF_DOCUMENTS:
            if level in rows.index:
                row = rows.loc[level]
                cells.append(f"{level} {row['f1']:.3f} ({', '.join(f'{row[outcome]:.0f}' for outcome in OUTCOMES)})")
        lines.append(f"  {doc}  {'  '.join(cells)}")
    return lines


def reliability_lines(scores: Scores) -> list[str]:
    """Draw the reliability diagram: per bin of confidence, a bar for the share that is right and a mark for the mean.

    Where the mark ``|`` lies to the right of the bar, the extraction is too sure of itself.
    """
    lines = ["reliability of the confidence of ties (level mode): bar = share right, | = mean confidence"]
    for row in scores.reliability.to_dict("records"):
        head = f"  {row['low']:.1f} to {row['high']:.1f}  n {row['n']:4.0f}"
        if not row["n"]:
            lines.append(f"{head}  no facts")
            continue
        bar = list(("█" * round(_BAR * row["right"])).ljust(_BAR + 1))
        bar[round(_BAR * row["confidence"])] = "|"
        lines.append(f"{head}  confidence {row['confidence']:.3f}  right {row['right']:.3f}  {''.join(bar).rstrip()}")
    return [*lines, f"  calibration error {scores.calibration_error:.3f}, Brier score {scores.brier:.3f}"]


def score_records(scores: Scores) -> dict[str, object]:
    """Give every number of the scores under the name of its table; undefined ones are None."""
    names = ("levels", "by_mode", "by_domain", "by_status", "actors", "attributes", "reliability", "sweep")
    found: dict[str, object] = {name: _plain(getattr(scores, name)) for name in names}
    for name in ("brier", "calibration_error", "same_evidence"):
        value = getattr(scores, name)
        found[name] = None if pd.isna(value) else round(value, _DIGITS)
    found |= {"sign_errors": scores.sign_errors, "documents": scores.n_documents}
    return found | {"facts_outside": scores.outside, "draws": scores.draws}


def _plain(frame: pd.DataFrame) -> list[dict[str, object]]:
    return [
        {str(k): None if pd.isna(v) else round(v, _DIGITS) if isinstance(v, float) else v for k, v in row.items()}
        for row in frame.to_dict("records")
    ]


def _with_ends(frame: pd.DataFrame) -> pd.DataFrame:
    """Put the interval of F1 in one cell and leave those of the other rates to the file."""
    ends = [
        f"[{low:.3f}, {high:.3f}]" if low == low else "–"
        for low, high in zip(frame["f1_low"], frame["f1_high"], strict=True)
    ]
    shown = frame.drop(columns=[f"{rate}_{end}" for rate in RATES for end in ("low", "high")])
    return shown.assign(**{"95 % interval": ends})


def _indented(frame: pd.DataFrame) -> Iterable[str]:
    text = frame.to_string(index=False, float_format=lambda v: f"{v:.3f}", na_rep="–")
    return (f"  {line}".rstrip() for line in text.splitlines())
