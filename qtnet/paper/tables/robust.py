"""The table of robustness: the index under other weights, other settings, and without one item at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pandas as pd

from qtnet.paper.tables.printed import exploratory_note, printed
from qtnet.paper.tables.table import UNDEFINED, Column, PaperTable
from qtnet.report.figures.influence import prepare_influence
from qtnet.report.figures.sensitivity import prepare_sensitivity
from qtnet.report.labels import shorten
from qtnet.report.rounding import number_text
from qtnet.report.rows import Row, keyed, rows
from qtnet.report.sections.section import Context
from qtnet.results import MULTILAYER

__all__ = ["robustness_table"]

_SCHEMES: Final = {
    "ties": "every statement alike",
    "combined": "statements that name money more",
    "funding": "money alone",
}
_KINDS: Final = {"document": "document", "actor": "actor", "tie": "tie"}
_TOP: Final = 3  # items of each kind
_LABEL: Final = 60


def robustness_table(context: Context) -> PaperTable:
    """Give the index with everything as it is, and under each other choice."""
    inputs = context.inputs
    found = [*_own(context), *_schemes(context), *_settings(context), *_left_out(context)]
    data = pd.DataFrame(found, columns=["choice", "setting", "tbi", "tbi_high", "ci_low", "ci_high", "remark"])
    return PaperTable(
        key="robustness",
        caption="The bipolarity index over all technologies under other choices.",
        columns=(Column("Choice", "wide"), Column("TBI", "number"), Column("interval or range")),
        rows=tuple((str(row["setting"]), *_cells(row)) for row in found),
        groups=tuple(str(row["choice"]) for row in found),
        data=data,
        notes=(
            "95 % intervals for the study and for other weights; for settings the range of the index over all others. "
            f"Left out: the {_TOP} items of each kind that move the index most, without intervals. {UNDEFINED}: not "
            "defined under that choice.",
            *exploratory_note(inputs),
        ),
        reason="No bipolarity was computed.",
    )


def _line(choice: str, setting: str, tbi: float, **more: object) -> Row:
    return {"choice": choice, "setting": setting, "tbi": tbi, **more}


def _own(context: Context) -> Iterator[Row]:
    own = context.inputs.bipolarity
    row = keyed(own[own["metric"] == "TBI"], "layer").get(MULTILAYER)
    if row:
        yield _line("The study", "as configured", row["estimate"], ci_low=row["ci_low"], ci_high=row["ci_high"])


def _schemes(context: Context) -> Iterator[Row]:
    frame = context.inputs.schemes
    whole = keyed(frame[(frame["layer"] == MULTILAYER) & (frame["metric"] == "TBI")], "scheme")
    for scheme in (name for name in _SCHEMES if name in whole):
        row = whole[scheme]
        yield _line(
            "Weights of ties", _SCHEMES[scheme], row["estimate"], ci_low=row["ci_low"], ci_high=row["ci_high"],
            remark=row["reason"],
        )  # fmt: skip


def _settings(context: Context) -> Iterator[Row]:
    inputs = context.inputs
    frame = prepare_sensitivity(inputs.sensitivity, inputs.poles)
    for (choice, value), own in frame.groupby(["choice", "value"], sort=False):
        low, high = float(own["TBI"].min()), float(own["TBI"].max())
        name = str(choice)
        yield _line(f"Settings: {name}", str(value), low, tbi_high=high)


def _left_out(context: Context) -> Iterator[Row]:
    for kind, called in _KINDS.items():
        frame = prepare_influence(context.inputs.influence, kind, top=_TOP)
        for row in rows(frame[frame["metric"] == "TBI"]):
            label = f"without {shorten(str(row['label']), _LABEL)}"
            yield _line(f"One {called} left out", label, row["without"], remark=row["reason"])


def _cells(row: Row) -> tuple[str, str]:
    if "tbi_high" in row:
        low, high = number_text(row["tbi"]), number_text(row["tbi_high"])
        return (low, "") if low == high else (UNDEFINED, f"{low} to {high}")
    return printed(float(row["tbi"]), float(row.get("ci_low", float("nan"))), float(row.get("ci_high", float("nan"))))
