"""One file per stored value: its name and hash first, so that a damaged file is found out, and written in one step."""

from __future__ import annotations

import hashlib
from pathlib import Path

from qtnet.study.store.decode import DamagedError
from qtnet.writing import write_file

__all__ = ["read_stored", "write_stored"]

#: Changes when the form of the files does; older files are then computed again.
_FORM = 1


def write_stored(path: Path, body: bytes) -> str:
    """Write the bytes of a value; give their SHA-256.

    Whoever reads sees the whole file or none, also after a crash.
    """
    digest = hashlib.sha256(body).hexdigest()
    write_file(path, _head(path, digest) + b"\n" + body)
    return digest


def read_stored(path: Path) -> tuple[bytes, str] | None:
    """Give the bytes of a stored value and their SHA-256, or None where nothing is stored.

    Raises
    ------
    DamagedError
        If the file is not what was written.
    """
    try:
        head, _, body = path.read_bytes().partition(b"\n")
    except FileNotFoundError:
        return None
    digest = hashlib.sha256(body).hexdigest()
    if head != _head(path, digest):
        raise DamagedError(f"{path}: damaged, or of another version of qtnet")
    return body, digest


def _head(path: Path, digest: str) -> bytes:
    """Give the first line: the name too, so that no file is taken for another."""
    return f"qtnet {_FORM} {path.name} {digest}".encode()
