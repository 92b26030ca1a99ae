"""A slice of text in, tokens out: words, numbers and signs with offsets in the stored text.

Dotted abbreviations ("U.S.") and possessive endings ("'s") are tokens of their own; hyphens part words, so that
"US-India" shows both names.
"""

from __future__ import annotations

import re

from qtnet.extract.analysis import Token

__all__ = ["tokenise"]

_TOKEN = re.compile(
    r"""
    (?:[A-Z]\.){2,}(?!\w)                               # U.S.
    | \d+(?:[.,]\d+)+                                   # 1,234.5
    | [^\W_]+(?:(?:['’](?!s\b|S\b)|&|\.(?=[a-z]{2}))[^\W_]+)*  # word, O'Neill, R&D, Quantum.com
    | ['’][sS]\b                                        # possessive
    | \S
    """,
    re.VERBOSE,
)


def tokenise(text: str, start: int, end: int) -> tuple[Token, ...]:
    """Cut ``text[start:end]`` into tokens.

    Examples
    --------
    >>> text = "The U.S.-India pact on R&D helps TSMC's 5G unit."
    >>> [token.text for token in tokenise(text, 0, len(text))]
    ['The', 'U.S.', '-', 'India', 'pact', 'on', 'R&D', 'helps', 'TSMC', "'s", '5G', 'unit', '.']
    """
    return tuple(
        [
            Token(match.start(), match.end(), word := match[0], word.lower().replace("’", "'"))
            for match in _TOKEN.finditer(text, start, end)
        ]
    )
