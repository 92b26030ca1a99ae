"""What code a computation runs: every module that it can reach by imports, and the words and tables beside them.

So a stored result is used again after a change elsewhere in the package, and never after a change to what made it.
"""

from __future__ import annotations

import hashlib
import platform
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, NamedTuple

from qtnet.reference import reference_table

__all__ = ["changed_code", "code_digest", "is_code_as_before", "machine", "reached", "take_code_digests"]

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


def take_code_digests(functions: Iterable[Callable[..., Any]]) -> None:
    """Take the hashes of functions before the first of them runs: `changed_code` sees what changes from then on."""
    for function in functions:
        code_digest(function)


def changed_code(function: Callable[..., Any]) -> list[str]:
    """Name the files of a function's code that are no longer as `code_digest` found them.

    What runs is what was loaded, or a mixture of both: its result belongs to neither.
    """
    return [place for place, path in _placed(function.__module__) if not _is_as_before(path)]


def is_code_as_before(function: Callable[..., Any], title: str, say: Callable[[str], None]) -> bool:
    """Say whether a result may be kept, and where not, tell why: it would stand under the hash of other code."""
    changed = changed_code(function)
    if changed:
        say(f"{title}: not kept, since the code changed while it ran ({changed[0]}); run again")
    return not changed


@cache
def _digest(module: str) -> str:
    total = hashlib.sha256()
    for place, path in _placed(module):
        total.update(f"{place}\0".encode() + _seen(path).digest)
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


@cache
def _placed(module: str) -> tuple[tuple[str, Path], ...]:
    return tuple(sorted(_files(module)))


def _files(module: str) -> Iterator[tuple[str, Path]]:
    """Give the sources, the data of the stages that they belong to, and the reference tables, with their places."""
    modules = reached(module)
    sources = [path for name in modules if (path := _source(name)) is not None]
    for path in [*sources, *(path for stage in {name.split(".")[1] for name in modules} for path in _data(stage))]:
        yield path.relative_to(_PACKAGE).as_posix(), path
    if "qtnet.reference" in modules:
        for path in reference_table("countries.csv").parent.iterdir():
            if path.is_file():
                yield f"(reference)/{path.name}", path


@cache
def _data(stage: str) -> tuple[Path, ...]:
    found = (_PACKAGE / stage).rglob("*")
    return tuple(path for path in found if path.is_file() and path.suffix not in _NOT_DATA)


class _Seen(NamedTuple):
    digest: bytes
    written: tuple[int, int]


@cache
def _seen(path: Path) -> _Seen:
    written = _written(path)
    return _Seen(hashlib.sha256(path.read_bytes()).digest(), written)


def _written(path: Path) -> tuple[int, int]:
    state = path.stat()
    return state.st_mtime_ns, state.st_size


def _is_as_before(path: Path) -> bool:
    before = _seen(path)
    try:
        return _written(path) == before.written or hashlib.sha256(path.read_bytes()).digest() == before.digest
    except OSError:
        return False


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
