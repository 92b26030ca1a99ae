"""Since when is it bipolar: the answer in words, from the verdicts of windows of time."""

from __future__ import annotations

import pandas as pd

from qtnet.report.rounding import estimate_text
from qtnet.report.rows import Row, rows
from qtnet.report.words.sentences import CANNOT_TELL, Part, Sentence, count
from qtnet.results import MULTILAYER

__all__ = ["since_sentence"]

NO_YEAR = "no tie has a year"


def since_sentence(windows: pd.DataFrame, network: pd.DataFrame) -> Sentence:
    """Say since when all windows are bipolar beyond chance, or why that cannot be told."""
    dated = int(network["year"].notna().sum()) if "year" in network else 0
    have = f"{dated} of {count(len(network), 'tie')} {'has' if dated == 1 else 'have'} a year" if dated else NO_YEAR
    own = windows[(windows["layer"] == MULTILAYER) & (windows["metric"] == "TBI")]
    if own.empty:
        return [Part(f"Since when {CANNOT_TELL}: {have if not dated else 'no windows of time were asked for'}.")]
    found = rows(own.sort_values(["start", "end"], kind="stable"))
    known = [row for row in found if row["estimate"] == row["estimate"]]
    if not known:
        return [
            Part(
                f"Since when {CANNOT_TELL}: {have}, and in none of the {count(len(found), 'window')} of time is the "
                "index defined."
            )
        ]
    lasting = _lasting(found)
    if lasting:
        return [
            Part(f"It is bipolar beyond chance since {lasting[0]['window']}: "),
            Part(_shown(lasting[0]), tuple(lasting[0]["facts"])),
            Part(f" then, and in every window after it ({have})."),
        ]
    sure = [row for row in found if row.get("verdict") == "bipolar"]
    told = (
        f"beyond chance in {', '.join(str(row['window']) for row in sure)}, but not ever since"
        if sure
        else f"in none of the {count(len(known), 'window')} with an index is it told apart from chance"
    )
    last = known[-1]
    return [
        Part(f"Since when {CANNOT_TELL}: {told} ({have}). The latest, {last['window']}, has "),
        Part(_shown(last), tuple(last["facts"])),
        Part("."),
    ]


def _lasting(found: list[Row]) -> list[Row]:
    """Give the last windows that are all bipolar beyond chance."""
    lasting: list[Row] = []
    for row in reversed(found):
        if row.get("verdict") != "bipolar":
            break
        lasting.insert(0, row)
    return lasting


def _shown(row: Row) -> str:
    return estimate_text(row["estimate"], row["ci_low"], row["ci_high"])
