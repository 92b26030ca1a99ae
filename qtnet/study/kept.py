"""The folder of kept results: each under the hash of all that it depends on, so it is never out of date.

What is there was completed; a run that was stopped finds it, computes the rest and ends with the same bytes. The folder
may be deleted at any time. It holds no code, and what is read from it is checked (`qtnet.study.store`).
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from qtnet.study.store import DamagedError, decoded, read_stored, write_stored
from qtnet.writing import write_file

__all__ = ["FOLDER", "Kept", "KeptResults", "is_foreign", "kept_beside"]

#: Stands beside the results of the studies that share it.
FOLDER = ".qtnet"
_RESULTS, _SHARDS = "results", "documents"
#: Above so many bytes the results that were not used for longest go.
_MOST_BYTES = 2_000_000_000
#: Files of a writer that was killed are left alone for a day: they may be those of a run at work.
_ABANDONED_SECONDS = 86_400.0
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# Results kept by qtnet; may be deleted at any time.\n"


class Kept(NamedTuple):
    """A result that was found, and the hash of its bytes."""

    value: Any
    digest: str


class KeptResults:
    """Results by key.

    Parameters
    ----------
    folder
        Where they lie; is made when the first one is kept. None: nothing is kept or found.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        #: Why nothing more is kept, or nothing.
        self.failure = ""

    def has(self, key: str) -> bool:
        """Say whether a whole result is there."""
        try:
            return self.folder is not None and read_stored(_path(self.folder, key)) is not None
        except (DamagedError, OSError):
            return False

    def find(self, key: str, records: Mapping[str, type]) -> Kept | None:
        """Give a result, or None where it is missing or damaged and must be computed again."""
        if self.folder is None:
            return None
        path = _path(self.folder, key)
        try:
            stored = read_stored(path)
            if stored is None:
                return None
            body, digest = stored
            value = decoded(body, records)
        except (DamagedError, OSError):  # another run may be removing it
            return None
        with suppress(OSError):
            os.utime(path)  # used now: the last to be removed
        return Kept(value, digest)

    def keep(self, key: str, body: bytes) -> None:
        """Keep the bytes of a result."""
        self._write(lambda folder: write_stored(_path(folder, key), body))

    def keep_shard(self, name: str, body: bytes) -> None:
        """Keep a file with results of several documents; `name` is the hash of its bytes."""
        self._write(lambda folder: write_stored(_path(folder, name, _SHARDS), body))

    def shards(self) -> list[str]:
        """Name the files with results of several documents that are there."""
        if self.folder is None:
            return []
        return sorted(path.name for path in (self.folder / _SHARDS).glob("*/*") if not path.name.startswith("."))

    def shard_head(self, name: str) -> bytes:
        """Give the first line of such a file without reading the rest; empty where it cannot be read."""
        if self.folder is None:
            return b""
        try:
            with _path(self.folder, name, _SHARDS).open("rb") as file:
                file.readline()
                return file.readline()
        except OSError:
            return b""

    def find_shard(self, name: str) -> bytes | None:
        """Give the bytes of such a file, or None where it is missing or damaged."""
        if self.folder is None:
            return None
        path = _path(self.folder, name, _SHARDS)
        try:
            stored = read_stored(path)
            if stored is None:
                return None
        except (DamagedError, OSError):
            return None
        with suppress(OSError):
            os.utime(path)  # used now: the last to be removed
        return stored[0]

    def noted(self, name: str) -> dict[str, Any]:
        """Give what was noted under a name, or nothing."""
        if self.folder is None:
            return {}
        try:
            found = json.loads(_note(self.folder, name).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def note(self, name: str, what: Mapping[str, Any]) -> None:
        """Note something for the next run: what results were made of, never results."""
        text = json.dumps(what, indent=1, sort_keys=True) + "\n"
        self._write(lambda folder: write_file(_note(folder, name), text))

    def prune(self, most_bytes: int = _MOST_BYTES) -> None:
        """Remove what was not used for longest until the rest is small enough, and what killed writers left."""
        if self.folder is None or not self.folder.is_dir():
            return
        now, found = time.time(), []
        # Another run may remove files meanwhile, or the folder may not be writable: what cannot be removed stays.
        for path, state in _files(self.folder):
            if path.name.startswith(".") and now - state.st_mtime > _ABANDONED_SECONDS:
                with suppress(OSError):
                    path.unlink()
            elif path.parent.parent.name in (_RESULTS, _SHARDS):
                found.append((state.st_mtime, state.st_size, path))
        total = sum(size for _, size, _ in found)
        for _, size, path in sorted(found):
            if total <= most_bytes:
                return
            with suppress(OSError):
                path.unlink()
            total -= size

    def _write(self, write: Callable[[Path], object]) -> None:
        """Write into the folder; a run goes on where it cannot be written."""
        if self.folder is None or self.failure:
            return
        try:
            _mark(self.folder)
            write(self.folder)
        except OSError as error:
            self.failure = f"{self.folder}: results could not be kept ({error.strerror or error})"


def kept_beside(final: Path, *, keep: bool, say: Callable[[str], None]) -> KeptResults:
    """Give the place of kept results beside a folder of results, unless another user made that."""
    folder = final.resolve().parent / FOLDER
    if keep and is_foreign(folder):
        say(f"{folder}: belongs to another user; nothing is read from it or kept there")
        return KeptResults(None)
    return KeptResults(folder if keep else None)


def is_foreign(folder: Path) -> bool:
    """Say whether a folder belongs to another user, who could have put anything there."""
    if os.name != "posix":
        return False
    try:
        return folder.stat().st_uid != os.geteuid()
    except OSError:  # not there yet
        return False


def _files(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    for place, _, names in os.walk(folder):
        for path in (Path(place, name) for name in names if Path(place) != folder):
            with suppress(OSError):
                yield path, path.stat()


def _path(folder: Path, key: str, kind: str = _RESULTS) -> Path:
    return folder / kind / key[:2] / key


def _note(folder: Path, name: str) -> Path:
    return folder / "notes" / f"{name}.json"


def _mark(folder: Path) -> None:
    """Tell backup programs and git that this folder need not be kept."""
    if not (folder / ".gitignore").is_file():
        write_file(folder / "CACHEDIR.TAG", _TAG)
        write_file(folder / ".gitignore", "*\n")
