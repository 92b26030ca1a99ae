"""Run the steps of a recipe, or find their results kept, or only say which would be run and why."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path, PureWindowsPath
from tempfile import TemporaryDirectory
from typing import Any, Literal, NamedTuple, get_type_hints

from qtnet.errors import InputError
from qtnet.study.code import code_digest, is_code_as_before, machine, take_code_digests
from qtnet.study.kept import Kept, KeptResults
from qtnet.study.recipe import Step
from qtnet.study.store import decoded, digest_of, encoded, record_types
from qtnet.writing import write_file

__all__ = ["Known", "Planned", "build", "files_below", "plan", "write_files"]

Say = Callable[[str], None]
#: What results were made of, by step.
Noted = dict[str, dict[str, Any]]


class Known(NamedTuple):
    """A result, and its hash, which stands for it in the keys of what is made of it."""

    value: Any
    digest: str

    @classmethod
    def of(cls, value: object) -> Known:
        """Hash a value."""
        return cls(value, digest_of(value))


@dataclass(frozen=True, kw_only=True)
class Planned:
    """What a run would do with a step, and why.

    ``reuse``: its result is kept. ``redo``: it would be computed. ``wait``: something that it reads would be computed
    first; if that comes out as before, its result is reused.
    """

    step: str
    do: Literal["reuse", "redo", "wait"]
    why: str = ""


def build(
    steps: Sequence[Step], given: Mapping[str, Any], *, kept: KeptResults, note: str, jobs: int, say: Say
) -> dict[str, Any]:
    """Give the results of all steps by name, those that are kept without computing them.

    Parameters
    ----------
    steps
        In an order in which each reads results of earlier ones only.
    given
        What they read beside that.
    kept
        Where results are looked for and kept, each as soon as it is there.
    note
        The name under which it is noted what the results were made of.
    jobs
        Processes; no result depends on it.
    say
        Called with one line per step that is kept.
    """
    known = {name: Known.of(value) for name, value in given.items()}
    noted: Noted = kept.noted(note)
    take_code_digests(step.function for step in steps)
    for step in steps:
        if not step.is_kept:
            known[step.name] = Known.of(_run(step, known, jobs))
            continue
        parts = _parts(step, known)
        key, records = digest_of(parts), record_types(_hint(step))
        found = _found(step, key, records, kept)
        say(f"{step.title}{': as before' if found else ''}")
        if found is None:
            body = encoded(_run(step, known, jobs)).body()
            if is_code_as_before(step.function, step.title, say):
                kept.keep(key, body)
            # What is used is what is stored, so that a result is the same whether it was kept or computed.
            known[step.name] = Known(decoded(body, records), hashlib.sha256(body).hexdigest())
        else:
            known[step.name] = Known(found.value, found.digest)
        if noted.get(step.name) != parts:
            noted[step.name] = parts
            kept.note(note, noted)
    return {name: each.value for name, each in known.items()}


def plan(
    steps: Sequence[Step], given: Mapping[str, Any], *, kept: KeptResults, note: str
) -> tuple[list[Planned], dict[str, Any]]:
    """Say for each step whether its result is kept, without computing or writing anything that takes long.

    Returns
    -------
    list of Planned, dict
        What would be done, and the results that are known without computing.
    """
    known = {name: Known.of(value) for name, value in given.items()}
    planned: list[Planned] = []
    noted: Noted = kept.noted(note)
    for step in steps:
        if waits := [name for name in _needed(step) if name not in known]:
            if step.is_kept:
                planned.append(_waiting(step, noted.get(step.name), waits))
        elif not step.is_kept:
            known[step.name] = Known.of(_run(step, known, 1))
        else:
            parts = _parts(step, known)
            found = _found(step, digest_of(parts), record_types(_hint(step)), kept)
            if found is None:
                planned.append(Planned(step=step.name, do="redo", why=_why(noted.get(step.name), parts)))
            else:
                known[step.name] = Known(found.value, found.digest)
                planned.append(Planned(step=step.name, do="reuse"))
    return planned, {name: each.value for name, each in known.items()}


def write_files(files: Mapping[str, bytes], folder: Path) -> None:
    """Write the files that a step has made.

    Raises
    ------
    InputError
        If a name leads out of the folder; nothing is written then.
    """
    if outside := sorted(name for name in files if not _is_inside(name)):
        raise InputError(f"'{outside[0]}': expected the name of a file inside {folder}; it is not written")
    for name, data in files.items():
        write_file(folder / name, data)


def files_below(folder: Path) -> dict[str, bytes]:
    """Give the files of a folder by their place in it, sorted."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def _is_inside(name: str) -> bool:
    path = PureWindowsPath(name)  # takes both kinds of slashes, and drives, so that a name means the same everywhere
    return bool(path.parts) and not path.anchor and ".." not in path.parts


