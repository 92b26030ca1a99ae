"""Who is central: one panel per metric, one row per actor, dots with intervals."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from qtnet.report.evidence import facts_by_end
from qtnet.report.figures.dots import DOT_COLUMNS, draw_dots
from qtnet.report.labels import layer_label, metric_label
from qtnet.report.rounding import estimate_text
from qtnet.report.rows import keyed
from qtnet.results import MULTILAYER

__all__ = ["draw_centrality", "leading_metric", "prepare_centrality"]

_LEADING = ("relaxed_pagerank", "pagerank", "strength", "strength_positive", "strength+", "degree")


def leading_metric(centrality: pd.DataFrame) -> str:
    """Give the metric that orders the rows: a PageRank where there is one, else a strength, else the first by name.

    A PageRank reads the position in the whole network, layers and partners included; its values are shares, which
    need no unit; and on sparse ties it depends on one missing tie less than a count of shortest paths. A strength says
    how much the documents tell of an actor, which is as much about the documents as about the actor.
    """
    known = sorted(centrality["metric"].unique())
    return next((metric for metric in _LEADING if metric in known), known[0] if known else "")


def prepare_centrality(
    centrality: pd.DataFrame,
    network: pd.DataFrame,
    names: Mapping[str, str],
    *,
    layer: str = MULTILAYER,
    top: int = 14,
) -> pd.DataFrame:
    """Give the dots of the `top` actors of one layer, ordered by the leading metric."""
    part = centrality[centrality["layer"] == layer]
    order = part[(part["metric"] == leading_metric(part)) & part["estimate"].notna()]
    leaders = order.sort_values(["estimate", "actor"], ascending=[False, True])["actor"].head(top).tolist()
    metrics = sorted(part["metric"].unique(), key=lambda m: (m != leading_metric(part), m))
    of_actor = facts_by_end(network if layer == MULTILAYER else network[network["layer"] == layer])
    facts = {actor: of_actor.get(actor, ()) for actor in leaders}
    dots = []
    for metric in metrics:
        values = keyed(part[part["metric"] == metric], "actor")
        for actor in leaders:
            if actor not in values:
                continue
            value = values[actor]
            shown = estimate_text(value["estimate"], value["ci_low"], value["ci_high"])
            label, reading = metric_label(metric)
            remark = f" ({value['reason']})" if value["reason"] and value["estimate"] == value["estimate"] else ""
            hover = f"{names.get(actor, actor)}\n{label}: {shown}{remark}\n{reading}; {layer_label(layer)}"
            dots.append(
                {
                    "row": names.get(actor, actor),
                    "panel": label,
                    "hover": f"{hover}\n{len(facts[actor])} facts: click to read",
                    "facts": facts[actor],
                    "reason": value["reason"],
                    **{c: value[c] for c in ("estimate", "ci_low", "ci_high", "metric", "n")},
                    "actor": actor,
                }
            )
    return pd.DataFrame(dots, columns=[*DOT_COLUMNS, "metric", "n", "actor"])


def draw_centrality(frame: pd.DataFrame, *, columns: int) -> go.Figure:
    """Draw one panel per metric."""
    return draw_dots(frame, columns=columns, notes={panel: metric_label(metric)[1] for metric, panel in _panels(frame)})


def _panels(frame: pd.DataFrame) -> list[tuple[str, str]]:
    return [(str(metric), str(panel)) for metric, panel in zip(frame["metric"], frame["panel"], strict=True)]
