"""Capitals, states and provinces: governments where they act, mere places where something happens."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["acts"]

_PLACE_BEFORE = frozenset("in at from near outside around via through of inside throughout within into across".split())
_PARTY_BEFORE = frozenset("between with and by against that while whereas as but for than".split())
_BODY_BEFORE = frozenset("government state states city province canton ministry authorities administration".split())
_MOTION = frozenset("travelled traveled flew visit trip went came moved headed brought held based".split())


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
    if before in _PLACE_BEFORE:
        return False
    if (
        behind == ","
        and last + 1 < len(words)
        and (words[last + 1][0].isdigit() or words[last + 1][:1].isupper() and not first)
    ):
        return False
    if behind in ("-", "–", "—", "(", ":") and first == 0:
        return False
    if before == "to":
        return earlier not in _MOTION and behind not in (".", ",")
    if before == "the":
        return False
    if behind == "'s" or before in _PARTY_BEFORE:
        return True
    if behind == "," and before != ",":
        return before in ("", ",") or first == 0
    return before in ("", ",", ";", "–", "—", "(", "“", '"', "that", "when", "where", "if", "-") or behind not in (
        ".",
        ",",
        ")",
        ";",
    )