def _found(step: Step, key: str, records: Mapping[str, type], kept: KeptResults) -> Kept | None:
    """Give a result that is kept, if it names no files but those that its step writes."""
    found = kept.find(key, records)
    if found is None or not step.files:
        return found
    own = all(_is_inside(name) and PureWindowsPath(name).parts[0] == step.files for name in found.value)
    return found if own else None


def _run(step: Step, known: Mapping[str, Known], jobs: int) -> Any:
    arguments = {name: _read(source, known) for name, source in step.inputs.items()} | dict(step.settings)
    if step.files:
        with TemporaryDirectory() as folder:
            step.function(*arguments.values(), Path(folder) / step.files)
            return files_below(Path(folder))
    if "jobs" in inspect.signature(step.function).parameters:
        arguments["jobs"] = jobs
    return step.function(**arguments)


def _read(source: str | tuple[str, ...], known: Mapping[str, Known]) -> Any:
    return known[source].value if isinstance(source, str) else tuple(known[name].value for name in source)


def _digests(source: str | tuple[str, ...], known: Mapping[str, Known]) -> str | list[str]:
    return known[source].digest if isinstance(source, str) else [known[name].digest for name in source]


def _needed(step: Step) -> Iterator[str]:
    for source in step.inputs.values():
        yield from (source,) if isinstance(source, str) else source


def _hint(step: Step) -> object:
    return dict[str, bytes] if step.files else get_type_hints(step.function)["return"]


def _waiting(step: Step, before: dict[str, Any] | None, waits: list[str]) -> Planned:
    """Say of a step that reads what is not known yet whether it is done again in any case."""
    own = {**_own_parts(step), "inputs": {} if before is None else before["inputs"]}
    if before is None or own != before:
        return Planned(step=step.name, do="redo", why=_why(before, own))
    return Planned(step=step.name, do="wait", why=f"reads {', '.join(waits)}, which may change")


def _parts(step: Step, known: Mapping[str, Known]) -> dict[str, Any]:
    """Give all that a result depends on, as plain data that a person can compare."""
    return {**_own_parts(step), "inputs": {name: _digests(source, known) for name, source in step.inputs.items()}}


def _own_parts(step: Step) -> dict[str, Any]:
    return {
        "function": f"{step.function.__module__}.{step.function.__qualname__}",
        "files": step.files,
        "code": code_digest(step.function),
        "machine": machine(),
        "settings": {name: value for pair in step.settings.items() for name, value in _plain(*pair)},
    }


def _plain(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    if is_dataclass(value):
        for item in fields(value):
            yield from _plain(item.name, getattr(value, item.name))
    else:
        yield name, list(value) if isinstance(value, tuple) else value


def _why(before: Mapping[str, Any] | None, now: Mapping[str, Any]) -> str:
    """Say what differs from what the last result was made of."""
    if before is None:
        return "not computed yet"
    told = []
    old, new = before.get("settings", {}), now["settings"]
    for name in sorted({*old, *new}):
        if old.get(name) != new.get(name):
            told.append(f"{name} {_shown(old, name)} → {_shown(new, name)}")
    old, new = before.get("inputs", {}), now["inputs"]
    told += [f"{name} changed" for name in sorted({*old, *new}) if old.get(name) != new.get(name)]
    told += ["the code changed"] * (before.get("code") != now["code"])
    told += [f"was {before.get('machine')}, is {now['machine']}"] * (before.get("machine") != now["machine"])
    return "; ".join(told) or "its result is no longer kept"


def _shown(settings: Mapping[str, Any], name: str) -> str:
    return str(settings[name]) if name in settings else "(none)"
