"""Compute a finished run again from what it records, and compare every file with what stands in its folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, cast

from qtnet.config import StudyConfig
from qtnet.config.sections import SECTIONS
from qtnet.corpus import Corpus, read_corpus
from qtnet.deposit.files import DEPOSIT_FILES
from qtnet.errors import InputError
from qtnet.paper.provenance import MANIFEST
from qtnet.study.building import files_below
from qtnet.study.first_difference import first_difference
from qtnet.study.kept import KeptResults
from qtnet.study.provenance import provenance
from qtnet.study.stages import Say, computed
from qtnet.study.writing import write_run

__all__ = ["Difference", "Verification", "verify_run"]

#: What commands write into the folder of a finished run, which no run writes.
_AFTER = ("diff.html", "store", "review.csv")
_LISTED = 5
_EDITED = "edited after the run: its hash is not the one that the run listed"
_UNTOLD = "nothing recorded differs: another processor or build of a library, or a fault of qtnet"


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A file that is not as the run would write it now.

    `change` is ``differs``, ``missing`` (a run writes it, the folder lacks it) or ``added`` (no run writes it);
    `where`, `before` and `after` tell the first place that differs, `why` the likely reason.
    """

    file: str
    change: Literal["differs", "missing", "added"]
    where: str = ""
    before: str = ""
    after: str = ""
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Verification:
    """What became of computing a run again: how many files were compared, which differ, and why they may."""

    files: int
    differences: tuple[Difference, ...]
    reasons: tuple[str, ...]
    recorded: str
    now: str

    @property
    def is_equal(self) -> bool:
        """Whether every file has the same bytes."""
        return not self.differences


def verify_run(
    folder: str | Path,
    *,
    docs: Sequence[str | Path] = (),
    base: str | Path | None = None,
    jobs: int = 1,
    say: Say | None = None,
) -> Verification:
    """Compute a run again from its recorded configuration, in a temporary folder, and compare it byte by byte.

    Parameters
    ----------
    folder
        What `qtnet run` wrote.
    docs
        The documents, where they no longer lie where the study read them.
    base
        The folder from which the study's paths start; the one that holds ``build/`` of the run, else the current one.
    jobs
        Processes; the results do not depend on it.
    say
        Called with one line per step.

    Raises
    ------
    InputError
        If the folder holds no finished run, or something that it read is missing.
    """
    tell = say or (lambda _line: None)
    place = Path(folder)
    record = _record(place)
    study = _study_of(record, place, Path(base) if base is not None else None, bool(docs))
    corpus = _corpus(study, record, [Path(one) for one in docs])
    now = provenance(study, corpus)
    reasons = tuple(_reasons(record["provenance"], now))
    for reason in reasons:
        tell(reason)
    with TemporaryDirectory() as temporary:
        fresh = Path(temporary) / "run"
        fresh.mkdir()
        nothing = KeptResults(None)
        run = computed(study, corpus, folder=fresh, jobs=jobs, tell=tell)
        write_run(run, corpus, fresh, kept=nothing, note="", say=tell)
        again = files_below(fresh)
    here = {name: data for name, data in files_below(place).items() if _is_of_run(name)}
    found = tuple(_differences(here, again, reasons))
    hashes = (str(told.get("run_sha256", "")) for told in (record["provenance"], now))
    return Verification(files=len(again), differences=found, reasons=reasons, recorded=next(hashes), now=next(hashes))


def _record(folder: Path) -> dict[str, Any]:
    path = folder / "run.json"
    if not path.is_file():
        raise InputError(f"{folder}: not the folder of a finished run (run.json is missing)")
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as fault:
        raise InputError(f"{path}: not JSON ({fault}); it was changed after the run") from fault
    if not isinstance(record, dict) or not all(isinstance(record.get(n), dict) for n in ("config", "provenance")):
        raise InputError(f"{path}: expected the keys config and provenance; it was changed after the run")
    return record


def _study_of(record: Mapping[str, Any], folder: Path, base: Path | None, has_docs: bool) -> StudyConfig:
    config = {**record["config"], "deposit": record.get("deposit", {})}
    try:
        sections = {
            name: cls(**{key: tuple(v) if isinstance(v, list) else v for key, v in config.get(name, {}).items()})
            for name, cls in SECTIONS.items()
        }
        top = {name: config[name] for name in ("name", "title", "question")}
    except (TypeError, KeyError) as fault:
        raise InputError(f"{folder / 'run.json'}: not a configuration that this version reads ({fault})") from fault
    bases = [base] if base is not None else [folder.resolve().parent.parent, Path.cwd()]
    studies = [StudyConfig(**top, folder=each.resolve(), **sections) for each in bases]
    missing = [_missing(study, has_docs) for study in studies]
    best = min(range(len(studies)), key=lambda number: len(missing[number]))
    if missing[best]:
        listed = [str(one["doc"]) for one in record["provenance"].get("inputs", ())]
        raise InputError(
            f"{', '.join(missing[best])}: missing in {bases[best]}; the run read {_some(listed)}. "
            "--docs gives the documents, --base the folder from which the study's paths start"
        )
    return studies[best]


