"""The exhibits that compare technologies and windows of time: how alike they are, and how the blocs move."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from qtnet.report.evidence import facts_by_end
from qtnet.report.exhibit import Exhibit, exhibit_of
from qtnet.report.figures.alluvial import bloc_letter, draw_alluvial, prepare_alluvial
from qtnet.report.figures.layered import layers_by_ties
from qtnet.report.figures.positions import heaviest
from qtnet.report.figures.similarity import draw_similarity, prepare_similarity
from qtnet.report.inputs import ReportInputs
from qtnet.report.labels import layer_label, metric_label
from qtnet.report.rows import rows
from qtnet.report.shows.sources import documents_source
from qtnet.report.words.sentences import CANNOT_TELL, count
from qtnet.results import MULTILAYER

__all__ = ["show_bloc_layers", "show_bloc_windows", "show_similarity"]

#: Blocs of fewer ties change with every tie more or less.
FEWEST_TIES = 10

_BANDS = 40  # actors in an alluvial figure
_MOST = 12  # technologies in a matrix; more cells would be too small for their numbers


def show_similarity(inputs: ReportInputs) -> Exhibit:
    """Show how alike the technologies are."""
    layers = layers_by_ties(inputs.network) if len(inputs.network) else []
    frame = prepare_similarity(inputs.layer_similarity, layers[:_MOST])
    more = f" The {_MOST} of {len(layers)} technologies with most ties." if len(layers) > _MOST else ""
    return exhibit_of(
        "similarity",
        frame,
        lambda narrow: draw_similarity(frame, layers[:_MOST], narrow=narrow),
        title="How alike the technologies are",
        reading="Each cell compares two technologies; the fuller the colour, the more alike. The first measures ask "
        "whether the same pairs are tied, the same actors present, and the same actors foremost; the distance compares "
        f"all ties at once. Few ties make every comparison coarse.{more}",
        alt=_alt(frame),
        source=f"{documents_source(inputs)} No interval is drawn here.",
        reason="Two technologies with ties are needed."
        if len(layers) < 2
        else "The study did not compare technologies.",
        table=frame.drop(columns=["alike"]).assign(
            metric=[metric_label(str(metric))[0] for metric in frame["metric"]],
            layer_a=[layer_label(str(layer)) for layer in frame["layer_a"]],
            layer_b=[layer_label(str(layer)) for layer in frame["layer_b"]],
        ),
    )


def show_bloc_layers(inputs: ReportInputs, names: Mapping[str, str]) -> Exhibit:
    """Show in which bloc each actor stands in each technology."""
    layers = layers_by_ties(inputs.network) if len(inputs.network) else []
    actors = _heaviest(inputs, set(inputs.blocs["actor"]))
    states = _layer_states(inputs, actors)
    frame = prepare_alluvial(states, [MULTILAYER, *layers], actors) if len(states) else states
    return exhibit_of(
        "bloc-layers",
        frame,
        lambda narrow: draw_alluvial(
            frame, {layer: layer_label(layer) for layer in frame["stage"]}, names, narrow=narrow
        ),
        title="The blocs, technology by technology",
        reading="Each band is an actor, each block a bloc with its number; a band grows thin where the actor has no "
        "tie. All technologies were searched together, so a number means the same bloc everywhere. A band that changes "
        "its block stands with others in that technology."
        + (f" The {_BANDS} heaviest actors; a" if len(inputs.network_actors) > _BANDS else " A")
        + " phone shows the largest technologies.",
        alt=_moves_alt(frame, names),
        source="Signed multilayer modularity: the best of all searches.",
        reason="There are no ties, so there are no blocs.",
        table=_states_table(frame, names, {layer: layer_label(str(layer)) for layer in frame["stage"]}),
    )


def show_bloc_windows(inputs: ReportInputs, names: Mapping[str, str]) -> Exhibit:
    """Show how the blocs change over time."""
    given = inputs.window_blocs.dropna(subset=["bloc"]) if len(inputs.window_blocs) else inputs.window_blocs
    ties = _ties_of_windows(inputs)
    states = given.rename(columns={"window": "stage"})
    states = states[[ties.get(str(stage), 0) >= FEWEST_TIES for stage in states["stage"]]]
    stages = list(dict.fromkeys(states.sort_values(["start", "stage"])["stage"])) if len(states) else []
    enough = f"{len(stages)} of {count(len(ties), 'window')} of time {'holds' if len(stages) < 2 else 'hold'}"
    frame = (
        prepare_alluvial(states, stages, _heaviest(inputs, set(states["actor"]))) if len(stages) > 1 else states.head(0)
    )
    return exhibit_of(
        "bloc-windows",
        frame,
        lambda narrow: draw_alluvial(frame, {}, names, lettered=True, narrow=narrow),
        title="The blocs over time",
        reading="Each band is an actor, each block a bloc; a band grows thin where the actor has no tie in the window. "
        "Each window is searched alone, and a bloc keeps its letter where most of its actors stay: letters are not the "
        "numbers of the blocs above, and a move may also be one between divisions that are nearly as good. Facts "
        "without a year are in no window; a tie that documents date to several years may stand in several windows. "
        f"Only windows with at least {FEWEST_TIES} ties are drawn: {enough} so many. A phone shows the last five.",
        alt=_moves_alt(frame, names),
        source=documents_source(inputs),
        reason=f"How the blocs change over time {CANNOT_TELL}: a window of fewer than {FEWEST_TIES} ties is too small "
        f"for blocs, and {enough.replace('0 of', 'none of', 1) if not stages else f'only {enough}'} so many."
        if ties
        else "The study has no windows of time.",
        table=_states_table(frame, names, {}),
    )


def _ties_of_windows(inputs: ReportInputs) -> dict[str, int]:
    """Give the number of ties of each window."""
    whole = inputs.windows[inputs.windows["layer"] == MULTILAYER] if len(inputs.windows) else inputs.windows
    return {str(window): int(n) for window, n in zip(whole["window"], whole["n_ties"], strict=True)}


def _layer_states(inputs: ReportInputs, actors: list[str]) -> pd.DataFrame:
    """Give the bloc of the actors in each layer in which they have a tie, and over all."""
    network = inputs.network
    tied = {str(layer): set(own["source"]) | set(own["target"]) for layer, own in network.groupby("layer")}
    tied[MULTILAYER] = {str(actor) for ends in tied.values() for actor in ends}
    facts = {str(layer): facts_by_end(own) for layer, own in network.groupby("layer")}
    facts[MULTILAYER] = facts_by_end(network)
    told = [
        {
            "stage": row["layer"],
            "actor": row["actor"],
            "bloc": int(row["estimate"]),
            "facts": facts[str(row["layer"])][str(row["actor"])],
        }
        for row in rows(inputs.blocs[inputs.blocs["actor"].isin(actors) & inputs.blocs["estimate"].notna()])
        if row["actor"] in tied.get(str(row["layer"]), set())
    ]
    return pd.DataFrame(told, columns=["stage", "actor", "bloc", "facts"])


def _heaviest(inputs: ReportInputs, known: set[str]) -> list[str]:
    return [actor for actor in heaviest(inputs.network, len(inputs.network_actors)) if actor in known][:_BANDS]


def _states_table(frame: pd.DataFrame, names: Mapping[str, str], labels: Mapping[str, str]) -> pd.DataFrame:
    if frame.empty:
        return frame
    told = frame[frame["bloc"] > 0]
    return pd.DataFrame(
        {
            "stage": [labels.get(str(stage), str(stage)) for stage in told["stage"]],
            "actor": [names.get(str(actor), str(actor)) for actor in told["actor"]],
            "bloc": told["bloc"].tolist() if labels else [bloc_letter(int(bloc)) for bloc in told["bloc"]],
            "facts": told["facts"].tolist(),
        }
    )


def _moves_alt(frame: pd.DataFrame, names: Mapping[str, str]) -> str:
    told = frame[frame["bloc"] > 0] if len(frame) else frame
    movers = (
        [
            str(names.get(str(actor), str(actor)))
            for actor, own in told.groupby("actor", sort=False)
            if own["bloc"].nunique() > 1
        ]
        if len(told)
        else []
    )
    if not movers:
        return "No actor changes its bloc."
    more = f" and {len(movers) - 5} more" if len(movers) > 5 else ""
    return f"{len(movers)} of {told['actor'].nunique()} actors change their bloc: {', '.join(movers[:5])}{more}."


def _alt(frame: pd.DataFrame) -> str:
    first = frame[frame["metric"] == frame["metric"].iloc[0]].dropna(subset=["estimate"]) if len(frame) else frame
    told = [
        f"{layer_label(r['layer_a'])} and {layer_label(r['layer_b'])} {r['estimate']:.2f}"
        for r in rows(first.sort_values(["alike", "layer_a", "layer_b"], ascending=[False, True, True]).head(3))
    ]
    return f"Most alike by {metric_label(str(first['metric'].iloc[0]))[0].lower()}: {'; '.join(told)}." if told else ""
