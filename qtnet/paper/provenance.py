"""Where the files of a paper come from, and how to tell that none of them was changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from qtnet.paper.study import Study

__all__ = ["MANIFEST", "listed_files", "manifest", "provenance_json", "unlisted_files"]

#: Name of the list of files and their hashes; `sha256sum --check` reads it.
MANIFEST = "MANIFEST.sha256"


def provenance_json(study: Study) -> str:
    """Write the run behind a paper: versions, seed, configuration, documents and their hashes."""
    told = {
        "schema": "qtnet provenance 1",
        "title": study.title,
        "question": study.question,
        "run": study.run,
        "inputs_sha256": study.inputs_sha256,
        "exploratory": study.exploratory_reason,
        **dict(study.provenance),
        "documents": [dict(row) for row in study.documents],
        "config": dict(study.config),
    }
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def manifest(files: Iterable[Path], folder: Path) -> str:
    """List files with their hashes, sorted, as `sha256sum` does."""
    listed = sorted((path.relative_to(folder).as_posix(), path) for path in set(files))
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {name}\n" for name, path in listed)


def listed_files(folder: Path) -> tuple[Path, ...]:
    """Give the files of an earlier writing: those in the folder that its list names, and no others.

    Examples
    --------
    >>> listed_files(Path("no-such-folder"))
    ()
    """
    path = folder / MANIFEST
    if not path.is_file():
        return ()
    names = [line.partition("  ")[2] for line in path.read_text(encoding="utf-8").splitlines()]
    inside = folder.resolve()
    return tuple(folder / name for name in names if name and (folder / name).resolve().is_relative_to(inside))


def unlisted_files(folder: Path) -> tuple[Path, ...]:
    """Give the files in the folder of a paper that its list does not name: nobody but people put them there.

    Examples
    --------
    >>> unlisted_files(Path("no-such-folder"))
    ()
    """
    known = {*listed_files(folder), folder / MANIFEST}
    return tuple(sorted(path for path in folder.rglob("*") if path.is_file() and path not in known))
