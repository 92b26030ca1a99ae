"""Do the tables of one folder agree with each other and with the data model? What no single cell can show."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from qtnet.extract.vocabulary import MODES
from qtnet.facts.validation import Failures

__all__ = ["check_consistency"]

_ENDS = {"ties": ("source", "target"), "funding": ("funder", "recipient")}


def check_consistency(frames: Mapping[str, pd.DataFrame], folder: Path, failures: Failures) -> None:
    """Note every row that contradicts another table, or the meaning of its own columns.

    Parameters
    ----------
    frames
        All tables, typed, in the order of their files.
    folder
        How messages name the files.
    failures
        Where faults are noted.
    """
    _check_references(frames, folder, failures)
    resolved = set(frames["actors_resolved"]["actor"])
    for row, actor in enumerate(frames["actors"]["actor"], start=2):
        if actor not in resolved:
            failures.add(f"{folder}/actors.csv, row {row}, column actor", f"'{actor}' is not in actors_resolved.csv")
    for name, (first, second) in _ENDS.items():
        for row, (a, b) in enumerate(zip(frames[name][first], frames[name][second], strict=True), start=2):
            if a == b != "":
                failures.add(f"{folder / name}.csv, row {row}, column {second}", f"'{b}' is the {first} too")
        _check_quotations(frames[name], f"{folder / name}.csv", failures)
    for row, (mode, sign) in enumerate(zip(frames["ties"]["mode"], frames["ties"]["sign"], strict=True), start=2):
        if mode in MODES and sign != MODES[mode].sign:
            failures.add(
                f"{folder}/ties.csv, row {row}, column sign", f"'{sign}'; the sign of {mode} is '{MODES[mode].sign}'"
            )


def _check_references(frames: Mapping[str, pd.DataFrame], folder: Path, failures: Failures) -> None:
    named = set(zip(frames["actors"]["doc"], frames["actors"]["actor"], strict=True))
    documents = set(frames["documents"]["doc"])
    for name, columns in _ENDS.items():
        frame = frames[name]
        for column in columns:
            for row, (doc, actor) in enumerate(zip(frame["doc"], frame[column], strict=True), start=2):
                if actor and (doc, actor) not in named:
                    failures.add(
                        f"{folder / name}.csv, row {row}, column {column}", f"'{actor}' is no actor of document '{doc}'"
                    )
    for name in ("actors", "ties", "funding"):
        for row, doc in enumerate(frames[name]["doc"], start=2):
            if doc not in documents:
                failures.add(f"{folder / name}.csv, row {row}, column doc", f"'{doc}' is not in documents.csv")


def _check_quotations(frame: pd.DataFrame, path: str, failures: Failures) -> None:
    cells = zip(frame["start"].tolist(), frame["end"].tolist(), frame["evidence"].tolist(), strict=True)
    for row, (start, end, evidence) in enumerate(cells, start=2):
        if end - start != len(evidence):
            failures.add(
                f"{path}, row {row}, column end", f"{end:g} − {start:g} is not the evidence's length, {len(evidence)}"
            )
