"""A finished run as a comparison needs it: the inputs of its page, and what people corrected."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qtnet.errors import InputError
from qtnet.report.inputs import ReportInputs
from qtnet.report.store import read_inputs

__all__ = ["Run", "Verdict", "read_run"]

#: A row of a file of corrections, see `qtnet.facts.corrections`.
Verdict = Mapping[str, str]


@dataclass(frozen=True, kw_only=True, eq=False)
class Run:
    """What one run found.

    Parameters
    ----------
    inputs
        What its page shows.
    verdicts
        The rows of its corrections.
    matched
        Verdict → the fact it was applied to, where the fact has another id now than when it was judged.
    not_found
        Ids of the verdicts that changed nothing, as what they judge was not found.
    recorded
        Whether the verdicts are known at all: an older run may have applied some without recording them.
    """

    inputs: ReportInputs = field(repr=False)
    verdicts: Sequence[Verdict] = ()
    matched: Mapping[str, str] = field(default_factory=dict)
    not_found: Sequence[str] = ()
    recorded: bool = True

    @property
    def applied(self) -> tuple[Verdict, ...]:
        """The rows of the verdicts that were applied; the others explain nothing."""
        return tuple(row for row in self.verdicts if row["id"] not in self.not_found)

    def verdicts_on(self, fact: str) -> tuple[Verdict, ...]:
        """Give what people said about one fact and the run applied."""
        ids = {fact} | {verdict for verdict, found in self.matched.items() if found == fact}
        return tuple(row for row in self.applied if row["id"] in ids)


def read_run(folder: str | Path) -> Run:
    """Read a folder that `qtnet run` wrote.

    Raises
    ------
    InputError
        If the folder holds no finished run, or what it holds cannot be read.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder; expected one that `qtnet run` wrote")
    corrections = _json(folder / "facts" / "extraction.json").get("corrections", {})
    return Run(
        inputs=read_inputs(folder / "results"),
        verdicts=tuple(_json(folder / "run.json").get("corrections", ())),
        matched=dict(corrections.get("matched", {})),
        not_found=tuple(corrections.get("not_found", ())),
    )


def _json(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise InputError(f"{path} is missing: {path.parent} is not part of a finished run")
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as fault:
        raise InputError(f"{path}: not JSON ({fault})") from fault
    if not isinstance(found, dict):
        raise InputError(f"{path}: expected an object, found {type(found).__name__}")
    return found
