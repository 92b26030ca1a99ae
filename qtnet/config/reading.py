"""From a study file to its configuration: inherited, checked as a whole, with every failure told at once."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, get_type_hints

from qtnet.config.sections import SECTIONS, StudyConfig
from qtnet.errors import StudyError, nearest

__all__ = ["read_study"]

_TOP = ("title", "question", "extends")
_REQUIRED = ("title", "corpus.documents")
#: Keys that hold places; those of a base file are relative to that file.
_PATHS = {"corpus": ("documents", "gold", "corrections"), "extraction": ("cache",)}
_TYPES = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    tuple[str, ...]: "a list of texts",
}
Table = dict[str, Any]


def read_study(path: str | Path) -> StudyConfig:
    """Read and check a study file.

    Parameters
    ----------
    path
        A TOML file; `reports/quantum.toml` is an example with every key. With ``extends = "base.toml"`` it takes every
        key from that file which it does not give itself; paths in the base are relative to the base.

    Raises
    ------
    StudyError
        If the file is missing, is not TOML, or has an unknown key or a wrong value; lists every failure at once.
    """
    path = Path(path)
    table = _inherited(path, ())
    missing = [key for key in _REQUIRED if not _found(table, key)]
    if missing:
        raise StudyError("\n".join(f"study file {path}: {key} is missing" for key in missing))
    sections = {name: cls(**_tuples(table.get(name, {}))) for name, cls in SECTIONS.items()}
    top = {name: table[name] for name in ("title", "question") if name in table}
    return StudyConfig(name=path.stem, folder=path.resolve().parent, **top, **sections)


def _inherited(path: Path, above: tuple[Path, ...]) -> Table:
    """Give the table of a file upon those that it extends, with all paths relative to this file."""
    text, table = _read(path)
    failures = [f"study file {path}{_line(text, key)}: {words}" for key, words in _failures(table)]
    if not (above or "extends" in table):
        failures += [f"study file {path}: {key} is missing" for key in _REQUIRED if not _found(table, key)]
    if failures:
        raise StudyError("\n".join(failures))
    if "extends" not in table:
        return table
    base, chain = path.parent / str(table.pop("extends")), (*above, path.resolve())
    if base.resolve() in chain:
        raise StudyError(f"study file {path}: extends {base.name}, which extends it in turn")
    if not os.path.isfile(base):  # noqa: PTH113 - False, not an error, for a name that no file can have
        raise StudyError(f"study file {path}{_line(text, 'extends')}: extends {base}, which is missing")
    below = _moved(_inherited(base, chain), base.parent, path.parent)
    return {
        name: {**below.get(name, {}), **table.get(name, {})} if name in SECTIONS else table.get(name, below.get(name))
        for name in {**below, **table}
    }


def _read(path: Path) -> tuple[str, Table]:
    if not os.path.isfile(path):  # noqa: PTH113
        what = "is a folder, not a file" if os.path.isdir(path) else "is missing"  # noqa: PTH112
        raise StudyError(f"study file {path} {what}")
    try:
        text = path.read_text(encoding="utf-8-sig")
        return text, tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also numbers too long and lists too deep to be read
        raise StudyError(f"study file {path} is not valid TOML: {error}") from error
    except OSError as error:
        raise StudyError(f"study file {path} cannot be read: {error.strerror or error}") from error


def _moved(table: Table, origin: Path, to: Path) -> Table:
    """Write the paths of a base file as they are seen from the file that extends it."""
    moved = {name: dict(value) if isinstance(value, Mapping) else value for name, value in table.items()}
    for section, names in _PATHS.items():
        for name in names:
            value = moved.get(section, {}).get(name)
            if isinstance(value, str) and value:
                moved[section][name] = _seen(value, origin, to)
            elif isinstance(value, list):
                moved[section][name] = [_seen(each, origin, to) for each in value]
    return moved


def _seen(place: str, origin: Path, to: Path) -> str:
    return place if Path(place).is_absolute() else Path(os.path.relpath(origin / place, to)).as_posix()


def _found(table: Table, key: str) -> bool:
    section, _, name = key.rpartition(".")
    holder = table.get(section, {}) if section else table
    return not isinstance(holder, Mapping) or bool(holder.get(name))


def _tuples(section: Mapping[str, object]) -> dict[str, object]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in section.items()}


def _failures(table: Table) -> Iterator[tuple[str, str]]:
    """Give each wrong key with what is wrong."""
    known = [*_TOP, *SECTIONS]
    for key, value in table.items():
        if key not in known:
            yield key, _unknown(key, known)
        elif key in SECTIONS:
            yield from _section_failures(key, value)
        elif not isinstance(value, str) or "\0" in value:
            yield key, f"{key} must be a text, not {value!r}"


def _section_failures(section: str, table: object) -> Iterator[tuple[str, str]]:
    if not isinstance(table, Mapping):
        yield section, f"{section} must be a table, written [{section}], not {table!r}"
        return
    hints = get_type_hints(SECTIONS[section])
    checks = {f.name: f.metadata["check"] for f in fields(SECTIONS[section])}
    for key, value in table.items():
        name = f"{section}.{key}"
        if key not in checks:
            yield name, _unknown(name, [*(f"{section}.{k}" for k in checks), *_elsewhere(key, section)])
        elif not _has_type(value, hints[key]) or any("\0" in text for text in _texts(value)):
            yield name, f"{name} must be {_TYPES[hints[key]]}, not {value!r}"
        elif checks[key] is not None and (expected := checks[key].expected(value)):
            yield name, f"{name} must be {expected}, not {value!r}"


def _elsewhere(key: str, section: str) -> list[str]:
    """Give the keys of this name in other sections."""
    others = {name: cls for name, cls in SECTIONS.items() if name != section}
    return [f"{name}.{key}" for name, cls in others.items() if key in {f.name for f in fields(cls)}]


def _unknown(key: str, known: list[str]) -> str:
    name = key.rpartition(".")[2]
    same = [each for each in known if each.rpartition(".")[2] == name]
    guess = same[0] if same else nearest(key, known)
    return f"key '{key}' is unknown" + (f"; did you mean '{guess}'?" if guess else f"; known: {', '.join(known)}")


def _has_type(value: object, hint: object) -> bool:
    if hint is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if hint is str or hint is bool:
        return isinstance(value, hint)
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _texts(value: object) -> list[str]:
    return [value] if isinstance(value, str) else value if isinstance(value, list) else []


def _line(text: str, key: str) -> str:
    """Give the line of a key as words, or nothing where it is written in another way than one key to a line."""
    section, _, name = key.rpartition(".")
    now = ""
    for number, line in enumerate(text.splitlines(), start=1):
        bare = line.split("#")[0].strip()
        if bare.startswith("["):
            now = bare.strip("[] ")
            if now == key:
                return f", line {number}"
        elif now == section and bare.partition("=")[0].strip(" \"'") == name:
            return f", line {number}"
    return ""
