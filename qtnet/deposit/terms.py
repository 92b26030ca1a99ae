"""Under which terms a run is deposited, and under which its documents may be used: as stated, never guessed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from qtnet.errors import InputError
from qtnet.report.inputs import ReportInputs

__all__ = ["NOT_STATED", "Terms", "is_web_address", "licence_of_document", "licence_url", "terms_of_study"]

#: What stands where nobody said under which licence a document may be used.
NOT_STATED = "not stated"
_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9][^\s<>\"'`\\^{|}]*")
#: An SPDX identifier, as in ``CC-BY-4.0``.
_SPDX = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What only the depositor knows; empty where not said.

    Parameters
    ----------
    licence
        SPDX identifier or address of the licence of tables, numbers and figures; quotations stay with their publishers.
    authors
        Names, each with an ORCID in brackets if there is one: ``Ada Lovelace (0000-0001-2345-6789)``.
    published
        Day of the deposit, ISO 8601; never the clock, so that the same run gives the same bytes.

    Raises
    ------
    InputError
        If the licence or the date is not valid.
    """

    licence: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""

    def __post_init__(self) -> None:
        if self.published and not _DATE.fullmatch(self.published):
            raise InputError(f"published is '{self.published}'; expected a day such as 2026-11-22")
        if self.licence and not (_SPDX.fullmatch(self.licence) or is_web_address(self.licence)):
            raise InputError(f"licence is '{self.licence}'; expected an SPDX identifier (CC-BY-4.0) or a web address")
        if blank := [name for name in self.authors if not name.strip()]:
            raise InputError(f"{len(blank)} of {len(self.authors)} authors are empty; expected names")


def terms_of_study(folder: Path) -> Terms:
    """Give the terms that the study of a run states under ``[deposit]``; none where there is no run or it is older.

    Raises
    ------
    InputError
        If the run's record is damaged.
    """
    path = folder / "run.json"
    if not path.is_file():
        return Terms()
    try:
        stated = json.loads(path.read_text(encoding="utf-8")).get("deposit", {})
        return Terms(**{**stated, "authors": tuple(stated.get("authors", ()))})
    except (AttributeError, TypeError, ValueError, RecursionError) as error:
        raise InputError(f"{path}: not the record of a run ({error}); build the study again") from error


def is_web_address(text: str) -> bool:
    """Tell whether a text is an address that may stand as a link, and nothing else.

    Examples
    --------
    >>> is_web_address("https://example.org/a?b=1"), is_web_address("javascript:alert(1)")
    (True, False)
    """
    return _ADDRESS.fullmatch(text) is not None


def licence_url(licence: str) -> str:
    """Give the address of a licence: itself, or the page of its SPDX identifier.

    Examples
    --------
    >>> licence_url("CC-BY-4.0")
    'https://spdx.org/licenses/CC-BY-4.0.html'
    """
    return licence if is_web_address(licence) else f"https://spdx.org/licenses/{licence}.html"


def licence_of_document(inputs: ReportInputs) -> dict[str, str]:
    """Give the licence of each document as ``sources.csv`` states it, or that it is not stated."""
    listed = inputs.provenance.get("inputs", [])
    rows = listed if isinstance(listed, list) else []
    told = {str(row["doc"]): str(row.get("licence", "")) for row in rows if isinstance(row, Mapping) and "doc" in row}
    return {doc: told.get(doc, "") or NOT_STATED for doc in inputs.documents["doc"].tolist()}
