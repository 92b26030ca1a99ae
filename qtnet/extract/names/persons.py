"""People among the capitalised runs: they are no actors, but what they do in office is done by whom they act for."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from qtnet.extract.names.namewords import name_words

__all__ = ["is_surname", "person_in"]

_ROLE_WINDOW = 6  # words behind "X, " within which a role shows that X is a person


def person_in(words: Sequence[str], first: int, last: int) -> tuple[int, int] | None:
    """Give the part of a capital run that is a person's name, or None.

    Examples
    --------
    >>> words = "Korean Science Minister Lee Jong - ho met Ana Silva , director of a lab".split()
    >>> person_in(words, 1, 7), person_in(words, 8, 10), person_in(words, 0, 1)
    ((3, 7), (8, 10), None)
    """
    lexicon = name_words()
    for at in range(last - 1, first - 1, -1):  # the last title in front of the name
        if words[at] in lexicon.titles and at + 1 < last:
            return at + 1, last
    before = words[first - 1] if first else ""
    if before in lexicon.titles or before.lower() in ("mr", "mrs", "ms", "dr", "prof"):
        return first, last
    if last - first >= 2 and (_plain(words[first]) in lexicon.given or _has_initial(words[first:last])):
        return first, last
    if 2 <= last - first <= 5 and _is_hyphenated_given_name(words[first:last]):
        return first, last
    if last - first == 2 and _is_cut_given_name(words, first, last):
        return first, last
    if last - first in (2, 3) and _has_family_name(words[first:last]):
        return first, last
    if (
        before.lower() in lexicon.roles
        and 2 <= last - first <= 3
        and before.lower() not in ("partner", "lead", "leader")
    ):
        return first, last
    if before == "," and first > 1 and words[first - 2].lower() in lexicon.roles and last - first == 2:
        return first, last
    behind = [w.lower() for w in words[last : last + _ROLE_WINDOW]]
    has_role = behind[:1] == [","] and any(w in lexicon.roles for w in behind[1:])
    speaks = bool(behind) and (behind[0] in lexicon.says or before.lower() in lexicon.says)
    if (
        2 <= last - first <= 3
        and (has_role or speaks)
        and all(w.isalpha() and not w.isupper() for w in words[first:last])
    ):
        return first, last
    return None


def is_surname(words: Sequence[str], first: int, at: int) -> bool:
    """Say whether the word at `at`, in a capital run that begins at `first`, is the surname of a person.

    Examples
    --------
    >>> is_surname("Chief Executive Akira Honda spoke".split(), 0, 3), is_surname(["Honda"], 0, 0)
    (True, False)
    """
    given = name_words().given
    if at - first >= 1 and _plain(words[at - 1]) in given and words[at - 1].lower() not in name_words().common:
        return True
    return at - first >= 3 and words[at - 1] == "." and len(words[at - 2]) == 1 and _plain(words[at - 3]) in given


def _plain(word: str) -> str:
    return unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode() if not word.isascii() else word


def _is_hyphenated_given_name(words: Sequence[str]) -> bool:
    """Say whether a name is like "Ho-Jun Yoo" or "Lee Jong-ho": two short syllables with a hyphen."""
    if words.count("-") != 1 or any(not w[0].isalpha() for w in words if w != "-"):
        return False
    at = list(words).index("-")
    pair = (words[at - 1], words[at + 1]) if 0 < at < len(words) - 1 else ("", "")
    others = len(words) - 3
    return (
        1 <= others <= 2
        and all(2 <= len(w) <= 6 and w[1:].islower() for w in pair)
        and not any(w.lower() in name_words().common for w in pair)
    )


def _is_cut_given_name(words: Sequence[str], first: int, last: int) -> bool:
    """Say whether a run is the beginning of a name like "Bang Moon-kyu"."""
    if last + 1 >= len(words) or words[last] not in ("-", "‑"):
        return False
    syllable = words[last + 1]
    short = syllable.isalpha() and syllable.islower() and len(syllable) <= 5
    return short and syllable not in name_words().common and all(w.isalpha() and len(w) <= 6 for w in words[first:last])


def _has_family_name(words: Sequence[str]) -> bool:
    """Say whether a name ends in a family name that is nothing else, or opens with one as in East Asia."""
    lexicon = name_words()
    if not all(w.isalpha() and w[1:].islower() and len(w) > 1 for w in words):
        return False
    if any(w in lexicon.heads or w in lexicon.topics or w in lexicon.legal for w in words):
        return False
    plain = [w.lower() not in lexicon.common for w in words]
    return (words[-1] in lexicon.family and all(plain[:-1])) or (
        words[0] in lexicon.family and len(words) == 2 and plain[1]
    )


def _has_initial(words: Sequence[str]) -> bool:
    return len(words) >= 3 and any(len(w) == 1 and w.isupper() for w in words[1:-1]) and "&" not in words
