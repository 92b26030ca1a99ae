"""When what was agreed, in words: how many statements give a year, which, and what the years cannot say."""

from __future__ import annotations

from typing import Final

import pandas as pd

from qtnet.report.figures.years import undated
from qtnet.report.words.sentences import CANNOT_TELL, Part, Sentence, count

__all__ = ["WHAT_YEARS_SAY", "money_undated_text", "time_more", "time_sentence", "undated_text"]

WHAT_YEARS_SAY: Final = (
    "A year with many marks is one of which the documents tell much, not one in which most happened."
)


def time_sentence(ties: pd.DataFrame) -> Sentence:
    """Say which years the statements give, and that a trend is not in them."""
    dated = ties[~undated(ties)]
    if dated.empty:
        return [Part(f"When the ties were made {CANNOT_TELL}: {_none(len(ties))}.")]
    years = pd.to_numeric(dated["year"]).astype(int)
    first, last = int(years.min()), int(years.max())
    span = f"all of them {first}" if first == last else f"from {first} to {last}"
    why = "most have no year" if 2 * len(dated) <= len(ties) else "years with many statements are well documented ones"
    return [
        Part(f"{len(dated)} of {count(len(ties), 'statement')}", tuple(sorted(str(fact) for fact in dated["tie"]))),
        Part(f" of ties {'gives' if len(dated) == 1 else 'give'} a year, {span}; whether ties become more frequent "),
        Part(f"{CANNOT_TELL}, as {why}."),
    ]


def time_more(ties: pd.DataFrame, commitments: pd.DataFrame) -> Sentence:
    """Say when hostility is first dated, and how much of the money has a year."""
    dated = ties[~undated(ties)]
    return [*(_hostility(dated) if len(dated) else []), *_money(commitments)]


def undated_text(ties: pd.DataFrame) -> str:
    """Say how many statements are not drawn, for want of a year.

    Examples
    --------
    >>> undated_text(pd.DataFrame({"year": [2024, None, None]}))
    '2 of 3 statements give no year and are not drawn.'
    """
    missing = int(undated(ties).sum())
    if not missing:
        return "Every statement gives a year."
    does = "gives no year and is" if missing == 1 else "give no year and are"
    return f"{missing} of {count(len(ties), 'statement')} {does} not drawn."


def money_undated_text(commitments: pd.DataFrame) -> str:
    """Say how many commitments are not drawn, and why.

    Examples
    --------
    >>> money_undated_text(pd.DataFrame({"year": [2024, None, 2023], "amount_usd": [5.0, 1.0, None]}))
    'Not drawn: 1 of 3 commitments without a year, 1 in a currency without a known rate.'
    """
    without_year = commitments["year"].isna()
    unconverted = commitments["amount_usd"].isna() & ~without_year
    told = [f"{int(without_year.sum())} of {count(len(commitments), 'commitment')} without a year"] * bool(
        without_year.any()
    ) + [f"{int(unconverted.sum())} in a currency without a known rate"] * bool(unconverted.any())
    return f"Not drawn: {', '.join(told)}." if told else "Every commitment is drawn."


def _none(ties: int) -> str:
    return "there are none" if not ties else f"none of {count(ties, 'statement')} gives a year"


def _hostility(dated: pd.DataFrame) -> list[Part]:
    hostile = dated[dated["sign"].astype(str).isin(["-", "-1"])]
    if hostile.empty:
        return [Part("None of the dated ties is hostile. ")]
    years = pd.to_numeric(hostile["year"]).astype(int)
    facts = tuple(sorted(str(fact) for fact in hostile.loc[years == years.min(), "tie"]))
    return [Part("The earliest dated hostility is of "), Part(str(years.min()), facts), Part(". ")]


def _money(commitments: pd.DataFrame) -> list[Part]:
    if commitments.empty:
        return []
    dated = commitments[commitments["year"].notna()]
    facts = tuple(sorted(fact for own in dated["facts"] for fact in own))
    text = f"{len(dated)} of {count(len(commitments), 'commitment')}"
    return [Part("Of the money, "), Part(text, facts), Part(" " + ("has" if len(dated) == 1 else "have") + " a year.")]
