"""Entries of BibTeX, written so that no text of a document can end a field or run as a command."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote, urlsplit

from qtnet.paper.escaping import latex_text

__all__ = ["Entry", "bibtex", "url_text"]

#: Fields that stand as they are: addresses, which BibTeX styles put into \\url, and numbers.
_BARE: Final = ("url", "doi", "year", "month")
#: What an address may hold; braces, backslashes and quotes are written as their codes.
_URL_SAFE: Final = ":/?#[]@!$&'()*+,;=%~-._"


@dataclass(frozen=True)
class Entry:
    """An entry with its fields in plain text."""

    kind: str
    key: str
    fields: Mapping[str, str] = field(repr=False)


def bibtex(entries: Iterable[Entry]) -> str:
    r"""Write entries in their order.

    Examples
    --------
    >>> print(bibtex([Entry("misc", "doc-a", {"author": "R&D", "title": "50 % {of} it", "year": "2024"})]))
    @misc{doc-a,
      author = {{R\&D}},
      title = {{50 \% \textbraceleft{}of\textbraceright{} it}},
      year = {2024},
    }
    <BLANKLINE>
    """
    return "\n".join(_entry(entry) for entry in entries)


def url_text(url: str) -> str:
    """Give a web address that LaTeX and a reader's browser can take; anything else is no address.

    Examples
    --------
    >>> url_text("https://example.org/a b{c}"), url_text("javascript:alert(1)")
    ('https://example.org/a%20b%7Bc%7D', '')
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https", "ftp") or not parts.netloc:
        return ""
    return quote(url.strip(), safe=_URL_SAFE)


def _entry(entry: Entry) -> str:
    lines = [f"  {name} = {{{_value(name, text)}}}," for name, text in entry.fields.items() if text]
    return "\n".join([f"@{entry.kind}{{{entry.key},", *lines, "}", ""])


def _value(name: str, text: str) -> str:
    if name in _BARE:
        return text
    # BibTeX counts braces even after a backslash
    safe = latex_text(text).replace(r"\{", r"\textbraceleft{}").replace(r"\}", r"\textbraceright{}")
    # a second pair keeps names of publishers whole and capitals of titles as they are
    return f"{{{safe}}}" if name in ("author", "title") else safe
