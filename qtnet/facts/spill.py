"""The records of documents in a temporary file, to be read again and again in the order of the documents.

What the facts of a corpus become is known only when all of it was read: an actor's name may be proven by the last
document. Until then the records lie on disk, not in memory. The file has no name and goes with the process.
"""

from __future__ import annotations

import json
import tempfile
import weakref
from collections.abc import Iterator
from typing import Any, NamedTuple

from qtnet.errors import InputError
from qtnet.facts.records import Record

__all__ = ["Found", "Spill"]

_IN_MEMORY = 8_000_000


class Found(NamedTuple):
    """The records of one document."""

    actors: list[Record]
    ties: list[Record]
    funding: list[Record]


class Spill:
    """Records, document by document.

    Examples
    --------
    >>> spill = Spill()
    >>> spill.put(Found([{"actor": "JP"}], [], []))
    >>> spill.put(Found([], [{"tie": "t1", "confidence": 0.5}], []))
    >>> [len(found.ties) for found in spill], [found.actors for found in spill]
    ([0, 1], [[{'actor': 'JP'}], []])
    """

    def __init__(self) -> None:
        self._file: Any = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - goes with the object
        weakref.finalize(self, self._file.close)

    def put(self, found: Found) -> None:
        """Add the records of the next document.

        Raises
        ------
        InputError
            If the disk for temporary files is full.
        """
        line = json.dumps(found, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
        try:
            self._file.write(line + b"\n")
        except OSError as fault:
            raise InputError(
                f"{tempfile.gettempdir()}: facts cannot be put aside here ({fault.strerror}); make room, or name "
                "another folder for temporary files in the environment variable TMPDIR"
            ) from fault

    def __iter__(self) -> Iterator[Found]:
        self._file.seek(0)
        for line in self._file:
            yield Found(*json.loads(line))
