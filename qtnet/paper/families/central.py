"""Who is central: each metric, technology and actor with interval and rank, and the leader of each by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from qtnet.paper.keys import slugs
from qtnet.paper.number import PaperNumber
from qtnet.paper.vocabulary import Vocabulary
from qtnet.report.figures.centrality import leading_metric
from qtnet.report.labels import layer_label, metric_label, unit_of
from qtnet.report.rows import Row, rows
from qtnet.report.shows.central import told_centrality
from qtnet.results import MULTILAYER

__all__ = ["centrality_numbers"]

_CHANCES = (("p_first", "comes-first", "comes first"), ("p_top", "in-first-five", "is among the first five"))


def centrality_numbers(known: Vocabulary) -> Iterator[PaperNumber]:
    """Give the scores that the page shows: of actors with a tie in the technology."""
    frame = told_centrality(known.inputs).dropna(subset=["estimate"])
    metrics = slugs(str(metric) for metric in frame["metric"])
    for row in rows(frame):
        key = f"centrality/{metrics[str(row['metric'])]}/{known.layers[str(row['layer'])]}"
        yield from _scored(known, row, f"{key}/{known.actors[str(row['actor'])]}")
    yield from _leaders(known, frame, metrics)


def _leaders(known: Vocabulary, frame: pd.DataFrame, metrics: Mapping[str, str]) -> Iterator[PaperNumber]:
    """Repeat the first of each metric and technology under a key that does not hang on who it is."""
    ranked = frame.sort_values(["metric", "layer", "estimate", "actor"], ascending=[True, True, False, True])
    lead = leading_metric(frame[frame["layer"] == MULTILAYER]) if len(frame) else ""
    for row in rows(ranked.drop_duplicates(["metric", "layer"])):
        metric, layer, actor = (str(row[name]) for name in ("metric", "layer", "actor"))
        starts = [f"first/{metrics[metric]}/{known.layers[layer]}"]
        starts += ["first"] if metric == lead and layer == MULTILAYER else []
        for start in starts:
            yield from _scored(known, row, start)
            yield PaperNumber(
                key=f"{start}/name",
                label=f"first by {metric_label(metric)[0]}, {layer_label(layer)}",
                kind="text",
                words=known.name(actor),
                layer=layer,
                facts=known.facts(str(row["actor"]), str(row["layer"])),
            )


def _scored(known: Vocabulary, row: Row, key: str) -> Iterator[PaperNumber]:
    """Give a score, its rank, and how often the actor comes first in resampled documents."""
    name, metric = known.name(str(row["actor"])), str(row["metric"])
    where, facts = f"{name}, {layer_label(str(row['layer']))}", known.facts(str(row["actor"]), str(row["layer"]))
    draws = known.setting("centrality", "draws")
    method = "95 % interval: documents drawn again, facts kept with their confidence"
    method += f", {int(draws):,} draws" if draws.isdecimal() else ""
    reason = str(row["reason"] or "")
    yield PaperNumber(
        key=key,
        label=f"{metric_label(metric)[0]}: {where}",
        kind="estimate",
        value=float(row["estimate"]),
        low=float(row["ci_low"]),
        high=float(row["ci_high"]),
        std_error=float(row["std_error"]),
        unit=unit_of(metric),
        method=method,
        layer=str(row["layer"]),
        facts=facts,
        reason=reason,
    )
    if "rank" in row:
        yield PaperNumber(
            key=f"{key}/rank",
            label=f"rank by {metric_label(metric)[0]}: {where}",
            kind="rank",
            value=float(row["rank"]),
            low=float(row["rank_low"]),
            high=float(row["rank_high"]),
            unit="rank, 1 the largest",
            method=method,
            layer=str(row["layer"]),
            facts=facts,
            reason=reason,
        )
    for column, part, words in _CHANCES:
        if column in row:
            share = float(row[column])
            why = "" if np.isfinite(share) else reason or "the documents were not resampled"
            yield PaperNumber(
                key=f"{key}/{part}",
                label=f"share of resamples in which it {words} by {metric_label(metric)[0]}: {where}",
                kind="chance",
                value=share,
                unit="share of resamples",
                layer=str(row["layer"]),
                facts=facts,
                reason=why,
            )
