"""SOURCES.md: the documents behind the numbers, how to cite each, and under which licence it may be used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qtnet.deposit.terms import NOT_STATED, Terms, is_web_address, licence_of_document
from qtnet.paper.bibliography.stated import documents_as_stated, titled, year_of
from qtnet.paper.escaping import markdown_text
from qtnet.report.inputs import ReportInputs

__all__ = ["sources_page"]

_HEAD = """# Documents behind the numbers

Every number of this folder rests on the documents below. Cite those that you quote or rely on, and qtnet;
`paper/sources.bib` has them for BibTeX, `paper/sources.csl.json` for other programs. Texts and quotations belong to
their authors and publishers; the licence of a document is what the study's `sources.csv` states in the column
`licence`, and nothing is assumed where it is silent.
"""


def sources_page(inputs: ReportInputs, terms: Terms) -> str:
    """Give the page as Markdown, the documents in the order of their ids."""
    licences = licence_of_document(inputs)
    own = f"Tables, numbers and figures of this folder: {markdown_text(terms.licence)}.\n" if terms.licence else ""
    silent = sum(licence == NOT_STATED for licence in licences.values())
    count = f"{len(licences)} documents; the licence of {silent} is not stated.\n"
    lines = [_HEAD, *([own] if own else []), count]
    for row in documents_as_stated(inputs).sort_values("doc").to_dict("records"):
        lines += [f"## {markdown_text(row['doc'])}", "", _citation({str(name): cell for name, cell in row.items()}), ""]
        lines += [f"- licence: {markdown_text(licences[row['doc']])}", f"- SHA-256: `{row['sha256']}`", ""]
    return "\n".join(lines)


def _citation(row: Mapping[str, Any]) -> str:
    """Give publisher (date). Title. Address, without what is not known."""
    publisher, date = markdown_text(row["source"] or "Publisher not known"), year_of(row, row["date"], "no date")
    title = markdown_text(titled(row, row["title"] or row["doc"])).rstrip(".")
    address = f"<{row['url']}>" if is_web_address(row["url"]) else markdown_text(row["url"])
    return f"{publisher} ({date}). *{title}*. {address}".rstrip()
