"""A zip archive in, its documents out, read in memory: nothing is ever unpacked to a folder.

Sizes are those really read, never those the archive claims. Entries that climb out of the archive, links, archives in
archives and encrypted entries are refused by name.
"""

from __future__ import annotations

import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from qtnet.corpus.document import Skipped
from qtnet.corpus.finding import is_left_out, reason_to_skip, shown
from qtnet.errors import CorpusError

__all__ = ["BROKEN_ZIP", "check_directory", "open_zip", "read_entries", "read_entry"]

#: What zipfile raises on a broken or unknown archive, beside its own error.
BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
#: More entries than a corpus of a hundred thousand documents needs.
_MOST_ENTRIES = 200_000
#: A list of 200,000 entries with long names; a longer one would fill the memory before its entries were counted.
_LONGEST_DIRECTORY = 32_000_000
_CHUNK = 1 << 16
#: Where the end of an archive has the length of its list, in its short and its long form (APPNOTE.TXT, 4.3).
_LONGEST_TAIL = 22 + 65_535 + 20 + 56
_ENCRYPTED, _NAMED_IN_UTF8 = 0x1, 0x800


def open_zip(path: Path) -> zipfile.ZipFile:
    """Open an archive; raise `CorpusError` when it is none."""
    try:
        with path.open("rb") as file:
            check_directory(file, shown(path))
        archive = zipfile.ZipFile(path)
    except CorpusError:
        raise
    except BROKEN_ZIP as error:
        raise CorpusError(f"{shown(path)}: no zip archive that can be read, perhaps cut short: {error}") from None
    if len(archive.infolist()) > _MOST_ENTRIES:
        raise CorpusError(f"{shown(path)}: more than {_MOST_ENTRIES} entries; split the archive")
    return archive


def check_directory(file: BinaryIO, place: str) -> None:
    """Refuse an archive whose list of entries is too long to be read, before it is read."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _LONGEST_TAIL))
    tail = file.read(_LONGEST_TAIL)
    file.seek(0)
    end = tail.rfind(b"PK\5\6")
    if end < 0:
        return  # no archive at all
    length = int.from_bytes(tail[end + 12 : end + 16], "little")
    if tail[max(0, end - 20) : end].startswith(b"PK\6\7") and end >= 76:
        length = int.from_bytes(tail[end - 76 + 40 : end - 76 + 48], "little")
    if length > _LONGEST_DIRECTORY:
        raise CorpusError(
            f"{place}: its list of entries takes {length / 1e6:.0f} MB; expected at most {_MOST_ENTRIES} entries"
        )


def read_entries(
    archive: zipfile.ZipFile,
    place: str,
    readable: tuple[str, ...],
    *,
    max_bytes: Callable[[str], int],
    max_total: int,
) -> Iterator[tuple[str, str, bytes | Skipped]]:
    """Give name, place and bytes of each document in an archive, or why it is not read; sources tables come first.

    Parameters
    ----------
    archive
        An open archive.
    place
        The archive's path, for messages.
    readable
        File endings that have a reader.
    max_bytes
        Largest size of an entry by its ending, unpacked.
    max_total
        Largest size of all together.

    Raises
    ------
    CorpusError
        If the entries together are too large; what came before has been given.
    """
    total = 0
    for entry in sorted(archive.infolist(), key=_order):
        if entry.is_dir():
            continue
        name = _name(entry)
        where = f"{place}!{shown(name or entry.filename)}"
        if is_left_out(PurePosixPath(name).parts) and not _climbs(name):
            continue
        fault, reason = _fault(entry, name), reason_to_skip(name, readable)
        if fault or reason:
            yield name, where, Skipped(where, fault or reason, is_fault=bool(fault))
            continue
        try:
            data = read_entry(archive, entry, where, max_bytes(PurePosixPath(name).suffix.lower()))
        except CorpusError as error:
            yield name, where, Skipped(where, str(error).removeprefix(f"{where}: "), is_fault=True)
            continue
        total += len(data)
        if total > max_total:
            raise CorpusError(f"{place}: unpacks to more than {max_total / 1e6:.0f} MB; split the archive")
        yield name, where, data


def read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo | str, where: str, max_bytes: int) -> bytes:
    """Read one entry, but never more than `max_bytes` of it.

    Raises
    ------
    CorpusError
        If the entry is longer, missing or broken.
    """
    data = bytearray()
    try:
        with archive.open(entry) as file:
            while chunk := file.read(_CHUNK):
                data += chunk
                if len(data) > max_bytes:
                    raise CorpusError(f"{where}: unpacks to more than the limit of {max_bytes / 1e6:.1f} MB")
    except KeyError:
        raise CorpusError(f"{where}: the archive has no such entry") from None
    except CorpusError:
        raise
    except BROKEN_ZIP as error:
        raise CorpusError(f"{where}: broken in the archive: {error}") from None
    return bytes(data)


def _order(entry: zipfile.ZipInfo) -> tuple[bool, str]:
    return PurePosixPath(entry.filename).name != "sources.csv", entry.filename


def _name(entry: zipfile.ZipInfo) -> str:
    """Give the name in UTF-8, also where the archive forgot to say that it is; empty where it cannot be."""
    if entry.flag_bits & _NAMED_IN_UTF8 or entry.filename.isascii():
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return ""


def _climbs(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/"))
    return not parts.parts or ".." in parts.parts or parts.is_absolute() or ":" in parts.parts[0]


def _fault(entry: zipfile.ZipInfo, name: str) -> str:
    if not name:
        return "the entry's name is not UTF-8; pack the archive anew"
    if _climbs(name):
        return "the entry's name leads out of the archive"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "a link inside the archive"
    if name.lower().endswith(".zip"):
        return "an archive inside the archive; unpack it beside"
    return "encrypted; unpack it with its password first" if entry.flag_bits & _ENCRYPTED else ""
