"""Capitals, states and provinces: governments where they act, mere places where something happens."""

from __future__ import annotations

from collections.abc import Sequence

from qtnet.extract.names.gazetteer import cities, country_forms
from qtnet.extract.names.namewords import words_of

__all__ = ["acts", "is_placed"]

_SENT = words_of(
    """officials official delegation delegations representatives diplomats envoys ministers leaders negotiators
    regulators policymakers pressure approval permission support backing money funding"""
)
_PLACE_BEFORE = words_of("in at from near outside around via through of inside throughout within into across")
_PARTY_BEFORE = words_of("between with and by against that while whereas as but for than")
_WHERE = words_of("in near outside around throughout")
_INTO = words_of(
    """invest invests invested investing investment investments stake stakes share shares shareholding interest
    interested holding holdings equity confidence trust faith partner partners partnership engineers shareholder
    shareholders investor investors involved participate participates participation participated"""
)
_SEATS = words_of("House Kremlin Office Hill Élysée Rosada Planalto")  # "the White House", "the Kremlin"
_PLACE_NOUNS = words_of("city town village port district valley island peninsula suburb municipality prefecture canton")
_BODY_BEFORE = words_of("government state states city province canton ministry authorities administration")
_CLAUSE_BEFORE = frozenset(["", ",", ";", "–", "—", "(", "“", '"', "that", "when", "where", "if", "-"])
_MOTION = words_of("travelled traveled flew visit trip went came moved headed brought held based")


def acts(words: Sequence[str], first: int, last: int) -> bool:
    """Say whether the place in ``words[first:last]`` stands for its government.

    Examples
    --------
    >>> words = "Seoul and Tokyo signed in Washington while the government of Texas paid .".split()
    >>> [acts(words, i, i + 1) for i in (0, 2, 5, 10)]
    [True, True, False, True]
    """
    before = words[first - 1].lower() if first else ""
    earlier = words[first - 2].lower() if first > 1 else ""
    behind = words[last].lower() if last < len(words) else "."
    if before in ("the", "of", "in") and (earlier in _BODY_BEFORE or (before == "of" and earlier == "government")):
        return True
    if before == "from" and earlier in _SENT:
        return True
    if before in _PLACE_BEFORE:
        return False
    if not first and behind == "," and _opens_dateline(words[last + 1 : last + 2]):
        return False
    if behind in ("-", "–", "—", "(", ":") and first == 0:
        return False
    if before == "to":
        return earlier not in _MOTION and behind not in (".", ",")
    if before == "the":
        return words[last - 1] in _SEATS and not (earlier in _PLACE_BEFORE and earlier not in ("from", "by"))
    if behind == "'s" or before in _PARTY_BEFORE:
        return True
    if behind == "," and before != ",":
        return before in ("", ",") or first == 0
    return before in _CLAUSE_BEFORE or behind not in (",", ")", ";")


def is_placed(words: Sequence[str], first: int, last: int) -> bool:
    """Say whether an unknown name is said to be where something happens: "in Kananaskis", "Peoria, Arizona".

    Examples
    --------
    >>> words = "They met in Elmsville and put a stake in Acme near Foxton , Canada".split()
    >>> [is_placed(words, i, i + 1) for i in (3, 9, 11)]
    [True, False, True]
    """
    before = words[first - 1].lower() if first else ""
    if before in _WHERE:
        return before != "in" or not any(word.lower() in _INTO for word in words[max(0, first - 4) : first - 1])
    if before == "of" and first > 1 and words[first - 2].lower() in _PLACE_NOUNS:
        return True
    listed = last < len(words) and words[last] == ","
    return listed and before in ("at", "to", "from") and _is_region(words, last + 1)


def _is_region(words: Sequence[str], at: int) -> bool:
    parts = (" ".join(words[at : at + length]) for length in (3, 2, 1))
    return any(part in country_forms() or part in cities() for part in parts)


def _opens_dateline(following: Sequence[str]) -> bool:
    return bool(following) and (following[0][0].isdigit() or following[0][0].isupper())
