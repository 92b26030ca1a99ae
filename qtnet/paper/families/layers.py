"""How alike two technologies are, by each measure."""

from __future__ import annotations

from collections.abc import Iterator

from qtnet.paper.keys import slugs
from qtnet.paper.number import PaperNumber
from qtnet.paper.vocabulary import Vocabulary
from qtnet.report.evidence import ordered
from qtnet.report.labels import layer_label, metric_label
from qtnet.report.rows import rows

__all__ = ["layer_numbers"]


def layer_numbers(known: Vocabulary) -> Iterator[PaperNumber]:
    """Give every measure for every ordered pair of technologies."""
    frame = known.inputs.layer_similarity
    metrics = slugs(str(metric) for metric in frame["metric"])
    for row in rows(frame):
        first, second, metric = (str(row[name]) for name in ("layer_a", "layer_b", "metric"))
        label, reading = metric_label(metric)
        yield PaperNumber(
            key=f"similarity/{metrics[metric]}/{known.layers[first]}/{known.layers[second]}",
            label=f"{label} ({reading}): {layer_label(first)} and {layer_label(second)}",
            kind="estimate",
            value=float(row["estimate"]),
            n=float(row["n"]),
            counted="pairs or actors in either",
            facts=ordered([*known.layer_facts.get(first, ()), *known.layer_facts.get(second, ())]),
            reason=str(row["reason"] or ""),
        )
