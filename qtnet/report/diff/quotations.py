"""Facts of a comparison as the page lists them: in groups, each with its quotation in its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from qtnet.report.diff.compare import Comparison
from qtnet.report.diff.words import cause_words
from qtnet.report.labels import layer_label, words
from qtnet.report.rows import Row, keyed, rows

__all__ = ["FactGroup", "fact_groups"]

_CONTEXT = 160  # characters shown on either side of a quotation
_SIGNS = {"+": "cooperation", "-": "hostility", "": "money"}
_CONFIDENCE_ONLY = r"confidence: \S+ → \S+"


@dataclass(frozen=True, kw_only=True)
class FactGroup:
    """Facts that changed in one way for one cause; `facts` are those shown, `number` counts all."""

    change: str
    cause: str
    number: int
    facts: tuple[Row, ...]


def fact_groups(comparison: Comparison, most: int) -> tuple[FactGroup, ...]:
    """Give the changed facts in groups of change and cause, the largest first, each with `most` facts at most."""
    facts = comparison.facts
    alone = facts["fields"].str.fullmatch(_CONFIDENCE_ONLY)
    told = facts.assign(change=facts["change"].where(~alone, "surer or less sure"))
    groups = []
    for (change, cause), part in told.groupby(["change", "cause"], sort=True):
        shown = tuple(_shown(row, comparison) for row in rows(part.head(most)))
        groups.append(FactGroup(change=str(change), cause=cause_words(str(cause)), number=len(part), facts=shown))
    order = ("added", "gone", "changed", "surer or less sure")
    return tuple(sorted(groups, key=lambda group: (order.index(group.change), -group.number, group.cause)))


def _shown(row: Row, comparison: Comparison) -> Row:
    run = comparison.before if row["change"] == "gone" else comparison.after
    document = keyed(run.inputs.documents, "doc").get(str(row["doc"]), {})
    tags = [_SIGNS[str(row["sign"])], words(str(row["mode"])), str(row["amount"]), layer_label(str(row["domain"])),
            str(row["status"]), str(row["year"]), f"confidence {row['confidence']:.2f}"]  # fmt: skip
    return {
        **row,
        "who": f"{row['source'] or 'not named'} – {row['target'] or 'not named'}",
        "tags": [tag for tag in dict.fromkeys(tags) if tag],
        "title": str(document.get("title") or row["doc"]),
        "other": _instead(row, comparison.facts),
        **_around(run.inputs.texts, row),
    }


def _around(texts: Mapping[str, str], row: Row) -> Row:
    """Give what stands before and after a quotation in its paragraph."""
    text, start, end = texts[str(row["doc"])], int(row["start"]), int(row["end"])
    left = max(text.rfind("\n", 0, start) + 1, start - _CONTEXT)
    after = text.find("\n", end)
    right = min(len(text) if after < 0 else after, end + _CONTEXT)
    return {"left": text[left:start], "right": text[end:right]}


def _instead(row: Row, facts: pd.DataFrame) -> str:
    """Say in a few words which fact takes, or took, the same words."""
    if not row["instead"]:
        return ""
    other = rows(facts[facts["fact"] == row["instead"]])[0]
    who = f"{other['source'] or 'not named'} – {other['target'] or 'not named'}"
    what = other["amount"] or words(str(other["mode"]))
    start = "now read as" if row["change"] == "gone" else "was read as"
    return f"{start}: {who}, {what}, {layer_label(str(other['domain'])).lower()}"
