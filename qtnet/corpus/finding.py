"""Paths, folders and globs in, files to read out: each once, in a fixed order, and the rest listed with its reason.

Links to folders are not followed, so no loop of links can be walked; whatever is no regular file is never opened.
"""

from __future__ import annotations

import fnmatch
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from qtnet.corpus.document import Skipped
from qtnet.errors import CorpusError

__all__ = ["Found", "find_files", "is_left_out", "shown"]

_MAGIC = re.compile(r"[*?\[]")
_DESCRIBES = ("README", "LICENSE")


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read; `is_named` if it was asked for by its own name, not met in a folder or by a pattern."""

    path: Path
    is_named: bool


def find_files(paths: list[Path], readable: tuple[str, ...]) -> tuple[list[Found], list[Skipped]]:
    """Find the files that `paths` mean.

    Raises
    ------
    CorpusError
        If a path is missing, a named file has no reader, or a folder or pattern gives no document.
    """
    found: dict[str, Found] = {}
    skipped: dict[str, Skipped] = {}
    for path in paths:
        if os.path.isfile(path):  # noqa: PTH113 - False, not an error, for a name that no file can have
            if path.suffix.lower() not in readable:
                raise CorpusError(f"{shown(path)}: no reader for '{path.suffix}'; readable are {', '.join(readable)}")
            here = [Found(path, is_named=True)]
        elif os.path.isdir(path):  # noqa: PTH112
            here = list(_readable_in(path, readable, skipped))
            if not here:
                raise CorpusError(f"{shown(path)}: the folder holds no document; readable are {', '.join(readable)}")
        elif _MAGIC.search(str(path)):
            here = list(_matching(path, readable, skipped))
            if not here:
                raise CorpusError(
                    f"{shown(path)}: no document matches this pattern; readable are {', '.join(readable)}"
                )
        else:
            raise CorpusError(f"{shown(path)}: no such file or folder; expected a document or a folder of documents")
        for one in here:
            found.setdefault(os.path.abspath(one.path), one)  # noqa: PTH100 - keeps links apart, resolve() does not
    return list(found.values()), list(skipped.values())


def is_left_out(parts: tuple[str, ...]) -> bool:
    """Tell whether a path is hidden, or what a Mac adds to archives."""
    return any(part.startswith(".") or part == "__MACOSX" for part in parts)


def shown(path: Path | str) -> str:
    r"""Give a path as it can stand on one line of a message.

    Examples
    --------
    >>> shown("docs/two\nlines.txt")
    'docs/two\\nlines.txt'
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in str(path))


def reason_to_skip(name: str, readable: tuple[str, ...]) -> str:
    """Say why a file met in a folder or archive is not read; empty if it is.

    Examples
    --------
    >>> reason_to_skip("README.md", (".md",)), reason_to_skip("a.pptx", (".md",)), reason_to_skip("a.md", (".md",))
    ('describes the folder', "no reader for '.pptx'", '')
    """
    path = Path(name)
    if path.suffix.lower() not in readable:
        return f"no reader for '{path.suffix}'"
    return "describes the folder" if path.stem.upper() in _DESCRIBES else ""


def _readable_in(folder: Path, readable: tuple[str, ...], skipped: dict[str, Skipped]) -> Iterator[Found]:
    def report(error: OSError) -> None:
        where = shown(str(error.filename))
        skipped[where] = Skipped(where, f"cannot be opened: {error.strerror}", is_fault=True)

    for here, folders, names in _walked(folder, report):
        folders.sort()
        for name in sorted(names + [f for f in folders if os.path.islink(os.path.join(here, f))]):  # noqa: PTH114, PTH118
            path = Path(here, name)
            if not is_left_out(path.relative_to(folder).parts) and name != "sources.csv":
                yield from _one(path, readable, skipped)


def _walked(folder: Path, report: Callable[[OSError], None]) -> Iterator[tuple[str, list[str], list[str]]]:
    """Give each folder with the names of its folders and files, as `os.walk` does, but however deep they are.

    What the caller takes from the list of folders is not entered; nor is a link.
    """
    waiting = [str(folder)]
    while waiting:
        here = waiting.pop()
        folders: list[str] = []
        names: list[str] = []
        try:
            with os.scandir(here) as found:
                for entry in found:
                    (folders if _is_folder(entry) else names).append(entry.name)
        except OSError as error:
            report(error)
            continue
        yield here, folders, names
        inside = (os.path.join(here, name) for name in sorted(folders, reverse=True))  # noqa: PTH118
        waiting += [path for path in inside if not os.path.islink(path)]  # noqa: PTH114


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _one(path: Path, readable: tuple[str, ...], skipped: dict[str, Skipped]) -> Iterator[Found]:
    if os.path.isdir(path):  # noqa: PTH112
        reason = "a link to a folder; name that folder itself"
    elif not os.path.isfile(path):  # noqa: PTH113
        reason = "no regular file, or a link that leads nowhere"
    else:
        reason = reason_to_skip(path.name, readable)
    if reason:
        skipped[str(path)] = Skipped(shown(path), reason)
    else:
        yield Found(path, is_named=False)


def _matching(pattern: Path, readable: tuple[str, ...], skipped: dict[str, Skipped]) -> Iterator[Found]:
    parts = pattern.parts
    level = [Path(parts[0])] if pattern.is_absolute() else [Path()]
    for part in parts[1:] if pattern.is_absolute() else parts:
        level = [path for folder in level for path in _step(folder, part)]
    for path in dict.fromkeys(level):
        if path.is_dir() and not path.is_symlink():
            yield from _readable_in(path, readable, skipped)
        elif path.name != "sources.csv":
            yield from _one(path, readable, skipped)


def _step(folder: Path, part: str) -> Iterator[Path]:
    if part == "**":
        yield folder
        for here, folders, _ in _walked(folder, lambda _: None):
            folders[:] = sorted(f for f in folders if not f.startswith("."))
            yield from (Path(here, name) for name in folders if not Path(here, name).is_symlink())
    elif not _MAGIC.search(part):
        if (folder / part).exists():
            yield folder / part
    elif folder.is_dir():
        for name in sorted(os.listdir(folder)):  # noqa: PTH208 - bare names are what the pattern is matched with
            if fnmatch.fnmatchcase(name, part) and not (name.startswith(".") and not part.startswith(".")):
                yield folder / name
