"""The one place that writes files: beside their place, forced to disk, renamed; so nobody meets half a file.

A link stays a link: what it points to is replaced. A file that was there keeps its permissions; a new one has those of
the process. What is no regular file (``/dev/stdout``, a pipe) is written as it stands. Nothing is left after an error;
what a killed writer left beside is taken over by the next one.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from qtnet.errors import InputError, QtnetError

if sys.platform != "win32":
    import fcntl

__all__ = [
    "BusyError",
    "WriteError",
    "folder_beside",
    "locked",
    "locked_file",
    "open_fresh",
    "write_file",
    "write_files",
]

_LONGEST_NAME = 255  # bytes, of most file systems
#: Names of files that are open already: replacing one of them would lose what others write to it.
_STREAM = re.compile(r"(?:/dev/(?=std)|/dev/fd/|/proc/self/fd/)(\d{1,4}|stdout|stderr)")
_NUMBERS = {"stdout": 1, "stderr": 2}


class WriteError(InputError, OSError):
    """A file cannot be written; the message names it. What stood there before is unharmed."""

    def __new__(cls, *args: object) -> WriteError:
        """Make one as an OSError is made; Python would find ValueError's way first, which makes none."""
        return OSError.__new__(cls, *args)

    @classmethod
    def of(cls, path: Path, fault: OSError) -> WriteError:
        """Tell what the system says of a file."""
        told = fault.strerror or str(fault)
        made = cls(f"{path}: cannot be written: {told}")
        made.errno, made.strerror = fault.errno, told
        return made

    def __str__(self) -> str:
        return str(self.args[0])


class BusyError(OSError):
    """Another process holds the file."""


def write_file(path: str | Path, content: str | bytes, *, keep_same: bool = False) -> Path:
    r"""Write a file, which takes the place of an older one only when it is complete and on the disk.

    Parameters
    ----------
    path
        Its folder is made when missing.
    content
        Text is written as UTF-8 as it stands.
    keep_same
        Leave a file untouched that holds the same bytes, so that `make` sees what is new.

    Returns
    -------
    Path
        The path as it was given.

    Raises
    ------
    WriteError
        If the file cannot be written; an older one stays as it was.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_file(Path(folder, "new", "a.txt"), "Japan\n").read_text()
    'Japan\n'
    """
    path = Path(path)
    data = content.encode() if isinstance(content, str) else content
    if keep_same and _holds(path, data):
        return path
    with open_fresh(path) as file:
        file.write(data)
    return path


def write_files(
    contents: Mapping[Path, str | bytes] | Iterable[tuple[Path, str | bytes]], *, keep_same: bool = False
) -> list[Path]:
    """Write several files; all lie beside their places, complete and on the disk, before the first takes its place.

    Parameters
    ----------
    contents
        Paths and what they are to hold. Of pairs, each is asked for when those before it are written: a generator need
        not hold them all.
    keep_same
        As for `write_file`.

    Raises
    ------
    WriteError
        If one of them cannot be written; all stay as they were.
    """
    waiting: list[_Fresh] = []
    paths: list[Path] = []
    try:
        for path, content in contents.items() if isinstance(contents, Mapping) else contents:
            paths.append(path)
            data = content.encode() if isinstance(content, str) else content
            if not (keep_same and _holds(path, data)):
                waiting.append(_Fresh(path))
                waiting[-1].write_all(data)
        for fresh in waiting:
            fresh.take_place()
    finally:
        for fresh in waiting:
            fresh.close()
    for folder in sorted({fresh.target.parent for fresh in waiting}):
        _sync(folder)
    return paths


@contextmanager
def open_fresh(path: str | Path) -> Iterator[BinaryIO]:
    """Give a file to write bytes to, which takes the place of `path` when the block ends without an error.

    Raises
    ------
    WriteError
        If the file cannot be written.
    """
    fresh = _Fresh(Path(path))
    try:
        yield fresh.file
        fresh.finish()
        fresh.take_place()
        _sync(fresh.target.parent)
    except OSError as fault:
        if isinstance(fault, QtnetError) or fault.filename is not None:  # of another file
            raise
        raise WriteError.of(Path(path), fault) from fault
    finally:
        fresh.close()


@contextmanager
def folder_beside(final: Path) -> Iterator[Path]:
    """Give an empty folder that takes the place of `final` when the block ends without an error.

    The caller keeps other processes away. Where a process was killed between two moves, the folder before comes back.
    """
    fresh, old = final.with_name(f".{final.name}.new"), final.with_name(f".{final.name}.old")
    final.parent.mkdir(parents=True, exist_ok=True)
    if old.exists() and not final.exists():
        old.replace(final)
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    try:
        yield fresh
        for path in sorted(fresh.rglob("*")):  # also what other libraries have written
            if not path.is_symlink():
                _sync(path)
        shutil.rmtree(old, ignore_errors=True)
        if final.exists():
            final.replace(old)
        fresh.replace(final)
        _sync(final.parent)
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


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


