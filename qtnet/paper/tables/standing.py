"""The table of alignments: where each actor stands between the poles."""

from __future__ import annotations

from typing import Final

from qtnet.paper.tables.printed import exploratory_note, of_share, printed
from qtnet.paper.tables.table import Column, PaperTable
from qtnet.report.figures.alignment import prepare_alignment
from qtnet.report.rows import rows
from qtnet.report.sections.section import Context
from qtnet.results import MULTILAYER

__all__ = ["alignment_table"]

_ACTORS: Final = 60


def alignment_table(context: Context) -> PaperTable:
    """Give the actors that are tied to a pole, from the first pole to the second."""
    inputs, names = context.inputs, context.names
    frame = prepare_alignment(inputs.alignment, inputs.network, names, top=_ACTORS)
    first, second = (names.get(pole, pole) for pole in inputs.poles)
    nan = float("nan")
    told = [
        (
            str(row["name"]),
            *printed(row["estimate"], row["ci_low"], row["ci_high"]),
            *(of_share(float(row[column])) for column in ("p_pole_a", "p_hedger", "p_pole_b")),
            of_share(float(row.get("ambivalence", nan))),
        )
        for row in rows(frame)
    ]
    return PaperTable(
        key="alignment",
        caption=f"Alignment of actors between {first} (+1) and {second} (−1), over all technologies.",
        columns=(
            Column("Actor"),
            Column("Alignment", "number"),
            Column("95 % interval"),
            Column(f"P({first})", "number"),
            Column("P(between)", "number"),
            Column(f"P({second})", "number"),
            Column("Ambivalence", "number"),
        ),
        rows=tuple(told),
        data=inputs.alignment[inputs.alignment["layer"] == MULTILAYER].reset_index(drop=True),
        notes=(
            "P: share of resamples in which the actor stands with a pole or between them. Ambivalence: 1 when pulled "
            "to both poles alike. Actors without a path to a pole are left out.",
            *exploratory_note(inputs),
        ),
        reason="No actor is tied to a pole.",
    )
