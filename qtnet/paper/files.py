"""Files of the paper: written whole, and only when their bytes change, so that `make` sees what is new."""

from __future__ import annotations

import os
from pathlib import Path

from qtnet.errors import InputError

__all__ = ["write_file"]


def write_file(path: Path, content: str | bytes) -> Path:
    """Write a file in one step, and leave it untouched when it already holds the same bytes.

    Parameters
    ----------
    path
        Its folder is made when missing.
    content
        Text is written as UTF-8 as it stands.

    Raises
    ------
    InputError
        If the file cannot be written; an older one stays as it was.
    """
    data = content.encode() if isinstance(content, str) else content
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        if path.is_file() and path.read_bytes() == data:
            return path
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            _write_through(fresh, data)
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)
    except OSError as fault:
        raise InputError(f"{path}: cannot be written: {fault.strerror}") from fault
    return path


def _write_through(path: Path, data: bytes) -> None:
    """Write bytes and force them to the disk."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
