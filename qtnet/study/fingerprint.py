"""One hash of everything that a run depends on: documents, configuration, seed, code, shipped data, packages."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from qtnet.reference import reference_table

__all__ = ["code_sha256", "files_sha256", "run_sha256"]

_PACKAGE = Path(__file__).resolve().parents[1]
_COMPILED = frozenset([".pyc", ".nbi", ".nbc"])


def run_sha256(told: Mapping[str, object]) -> str:
    """Give the hash of all that is recorded of a run, whatever the order of its keys.

    Examples
    --------
    >>> run_sha256({"seed": 1, "qtnet": "0.1.0"}) == run_sha256({"qtnet": "0.1.0", "seed": 1})
    True
    >>> run_sha256({"seed": 1}) == run_sha256({"seed": 2})
    False
    """
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@cache
def code_sha256() -> str:
    """Give the hash of the whole package with its words and tables, and of the reference tables shipped with it.

    Examples
    --------
    >>> len(code_sha256())
    64
    """
    reference = reference_table("rates.csv").parent
    return _hash([*_placed(_PACKAGE, "qtnet"), *_placed(reference, "reference")])


def files_sha256(path: Path) -> str:
    """Give the hash of a file, or of all files in a folder with their places."""
    return _hash(_placed(path, "")) if path.is_dir() else hashlib.sha256(path.read_bytes()).hexdigest()


def _placed(root: Path, name: str) -> list[tuple[str, Path]]:
    files = (path for path in root.rglob("*") if path.is_file() and path.suffix not in _COMPILED)
    return [(f"{name}/{path.relative_to(root).as_posix()}", path) for path in files]


def _hash(files: Iterable[tuple[str, Path]]) -> str:
    total = hashlib.sha256()
    for place, path in sorted(files):
        total.update(f"{place}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
