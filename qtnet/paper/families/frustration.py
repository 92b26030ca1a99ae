"""Two camps: what the best division leaves over, per technology and over all, and whether that is proved."""

from __future__ import annotations

from collections.abc import Iterator

from qtnet.paper.number import PaperNumber
from qtnet.paper.vocabulary import Vocabulary
from qtnet.report.evidence import ordered
from qtnet.report.labels import layer_label
from qtnet.report.rows import rows

__all__ = ["frustration_numbers"]


def frustration_numbers(known: Vocabulary) -> Iterator[PaperNumber]:
    """Give weight left over, its lower bound, and the ties that do not fit."""
    inputs = known.inputs
    for row in rows(inputs.frustration):
        layer = str(row["layer"])
        start, where = f"frustration/{known.layers[layer]}", layer_label(layer)
        proof = str(row.get("certificate", ""))
        reason = str(row["reason"] or "")
        facts = known.layer_facts.get(layer, ())
        for column, part, label in (
            ("estimate", "", "weight that the best division into two camps leaves over"),
            ("lower_bound", "/lower-bound", "weight that every division into two camps leaves over at least"),
        ):
            if column not in row:
                continue
            yield PaperNumber(
                key=f"{start}{part}",
                label=f"{label}, {where}",
                kind="weight",
                value=float(row[column]),
                n=float(row["n"]),
                counted="pairs",
                unit="summed weight of ties",
                method=f"integer programme, {proof}" if proof else "",
                layer=layer,
                facts=facts,
                reason=reason,
            )
    misfits = inputs.frustrated_ties
    yield PaperNumber(
        key="frustration/ties",
        label="ties that do not fit the best division of all technologies into two camps",
        kind="count",
        value=len(misfits),
        facts=ordered(str(fact) for facts in misfits["facts"] for fact in facts),
    )
