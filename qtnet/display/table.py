"""What a notebook shows of a result in words and numbers: cells as text, notes below them, and what is folded away."""

from __future__ import annotations

from dataclasses import dataclass, replace

__all__ = ["MOST_LINES", "NOTE", "Aside", "Table", "cut", "many", "more", "with_aside", "with_remarks"]

#: Head of the column of remarks, which stands last and holds words.
NOTE = "note"

_MOST = 15  # rows; more are counted and stand in to_frame()
#: Lines of what is folded away, for example quotations.
MOST_LINES = 40
_REMARKS = 2  # lines that stand open below a table; further ones are folded


@dataclass(frozen=True)
class Aside:
    """What is folded below a table: a head and its lines."""

    head: str
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """Cells as text; the first `named` columns are words, the others numbers."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    named: int
    caption: str = ""
    notes: tuple[str, ...] = ()
    asides: tuple[Aside, ...] = ()


def cut(table: Table) -> Table:
    """Keep the first rows, count the others, and leave out columns of words that are empty throughout.

    Examples
    --------
    >>> cut(Table(heads=("actor", "note"), rows=(("JP", ""), ("US", "")), named=2)).heads
    ('actor',)
    """
    kept = [k for k in range(len(table.heads)) if not table.rows or any(row[k] for row in table.rows)]
    return replace(
        table,
        heads=tuple(table.heads[k] for k in kept),
        rows=tuple(tuple(row[k] for k in kept) for row in table.rows[:_MOST]),
        named=sum(k < table.named for k in kept),
        notes=(*more(len(table.rows)), *table.notes),
    )


def more(rows: int) -> tuple[str, ...]:
    """Say of how many rows the first are shown; nothing where all are."""
    return (f"The first {_MOST} of {rows:,} rows.",) if rows > _MOST else ()


def with_remarks(table: Table, remarks: list[str]) -> Table:
    """Put the first remarks below a table and fold the others; a note that a remark repeats is left out."""
    own = [note for note in table.notes if not any(note[1:].rstrip(".") in remark for remark in remarks)]
    folded = (Aside("more to read with these numbers", tuple(remarks[_REMARKS:])),) if len(remarks) > _REMARKS else ()
    return replace(table, notes=(*own, *remarks[:_REMARKS]), asides=(*table.asides, *folded))


def with_aside(table: Table, head: str, lines: tuple[str, ...], number: int) -> Table:
    """Fold lines below a table; of `number` things only the first may be among them.

    Examples
    --------
    >>> with_aside(Table(heads=(), rows=(), named=0), "quotations", ("a", "b"), 2).asides[0].head
    '2 quotations'
    """
    if not lines:
        return table
    told = f"{number:,} {head}" if number == len(lines) else f"{head}: the first {len(lines)} of {number:,}"
    return replace(table, asides=(*table.asides, Aside(told, lines)))


def many(number: int, thing: str) -> str:
    """Count things in words.

    Examples
    --------
    >>> many(1, "tie"), many(1200, "tie")
    ('1 tie', '1,200 ties')
    """
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
