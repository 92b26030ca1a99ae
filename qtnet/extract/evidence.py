"""Quotations: exact stretches of the stored text that begin and end with whole words."""

from __future__ import annotations

__all__ = ["whole_words"]


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a stretch to word boundaries and leave out blanks at its ends.

    Examples
    --------
    >>> whole_words("Japan has signed a pact.", 2, 20)
    (0, 23)
    """
    while 0 < start < end and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while start < end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
