"""The name under which an actor is shown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

__all__ = ["display_name"]


def display_name(actor: str, surfaces: Sequence[str]) -> str:
    """Give the form to show: one that spells the id if there is one, else the most used, else the id.

    Parameters
    ----------
    actor
        Canonical id. Codes of countries and names of blocs are shown as they are.
    surfaces
        Forms used, one entry per document that uses it.

    Examples
    --------
    >>> display_name("national-tsing-hua-university", ["NTHU", "NTHU", "National Tsing Hua University"])
    'National Tsing Hua University'
    >>> display_name("qutech", ["the Delft hub"])
    'the Delft hub'
    """
    if actor != actor.lower() or not surfaces:
        return actor
    used = Counter(surfaces)
    return min(used, key=lambda form: (_id_of(form) != actor, -used[form], -len(form), form))


def _id_of(form: str) -> str:
    return re.sub(r"[^\w]+", "-", form.casefold()).strip("-")
