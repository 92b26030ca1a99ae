"""The exhibit of the blocs."""

from __future__ import annotations

from collections.abc import Mapping

from qtnet.report.exhibit import Exhibit, exhibit_of
from qtnet.report.figures.coassignment import draw_coassignment, prepare_coassignment
from qtnet.report.inputs import ReportInputs

__all__ = ["show_blocs"]


def show_blocs(inputs: ReportInputs, blocs: Mapping[str, int], names: Mapping[str, str]) -> Exhibit:
    """Show the co-assignment matrix."""
    frame = prepare_coassignment(inputs.coassignment, inputs.blocs)
    return exhibit_of(
        "coassignment",
        frame,
        lambda narrow: draw_coassignment(frame, blocs, names, narrow=narrow),
        title="How often two actors fall into the same bloc",
        reading="The search for blocs was repeated from many starts on the same ties. Dark: together every time, which "
        "is agreement of the searches and no certainty. Frames mark the blocs; "
        "dark cells outside a frame are actors that could as well belong there. Actors alone in a bloc are left out.",
        alt=f"Matrix of {len(frame)} actors ordered by bloc; the table below has the shares.",
        source="Signed multilayer modularity: the best of all searches, and how often they agree.",
        reason="No two actors stand together in a bloc.",
        table=frame.reset_index(names="actor"),
    )
