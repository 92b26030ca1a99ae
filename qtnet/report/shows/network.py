"""The exhibits of the network: planes, and technologies side by side."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from qtnet.report.exhibit import Exhibit, exhibit_of
from qtnet.report.figures.gathered import Gathered, is_gathered, prepare_ties
from qtnet.report.figures.layered import MOST_PLANES, draw_layered
from qtnet.report.figures.multiples import MOST_PANELS, draw_multiples
from qtnet.report.inputs import ReportInputs
from qtnet.report.labels import layer_label
from qtnet.report.shows.sources import documents_source

__all__ = ["show_layered", "show_multiples"]

_TOP = 40  # actors in a network figure; beyond that labels and lines cannot be told apart

_SIGNS = (("cooperation", "cooperation"), ("hostility", "hostility (export control, rivalry)"))


def show_layered(inputs: ReportInputs, blocs: Mapping[str, int], names: Mapping[str, str]) -> Exhibit:
    """Show the layered network."""
    drawn = prepare_ties(inputs.network, blocs, names, top=_TOP)
    return exhibit_of(
        "layered",
        drawn.ties,
        lambda narrow: draw_layered(drawn, narrow=narrow),
        title="The network, one plane per technology",
        reading="Each actor stands at the same place in every plane; dotted threads join the planes of the heaviest "
        "six. A line is a tie: thicker for more and surer facts. Choose a line to read them."
        + _beyond(inputs.network, MOST_PLANES, "planes")
        + _gathered(drawn),
        alt=_network_alt(inputs.network),
        source=documents_source(inputs),
        legend=(*_SIGNS, *_bloc_legend(drawn.blocs, kept_in=drawn.ties)),
        reason="No tie joins two actors of this network.",
        table=_table(inputs.network, names),
    )


def show_multiples(inputs: ReportInputs, blocs: Mapping[str, int], names: Mapping[str, str]) -> Exhibit:
    """Show the small multiples."""
    drawn = prepare_ties(inputs.network, blocs, names, top=_TOP)
    columns = 3 if len(drawn.counts) in (3, 5, 6, 9) else 4
    return exhibit_of(
        "multiples",
        drawn.ties,
        lambda narrow: draw_multiples(drawn, columns=2 if narrow else columns),
        title="The technologies side by side",
        reading="The same circle for each technology, neighbours belonging to the same bloc. Arrowheads point from "
        "supplier, funder or restrictor to the other side. Small grey dots have no tie in that technology."
        + _beyond(inputs.network, MOST_PANELS, "circles")
        + _gathered(drawn),
        alt=_network_alt(inputs.network),
        source=documents_source(inputs),
        legend=(*_SIGNS, *_bloc_legend(drawn.blocs, kept_in=drawn.ties)),
        reason="No tie joins two actors of this network.",
        table=_table(inputs.network, names),
    )


def _beyond(network: pd.DataFrame, most: int, called: str) -> str:
    layers = network["layer"].nunique()
    return f" The {most} technologies with most ties of {layers} have {called}." if layers > most else ""


def _gathered(drawn: Gathered) -> str:
    marks = any(is_gathered(str(actor)) for actor in (*drawn.ties["source"], *drawn.ties["target"]))
    aside = " Open marks with a dot stand for several actors. The table has every tie." if marks else ""
    return drawn.said + aside


def _table(network: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Give every tie of the network, whether it is drawn alone or with others."""
    ends = {end: [names.get(str(actor), str(actor)) for actor in network[end]] for end in ("source", "target")}
    return network.assign(**ends, layer=[layer_label(str(layer)) for layer in network["layer"]])


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
