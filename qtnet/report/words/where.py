"""Where the ties run, in words: how many places, which pair is tied most, what no map can show."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from qtnet.report.rounding import number_text
from qtnet.report.rows import rows
from qtnet.report.words.sentences import CANNOT_TELL, Part, Sentence, count

__all__ = ["aside_text", "where_sentence"]

_MOST_NAMED = 8


def where_sentence(places: pd.DataFrame, links: pd.DataFrame) -> Sentence:
    """Say how many places are tied, which two most, and how far apart for and against go together."""
    if links.empty:
        return [Part(f"Where the ties run {CANNOT_TELL}: no tie joins two places.")]
    names = dict(zip(places["place"], places["name"], strict=True))
    first = rows(links.sort_values(["weight", "source", "target"], ascending=[False, True, True]))[0]
    tied = int((places["weight"] > 0).sum())
    pairs = len(links[["source", "target"]].drop_duplicates())
    what = "cooperation" if first["sign"] > 0 else "hostility"
    parts = [
        Part(f"The ties join {count(pairs, 'pair')} among {count(tied, 'place')}. The heaviest is the {what} of "),
        Part(f"{names[first['source']]} and {names[first['target']]} "),
        Part(f"(weight {number_text(first['weight'])})", tuple(first["facts"])),
        Part(f"; whether it would lead in other documents {CANNOT_TELL}."),
    ]
    return [*parts, *_both(links, names)]


def _both(links: pd.DataFrame, names: dict[str, str]) -> Sequence[Part]:
    """Name the pairs that cooperate and are hostile, the heaviest first."""
    pairs = links.groupby(["source", "target"]).agg(signs=("sign", "nunique"), weight=("weight", "sum")).reset_index()
    torn = rows(pairs[pairs["signs"] == 2].sort_values(["weight", "source"], ascending=[False, True]))
    if not torn:
        return []
    told = [f"{names[row['source']]} and {names[row['target']]}" for row in torn[:3]]
    more = f" and {len(torn) - 3} more" if len(torn) > 3 else ""
    return [Part(f" Both at once, cooperation and hostility, join {', '.join(told)}{more}.")]


def aside_text(names: Sequence[str]) -> str:
    """Say who has no place on the map.

    Examples
    --------
    >>> aside_text(["Quad", "NATO"])
    'Not on the map, having no one country: Quad, NATO.'
    >>> aside_text([])
    ''
    """
    if not names:
        return ""
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return f"Not on the map, having no one country: {', '.join(names[:_MOST_NAMED])}{more}."
