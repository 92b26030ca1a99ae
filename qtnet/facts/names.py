"""The name under which an actor is shown."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from qtnet.reference import reference_table

__all__ = ["country_names", "display_name"]


def display_name(actor: str, surfaces: Sequence[str] | Mapping[str, int]) -> str:
    """Give the name to show for an actor.

    A country has the name of the reference table, a bloc its id. Of the forms of any other actor, one that spells
    its id is taken if there is one, else the most used; an actor without forms shows its id.

    Parameters
    ----------
    actor
        Canonical id.
    surfaces
        Forms used, one entry per document that uses it; or how many documents use each.

    Examples
    --------
    >>> display_name("national-tsing-hua-university", ["NTHU", "NTHU", "National Tsing Hua University"])
    'National Tsing Hua University'
    >>> display_name("TW", ["Taipei"]), display_name("Quad", ["the Quad"]), display_name("qutech", ["Delft hub"])
    ('Taiwan', 'Quad', 'Delft hub')
    """
    if actor in country_names():
        return country_names()[actor]
    if actor != actor.lower() or not surfaces:
        return actor
    used = Counter(surfaces)
    return min(used, key=lambda form: (_id_of(form) != actor, -used[form], -len(form), form))


@cache
def country_names() -> dict[str, str]:
    """Give the name of each country by its ISO 3166-1 alpha-2 code."""
    with reference_table("countries.csv").open(newline="", encoding="utf-8") as file:
        return {row["iso2"]: row["name"] for row in csv.DictReader(file)}


def _id_of(form: str) -> str:
    return re.sub(r"[^\w]+", "-", form.casefold()).strip("-")
