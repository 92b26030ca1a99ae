"""How good the extraction is, in words that do not promise more than the comparison can."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from qtnet.report.rounding import estimate_text, number_text
from qtnet.report.rows import Row, keyed, rows
from qtnet.report.words.sentences import CANNOT_TELL, Part, Sentence

__all__ = ["NOT_HELD_OUT", "quality_sentence", "rate_text", "trust_text", "unseen_text"]

#: True of any study: the rules were written while looking at documents of the kind that is read here.
NOT_HELD_OUT: Final = (
    "The rules of the extractor were developed with documents of this kind, the annotated documents that come with "
    "qtnet among them: expect less on others. That annotation was made with machine assistance and not yet checked by "
    "domain experts."
)


def quality_sentence(quality: pd.DataFrame, reason: str, unseen: pd.DataFrame | None = None) -> Sentence:
    """Say how well the extraction agrees with annotation: on unseen documents, then on those of the study.

    Parameters
    ----------
    quality
        Rates on the annotated documents of the study; may be empty, for `reason`.
    unseen
        Rates on annotated documents that the weights never saw, with the number of `documents`.
    """
    told = unseen_text(unseen) if unseen is not None and len(unseen) else ""
    if quality.empty:
        why = reason or "nothing was scored"
        here = "How good it is on the documents of this study" if told else "How good the extraction is"
        return [Part(f"{told}{here} {CANNOT_TELL}: {why}. {NOT_HELD_OUT}")]
    scores = keyed(quality, "level")
    level = "pair" if "pair" in scores else next(iter(scores))
    row = scores[level]
    what = "which two actors are tied, and with which sign," if level == "pair" else f"level “{level}”"
    text = (
        f"On the annotated documents of this study the extraction reaches F1 {_f1(row)} on {what} with precision "
        f"{rate_text(row, 'precision')} and recall {rate_text(row, 'recall')}."
    )
    if level == "pair" and "full" in scores:
        text += (
            f" Where kind of tie, technology and status must be right as well, F1 is {_f1(scores['full'])}: "
            "read single facts before you use them."
        )
    return [Part(f"{told}{text} This is no test on unseen documents. {NOT_HELD_OUT}")]


def unseen_text(unseen: pd.DataFrame) -> str:
    """Say how well the extraction does on documents that its weights never saw.

    Parameters
    ----------
    unseen
        Columns of `ReportInputs.unseen`, with the level ``pair``.
    """
    scores = keyed(unseen, "level")
    row = scores["pair"]
    text = (
        f"On {row['documents']:.0f} annotated documents that its weights never saw (rewordings of public pages, each "
        "part judged by weights trained on the others) the extraction finds which two actors are tied, and with which "
        f"sign, with precision {rate_text(row, 'precision')} and recall {rate_text(row, 'recall')}, F1 {_f1(row)}. "
    )
    if "full" in scores:
        strict = scores["full"]
        text += (
            "Where kind of tie, technology and status must be right as well, precision is "
            f"{rate_text(strict, 'precision')} and recall {rate_text(strict, 'recall')}. "
        )
    return text


def trust_text(reliability: pd.DataFrame) -> str:
    """Say in which classes of confidence the share that is right differs from it; the largest class comes first.

    Parameters
    ----------
    reliability
        Columns `low`, `high`, `n`, `confidence`, `right`, `ci_low` and `ci_high`.

    Examples
    --------
    >>> row = {"low": 0.8, "high": 1.0, "n": 90, "confidence": 0.88, "right": 0.8, "ci_low": 0.74, "ci_high": 0.85}
    >>> trust_text(pd.DataFrame([row]))
    'Too sure above 0.8: mean confidence 0.88, right 0.80 [0.74, 0.85].'
    """
    if reliability.empty:
        return f"Whether the confidence can be trusted {CANNOT_TELL}: no tie was judged."
    classes = rows(reliability.sort_values(["n", "low"], ascending=[False, True]))
    sure = [_trust("too sure", row) for row in classes if row["confidence"] > row["ci_high"]]
    shy = [_trust("too cautious", row) for row in classes if row["confidence"] < row["ci_low"]]
    if not sure and not shy:
        return "In every class of confidence the share that is right agrees with it, within its interval."
    told = "; ".join([*sure, *shy])
    rest = "; elsewhere they agree within the interval" if len(sure) + len(shy) < len(classes) else ""
    return f"{told[0].upper()}{told[1:]}{rest}."


def _trust(verdict: str, row: Row) -> str:
    where = f"above {row['low']:.1f}" if float(row["high"]) >= 1 else f"from {row['low']:.1f} to {row['high']:.1f}"
    right = f"{row['right']:.2f} [{row['ci_low']:.2f}, {row['ci_high']:.2f}]"
    return f"{verdict} {where}: mean confidence {row['confidence']:.2f}, right {right}"


def rate_text(row: Row, name: str) -> str:
    """Write precision or recall in per cent, with its interval where the row has one.

    Examples
    --------
    >>> rate_text({"precision": 0.834, "precision_low": 0.75, "precision_high": 0.91}, "precision")
    '83 % [75, 91]'
    >>> rate_text({"recall": 0.5}, "recall")
    '50 %'
    """
    low, high = (float(row.get(f"{name}_{end}", np.nan)) for end in ("low", "high"))
    ends = "" if np.isnan(low + high) else f" [{number_text(100 * low, 0)}, {number_text(100 * high, 0)}]"
    return f"{number_text(100 * float(row[name]), 0)} %{ends}"


def _f1(row: Row) -> str:
    return estimate_text(row["f1"], row["ci_low"], row["ci_high"])
