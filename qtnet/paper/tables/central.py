"""The table of centralities: one row per actor, its interval under each estimate."""

from __future__ import annotations

from typing import Final

from qtnet.paper.tables.printed import printed
from qtnet.paper.tables.table import UNDEFINED, Column, PaperTable
from qtnet.report.figures.centrality import prepare_centrality
from qtnet.report.labels import metric_label, unit_of
from qtnet.report.rows import rows
from qtnet.report.sections.section import Context

__all__ = ["centrality_table"]

_ACTORS: Final = 20
_METRICS: Final = 5  # columns that a page has room for; the spreadsheet has all


def centrality_table(context: Context) -> PaperTable:
    """Give the leading actors over all technologies, in the order of the first centrality."""
    inputs = context.inputs
    frame = prepare_centrality(inputs.centrality, inputs.network, context.names, top=_ACTORS)
    metrics = list(dict.fromkeys(frame["metric"]))
    shown = metrics[:_METRICS]
    cells = {
        (str(row["actor"]), str(row["metric"])): printed(row["estimate"], row["ci_low"], row["ci_high"])
        for row in rows(frame)
    }
    actors = dict(zip(frame["actor"], frame["row"], strict=True))
    told: list[tuple[str, ...]] = []
    for actor, name in actors.items():
        own = [cells.get((str(actor), str(metric)), (UNDEFINED, "")) for metric in shown]
        told.append((str(name), *(estimate for estimate, _ in own)))
        told.append(("", *(interval for _, interval in own)))
    units = "; ".join(f"{metric_label(m)[0]}: {unit}" for m in shown if (unit := unit_of(str(m))))
    more = (
        f" {len(metrics) - len(shown)} more centralities stand in the spreadsheet." if len(metrics) > _METRICS else ""
    )
    return PaperTable(
        key="centrality",
        caption="Centrality of the leading actors over all technologies, with 95 % intervals.",
        columns=(Column("Actor"), *(Column(metric_label(str(metric))[0], "number") for metric in shown)),
        rows=tuple(told),
        below=frozenset(range(1, len(told), 2)),
        data=inputs.centrality,
        notes=(
            f"Intervals, in brackets, are from resampled documents and uncertain facts.{more}",
            *((f"{units}.",) if units else ()),
        ),
        reason="No centrality was computed.",
    )
