"""What is known of a document: from its sources table, else from its first line and its date line."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from dataclasses import dataclass, fields
from pathlib import Path

from qtnet.corpus.decoding import bytes_to_text
from qtnet.errors import CorpusError

__all__ = ["Source", "date_of", "is_iso_date", "parse_sources", "read_sources", "title_of"]

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = "(?P<{}>" + "|".join(f"{m[:3]}(?:{m[3:]})?" if len(m) > 3 else m for m in MONTHS) + r"|sept)\b\.?"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?P<y>(?:19|20)\d\d)-(?P<n>0[1-9]|1[0-2])-(?P<d>[0-3]\d)\b",
        r"\b(?P<d>[0-3]?\d)(?:st|nd|rd|th)?\s+(?:of\s+)?" + _MONTH.format("m") + r",?\s+(?P<y>(?:19|20)\d\d)\b",
        r"\b" + _MONTH.format("m") + r"\s+(?P<d>[0-3]?\d)(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d\d)\b",
        r"\b" + _MONTH.format("m") + r",?\s+(?P<y>(?:19|20)\d\d)\b",
    )
)
_ISO = re.compile(r"(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
# A date line holds little but the date: a place, a weekday, "Published".
_LINES, _OTHER_WORDS, _TITLE_LENGTH = 8, 6, 200
#: A row has some hundred bytes, so this is a table of a million documents.
_MOST_BYTES = 200_000_000


#: What a date rests on where the document states it; anything else is inferred.
_STATED_DATES = ("", "date line")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One row of sources.csv; a field is empty where the table does not say."""

    title: str = ""
    date: str = ""
    source: str = ""
    url: str = ""
    licence: str = ""
    sha256: str = ""
    encoding: str = ""
    titled_by: str = ""
    dated_by: str = ""

    @property
    def title_supplied(self) -> bool:
        """Whether the title is not the document's own."""
        return bool(self.title) and self.titled_by == "us"

    @property
    def date_inferred(self) -> bool:
        """Whether the date is not stated by the document but concluded from its text."""
        return bool(self.date) and self.dated_by not in _STATED_DATES


def read_sources(path: Path) -> dict[str, Source]:
    """Read a sources table and check it.

    Raises
    ------
    CorpusError
        If the table is missing, has no column `doc`, names a document twice, or holds a date that is not ISO 8601.
    """
    if not path.is_file():
        raise CorpusError(f"{path}: no such sources table")
    try:
        with path.open("rb") as stream:
            data = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise CorpusError(f"{path}: the sources table cannot be read: {error.strerror or error}") from error
    if len(data) > _MOST_BYTES:
        raise CorpusError(f"{path}: a sources table of more than {_MOST_BYTES / 1e6:.0f} MB; is it another file?")
    return parse_sources(data, str(path))


def parse_sources(data: bytes, place: str) -> dict[str, Source]:
    """Read the bytes of a sources table; errors are those of `read_sources`."""
    text, _ = bytes_to_text(data, place)
    table: dict[str, Source] = {}
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        if "doc" not in (reader.fieldnames or ()):
            raise CorpusError(
                f"{place}: the column 'doc' is missing; found {', '.join(reader.fieldnames or ()) or 'nothing'}"
            )
        for row in reader:
            _add_source(table, row, f"{place}, line {reader.line_num}")
    except csv.Error as error:
        raise CorpusError(f"{place}, line {reader.line_num}: no readable table: {error}") from None
    return table


def _add_source(table: dict[str, Source], row: dict[str, str], where: str) -> None:
    doc = unicodedata.normalize("NFC", (row["doc"] or "").strip())
    known = Source(**{f.name: (row.get(f.name) or "").strip() for f in fields(Source)})
    if doc in table:
        raise CorpusError(f"{where}: the document '{doc}' is listed twice; keep one row")
    if known.date and not is_iso_date(known.date):
        raise CorpusError(f"{where}, field date: '{known.date}' is no ISO date; expected YYYY, YYYY-MM or YYYY-MM-DD")
    table[doc] = known


def is_iso_date(text: str) -> bool:
    """Tell whether the text is YYYY, YYYY-MM or YYYY-MM-DD."""
    return _ISO.fullmatch(text) is not None


def title_of(text: str) -> str:
    r"""Give the first line that has text, without markdown signs; empty if it is a paragraph.

    Examples
    --------
    >>> title_of("# A pact on chips\n\nTokyo and Seoul ...")
    'A pact on chips'
    """
    first = text.strip().split("\n", 1)[0].strip().lstrip("#*_ ").rstrip("#*_ ")
    return first if len(first) <= _TITLE_LENGTH else ""


def date_of(text: str) -> str:
    r"""Give the date of the date line among the first lines, in ISO 8601 as far as known; empty if there is none.

    Examples
    --------
    >>> date_of("A pact\n\nTokyo, Tuesday, 13 May 2025.\nJapan and ...")
    '2025-05-13'
    >>> date_of("The pact of 13 May 2025 binds Japan and the European Union in research on quantum computing.")
    ''
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()][:_LINES]
    for line in lines:
        found = _date_in(line)
        if found and len(re.findall(r"\w+", line[: found[0]] + " " + line[found[1] :])) <= _OTHER_WORDS:
            return found[2]
    for line in lines:  # a dateline opens its paragraph: "TAIPEI, June 5, 2024 /PRNewswire/ -- ..."
        found = _date_in(line[:80])
        if found and re.match(r"\s*(/|\(|[-–—]{1,2}\s)", line[found[1] :]):
            return found[2]
    return ""


def _date_in(line: str) -> tuple[int, int, str] | None:
    for pattern in _DATES:
        match = pattern.search(line)
        if match:
            part = match.groupdict()
            month = part.get("n") or f"{[m[:3] for m in MONTHS].index(part['m'][:3].lower()) + 1:02d}"
            day = f"-{int(part['d']):02d}" if part.get("d") else ""
            return match.start(), match.end(), f"{part['y']}-{month}{day}"
    return None
