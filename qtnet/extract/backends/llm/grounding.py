"""Grounding: a quotation counts only where it stands in the text word for word.

Only white space and quotation marks are folded before the comparison, as models set both in their own way. Nothing
else is forgiven: with a few free edits a short name would match anything.
"""

from __future__ import annotations

import re

__all__ = ["Folded", "fold"]

_QUOTES = {ord(sign): '"' for sign in "“”„‟«»″"} | {ord(sign): "'" for sign in "‘’‚‛′´`"}
_BLANKS = re.compile(r"\s+")


def fold(text: str) -> str:
    r"""Write every run of white space as one blank and every quotation mark as the plain one.

    Examples
    --------
    >>> fold("“India’s\n chips” ")
    '"India\'s chips"'
    """
    return _BLANKS.sub(" ", text).strip().translate(_QUOTES)


class Folded:
    """A text that quotations are looked up in, with the way back to its own offsets."""

    def __init__(self, text: str) -> None:
        pieces: list[str] = []
        self._at: list[int] = []
        end = 0
        for blank in _BLANKS.finditer(text):
            pieces += [text[end : blank.start()], " "]
            self._at += range(end, blank.start() + 1)
            end = blank.end()
        pieces.append(text[end:])
        self._at += range(end, len(text) + 1)
        self._text = "".join(pieces).translate(_QUOTES)

    def find(self, quotation: str, start: int, end: int) -> tuple[int, int] | None:
        r"""Give the offsets of a quotation in ``text[start:end]``, or None if it does not stand there as whole words.

        Examples
        --------
        >>> text = "The “chip\n  pact” binds Oman."
        >>> Folded(text).find('"chip pact" binds', 0, len(text)), Folded(text).find("chips pact", 0, len(text))
        ((4, 23), None)
        >>> Folded(text).find("Oma", 0, len(text)) is None
        True
        """
        wanted = fold(quotation)
        position = self._text.find(wanted) if wanted else -1
        while position >= 0:
            low, high = self._at[position], self._at[position + len(wanted) - 1] + 1
            if start <= low and high <= end and self._is_whole(position, position + len(wanted)):
                return low, high
            position = self._text.find(wanted, position + 1)
        return None

    def __contains__(self, name: str) -> bool:
        return self.find(name, 0, self._at[-1]) is not None

    def _is_whole(self, first: int, last: int) -> bool:
        before, after = self._text[first - 1 : first], self._text[last : last + 1]
        cut_before = before.isalnum() and self._text[first].isalnum()
        return not (cut_before or (after.isalnum() and self._text[last - 1].isalnum()))
