"""The table of blocs: their members, and how firm they are."""

from __future__ import annotations

from qtnet.paper.tables.printed import of_share
from qtnet.paper.tables.table import UNDEFINED, Column, PaperTable
from qtnet.report.figures.coassignment import bloc_table
from qtnet.report.figures.positions import heaviest
from qtnet.report.rows import rows
from qtnet.report.sections.section import Context
from qtnet.results import MULTILAYER

__all__ = ["blocs_table"]


def blocs_table(context: Context) -> PaperTable:
    """Give one row per bloc, the largest first."""
    inputs = context.inputs
    order = heaviest(inputs.network, len(inputs.network_actors)) if len(inputs.network) else []
    frame = bloc_table(inputs.blocs, context.names, order)
    given = inputs.bloc_support
    whole = given[given["layer"] == MULTILAYER]
    support = whole.groupby(whole["actor"].map(context.blocs.get))["support"].mean() if len(whole) else None
    means = [float(support.get(bloc, float("nan"))) if support is not None else float("nan") for bloc in frame["bloc"]]
    told = [
        (str(row["bloc"]), str(row["actors"]), str(row["members"]), of_share(float(row["stability"])), of_share(mean))
        for row, mean in zip(rows(frame), means, strict=True)
    ]
    return PaperTable(
        key="blocs",
        caption="Blocs over all technologies, and how firm they are.",
        columns=(
            Column("Bloc"),
            Column("Actors", "number"),
            Column("Members", "wide"),
            Column("Agreement", "number"),
            Column("Support", "number"),
        ),
        rows=tuple(told),
        data=frame.assign(support=means),
        notes=(
            "Agreement: mean share of repeated searches on the same ties in which a member stands with its bloc.",
            "Support: the same over resampled documents; "
            f"{UNDEFINED}: not measured, or a bloc of one. Blocs are communities, not poles.",
        ),
        reason="There are no ties, so there are no blocs.",
    )
