"""What code a computation runs: every module that it can reach by imports, and the words and tables beside them.

So a stored result is used again after a change elsewhere in the package, and never after a change to what made it.
"""

from __future__ import annotations

import hashlib
import platform
import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from qtnet.reference import reference_table

__all__ = ["code_digest", "machine", "reached"]

_PACKAGE = Path(__file__).resolve().parents[1]
_IMPORT = re.compile(
    r"^([ \t]*)(?:from[ \t]+(qtnet[\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^\n]*)|import[ \t]+(qtnet[\w.]*))", re.M
)
#: A module that loads all of a package, which no import in it says.
_WALKS = {"qtnet.metrics.registry": "qtnet.metrics"}
_NOT_DATA = frozenset([".py", ".pyc", ".nbi", ".nbc"])  # code, and what Python and numba compiled of it
_PACKAGES = ("matplotlib", "networkx", "numba", "numpy", "pandas", "plotly", "scipy", "statsmodels")


def code_digest(function: Callable[..., Any]) -> str:
    """Give the hash of all that a function's module can reach within the package.

    Parameters
    ----------
    function
        A function of a module; which of them does not matter, since all share its imports.

    Examples
    --------
    >>> from qtnet.metrics.blocs import blocs
    >>> len(code_digest(blocs))
    64
    """
    return _digest(function.__module__)


@cache
def _digest(module: str) -> str:
    total = hashlib.sha256()
    for place, path in sorted(_files(module)):
        total.update(f"{place}\0".encode() + _hash(path))
    return total.hexdigest()


def reached(module: str) -> frozenset[str]:
    """Give the modules that a module of the package imports, and theirs, itself among them.

    Imports inside functions count, but not those in the ``__init__`` of a package: what it loads only when it is asked
    for a name is no part of the modules in it. The package's own ``__init__`` is left out.

    Examples
    --------
    >>> sorted(reached("qtnet.reference"))
    ['qtnet.errors', 'qtnet.reference']
    """
    found: set[str] = set()
    waiting = [module]
    while waiting:
        name = waiting.pop()
        if name in found or name == "qtnet" or _source(name) is None:
            continue
        found.add(name)
        waiting += [*_imports(name), name.rpartition(".")[0]]
    return frozenset(found)


@cache
def _imports(module: str) -> tuple[str, ...]:
    source = _source(module)
    if source is None:
        return ()
    found: list[str] = []
    for indent, origin, names, plain in _IMPORT.findall(source.read_text(encoding="utf-8")):
        if not (indent and source.name == "__init__.py"):
            found += [plain] if plain else [origin, *(f"{origin}.{name}" for name in re.findall(r"\w+", names))]
    if module in _WALKS:
        folder = _PACKAGE.joinpath(*_WALKS[module].split(".")[1:])
        inside = (path.relative_to(_PACKAGE).with_suffix("").parts for path in folder.rglob("*.py"))
        found += [".".join(["qtnet", *parts]).removesuffix(".__init__") for parts in inside]
    return tuple(found)


@cache
def _source(module: str) -> Path | None:
    path = _PACKAGE.joinpath(*module.split(".")[1:])
    for candidate in (path / "__init__.py", path.with_suffix(".py")):
        if candidate.is_file():
            return candidate
    return None


def _files(module: str) -> Iterator[tuple[str, Path]]:
    """Give the sources, the data of the stages that they belong to, and the reference tables, with their places."""
    modules = reached(module)
    sources = [path for name in modules if (path := _source(name)) is not None]
    for path in [*sources, *(path for stage in {name.split(".")[1] for name in modules} for path in _data(stage))]:
        yield path.relative_to(_PACKAGE).as_posix(), path
    if "qtnet.reference" in modules:
        for path in reference_table("countries.csv").parent.glob("*.csv"):
            yield f"(reference)/{path.name}", path


@cache
def _data(stage: str) -> tuple[Path, ...]:
    found = (_PACKAGE / stage).rglob("*")
    return tuple(path for path in found if path.is_file() and path.suffix not in _NOT_DATA)


@cache
def _hash(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


@cache
def machine() -> str:
    """Give the versions of Python and of the packages that compute, and the kind of machine, in one line."""
    kind = f"{platform.system()} {platform.machine()}"
    return ", ".join([f"python {platform.python_version()}", *map(_version, _PACKAGES), kind])


def _version(package: str) -> str:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return f"no {package}"