def _missing(study: StudyConfig, has_docs: bool) -> list[str]:
    asked = [] if has_docs else list(study.corpus.documents)
    asked += [place for place in (study.corpus.gold, study.corpus.corrections) if place]
    return [place for place in asked if not study.path(place).exists()]


def _corpus(study: StudyConfig, record: Mapping[str, Any], docs: list[Path]) -> Corpus:
    corpus = read_corpus(
        docs or [study.path(place) for place in study.corpus.documents],
        html=cast("Any", study.corpus.html),
        skip_faulty=study.corpus.skip_faulty,
    )
    there = {document.doc for document in corpus.documents}
    lost = [str(one["doc"]) for one in record["provenance"].get("inputs", ()) if one["doc"] not in there]
    if lost:
        raise InputError(f"{len(lost)} of the run's documents missing: {_some(lost)}; --docs gives their place")
    return corpus


def _reasons(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """Say what that a run depends on is other than the run recorded it."""
    was = {str(one["doc"]): one for one in before.get("inputs", ())}
    for one in now["inputs"]:
        old = was.get(str(one["doc"]))
        if old != one:
            changed = "new" if old is None else "changed" if old["sha256"] != one["sha256"] else "described otherwise"
            yield f"other input: document {one['doc']} is {changed}"
    for name, told in (
        ("gold", "annotated facts"),
        ("corrections", "corrections"),
        ("answers", "answers of the model"),
    ):
        if before.get(f"{name}_sha256") != now.get(f"{name}_sha256"):
            yield f"other input: the {told} changed"
    if before.get("config_sha256") != now["config_sha256"] or before.get("seed") != now["seed"]:
        yield "other configuration: run.json was edited after the run"
    yield from _versions(before, now)


def _versions(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    if before.get("qtnet") != now["qtnet"]:
        yield f"other version: qtnet {before.get('qtnet', 'not recorded')} → {now['qtnet']}"
    elif before.get("code_sha256") != now["code_sha256"]:
        parts = [name for name in ("lexicon", "rules") if before.get(f"{name}_sha256") != now[f"{name}_sha256"]]
        told = f" ({', '.join(parts)} of extraction)" if parts else ""
        yield f"other version: the code of qtnet changed{told}"
    old, new = before.get("packages", {}), now["packages"]
    for name in sorted({*old, *new}):
        if old.get(name) != new.get(name):
            yield f"other library: {name} {old.get(name, 'not recorded')} → {new.get(name, 'not recorded')}"


def _differences(here: Mapping[str, bytes], again: Mapping[str, bytes], reasons: Sequence[str]) -> Iterator[Difference]:
    listed = _listed(here)
    known = "; ".join(reasons)
    for name in sorted({*here, *again}):
        if name not in again:
            yield Difference(file=name, change="added", why="no run writes it")
        elif name not in here:
            yield Difference(file=name, change="missing", why=known or "removed after the run")
        elif here[name] != again[name]:
            place = first_difference(name, here[name], again[name])
            edited = name in listed and hashlib.sha256(here[name]).hexdigest() != listed[name]
            unlisted = (
                f"edited after the run, or written again by `qtnet {'deposit' if name in DEPOSIT_FILES else 'paper'}`"
            )
            follows = name not in listed or name.endswith(MANIFEST) or name in DEPOSIT_FILES
            why = _EDITED if edited else known or (unlisted if follows else _UNTOLD)
            yield Difference(file=name, change="differs", why=why, **place._asdict())


def _listed(files: Mapping[str, bytes]) -> dict[str, str]:
    """Give the hashes that the run listed, by file; the list of the paper is the nearer one for its files."""
    found: dict[str, str] = {}
    try:
        package = json.loads(files.get("datapackage.json", b"{}"))
        found |= {str(one["path"]): str(one["hash"]).removeprefix("sha256:") for one in package.get("resources", ())}
    except (ValueError, KeyError, TypeError, AttributeError):
        found = {}
    for line in files.get(f"paper/{MANIFEST}", b"").decode("utf-8", "replace").splitlines():
        digest, _, name = line.partition("  ")
        found.setdefault(f"paper/{name}", digest)
    return found


def _is_of_run(name: str) -> bool:
    parts = name.split("/")
    return parts[0] not in _AFTER and not any(part.startswith(".") for part in parts)


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return f"{', '.join(names[:_LISTED])}{more}" if names else "no documents"
