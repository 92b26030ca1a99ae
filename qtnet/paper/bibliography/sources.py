"""The documents of a run as references: BibTeX for LaTeX, CSL-JSON for Zotero, Pandoc and Word."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

import pandas as pd

from qtnet.paper.bibliography.bibtex import Entry, bibtex, url_text
from qtnet.paper.bibliography.stated import titled
from qtnet.paper.escaping import one_line
from qtnet.report.labels import shorten
from qtnet.report.rows import rows

__all__ = ["source_keys", "sources_bib", "sources_csl"]

_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
#: What stands for a year that nobody knows.
_NO_YEAR: Final = "n.d."
_SHORT: Final = 24  # characters of an id in a citation
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9.:-]+")


def source_keys(documents: pd.DataFrame) -> dict[str, str]:
    """Give the key that each document is cited by: its id in letters that every program takes.

    Examples
    --------
    >>> source_keys(pd.DataFrame({"doc": ["a b", "a,b", "c_1"]}))
    {'a b': 'doc-a-b', 'a,b': 'doc-a-b-2', 'c_1': 'doc-c-1'}
    """
    keys: dict[str, str] = {}
    for doc in documents["doc"]:
        plain = "doc-" + (_UNSAFE.sub("-", str(doc)).strip("-") or "unnamed")
        taken, number, key = set(keys.values()), 2, plain
        while key in taken:
            key, number = f"{plain}-{number}", number + 1
        keys[str(doc)] = key
    return keys


def sources_bib(documents: pd.DataFrame) -> str:
    """Write one ``@misc`` entry for each document, with address, date, and the hash of the text that was read."""
    keys = source_keys(documents)
    return bibtex([_entry(row, keys) for row in rows(documents)])


def sources_csl(documents: pd.DataFrame) -> str:
    """Write the same entries as CSL-JSON."""
    keys = source_keys(documents)
    told = [_csl(row, keys) for row in rows(documents)]
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _entry(row: Mapping[str, object], keys: Mapping[str, str]) -> Entry:
    title, source = titled(row, _said(row, "title") or _said(row, "doc")), _said(row, "source")
    year, month, _ = _date(row)
    url = url_text(_said(row, "url"))
    inferred = bool(row.get("date_inferred"))
    fields = {
        "author": source,
        "title": title,
        # a bare bracket would end the label that styles make of author and year
        "year": f"{{[}}{year}?{{]}}" if year and inferred else str(year or _NO_YEAR),
        "month": "" if inferred else str(month or ""),
        "url": url,
        "note": f"Document {_said(row, 'doc')}, sha256 {_said(row, 'sha256')}",
        "key": "" if source else _short_name(url, _said(row, "doc")),
        "langid": _said(row, "language"),
    }
    return Entry("misc", keys[str(row["doc"])], {name: value for name, value in fields.items() if value})


def _csl(row: Mapping[str, object], keys: Mapping[str, str]) -> dict[str, object]:
    url = url_text(_said(row, "url"))
    inferred = bool(row.get("date_inferred"))
    date = [part for part in _date(row)[: 1 if inferred else 3] if part]
    told: dict[str, object] = {
        "id": keys[str(row["doc"])],
        "type": "webpage" if url else "document",
        "title": titled(row, _said(row, "title") or _said(row, "doc")),
        "note": f"Document {_said(row, 'doc')}, sha256 {_said(row, 'sha256')}",
    }
    if source := _said(row, "source"):
        told |= {"author": [{"literal": source}], "publisher": source}
    told |= {"issued": {"date-parts": [date], **({"circa": True} if inferred else {})}} if date else {}
    told |= {"URL": url} if url else {}
    return told | ({"language": _said(row, "language")} if _said(row, "language") else {})


def _short_name(url: str, doc: str) -> str:
    """Give what a document without a publisher is called in a text: the site that it is on, else its id."""
    site = (urlsplit(url).hostname or "").removeprefix("www.")
    return site or shorten(doc, _SHORT)


def _said(row: Mapping[str, object], name: str) -> str:
    value = row.get(name)
    return "" if value is None or value != value else one_line(str(value))


def _date(row: Mapping[str, object]) -> tuple[int, int, int]:
    """Give year, month and day, 0 for what is not known."""
    found = _DATE.fullmatch(_said(row, "date"))
    if not found:
        return 0, 0, 0
    year, month, day = (int(part or 0) for part in found.groups())
    return year, month if 1 <= month <= 12 else 0, day if 1 <= month <= 12 and 1 <= day <= 31 else 0
