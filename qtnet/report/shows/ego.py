"""The exhibit of one actor and its partners, for the reader to choose."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from qtnet.report.exhibit import Exhibit, Variant, exhibit_of, table_of
from qtnet.report.figures.ego import draw_ego, partners_of, prepare_ego
from qtnet.report.figures.layered import layers_by_ties
from qtnet.report.figures.positions import heaviest
from qtnet.report.inputs import ReportInputs
from qtnet.report.labels import layer_label, shorten
from qtnet.report.shows.sources import documents_source

__all__ = ["show_ego"]

_CHOICES = 24  # actors with a figure of their own; the search and the table reach all others


def show_ego(inputs: ReportInputs, blocs: Mapping[str, int], names: Mapping[str, str]) -> Exhibit:
    """Show the ties of one actor, the heaviest first."""
    network = inputs.network
    actors = heaviest(network, _CHOICES) if len(network) else []
    egos = {actor: prepare_ego(network, actor) for actor in actors}
    layers = layers_by_ties(network) if len(network) else []

    def draw(actor: str, narrow: bool) -> go.Figure:
        return draw_ego(egos[actor], network, layers, blocs, names, narrow=narrow)

    first = actors[0] if actors else ""
    frame = egos[first] if actors else pd.DataFrame(columns=["actor", "partner", "facts"])
    called = shorten(names.get(first, first), 40)
    more = f" The {_CHOICES} heaviest of {len(inputs.network_actors)} actors can be chosen."
    return exhibit_of(
        "ego",
        frame,
        lambda narrow: draw(first, narrow),
        title="One actor and its partners",
        reading="The star has the ties of the chosen actor, thicker for more and surer facts; thin grey lines tie its "
        "partners to each other. The table of marks has the same ties by technology. At most 18 partners, the heaviest."
        + (more if len(inputs.network_actors) > _CHOICES and len(actors) == _CHOICES else ""),
        alt=_alt(frame, called),
        source=documents_source(inputs),
        legend=(
            ("cooperation", "cooperation"),
            ("hostility", "hostility"),
            ("cell-cooperation", "cooperation in a technology"),
            ("cell-hostility", "hostility in a technology"),
        ),
        reason="No tie joins two actors of this network.",
        table=_table(frame, names),
        variants=tuple(
            Variant(
                key=actor,
                label=shorten(names.get(actor, actor), 60),
                wide=draw(actor, False),
                narrow=draw(actor, True),
                table=table_of(_table(egos[actor], names)),
            )
            for actor in sorted(actors, key=lambda a: (names.get(a, a), a))
        ),
        choice="Actor",
        whole=f"{called} (most ties)",
    )


def _alt(frame: pd.DataFrame, called: str) -> str:
    if frame.empty:
        return ""
    hostile = int((frame["sign"] < 0).sum())
    partners = partners_of(frame, {}, top=len(frame))
    return (
        f"{called}: {len(frame)} ties with {len(partners)} partners in {frame['layer'].nunique()} technologies, "
        f"{hostile} of them hostile."
    )


def _table(ties: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    if ties.empty:
        return ties
    return ties.assign(
        actor=[names.get(str(a), str(a)) for a in ties["actor"]],
        partner=[names.get(str(a), str(a)) for a in ties["partner"]],
        layer=[layer_label(str(layer)) for layer in ties["layer"]],
    )
