"""The references of all methods of qtnet, kept in one file; a paper gets those that its run used."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

from qtnet.errors import UnknownNameError

__all__ = ["chosen_references", "references"]

_ENTRY: Final = re.compile(r"^@\w+\{(?P<key>[^,]+),\n.*?^\}\n", re.MULTILINE | re.DOTALL)


@cache
def references() -> dict[str, str]:
    """Give every entry of references.bib by its key.

    Examples
    --------
    >>> references()["cohen1960"].splitlines()[0]
    '@article{cohen1960,'
    """
    text = Path(__file__).with_name("references.bib").read_text(encoding="utf-8")
    return {entry["key"]: entry.group() for entry in _ENTRY.finditer(text)}


def chosen_references(keys: Iterable[str]) -> str:
    """Write some of the entries, sorted by key.

    Raises
    ------
    UnknownNameError
        If a key is not in references.bib.
    """
    known = references()
    wanted = sorted(set(keys))
    for key in wanted:
        if key not in known:
            raise UnknownNameError("reference", key, known)
    return "\n".join(known[key] for key in wanted)
