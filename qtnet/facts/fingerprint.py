"""What read the documents, as two hashes, so that two runs can tell whether the reading itself changed.

A version number says too little: between two releases, and in a copy that somebody changed, words and rules move.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from qtnet.reference import reference_table

__all__ = ["reading_fingerprint"]

_PACKAGE = Path(__file__).resolve().parents[1]
_STAGES = ("corpus", "extract", "facts")
_CODE = (".py", ".pyc", ".nbi", ".nbc")  # and what Python and numba compiled of it


def reading_fingerprint() -> dict[str, str]:
    """Give the hash of the words and tables by which documents are read, and of the rules that use them.

    Returns
    -------
    dict
        ``lexicon_sha256`` (lexicon, weights and reference tables) and ``rules_sha256`` (the code of the stages that
        read documents), each the SHA-256 of all files with their places.

    Examples
    --------
    >>> sorted(reading_fingerprint())
    ['lexicon_sha256', 'rules_sha256']
    """
    files = [path for stage in _STAGES for path in (_PACKAGE / stage).rglob("*") if path.is_file()]
    reference = reference_table("rates.csv").parent
    words, tables = ([path for path in found if path.suffix not in _CODE] for found in (files, reference.rglob("*")))
    return {
        "lexicon_sha256": _hash([*_placed(words, _PACKAGE), *_placed(filter(Path.is_file, tables), reference)]),
        "rules_sha256": _hash(_placed([path for path in files if path.suffix == ".py"], _PACKAGE)),
    }


def _placed(paths: Iterable[Path], root: Path) -> list[tuple[str, Path]]:
    return sorted((path.relative_to(root).as_posix(), path) for path in paths)


def _hash(files: Iterable[tuple[str, Path]]) -> str:
    total = hashlib.sha256()
    for place, path in files:
        total.update(f"{place}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
