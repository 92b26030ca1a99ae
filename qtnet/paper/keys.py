"""Keys: how a paper calls a number.

A key is made of parts, joined by ``/``, of lower-case letters, digits and hyphens, for example
``centrality/relaxed-pagerank/quantum/us``; a form of the number may follow, as in ``bipolarity/quantum/ci``.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from qtnet.results import MULTILAYER

__all__ = ["KEY", "slug", "slugs"]

#: What a key looks like.
KEY = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*")

_SPELT = {"*": "-star", "+": "-plus", "±": "-plus-minus", "√": "sqrt", "(": "-", "–": "-", "−": "-minus"}
_FEW = 4  # hexadecimal digits that tell two names apart


def slug(name: str) -> str:
    """Give a name as part of a key; empty where nothing of it can be written so.

    Examples
    --------
    >>> slug("(all)"), slug("TBI*"), slug("Côte d'Ivoire"), slug("2020–2024"), slug("量子")
    ('all', 'tbi-star', 'cote-d-ivoire', '2020-2024', '')
    """
    if name == MULTILAYER:
        return "all"
    spelt = "".join(_SPELT.get(letter, letter) for letter in name)
    plain = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def slugs(names: Iterable[str]) -> dict[str, str]:
    """Give each name a part of a key of its own; names that would share one, or have none, get a hash behind it.

    Examples
    --------
    >>> slugs(["JP", "US"])
    {'JP': 'jp', 'US': 'us'}
    >>> sorted(slugs(["A B", "a-b"]).values())
    ['a-b-d443', 'a-b-fea4']
    """
    given = sorted(set(names))
    short = {name: slug(name) for name in given}
    used: dict[str, list[str]] = {}
    for name in given:
        used.setdefault(short[name], []).append(name)
    return {
        name: short[name] if short[name] and (used[short[name]] == [name] or name == MULTILAYER) else _told_apart(name)
        for name in given
    }


def _told_apart(name: str) -> str:
    mark = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:_FEW]
    return f"{slug(name) or 'x'}-{mark}"
