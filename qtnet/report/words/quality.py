"""How good the extraction is, in words that do not promise more than the comparison can."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from qtnet.report.rounding import estimate_text, number_text
from qtnet.report.rows import Row, keyed, rows
from qtnet.report.words.sentences import CANNOT_TELL, Part, Sentence

__all__ = ["NOT_HELD_OUT", "quality_more", "quality_sentence", "rate_text", "trust_text"]

#: True of any study: the rules were written while looking at documents of the kind that is read here.
NOT_HELD_OUT: Final = (
    "The rules of the extractor were developed with documents of this kind, the annotated documents that come with "
    "qtnet among them: expect less on others. That annotation was made with machine assistance and not yet checked by "
    "domain experts."
)


def quality_sentence(
    quality: pd.DataFrame, reason: str, unseen: pd.DataFrame | None = None, unread: pd.DataFrame | None = None
) -> Sentence:
    """Say in one sentence how well the extraction agrees with annotation, the least flattering documents last.

    Parameters
    ----------
    quality
        Rates on the annotated documents of the study; may be empty, for `reason`.
    unseen, unread
        Rates on documents that the weights never saw, and on those of them that nobody read for the rules. Where there
        are none, the study's own documents speak.
    """
    seen_by_none, read_by_none, own = _pairs(unseen), _pairs(unread), _pairs(quality)
    what = "the extraction finds which two actors are tied, and with which sign,"
    if seen_by_none:
        where = f"{seen_by_none['documents']:.0f} annotated documents that its weights never saw"
        lower = (
            f"; on the {read_by_none['documents']:.0f} of them that nobody read while its rules were written, F1 is "
            f"{_f1(read_by_none)}: expect no more of your own documents"
            if read_by_none
            else ""
        )
        return [Part(f"On {where} {what} with F1 {_f1(seen_by_none)}{lower}.")]
    if own:
        level = "" if own["level"] == "pair" else f" (level “{own['level']}”)"
        return [Part(f"On the annotated documents of this study {what} with F1 {_f1(own)}{level}.")]
    return [Part(f"How good the extraction is {CANNOT_TELL}: {reason or 'nothing was scored'}.")]


def quality_more(
    quality: pd.DataFrame, reason: str, unseen: pd.DataFrame | None = None, unread: pd.DataFrame | None = None
) -> Sentence:
    """Say the rest: precision and recall of each, and what the comparison is not."""
    told = [_rates("Unseen by its weights", unseen), _rates("Unread for its rules too", unread)]
    if "pair" in keyed(quality, "level"):
        told.append(_rates("On the annotated documents of this study", quality))
        told.append("That is no test on unseen documents.")
    elif _pairs(unseen):
        why = reason or "nothing was scored"
        told.append(f"How good it is on the documents of this study {CANNOT_TELL}: {why}.")
    return [Part(" ".join([*filter(None, told), NOT_HELD_OUT]))]


def _rates(where: str, quality: pd.DataFrame | None) -> str:
    """Say precision and recall of pairs, and of facts that are right in everything."""
    scores = {} if quality is None else keyed(quality, "level")
    if "pair" not in scores:
        return ""
    pair, strict = scores["pair"], scores.get("full")
    text = f"{where}: precision {rate_text(pair, 'precision')}, recall {rate_text(pair, 'recall')}, F1 {_f1(pair)}"
    if strict is None:
        return f"{text}."
    return f"{text}; where kind of tie, technology and status must be right as well, F1 {_f1(strict)}."


def _pairs(quality: pd.DataFrame | None) -> Row | None:
    """Give the scores of pairs, of whatever else was compared first where pairs were not, or nothing."""
    scores = {} if quality is None else keyed(quality, "level")
    return scores.get("pair", next(iter(scores.values()), None))


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
