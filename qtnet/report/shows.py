"""The exhibits: which frame, which figure and which words belong together."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from qtnet.report.exhibit import Exhibit, Variant, exhibit_of
from qtnet.report.figures.alignment import draw_alignment, prepare_alignment
from qtnet.report.figures.centrality import draw_centrality, prepare_centrality
from qtnet.report.figures.coassignment import draw_coassignment, prepare_coassignment
from qtnet.report.figures.funding import draw_flows, draw_totals, prepare_flows, prepare_totals
from qtnet.report.figures.layered import draw_layered, layers_by_ties, prepare_ties
from qtnet.report.figures.multiples import draw_multiples
from qtnet.report.figures.null import draw_null, prepare_null
from qtnet.report.figures.profile import draw_profile, prepare_profile
from qtnet.report.figures.sensitivity import draw_sensitivity, prepare_sensitivity
from qtnet.report.inputs import ReportInputs
from qtnet.report.labels import layer_label, layers_named, money
from qtnet.report.money_words import SUMS_OF_STATEMENTS
from qtnet.report.rounding import estimate_text
from qtnet.report.rows import rows

__all__ = [
    "show_alignment",
    "show_blocs",
    "show_centrality",
    "show_flows",
    "show_layered",
    "show_multiples",
    "show_null",
    "show_profile",
    "show_sensitivity",
    "show_totals",
]

_TOP = 40  # actors in a network figure; beyond that labels and lines cannot be told apart

Names = Mapping[str, str]
_SIGNS = (("cooperation", "cooperation"), ("hostility", "hostility (export control, rivalry)"))


def show_layered(inputs: ReportInputs, blocs: Mapping[str, int], names: Names) -> Exhibit:
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
        source=_source(inputs),
        legend=(*_SIGNS, *_bloc_legend(blocs, kept_in=ties)),
        reason="No tie joins two actors of this network.",
    )


def show_multiples(inputs: ReportInputs, blocs: Mapping[str, int], names: Names) -> Exhibit:
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
        source=_source(inputs),
        legend=(*_SIGNS, *_bloc_legend(blocs, kept_in=ties)),
        reason="No tie joins two actors of this network.",
    )


def show_centrality(inputs: ReportInputs, names: Names) -> Exhibit:
    """Show the centralities over all technologies, and in each."""
    frame = prepare_centrality(inputs.centrality, inputs.network, names)
    layers = layers_by_ties(inputs.network) if len(inputs.network) else []
    parts = {layer: prepare_centrality(inputs.centrality, inputs.network, names, layer=layer) for layer in layers}

    def draw(part: pd.DataFrame, narrow: bool) -> go.Figure:
        return draw_centrality(part, columns=2 if narrow else max(1, part["panel"].nunique()))

    return exhibit_of(
        "centrality",
        frame,
        lambda narrow: draw(frame, narrow),
        title="How central each actor is, by several readings of the word",
        reading="Dots are estimates, bars their 95 % intervals from resampled documents and uncertain facts. Actors in "
        "the order of the first panel; at most 14.",
        alt=_leaders_alt(frame),
        source=_source(inputs),
        reason="No centrality was computed.",
        table=inputs.centrality,
        variants=tuple(
            Variant(key=layer, label=layer_label(layer), wide=draw(part, False), narrow=draw(part, True))
            for layer, part in parts.items()
            if len(part)
        ),
    )


def show_blocs(inputs: ReportInputs, blocs: Mapping[str, int], names: Names) -> Exhibit:
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


def show_profile(inputs: ReportInputs, facts: Mapping[str, tuple[str, ...]]) -> Exhibit:
    """Show components and headline per technology."""
    frame = prepare_profile(inputs.bipolarity, facts)
    return exhibit_of(
        "profile",
        frame,
        lambda narrow: draw_profile(frame, columns=2 if narrow else max(1, frame["panel"].nunique())),
        title="The bipolarity profile",
        reading="TBI is high only if two poles hold the capability (C) and relations follow the divide: cooperation "
        "stays inside (S), hostility runs across (H), no third bloc is needed (D), and all technologies split alike "
        "(X). Bars are 95 % intervals.",
        alt=_profile_alt(frame),
        source=_source(inputs) + (f" Exploratory: {inputs.exploratory_reason}." if inputs.exploratory else ""),
        reason="No bipolarity was computed.",
    )


def show_null(inputs: ReportInputs) -> Exhibit:
    """Show the observed values against chance."""
    frame = prepare_null(inputs.bipolarity, inputs.null_draws)
    null = layers_named(inputs.null, inputs.network["layer"])
    return exhibit_of(
        "null",
        frame,
        lambda narrow: draw_null(frame, narrow=narrow),
        title="The index against chance",
        reading="Grey hills: what the index would be by chance alone. Dots: what was observed, with its interval. A "
        f"dot well to the right of its hill is more than chance. {_first_sentence(null)}".strip(),
        alt=_null_alt(frame),
        source=_source(inputs),
        legend=(("estimate", "observed, with 95 % interval"), ("null", "chance alone")),
        reason="The index is not defined in any technology; the answer above gives the reasons.",
    )


def show_sensitivity(inputs: ReportInputs) -> Exhibit:
    """Show how the index moves with the settings of the method."""
    frame = prepare_sensitivity(inputs.sensitivity)
    low, high = (frame["TBI"].min(), frame["TBI"].max()) if len(frame) else (0.0, 0.0)
    return exhibit_of(
        "sensitivity",
        frame,
        lambda narrow: draw_sensitivity(frame, narrow=narrow),
        title="What would change the answer",
        reading="Each stroke is the index over all technologies under another setting of the method; a row holds all "
        "settings that share one choice. Where a row lies apart from its neighbours, that choice matters.",
        alt=f"Over {len(frame)} strokes the index runs from {low:.2f} to {high:.2f}.",
        source="The same facts, other settings; no interval is drawn here.",
        reason="The index is not defined under any other setting, or no other setting was tried.",
        table=inputs.sensitivity.round(4),
    )


def show_alignment(inputs: ReportInputs, names: Names) -> Exhibit:
    """Show the actors between the poles."""
    frame = prepare_alignment(inputs.alignment, inputs.network, names)
    poles = (names.get(inputs.poles[0], inputs.poles[0]), names.get(inputs.poles[1], inputs.poles[1]))
    return exhibit_of(
        "alignment",
        frame,
        lambda narrow: draw_alignment(frame, poles, narrow=narrow),
        title=f"Between {poles[1]} and {poles[0]}",
        reading="Right: pulled by ties of cooperation and hostility towards the one pole, left: towards the other. "
        "Diamonds in the shaded middle are more likely than not to stand between. Actors without any path to a pole "
        "are left out.",
        alt=_alignment_alt(frame, poles),
        source=_source(inputs),
        legend=(("estimate", "aligned, with 95 % interval"), ("hedger", "probably between the poles")),
        table=frame.rename(columns=_sides(poles)),
        reason="No actor is tied to a pole.",
    )


def show_flows(inputs: ReportInputs, names: Names, amounts: Mapping[str, str]) -> Exhibit:
    """Show the flows of money."""
    frame = prepare_flows(inputs.funding_flows, names)
    return exhibit_of(
        "flows",
        frame,
        lambda narrow: draw_flows(frame, amounts, narrow=narrow),
        title="From funder over technology to recipient",
        reading="Width is the amount in constant US dollars; the hover gives it in the currency of the text. “Not "
        "named” is what the sentence leaves open.",
        alt=_flows_alt(frame),
        source=_money_source(inputs.funding),
        reason="The documents name no amount of funding.",
    )


def show_totals(inputs: ReportInputs, amounts: Mapping[str, str]) -> Exhibit:
    """Show the totals per technology."""
    frame = prepare_totals(inputs.funding_totals)
    return exhibit_of(
        "totals",
        frame,
        lambda narrow: draw_totals(frame, amounts, narrow=narrow),
        title="Money per technology",
        reading="Sums of the amounts in constant US dollars. One large investment can outweigh all the rest. "
        + SUMS_OF_STATEMENTS,
        alt="; ".join(
            f"{layer_label(str(d))} {money(float(v))}"
            for d, v in zip(frame["domain"], frame["amount_usd"], strict=True)
        )
        + ".",
        source=_money_source(inputs.funding),
        reason="The documents name no amount of funding.",
    )


def _sides(poles: tuple[str, str]) -> dict[str, str]:
    """Name the pole in the columns of probabilities."""
    return {
        f"p_pole_{side}": f"probability with {pole}, {end} (share of resamples)"
        for side, pole, end in zip("ab", poles, ("+1", "−1"), strict=True)
    }


def _source(inputs: ReportInputs) -> str:
    return f"Ties found in {len(inputs.documents)} documents; each opens its quotations."


def _money_source(funding: pd.DataFrame) -> str:
    years = sorted({int(year) for year in funding["usd_year"]}) if "usd_year" in funding.columns else []
    of_year = f" of {years[0]}" if len(years) == 1 else ""
    return f"Amounts named in the documents, at yearly mean rates, in constant US dollars{of_year}."


def _first_sentence(text: str) -> str:
    first = text.split(". ")[0].rstrip(".")
    return first[:1].upper() + first[1:] + "." if first else ""


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


def _leaders_alt(frame: pd.DataFrame) -> str:
    first = frame[frame["panel"] == frame["panel"].iloc[0]].head(3) if len(frame) else frame
    told = [f"{r['row']} {estimate_text(r['estimate'], r['ci_low'], r['ci_high'])}" for r in rows(first)]
    return f"{frame['panel'].iloc[0]}: {', '.join(told)}." if told else ""


def _profile_alt(frame: pd.DataFrame) -> str:
    top = frame[frame["metric"] == "TBI"].head(4)
    told = [f"{r['row']} {estimate_text(r['estimate'], r['ci_low'], r['ci_high'])}" for r in rows(top)]
    return f"TBI: {'; '.join(told)}."


def _null_alt(frame: pd.DataFrame) -> str:
    return "; ".join(
        f"{layer_label(r['layer'])}: observed {r['estimate']:.2f}, chance {r['null_low']:.2f} to {r['null_high']:.2f}"
        for r in rows(frame.head(4))
    ) + "."  # fmt: skip


def _alignment_alt(frame: pd.DataFrame, poles: tuple[str, str]) -> str:
    middle = frame[frame["p_hedger"].fillna(0) > 0.5]["name"].tolist()
    between = ", ".join(str(name) for name in middle) or "nobody"
    return f"{len(frame)} actors on an axis from {poles[1]} to {poles[0]}; probably between them: {between}."


def _flows_alt(frame: pd.DataFrame) -> str:
    told = [
        f"{r['funder']} to {r['recipient']} {money(r['amount_usd'])} for {layer_label(r['domain'])}"
        for r in rows(frame.head(3))
    ]
    return "Largest flows: " + "; ".join(told) + "."
