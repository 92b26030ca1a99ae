"""One schema per table: name, type, unit, meaning and rule of each column; checks and the data dictionary read it.

Types: ``text`` is a string, empty where unknown; ``integer`` and ``number`` are numeric, NaN where an optional value
is unknown, so that an optional integer (a year) is held as float and written without decimals.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from qtnet.extract.vocabulary import DOMAINS, KINDS, MODES, STATUSES, Basis

__all__ = ["TABLES", "Column", "ColumnType", "Table", "data_dictionary"]

ColumnType = Literal["text", "integer", "number"]
BASES: tuple[Basis, ...] = get_args(Basis)
#: Before 1900 a four-digit number in such documents is no year of a partnership; after 2100 neither.
_YEARS = (1900.0, 2100.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: `required` cells are never empty, `allowed` is a closed vocabulary, `low` and `high` are inclusive."""

    name: str
    meaning: str
    type: ColumnType = "text"
    unit: str = ""
    required: bool = False
    allowed: tuple[str, ...] = ()
    low: float = float("-inf")
    high: float = float("inf")
    pattern: str = ""

    @property
    def rule(self) -> str:
        """What a cell must be, in words."""
        parts = ["never empty" if self.required else "may be empty"]
        if self.allowed:
            parts.append("one of " + ", ".join(self.allowed))
        if self.pattern:
            parts.append(f"matches `{self.pattern}`")
        if self.type != "text" and (self.low, self.high) != (float("-inf"), float("inf")):
            parts.append(f"in [{self.low:g}, {self.high:g}]")
        return "; ".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: `key` columns identify a row and sort the file."""

    name: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(column.name for column in self.columns)


_DOC = Column(
    name="doc", meaning="document id: the file's name without its ending, or the column doc of a table", required=True
)
_DOMAIN = Column(
    name="domain", meaning="technology, the most specific that the text supports", required=True, allowed=DOMAINS
)
_STATUS = Column(name="status", meaning="how real it is, by verb and mood", required=True, allowed=STATUSES)
_EVIDENCE = Column(name="evidence", meaning="exact quotation: text[start:end] of the stored document", required=True)
_START = Column(
    name="start",
    meaning="where the quotation starts",
    type="integer",
    unit="characters from the start of the stored text",
    required=True,
    low=0,
)
_END = Column(
    name="end",
    meaning="where the quotation ends",
    type="integer",
    unit="characters from the start of the stored text",
    required=True,
    low=1,
)
_CONFIDENCE = Column(
    name="confidence", meaning="probability that the fact is right", type="number", required=True, low=0, high=1
)
_RULE = Column(
    name="rule",
    meaning="what found it: a frame, the pair model, a language model (llm), both, a correction or the annotation",
    required=True,
)
_YEAR = Column(name="year", meaning="year it began or was agreed", type="integer", low=_YEARS[0], high=_YEARS[1])
_KIND = Column(name="kind", meaning="what sort of actor it is", required=True, allowed=KINDS)
_COUNTRY = Column(name="country", meaning="home country (ISO 3166-1 alpha-2), `EU` for EU bodies", pattern="[A-Z]{2}")

TABLES: dict[str, Table] = {
    "documents": Table(
        name="documents",
        meaning="what was read",
        key=("doc",),
        columns=(
            _DOC,
            Column(name="title", meaning="title of the document"),
            Column(name="date", meaning="date as far as known (ISO 8601)", pattern=r"\d{4}(-\d\d(-\d\d)?)?"),
            Column(name="source", meaning="publisher"),
            Column(name="url", meaning="address"),
            Column(name="language", meaning="language code (ISO 639-1)"),
            Column(
                name="sha256",
                meaning="hash of what was received: the file, the archive's entry or the table's cell",
                pattern="[0-9a-f]{64}",
            ),
            Column(
                name="chars",
                meaning="length of the stored text, which offsets refer to",
                type="integer",
                unit="characters",
                required=True,
                low=0,
            ),
        ),
    ),
    "duplicates": Table(
        name="duplicates",
        meaning="documents that copy another one; what both tell counts once",
        key=("doc",),
        columns=(
            _DOC,
            Column(name="copy_of", meaning="the document that it copies, which copies none itself", required=True),
            Column(
                name="similarity",
                meaning="share of the runs of five words of both that both have; 1 where all are the same",
                type="number",
                required=True,
                low=0,
                high=1,
            ),
        ),
    ),
    "actors": Table(
        name="actors",
        meaning="who is named in a document and takes part in a fact",
        key=("doc", "actor"),
        columns=(
            _DOC,
            Column(name="actor", meaning="canonical id", required=True),
            _KIND,
            _COUNTRY,
            Column(name="surface", meaning="every form used in the document, separated by |"),
        ),
    ),
    "ties": Table(
        name="ties",
        meaning="what ties two actors, once per document, pair, mode and domain",
        key=("doc", "source", "target", "mode", "domain"),
        columns=(
            _DOC,
            Column(
                name="source",
                meaning="actor; the first in code-point order where the mode has no direction",
                required=True,
            ),
            Column(name="target", meaning="actor; never the source", required=True),
            Column(name="mode", meaning="kind of tie", required=True, allowed=tuple(MODES)),
            Column(
                name="sign", meaning="cooperation or hostility, fixed by the mode", required=True, allowed=("+", "-")
            ),
            _DOMAIN,
            _STATUS,
            _YEAR,
            Column(name="instrument", meaning="name of the agreement or programme"),
            _EVIDENCE,
            Column(
                name="tie",
                meaning="content hash of doc, source, target, mode, domain as extracted",
                required=True,
                pattern="t[0-9a-f]{12}",
            ),
            _START,
            _END,
            _CONFIDENCE,
            _RULE,
        ),
    ),
    "funding": Table(
        name="funding",
        meaning="money for a technology, once per document",
        key=("doc", "funding"),
        columns=(
            _DOC,
            Column(name="funder", meaning="actor, empty where the text names none"),
            Column(name="recipient", meaning="actor, empty where the text names none"),
            Column(
                name="amount",
                meaning="nominal amount, lower end of a range",
                type="number",
                unit="`currency`",
                required=True,
                low=0,
            ),
            Column(name="amount_high", meaning="upper end of a range", type="number", unit="`currency`", low=0),
            Column(name="currency", meaning="ISO 4217 code", required=True, pattern="[A-Z]{3}"),
            Column(name="basis", meaning="what the amount covers", required=True, allowed=BASES),
            Column(name="years", meaning="length of the period", type="integer", unit="years", low=1, high=100),
            _YEAR,
            _DOMAIN,
            _STATUS,
            _EVIDENCE,
            Column(
                name="funding",
                meaning="content hash of doc, funder, recipient, amount, currency, year as extracted",
                required=True,
                pattern="m[0-9a-f]{12}",
            ),
            _START,
            _END,
            Column(
                name="amount_usd",
                meaning="`amount` in constant US dollars; NaN where `note` says why",
                type="number",
                unit="US dollars of `usd_year`",
                low=0,
            ),
            Column(
                name="usd_year",
                meaning="base year of the constant dollars",
                type="integer",
                unit="year",
                required=True,
                low=_YEARS[0],
                high=_YEARS[1],
            ),
            Column(name="rate", meaning="exchange rate used", type="number", unit="`currency` per US dollar", low=0),
            Column(name="note", meaning="why the amount is not converted, or in what the conversion is approximate"),
            _CONFIDENCE,
            _RULE,
        ),
    ),
    "actors_resolved": Table(
        name="actors_resolved",
        meaning="the actors of all documents together",
        key=("actor",),
        columns=(
            Column(name="actor", meaning="canonical id", required=True),
            Column(name="name", meaning="name to show", required=True),
            _KIND,
            _COUNTRY,
            Column(name="aliases", meaning="every other form and id, separated by |"),
            Column(
                name="docs",
                meaning="number of documents that name it",
                type="integer",
                unit="documents",
                required=True,
                low=1,
            ),
        ),
    ),
}


def data_dictionary() -> str:
    """Give the data dictionary of all tables as Markdown.

    Examples
    --------
    >>> data_dictionary().splitlines()[4]
    '| column | type | unit | meaning | rule |'
    """
    lines: list[str] = []
    for table in TABLES.values():
        lines += [f"## {table.name}.csv", "", f"{table.meaning.capitalize()}. Key: {', '.join(table.key)}.", ""]
        lines += ["| column | type | unit | meaning | rule |", "|---|---|---|---|---|"]
        for c in table.columns:
            cells = (f"`{c.name}`", c.type, c.unit, c.meaning, c.rule)
            lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
        lines.append("")
    return "\n".join(lines)
