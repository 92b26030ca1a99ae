"""Where the ties run, in words: how many places, which pair is tied most, what no map can show."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from qtnet.report.labels import shorten
from qtnet.report.rounding import number_text
from qtnet.report.rows import rows
from qtnet.report.words.sentences import CANNOT_TELL, Part, Sentence, count

__all__ = ["aside_text", "where_more", "where_sentence"]

_MOST_NAMED = 8
_LONGEST = 60  # letters of a name in a sentence


def where_sentence(places: pd.DataFrame, links: pd.DataFrame) -> Sentence:
    """Say how many places are tied, and which two most."""
    if links.empty:
        return [Part(f"Where the ties run {CANNOT_TELL}: no tie joins two places.")]
    names = _names(places)
    first = rows(links.sort_values(["weight", "source", "target"], ascending=[False, True, True]))[0]
    tied = int((places["weight"] > 0).sum())
    pairs = len(links[["source", "target"]].drop_duplicates())
    what = "cooperation" if first["sign"] > 0 else "hostility"
    return [
        Part(f"The ties join {count(pairs, 'pair')} among {count(tied, 'place')}, most heavily "),
        Part(f"{names[first['source']]} and {names[first['target']]} in {what} "),
        Part(f"(weight {number_text(first['weight'])})", tuple(first["facts"])),
        Part(f"; whether that pair would lead in other documents {CANNOT_TELL}."),
    ]


def where_more(places: pd.DataFrame, links: pd.DataFrame) -> Sentence:
    """Name the pairs that cooperate and are hostile, the heaviest first."""
    names = _names(places)
    pairs = links.groupby(["source", "target"]).agg(signs=("sign", "nunique"), weight=("weight", "sum")).reset_index()
    torn = rows(pairs[pairs["signs"] == 2].sort_values(["weight", "source"], ascending=[False, True]))
    if not torn:
        return []
    told = [f"{names[row['source']]} and {names[row['target']]}" for row in torn[:3]]
    more = f"; and {len(torn) - 3} more pairs" if len(torn) > 3 else ""
    return [Part(f"Cooperation and hostility at once join {'; '.join(told)}{more}.")]


def _names(places: pd.DataFrame) -> dict[str, str]:
    return {str(row["place"]): shorten(str(row["name"]), _LONGEST) for row in rows(places)}


def aside_text(names: Sequence[str], room: int) -> str:
    """Say who has no place on the map and stands aside, the heaviest first, and who is left out.

    Parameters
    ----------
    names
        Of all without a place, the heaviest first.
    room
        For how many there is room aside.

    Examples
    --------
    >>> aside_text(["Quad", "NATO", "Brics"], 2)
    'Aside, having no one country: Quad, NATO; left out: Brics.'
    >>> aside_text([], 2)
    ''
    """
    if not names:
        return ""
    short = [shorten(name, _LONGEST) for name in names]
    missing = short[room : room + _MOST_NAMED]
    more = f" and {len(names) - room - _MOST_NAMED} more" if len(names) > room + _MOST_NAMED else ""
    out = f"; left out: {', '.join(missing)}{more}" if missing else ""
    return f"Aside, having no one country: {', '.join(short[:room])}{out}."
