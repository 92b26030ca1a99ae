"""The exhibits of the actors between the poles: where they stand, and who is tied to both."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from qtnet.report.evidence import facts_by_end
from qtnet.report.exhibit import Exhibit, Variant, exhibit_of
from qtnet.report.figures.alignment import BETWEEN, draw_alignment, prepare_alignment
from qtnet.report.figures.bridges import ROLES, draw_bridges, prepare_bridges
from qtnet.report.inputs import ReportInputs
from qtnet.report.labels import layer_label
from qtnet.report.shows.sources import documents_source
from qtnet.report.words.coverage import coverage_said
from qtnet.report.words.sentences import count
from qtnet.results import MULTILAYER

__all__ = ["show_alignment", "show_bridges"]


def show_alignment(inputs: ReportInputs, names: Mapping[str, str]) -> Exhibit:
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
        "are left out." + coverage_said(inputs, inputs.alignment),
        alt=_alignment_alt(frame, poles),
        source=documents_source(inputs),
        legend=(("estimate", "aligned, with 95 % interval"), ("hedger", "probably between the poles")),
        table=_named(frame).rename(columns=_sides(poles)),
        reason="No actor is tied to a pole.",
    )


def _named(frame: pd.DataFrame) -> pd.DataFrame:
    """Put each actor's name first and its code beside it; what is the same in all rows is left out."""
    told = frame.drop(columns=["metric", "layer", "window", "size"], errors="ignore")
    first = {"actor": told["name"], "code": told["actor"]}
    return pd.DataFrame(first).join(told.drop(columns=["actor", "name"]))


def show_bridges(inputs: ReportInputs, names: Mapping[str, str]) -> Exhibit:
    """Show who is tied to both poles, over all technologies and in each with an actor between the poles."""
    poles = (names.get(inputs.poles[0], inputs.poles[0]), names.get(inputs.poles[1], inputs.poles[1]))
    frame = _bridging(inputs, names, MULTILAYER)
    layers = sorted({str(layer) for layer in inputs.bridges["layer"]} - {MULTILAYER})
    others = [(layer, _bridging(inputs, names, layer)) for layer in layers]
    return exhibit_of(
        "bridges",
        frame,
        lambda narrow: draw_bridges(frame, poles, narrow=narrow),
        title="Who bridges the poles",
        reading=f"Across: where an actor stands between {poles[1]} and {poles[0]}. Up: how much its evidence pulls it "
        "to both sides. As in the figure before, diamonds are more likely than not to stand between the poles, and are "
        "pulled to both; triangles are as likely, with little to pull them to both; squares are pulled to both, yet "
        "less likely to stand between; pale dots are neither. The shaded middle is where the value itself lies. "
        "Exploratory.",
        alt=" ".join(_bridges_alt(layer, own) for layer, own in ((MULTILAYER, frame), *others) if len(own)),
        source=f"{documents_source(inputs)} The height is ambivalence (1 when pulled to both alike) times engagement "
        "(share of the evidence that has to do with either side).",
        table=frame.assign(role=[ROLES[role][0] for role in frame["role"]]).drop(columns="actor"),
        reason="How far actors are tied to both poles was not computed, or no actor is tied to a pole.",
        variants=tuple(
            Variant(
                key=layer,
                label=layer_label(layer),
                wide=draw_bridges(own, poles),
                narrow=draw_bridges(own, poles, narrow=True),
            )
            for layer, own in others
            if len(own)
        ),
    )


def _bridging(inputs: ReportInputs, names: Mapping[str, str], layer: str) -> pd.DataFrame:
    network = inputs.network if layer == MULTILAYER else inputs.network[inputs.network["layer"] == layer]
    own = inputs.alignment[~inputs.alignment["actor"].isin(inputs.poles)]
    of_actor = facts_by_end(network)
    facts = {str(actor): of_actor.get(str(actor), ()) for actor in own["actor"].unique()}
    return prepare_bridges(own, inputs.bridges, names, facts, layer=layer)


def _bridges_alt(layer: str, frame: pd.DataFrame) -> str:
    """Say of one technology, or of all, who is in which role."""
    told = [
        f"{words}: {', '.join(own) if (own := frame.loc[frame['role'] == role, 'name'].tolist()) else 'nobody'}"
        for role, (words, _, _) in ROLES.items()
        if role
    ]
    return f"{layer_label(layer)}: {count(len(frame), 'actor')}; " + "; ".join(told) + "."


def _sides(poles: tuple[str, str]) -> dict[str, str]:
    """Name the pole in the columns of probabilities."""
    return {
        f"p_pole_{side}": f"probability with {pole}, {end} (share of resamples)"
        for side, pole, end in zip("ab", poles, ("+1", "−1"), strict=True)
    }


def _alignment_alt(frame: pd.DataFrame, poles: tuple[str, str]) -> str:
    middle = frame[frame["p_hedger"].fillna(0) > BETWEEN]["name"].tolist()
    between = ", ".join(str(name) for name in middle) or "nobody"
    return f"{len(frame)} actors on an axis from {poles[1]} to {poles[0]}; probably between them: {between}."