@contextmanager
def locked_file(path: Path) -> Iterator[None]:
    """Hold a file of this name for one process; the hold ends with the process, however it ends.

    On Windows nothing is held.

    Raises
    ------
    BusyError
        If another process holds it.
    """
    if sys.platform == "win32":
        yield
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = _held(path, 0o666, fcntl.LOCK_EX | fcntl.LOCK_NB)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)  # while it is held: who waits for it finds it gone and makes its own
        os.close(handle)


class _Fresh:
    """A file beside its place, held by this writer; or the place itself, where that is no regular file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        #: The file that is still to take its place.
        self.beside: Path | None = None
        try:
            self.target = Path(os.path.realpath(path))
            mode = _mode(path)
            self.mode = None if mode is None else stat.S_IMODE(mode)
            if number := _STREAM.fullmatch(str(path)):
                self.file: BinaryIO = os.fdopen(os.dup(_NUMBERS.get(number[1]) or int(number[1])), "wb")
                return
            if mode is not None and not stat.S_ISREG(mode):
                self.file = path.open("wb")
                return
            self.target.parent.mkdir(parents=True, exist_ok=True)
            beside = self.target.with_name(_name_beside(self.target.name))
            # A private file is private from the first byte on.
            self.file = os.fdopen(_opened(beside, 0o666 if self.mode is None else self.mode | stat.S_IWUSR), "wb")
            self.beside = beside
        except OSError as fault:
            raise WriteError.of(path, fault) from fault

    def write_all(self, data: bytes) -> None:
        """Write the whole content."""
        try:
            self.file.write(data)
        except OSError as fault:
            raise WriteError.of(self.path, fault) from fault
        self.finish()

    def finish(self) -> None:
        """Force what was written to disk."""
        try:
            self.file.flush()
            if self.beside is not None:
                if self.mode is not None and sys.platform != "win32":
                    os.fchmod(self.file.fileno(), self.mode)
                os.fsync(self.file.fileno())
        except OSError as fault:
            raise WriteError.of(self.path, fault) from fault

    def take_place(self) -> None:
        """Rename."""
        if self.beside is None:
            return
        try:
            if sys.platform == "win32":
                self.file.close()
            self.beside.replace(self.target)
        except OSError as fault:
            raise WriteError.of(self.path, fault) from fault
        self.beside = None

    def close(self) -> None:
        """Remove what has not taken its place."""
        if self.beside is not None:
            with suppress(OSError):
                self.beside.unlink(missing_ok=True)
        with suppress(OSError):  # what could not be written was told already
            self.file.close()


def _mode(path: Path) -> int | None:
    """Give kind and permissions of what is there; refuse what may not be written."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "it is a folder", str(path))
    if not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, "Permission denied", str(path))
    return mode


def _name_beside(name: str) -> str:
    beside = f".{name}.new"
    if len(os.fsencode(beside)) <= _LONGEST_NAME:
        return beside
    return f".{hashlib.sha256(os.fsencode(name)).hexdigest()}.new"


def _opened(path: Path, mode: int) -> int:
    """Open a file for one writer; others of the same file wait."""
    if sys.platform == "win32":
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_BINARY, mode)
    handle = _held(path, mode, fcntl.LOCK_EX)
    os.ftruncate(handle, 0)
    return handle


def _held(path: Path, mode: int, how: int) -> int:
    """Open and lock a file that is still the one of this name when the lock is there."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    while True:
        handle = os.open(path, flags, mode)
        try:
            _check_own(path, os.fstat(handle))
            fcntl.flock(handle, how)
            if os.path.samestat(os.fstat(handle), path.lstat()):
                return handle
        except BlockingIOError:
            os.close(handle)
            raise BusyError(f"{path}: another process holds it") from None
        except FileNotFoundError:
            pass  # the writer before has renamed or removed it
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _check_own(path: Path, state: os.stat_result) -> None:
    """Refuse what somebody else may have laid there, for us to write into."""
    if not stat.S_ISREG(state.st_mode) or state.st_nlink > 1 or state.st_uid != os.geteuid():
        raise FileExistsError(errno.EEXIST, f"{path.name} is in the way, and is not a file of this writer", str(path))


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError as fault:
        raise WriteError.of(path, fault) from fault


def _sync(path: Path) -> None:
    """Force a file, or what was renamed in a folder, to disk, where the system can."""
    if sys.platform == "win32":
        return
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        os.fsync(handle)
    except OSError as fault:
        if fault.errno not in (errno.EINVAL, errno.ENOTSUP):  # a system that cannot
            raise
    finally:
        os.close(handle)
