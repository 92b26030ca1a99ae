"""Where the rows of the fact tables go as they are made: into frames. `qtnet.facts.tables` has the one for files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import pandas as pd

from qtnet.facts.records import Record
from qtnet.facts.schema import TABLES
from qtnet.facts.validation import empty_frame, frame_of

__all__ = ["Frames", "Sink"]

_ROWS = 20_000


class Sink(Protocol):
    """What takes the rows of the tables of `qtnet.facts.schema`, document by document in order of their ids."""

    def put(self, table: str, records: Sequence[Record]) -> None:
        """Take rows of a table: all of one document, or several whole documents."""
        ...


class Frames:
    """Takes rows and makes a frame of each table.

    Rows wait as records until there are many, and are then packed as columns: a record takes ten times the room.
    """

    def __init__(self) -> None:
        self._waiting: dict[str, list[Record]] = {name: [] for name in TABLES}
        self._packed: dict[str, list[pd.DataFrame]] = {name: [] for name in TABLES}

    def put(self, table: str, records: Sequence[Record]) -> None:
        """Take rows of a table."""
        self._waiting[table] += records
        if len(self._waiting[table]) >= _ROWS:
            self._pack(table)

    def frames(self) -> dict[str, pd.DataFrame]:
        """Give the table of each name, sorted by its key."""
        made = {}
        for table in TABLES:
            self._pack(table)
            parts = self._packed.pop(table)
            made[table] = pd.concat(parts, ignore_index=True) if parts else empty_frame(TABLES[table])
        return made

    def _pack(self, table: str) -> None:
        if self._waiting[table]:
            self._packed[table].append(frame_of(self._waiting[table], TABLES[table]))
            self._waiting[table] = []
