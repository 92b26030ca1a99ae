"""The exhibits of the network: planes, and technologies side by side."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from qtnet.report.exhibit import Exhibit, exhibit_of
from qtnet.report.figures.layered import draw_layered, prepare_ties
from qtnet.report.figures.multiples import draw_multiples
from qtnet.report.inputs import ReportInputs
from qtnet.report.shows.sources import documents_source

__all__ = ["show_layered", "show_multiples"]

_TOP = 40  # actors in a network figure; beyond that labels and lines cannot be told apart

_SIGNS = (("cooperation", "cooperation"), ("hostility", "hostility (export control, rivalry)"))


def show_layered(inputs: ReportInputs, blocs: Mapping[str, int], names: Mapping[str, str]) -> Exhibit:
    """Show the layered network."""
    ties = prepare_ties(inputs.network, top=_TOP)
    kept = len(set(ties["source"]) | set(ties["target"]))
    of_all = f" The {kept} heaviest of {len(inputs.network_actors)} actors are drawn." if kept == _TOP else ""
    return exhibit_of(
        "layered",
        ties,
        lambda narrow: draw_layered(ties, blocs, names, narrow=narrow),
        title="The network, one plane per technology",
        reading="Each actor stands at the same place in every plane; dotted threads join the planes of the heaviest "
        f"six. A line is a tie: thicker for more and surer facts. Choose a line to read them.{of_all}",
        alt=_network_alt(ties),
        source=documents_source(inputs),
        legend=(*_SIGNS, *_bloc_legend(blocs, kept_in=ties)),
        reason="No tie joins two actors of this network.",
    )


def show_multiples(inputs: ReportInputs, blocs: Mapping[str, int], names: Mapping[str, str]) -> Exhibit:
    """Show the small multiples."""
    ties = prepare_ties(inputs.network, top=_TOP)
    columns = 3 if ties["layer"].nunique() in (3, 5, 6, 9) else 4
    return exhibit_of(
        "multiples",
        ties,
        lambda narrow: draw_multiples(ties, blocs, names, columns=2 if narrow else columns),
        title="The technologies side by side",
        reading="The same circle for each technology, neighbours belonging to the same bloc. Arrowheads point from "
        "supplier, funder or restrictor to the other side. Small grey dots have no tie in that technology.",
        alt=_network_alt(ties),
        source=documents_source(inputs),
        legend=(*_SIGNS, *_bloc_legend(blocs, kept_in=ties)),
        reason="No tie joins two actors of this network.",
    )


def _bloc_legend(blocs: Mapping[str, int], *, kept_in: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    shown = sorted({blocs.get(str(a), 0) for a in (*kept_in["source"], *kept_in["target"])})
    return tuple((f"bloc-{bloc}", f"bloc {bloc}" if bloc else "no bloc") for bloc in shown[:6])


def _network_alt(ties: pd.DataFrame) -> str:
    hostile = int((ties["sign"] < 0).sum())
    actors = len(set(ties["source"]) | set(ties["target"]))
    return (
        f"{actors} actors joined by {len(ties)} ties in {ties['layer'].nunique()} technologies, "
        f"{hostile} of them hostile. The table below lists all."
    )
