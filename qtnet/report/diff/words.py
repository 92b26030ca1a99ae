"""What a comparison says, in sentences made from its tables."""

from __future__ import annotations

import numpy as np
import pandas as pd

from qtnet.report.diff.causes import CAUSES
from qtnet.report.diff.compare import Comparison
from qtnet.report.rounding import estimate_text
from qtnet.report.rows import Row, rows
from qtnet.report.words.sentences import CANNOT_TELL, count
from qtnet.results import MULTILAYER

__all__ = ["cause_words", "reason_counts", "summary"]

_CHANGES = ("added", "gone", "changed")


def cause_words(code: str) -> str:
    """Give a cause in words; several that nothing tells apart are joined.

    Examples
    --------
    >>> cause_words("new"), cause_words("lexicon+rules")
    ('new document', 'changed lexicon or changed rules of extraction')
    """
    return " or ".join(CAUSES[part] for part in code.split("+"))


def reason_counts(facts: pd.DataFrame) -> list[dict[str, object]]:
    """Count the changed facts of each cause, the most frequent first."""
    counted = facts.groupby(["cause", "change"]).size().unstack(fill_value=0).reindex(columns=_CHANGES, fill_value=0)
    found = [
        {"cause": str(code), "text": cause_words(str(code)), **{change: int(row[change]) for change in _CHANGES}}
        for code, row in counted.iterrows()
    ]
    return sorted(found, key=lambda one: (-sum(int(str(one[change])) for change in _CHANGES), one["cause"]))


def summary(comparison: Comparison) -> tuple[str, ...]:
    """Say in a few sentences what changed between two runs, and why."""
    if comparison.is_empty:
        return ("Both runs found the same facts and the same numbers.", *_settings(comparison))
    return (*_facts(comparison), *_index(comparison), *_numbers(comparison), *_sides(comparison))


def _settings(comparison: Comparison) -> list[str]:
    number = len(comparison.settings)
    return [f"{count(number, 'setting')} {'differs' if number == 1 else 'differ'} without effect."] if number else []


def _facts(comparison: Comparison) -> list[str]:
    facts = comparison.facts
    if facts.empty:
        return ["Both runs found the same facts."]
    added, gone, changed = (int((facts["change"] == change).sum()) for change in _CHANGES)
    after = comparison.after.inputs
    same = len(after.ties) + len(after.funding) - added - changed
    told = [
        f"The second run has {count(added, 'fact')} that the first lacks, lacks {gone} of the first, and reads "
        f"{changed} otherwise; {same} {'is' if same == 1 else 'are'} the same in both."
    ]
    reasons = [f"{one['text']} ({sum(int(str(one[c])) for c in _CHANGES)})" for one in reason_counts(facts)]
    return [*told, f"Why: {', '.join(reasons)}."]


def _index(comparison: Comparison) -> list[str]:
    """Say what became of the bipolarity index over all technologies."""
    first, second = (_tbi(run.inputs.bipolarity) for run in (comparison.before, comparison.after))
    if first is None or second is None:
        return []
    old, new = (estimate_text(row["estimate"], row["ci_low"], row["ci_high"]) for row in (first, second))
    if np.isnan(first["estimate"]) and np.isnan(second["estimate"]):
        return ["The bipolarity index is not defined in either run."]
    if np.isnan(first["estimate"]) or np.isnan(second["estimate"]):
        return [f"The bipolarity index is defined in one of the runs only: {old} before, {new} now."]
    if abs(first["estimate"] - second["estimate"]) < 1e-9:
        return [f"The bipolarity index over all technologies is the same, {new}."]
    told = f"The bipolarity index over all technologies went from {old} to {new}."
    if first["ci_high"] < second["ci_low"] or second["ci_high"] < first["ci_low"]:
        return [f"{told} The intervals share no value."]
    bounded = np.isfinite(first["ci_low"]) and np.isfinite(second["ci_low"])
    why = "The intervals overlap" if bounded else "Not both have an interval"
    return [f"{told} {why}: whether the divide itself moved {CANNOT_TELL}."]


def _tbi(components: pd.DataFrame) -> Row | None:
    found = rows(components[(components["metric"] == "TBI") & (components["layer"] == MULTILAYER)])
    return found[0] if found else None


def _numbers(comparison: Comparison) -> list[str]:
    moved = comparison.metrics
    if moved.empty:
        return ["No number moved."]
    apart, known = int((moved["interval"] == "apart").sum()), int((moved["interval"] != "").sum())
    told = f"{count(len(moved), 'number')} moved, came or went"
    if not known:
        return [f"{told}; none has an interval in both runs."]
    return [f"{told}; of the {known} with an interval in both runs, {apart} moved beyond both intervals."]


def _sides(comparison: Comparison) -> list[str]:
    number = len(comparison.sides)
    if not number:
        return []
    names = comparison.after.inputs.network_actors.set_index("actor")["name"].to_dict()
    shown = [str(names.get(actor) or actor) for actor in comparison.sides["actor"].head(5)]
    more = f" and {number - 5} more" if number > 5 else ""
    return [f"{count(number, 'actor')} left the bloc of before: {', '.join(shown)}{more}."]
