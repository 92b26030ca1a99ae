"""Results on disk and back, exactly: typed, without pickle, checked by their hash.

What is stored is plain: numbers, texts, tuples, mappings, arrays, frames, and records of these. A file can make no
object but those that its reader expects, so a file from elsewhere can hold wrong numbers but run nothing.
"""

from __future__ import annotations

from qtnet.study.store.decode import DamagedError, decoded
from qtnet.study.store.encode import Encoded, digest_of, encoded
from qtnet.study.store.file import read_stored, write_stored
from qtnet.study.store.records import record_types

__all__ = ["DamagedError", "Encoded", "decoded", "digest_of", "encoded", "read_stored", "record_types", "write_stored"]
