"""One file replaced whole: written beside its place, forced to disk and renamed, so that no reader meets half of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qtnet.errors import InputError

if sys.platform != "win32":
    import fcntl

__all__ = ["locked", "replace_file"]


def replace_file(path: Path, text: str) -> Path:
    """Write a text to a file, which takes the place of an older one only when it is complete and on the disk.

    Raises
    ------
    InputError
        If the file cannot be written; an older one stays as it was.
    """
    path = path.resolve()  # a link stays a link: what it points to is replaced
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with fresh.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
        _sync_folder(path.parent)
    except OSError as fault:
        raise InputError(f"{path}: cannot be written: {fault.strerror}") from fault
    finally:
        fresh.unlink(missing_ok=True)
    return path


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep other processes of this program from changing a file between reading and replacing it.

    The folder is locked, as the file itself is replaced. On Windows, which cannot lock folders, nothing is locked.
    """
    if sys.platform == "win32":
        yield
        return
    folder = path.resolve().parent
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _sync_folder(folder: Path) -> None:
    """Force the renaming itself to disk, where the system can."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
