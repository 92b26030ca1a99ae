"""Several bodies under one head: "the Universities of Oxford and Bristol", "the Technical Universities of A and B"."""

from __future__ import annotations

from collections.abc import Sequence

from qtnet.extract.names.gazetteer import cities, gazetteer
from qtnet.extract.names.identity import canonical_id
from qtnet.extract.names.names import Name

__all__ = ["plural_heads"]

_SINGULAR = {"Universities": "University", "Institutes": "Institute"}
_PARTS = frozenset([",", "and", "&"])


def plural_heads(words: Sequence[str], runs: Sequence[tuple[int, int]]) -> list[Name]:
    """Give a name to each place in the list behind a plural head; the first takes in the head.

    Parameters
    ----------
    words
        The words of a sentence.
    runs
        Its capital runs.

    Examples
    --------
    >>> words = "the Universities of Oxford , Bristol and York met".split()
    >>> [(name.first, name.last, name.actor) for name in plural_heads(words, [(1, 2), (3, 4), (5, 6), (7, 8)])]
    [(1, 4, 'university-of-oxford'), (5, 6, 'university-of-bristol'), (7, 8, 'university-of-york')]
    """
    run_at = dict(runs)
    found: list[Name] = []
    for first, last in runs:
        if words[last - 1] not in _SINGULAR or last + 1 not in run_at or words[last] != "of":
            continue
        head = " ".join([*words[first : last - 1], _SINGULAR[words[last - 1]]])
        listed = _list(words, last + 1, run_at)
        if len(listed) > 1:
            found += [_name(words, head, span, first if i == 0 else span[0]) for i, span in enumerate(listed)]
    return found


def _list(words: Sequence[str], at: int, run_at: dict[int, int]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    while at in run_at and " ".join(words[at : run_at[at]]) in cities():
        spans.append((at, run_at[at]))
        at = run_at[at]
        while at < len(words) and words[at] in _PARTS:
            at += 1
    return spans


def _name(words: Sequence[str], head: str, place: tuple[int, int], first: int) -> Name:
    city = " ".join(words[place[0] : place[1]])
    known = gazetteer().names.get(f"{head} of {city}")
    if known:
        return Name(first, place[1], known.kind, "gazetteer", known.actor, known.country)
    slug = canonical_id(f"{head} of {city}".split())
    return Name(first, place[1], "research", "gazetteer", slug, cities()[city])
