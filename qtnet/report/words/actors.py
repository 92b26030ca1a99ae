"""What the page says of a chosen actor, and which facts are its own."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from qtnet.report.evidence import actor_names
from qtnet.report.figures.centrality import leading_metric
from qtnet.report.figures.coassignment import actor_blocs
from qtnet.report.inputs import ReportInputs
from qtnet.report.labels import metric_label
from qtnet.report.rounding import estimate_text
from qtnet.report.rows import rows
from qtnet.results import MULTILAYER

__all__ = ["actor_notes", "facts_by_actor"]


def actor_notes(inputs: ReportInputs, places: Mapping[str, int]) -> list[dict[str, object]]:
    """Give id, name, facts and a line of words for each actor of the network and of its presets, by name."""
    names = actor_names(inputs)
    names |= {str(r["actor"]): str(r["name"]) for r in rows(inputs.preset_actors) if r["name"]}
    facts = facts_by_actor(inputs)
    listed = [str(actor) for actor in (*inputs.network_actors["actor"], *inputs.preset_actors["actor"])]
    own = set(inputs.network_actors["actor"])
    said = _standing(inputs)
    notes: list[dict[str, object]] = [
        {
            "id": actor,
            "name": names.get(actor, actor),
            "facts": [place for fact in facts.get(actor, ()) if (place := places.get(fact, -1)) >= 0],
            "note": said.get(actor, "no tie in the network") if actor in own else "",
        }
        for actor in dict.fromkeys(listed)
    ]
    return sorted(notes, key=lambda note: (str(note["name"]).casefold(), str(note["id"])))


def facts_by_actor(inputs: ReportInputs) -> dict[str, tuple[str, ...]]:
    """Give the facts that name an actor, or one of whom it is the home country.

    Notes
    -----
    A tie of IBM with Japan is one of IBM, of Japan and, if IBM's country is US, of US.
    """
    home = {str(r["actor"]): str(r["country"]) for r in rows(inputs.actors) if not pd.isna(r["country"])}
    found: dict[str, dict[str, None]] = {}
    for frame, key, ends in (
        (inputs.ties, "tie", ("source", "target")),
        (inputs.funding, "funding", ("funder", "recipient")),
    ):
        for row in rows(frame):
            for end in (str(row[end]) for end in ends if not pd.isna(row[end])):
                for actor in (end, home.get(end, "")):
                    if actor:
                        found.setdefault(actor, {})[str(row[key])] = None
    return {actor: tuple(facts) for actor, facts in found.items()}


def _standing(inputs: ReportInputs) -> dict[str, str]:
    """Say where each actor of the network stands: its bloc, its ties, its leading centrality with the interval."""
    blocs = actor_blocs(inputs.blocs)
    ties = inputs.network
    metric = leading_metric(inputs.centrality) if len(inputs.centrality) else ""
    part = inputs.centrality[(inputs.centrality["metric"] == metric) & (inputs.centrality["layer"] == MULTILAYER)]
    scores = {str(r["actor"]): estimate_text(r["estimate"], r["ci_low"], r["ci_high"]) for r in rows(part)}
    told = {}
    for actor in map(str, inputs.network_actors["actor"]):
        mine = ties[(ties["source"] == actor) | (ties["target"] == actor)]
        hostile = int((mine["sign"] < 0).sum())
        words = [f"bloc {blocs[actor]}"] if blocs.get(actor) else []
        words.append(f"{len(mine)} ties" + (f", {hostile} hostile" if hostile else "") if len(mine) != 1 else "1 tie")
        if actor in scores:
            words.append(f"{metric_label(metric)[0]} {scores[actor]}")
        told[actor] = " · ".join(words)
    return told
