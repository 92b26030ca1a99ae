"""When an extracted fact counts as an annotated one: actors are aligned first, then keys are compared.

A tie is compared at four levels, each stricter than the one before: ``pair`` (both actors, in any order, and the
sign), ``mode`` (and the mode, with direction where it has one), ``domain`` and ``full`` (and the status). Money is
compared as ``money`` (amount and currency) and ``money+actors``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from qtnet.extract.vocabulary import MODES

__all__ = ["MONEY_LEVELS", "TIE_LEVELS", "ActorRow", "aligned", "folded", "money_key", "tie_key"]

TIE_LEVELS = ("pair", "mode", "domain", "full")
MONEY_LEVELS = ("money", "money+actors")
Row = Mapping[str, object]
Key = tuple[object, ...]


class ActorRow(NamedTuple):
    """What alignment needs of a row of actors.csv."""

    actor: str
    surface: str


def folded(name: str) -> str:
    """Fold a name for comparison: case, punctuation, leading article and trailing possessive do not count.

    Examples
    --------
    >>> folded("The Netherlands’s"), folded("AT&T Corp.")
    ('netherlands', 'at&t corp')
    """
    text = re.sub(r"[^\w\s&]", " ", name.casefold())
    text = re.sub(r"^(the|a|an)\s+", "", re.sub(r"\s+", " ", text).strip())
    return re.sub(r"\s+s$", "", text)


def aligned(gold: Iterable[ActorRow], predicted: Iterable[ActorRow]) -> dict[str, str]:
    """Map predicted actors of a document to gold actors, one to one.

    The same id comes first; then the pairs that share most surface forms, of equals in the order of their ids.

    Examples
    --------
    >>> aligned([ActorRow("tsmc", "TSMC|the chipmaker")], [ActorRow("taiwan-semiconductor", "TSMC")])
    {'taiwan-semiconductor': 'tsmc'}
    """
    wanted = {row.actor: _forms(row) for row in gold}
    given = {row.actor: _forms(row) for row in predicted}
    found = {actor: actor for actor in given if actor in wanted}
    taken = set(found.values())
    shared = [
        (-len(given[p] & wanted[g]), p, g)
        for p in given
        if p not in found
        for g in wanted
        if g not in taken and given[p] & wanted[g]
    ]
    for _, p, g in sorted(shared):
        if p not in found and g not in taken:
            found[p] = g
            taken.add(g)
    return found


def tie_key(row: Row, level: str, names: Mapping[str, str] | None = None) -> Key:
    """Give what must be equal for two ties to agree at a level; `names` maps predicted actors to gold ones."""
    source, target = (_named(str(row[end]), names) for end in ("source", "target"))
    mode = str(row["mode"])
    pair = tuple(sorted((source, target)))
    properties = MODES[mode]  # type: ignore[index]
    ends = (source, target) if properties.directed else pair
    parts: tuple[Key, ...] = (
        (pair, properties.sign),
        (ends, mode),
        (ends, mode, row["domain"]),
        (ends, mode, row["domain"], row["status"]),
    )
    return parts[TIE_LEVELS.index(level)]


def money_key(row: Row, level: str, names: Mapping[str, str] | None = None) -> Key:
    """Give what must be equal for two amounts to agree at a level."""
    key = (row["amount"], row["currency"])
    if level == "money":
        return key
    return (*key, *(_named(str(row[end]), names) if row[end] else "" for end in ("funder", "recipient")))


def _named(actor: str, names: Mapping[str, str] | None) -> str:
    # The question mark keeps an actor that is aligned with none from meeting a gold id by chance.
    return actor if names is None else names.get(actor, "?" + actor)


def _forms(row: ActorRow) -> set[str]:
    forms = {folded(form) for form in row.surface.split("|") if form.strip()}
    return (forms | {folded(row.actor.replace("-", " "))}) - {""}
