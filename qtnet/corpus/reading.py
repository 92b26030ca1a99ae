"""What a reader hands on: the text to store, and what the document says about itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Reading", "clean_line", "named", "without_invisible"]

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Soft hyphens and zero-width characters are not seen by who reads the page, but they would split a name.
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a-\u202e]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One document as its reader sees it; a field is empty where the file does not say."""

    text: str
    reader: str
    title: str = ""
    date: str = ""
    source: str = ""
    url: str = ""


def named(names: str) -> frozenset[str]:
    """Give the set of names in a text with spaces between.

    Examples
    --------
    >>> sorted(named("nav aside"))
    ['aside', 'nav']
    """
    return frozenset(names.split())


def without_invisible(text: str) -> str:
    r"""Drop characters that no reader sees, and turn control characters into spaces.

    Examples
    --------
    >>> without_invisible("Sam\u00adsung\x0bElectronics")
    'Samsung Electronics'
    """
    return _CONTROL.sub(" ", _INVISIBLE.sub("", text))


def clean_line(text: str) -> str:
    r"""Give visible text on one line, with single spaces.

    Examples
    --------
    >>> clean_line("  TSMC\u00a0and\n Sony ")
    'TSMC and Sony'
    """
    return " ".join(without_invisible(text).split())
