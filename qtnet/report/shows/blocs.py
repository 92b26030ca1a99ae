"""The exhibits of the blocs: the ties ordered by bloc, and how firm each actor's place is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from qtnet.report.exhibit import Exhibit, exhibit_of
from qtnet.report.figures.adjacency import draw_adjacency, matrix_order, prepare_adjacency
from qtnet.report.figures.coassignment import draw_coassignment, firmness, prepare_coassignment
from qtnet.report.figures.gathered import Gathered, gather
from qtnet.report.figures.positions import heaviest
from qtnet.report.figures.tree import Tree, grow_tree
from qtnet.report.inputs import ReportInputs
from qtnet.report.shows.sources import documents_source

__all__ = ["adjacency_alt", "show_adjacency", "show_coassignment"]

_TOP = 40  # rows of a matrix; beyond that neither names nor cells can be read

_TOP_NARROW = 20  # the same on a phone

_TREE = "The tree beside it joins first what repeated searches put together most often."


def show_adjacency(inputs: ReportInputs, blocs: Mapping[str, int], names: Mapping[str, str]) -> Exhibit:
    """Show the signed ties as a matrix ordered by bloc."""
    wide = _Matrix.of(inputs, blocs, names, top=_TOP)
    # On a phone the cells of forty actors would be smaller than a fingertip by far.
    small = wide if len(wide.order) <= _TOP_NARROW + 4 else _Matrix.of(inputs, blocs, names, top=_TOP_NARROW)
    frame, drawn = wide.frame, wide.drawn
    return exhibit_of(
        "adjacency",
        frame,
        lambda narrow: (small if narrow else wide).draw(narrow=narrow),
        title="Every tie, ordered by bloc",
        reading="Row acts, column is acted on; a tie without direction stands in both. Larger marks have more and "
        "surer facts behind them. Blocs worth the name keep squares inside the shaded boxes and crosses outside. "
        f"{_TREE}{drawn.said}" + ("" if small is wide else f" A phone shows {_TOP_NARROW} by name."),
        alt=adjacency_alt(frame, drawn.blocs),
        source=documents_source(inputs),
        legend=(
            ("cell-cooperation", "cooperation"),
            ("cell-hostility", "hostility"),
            *(
                (f"bloc-{bloc}", f"bloc {bloc}")
                for bloc in sorted({drawn.blocs.get(a, 0) for a in wide.order})[:6]
                if bloc
            ),
        ),
        reason="No tie joins two actors of this network.",
        table=frame.assign(actor=frame["actor"].map(drawn.names.get), partner=frame["partner"].map(drawn.names.get)),
    )


@dataclass(frozen=True, eq=False)
class _Matrix:
    """The ties of the heaviest actors as a matrix in the order of the tree."""

    drawn: Gathered
    tree: Tree
    order: list[str]
    frame: pd.DataFrame

    @classmethod
    def of(cls, inputs: ReportInputs, blocs: Mapping[str, int], names: Mapping[str, str], *, top: int) -> _Matrix:
        drawn = gather(inputs.network, blocs, names, top=top, inside=True)
        tree = grow_tree(inputs.coassignment, blocs, heaviest(drawn.ties, 2 * len(drawn.ties)))
        order = matrix_order(drawn.ties, tree, drawn.blocs)
        return cls(drawn, tree, order, prepare_adjacency(drawn.ties, order))

    def draw(self, *, narrow: bool) -> go.Figure:
        drawn = self.drawn
        return draw_adjacency(self.frame, self.order, self.tree, drawn.blocs, drawn.names, narrow=narrow)


def show_coassignment(inputs: ReportInputs, blocs: Mapping[str, int], names: Mapping[str, str]) -> Exhibit:
    """Show how often two actors fall into one bloc, and how firm the place of each is."""
    tied = heaviest(inputs.network, len(inputs.network_actors))[:_TOP] if len(inputs.network) else []
    tree = grow_tree(inputs.coassignment, blocs, tied)
    frame = prepare_coassignment(inputs.coassignment, tree.order)
    firm = firmness(inputs.blocs, inputs.bloc_support, tree.order)
    more = f" The {_TOP} heaviest of {len(inputs.network_actors)} actors." if len(tied) == _TOP else ""
    supported = bool(firm["support"].notna().any())
    return exhibit_of(
        "coassignment",
        frame,
        lambda narrow: draw_coassignment(frame, firm, tree, blocs, names, narrow=narrow),
        title="How often two actors fall into the same bloc",
        reading="Cells of full colour: together in every search on the same ties. Boxes are blocs; coloured cells "
        f"outside one are actors that could as well belong there. {_TREE} {_firm_reading(supported)}{more}",
        alt=_coassignment_alt(firm, names, supported),
        source="Signed multilayer modularity: the best of all searches, and how often they agree."
        + (" Support: the search repeated on resampled documents." if supported else ""),
        legend=(("dot", "agreement of searches"), *((("hedger", "support of documents"),) if supported else ())),
        reason="No two actors are tied.",
        table=_firm_table(firm, blocs, names).join(frame.rename(columns=dict(names)).reset_index(drop=True)),
    )


def _firm_reading(supported: bool) -> str:
    if supported:
        return (
            "At the right, how often an actor stands with its bloc: dots over repeated searches, which say whether the "
            "ties decide, diamonds over resampled documents, which say whether other texts would agree."
        )
    return (
        "Dots at the right: how often an actor stands with its bloc. That is agreement of searches on the same ties; "
        "whether other documents would agree was not measured."
    )


def _firm_table(firm: pd.DataFrame, blocs: Mapping[str, int], names: Mapping[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "actor": [names.get(actor, actor) for actor in firm["actor"]],
            "bloc": [blocs.get(actor, 0) for actor in firm["actor"]],
            "stability": firm["agreement"].tolist(),
            "support": firm["support"].tolist(),
        }
    )


def adjacency_alt(frame: pd.DataFrame, blocs: Mapping[str, int]) -> str:
    """Say of a matrix of ties how many actors it has and how far the signs keep to the blocs."""
    if frame.empty:
        return ""
    inside = frame["actor"].map(lambda a: blocs.get(a, 0)) == frame["partner"].map(lambda a: blocs.get(a, 0))
    friendly, hostile = frame["sign"] > 0, frame["sign"] < 0
    told = [
        f"{inside[friendly].mean():.0%} of the cooperating pairs share a bloc" if friendly.any() else "",
        f"{1 - inside[hostile].mean():.0%} of the hostile pairs do not" if hostile.any() else "",
    ]
    return f"Matrix of {frame['actor'].nunique()} actors: {', '.join(part for part in told if part)}."


def _coassignment_alt(firm: pd.DataFrame, names: Mapping[str, str], supported: bool) -> str:
    kind, called = ("support", "resampled documents") if supported else ("agreement", "repeated searches")
    known = firm.dropna(subset=[kind]).sort_values([kind, "actor"])
    if known.empty:
        return f"Matrix of {len(firm)} actors ordered by tree."
    least = known.iloc[0]
    return (
        f"Matrix of {len(firm)} actors. Over {called} an actor stands with its bloc in {known[kind].mean():.0%} on "
        f"average, least {names.get(least['actor'], least['actor'])} with {least[kind]:.0%}."
    )
