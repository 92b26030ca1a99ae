"""Acronyms learnt in the document: ``Long Form (LF)`` and ``LF (Long Form)``, stock tickers left out."""

from __future__ import annotations

from collections.abc import Sequence

from qtnet.extract.names.names import Name
from qtnet.extract.names.passages import Passage

__all__ = ["bracketed_acronyms", "initials_match"]

_LONGEST = 4  # tokens of an acronym: "NM-ICPS"


def bracketed_acronyms(passage: Passage) -> list[tuple[int, int]]:
    """Give the token ranges of short capitalised forms in brackets: "(TSMC)", not "(NYSE: TSM)"."""
    words = tuple(token.text for token in passage.tokens)
    found = []
    for at, word in enumerate(words):
        if word != "(":
            continue
        close = next((i for i in range(at + 1, min(at + _LONGEST + 2, len(words))) if words[i] == ")"), None)
        if close is None:
            continue
        inside = [w for w in words[at + 1 : close] if w not in ('"', "“", "”", "the", "‘", "’", "'")]
        begin = close - len(inside)
        if len(inside) > 1 and inside[-1] == "+":  # "(NQSN+)"
            close, inside = close - 1, inside[:-1]
        if inside and all(w == "-" or w == "." or any(map(str.isupper, w)) for w in inside) and not _is_ticker(inside):
            found.append((begin, close))
    return found


def _is_ticker(inside: list[str]) -> bool:
    return ":" in inside


def initials_match(acronym: str, words: Sequence[str]) -> bool:
    """Say whether the letters of an acronym occur in order among the words' letters, most of them as initials.

    Examples
    --------
    >>> initials_match("NTHU", ["National", "Tsing", "Hua", "University"]), initials_match("QT", ["Ministry"])
    (True, False)
    """
    letters = [c.lower() for c in acronym if c.isalnum()]
    text = "".join(w.lower() for w in words)
    position = 0
    for letter in letters:
        position = text.find(letter, position) + 1
        if not position:
            return False
    starts = {w[0].lower() for w in words if w[0].isalnum()}
    return bool(letters) and letters[0] == words[0][0].lower() and sum(c in starts for c in letters) >= len(letters) / 2


def long_form_before(passage: Passage, names: Sequence[Name], opening: int) -> Name | None:
    """Give the name that ends right before the bracket at token `opening`."""
    return next(
        (n for n in names if n.last == opening or (n.last == opening - 1 and passage.words[n.last] in "”\"'")), None
    )
