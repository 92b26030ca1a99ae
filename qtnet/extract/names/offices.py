"""People named right behind their office: "Minister of Trade and Industry Taro Kono" names no "Industry Taro Kono"."""

from __future__ import annotations

from collections.abc import Sequence

from qtnet.extract.names.namewords import name_words

__all__ = ["office_holders"]

_LONGEST_OFFICE = 14  # words between the title and the name
_BETWEEN = frozenset({",", "and", "&", "the", "of", "for"})
_NAME_LENGTHS = range(2, 5)


def office_holders(words: Sequence[str], runs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the people whose names follow the field of their office without a comma.

    Parameters
    ----------
    words
        The words of a sentence.
    runs
        Its capital runs.

    Examples
    --------
    >>> words = "Minister of Trade and Industry Ana Silva spoke".split()
    >>> office_holders(words, [(0, 1), (2, 3), (4, 7)])
    [(5, 7)]
    """
    topics = name_words().topics
    found: list[tuple[int, int]] = []
    for first, last in runs:
        name = first
        while name < last and words[name] in topics:
            name += 1
        if name > first and last - name in _NAME_LENGTHS and _is_name(words[name:last]) and _is_field(words, first):
            found.append((name, last))
    return found


def _is_name(words: Sequence[str]) -> bool:
    lexicon = name_words()
    known = lexicon.topics | lexicon.titles | lexicon.legal.keys() | lexicon.heads.keys()
    return all(word not in known and word.replace("-", "").isalpha() and not word.isupper() for word in words)


def _is_field(words: Sequence[str], at: int) -> bool:
    """Say whether only fields and what joins them stand between a title with "of" or "for" and `at`."""
    lexicon = name_words()
    for before in range(at - 1, max(0, at - _LONGEST_OFFICE), -1):
        if words[before] in ("of", "for") and words[before - 1] in lexicon.titles:
            return True
        if words[before] not in _BETWEEN and words[before] not in lexicon.topics:
            return False
    return False
