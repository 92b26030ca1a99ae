"""Whose place changes between technologies: ranks as columns, joined by lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from qtnet.report.evidence import facts_by_end
from qtnet.report.factsets import MarkFacts
from qtnet.report.figures.centrality import leading_metric
from qtnet.report.figures.positions import beside
from qtnet.report.labels import layer_label, metric_label, plain, wrapped
from qtnet.report.rounding import estimate_text
from qtnet.report.rows import Row, rows
from qtnet.report.theme import FAINT, INK, MUTED, PAPER, TEMPLATE, bloc_mark
from qtnet.results import MULTILAYER

__all__ = ["draw_slopes", "prepare_slopes"]

_ROOM = {False: (164, 128), True: (108, 14)}  # pixels for names at the left and at the right of the columns

_COLUMNS = [
    "layer",
    "actor",
    "slot",
    "rank",
    "shared",
    "rank_low",
    "rank_high",
    "estimate",
    "ci_low",
    "ci_high",
    "metric",
    "facts",
]


def prepare_slopes(
    centrality: pd.DataFrame, network: pd.DataFrame, layers: Sequence[str], *, top: int = 12
) -> pd.DataFrame:
    """Rank the actors with ties in each layer by the leading metric; keep the `top` of the whole network.

    `rank` counts from the highest among the actors with a tie in the layer; equals are `shared` and have the best of
    their ranks. `slot` is the place in the drawing, each taken once.

    Examples
    --------
    >>> rows = [("(all)", "JP", 0.6), ("(all)", "US", 0.4), ("ai", "JP", 0.2), ("ai", "US", 0.8)]
    >>> frame = pd.DataFrame(rows, columns=["layer", "actor", "estimate"]).assign(metric="pagerank")
    >>> ties = pd.DataFrame({"source": ["JP"], "target": ["US"], "layer": ["ai"], "facts": [("f1",)]})
    >>> prepare_slopes(frame, ties, ["ai"])[["layer", "actor", "rank"]].values.tolist()
    [['(all)', 'JP', 1], ['(all)', 'US', 2], ['ai', 'US', 1], ['ai', 'JP', 2]]
    """
    metric = leading_metric(centrality)
    part = centrality[(centrality["metric"] == metric) & centrality["estimate"].notna()]
    tied = {layer: set(own["source"]) | set(own["target"]) for layer, own in network.groupby("layer")}
    tied[MULTILAYER] = set().union(*tied.values()) if tied else set()
    found: list[Row] = []
    leaders: list[str] = []
    for layer in (MULTILAYER, *layers):
        own = part[(part["layer"] == layer) & part["actor"].isin(tied.get(layer, set()))]
        ranked = own.assign(
            rank_here=own["estimate"].rank(ascending=False, method="min"), equals=own["estimate"].duplicated(keep=False)
        )
        place = {actor: k for k, actor in enumerate(leaders)}
        order = sorted(rows(ranked), key=lambda r: (r["rank_here"], place.get(r["actor"], len(place)), r["actor"]))
        if layer == MULTILAYER:
            leaders = [str(row["actor"]) for row in order[:top]]
        kept = [row for row in order if row["actor"] in leaders]
        of_actor = facts_by_end(network if layer == MULTILAYER else network[network["layer"] == layer])
        found += [_placed(row, layer, slot, of_actor.get(row["actor"], ())) for slot, row in enumerate(kept)]
    return pd.DataFrame(found, columns=_COLUMNS)


def _placed(row: Row, layer: str, slot: int, facts: tuple[str, ...]) -> Row:
    kept = {name: row.get(name, np.nan) for name in ("rank_low", "rank_high", "ci_low", "ci_high", "estimate")}
    own = {"layer": layer, "actor": str(row["actor"]), "slot": slot, "rank": int(row["rank_here"])}
    return {**own, **kept, "shared": bool(row["equals"]), "metric": row["metric"], "facts": facts}


def draw_slopes(
    frame: pd.DataFrame, blocs: Mapping[str, int], names: Mapping[str, str], *, narrow: bool = False
) -> go.Figure:
    """Draw one column per layer; a phone has room for the first five."""
    layers = list(dict.fromkeys(frame["layer"]))[: 5 if narrow else 8]
    shown = frame[frame["layer"].isin(layers)]
    actors = list(dict.fromkeys(shown["actor"]))
    traces: list[go.Scatter] = []
    for actor in actors:
        traces += _lines(shown[shown["actor"] == actor], layers, bloc_mark(blocs.get(actor, 0))[0])
    traces += [
        _points(shown[shown["actor"] == actor], layers, blocs.get(actor, 0), names, narrow=narrow) for actor in actors
    ]
    traces += [_names(shown, layers, names, narrow=narrow), _ends(shown, layers, names, narrow=narrow)]
    slots = int(shown["slot"].max()) + 1
    labels = [plain(layer_label(layer), 18 if narrow else 40) for layer in layers]
    return go.Figure(
        traces,
        {
            "template": TEMPLATE,
            "height": (108 if narrow else 74) + slots * (27 if narrow else 29),
            "margin": {"l": 4, "r": 40 if narrow else 4, "t": 98 if narrow else 60, "b": 6},
            "meta": {"linked": "actor"},
            "xaxis": {
                "side": "top",
                "range": _across(len(layers), narrow=narrow),
                "tickvals": list(range(len(layers))),
                "ticktext": [text if narrow else wrapped(text, 15) for text in labels],
                "tickangle": -60 if narrow else 0,
                "ticklabeloverflow": "allow",
                "tickfont": {"size": 10 if narrow else 12, "color": INK},
                "showgrid": False,
                "automargin": False,
            },
            "yaxis": {"visible": False, "range": [slots - 0.4, -0.6]},
        },
    )


def _lines(own: pd.DataFrame, layers: list[str], colour: str) -> list[go.Scatter]:
    """Join neighbouring columns by a line, and dot it where the actor has no tie in between."""
    spots = sorted((layers.index(str(row["layer"])), int(row["slot"])) for row in rows(own))
    drawn = []
    for near in (True, False):
        pairs = [(a, b) for a, b in pairwise(spots) if (b[0] - a[0] == 1) is near]
        if pairs:
            style = {
                "color": colour if near else FAINT,
                "width": 2 if near else 1.2,
                "dash": "solid" if near else "dot",
            }
            drawn.append(
                go.Scatter(
                    x=[x for a, b in pairs for x in (a[0], b[0], None)],
                    y=[y for a, b in pairs for y in (a[1], b[1], None)],
                    mode="lines",
                    line=style,
                    opacity=0.6 if near else 1,
                    hoverinfo="skip",
                    meta={"ends": [[str(own["actor"].iloc[0])]] * len(pairs), "stride": 3},
                )
            )
    return drawn


def _points(own: pd.DataFrame, layers: list[str], bloc: int, names: Mapping[str, str], *, narrow: bool) -> go.Scatter:
    actor = str(own["actor"].iloc[0])
    return go.Scatter(
        x=[layers.index(str(layer)) for layer in own["layer"]],
        y=own["slot"].tolist(),
        mode="markers+text",
        marker={
            "size": 19 if narrow else 22,
            "color": PAPER,
            "line": {"color": bloc_mark(bloc)[0], "width": 2},
            "opacity": 1,
        },
        text=[_rank_text(rank, shared) for rank, shared in zip(own["rank"], own["shared"], strict=True)],
        textfont={"size": 10 if narrow else 11, "color": INK},
        hovertext=[_hover(row, bloc, names) for row in rows(own)],
        hovertemplate="%{hovertext}<extra></extra>",
        customdata=[[actor]] * len(own),
        meta={"facts": [MarkFacts(facts) for facts in own["facts"]], "stride": 1},
        cliponaxis=False,
    )


def _rank_text(rank: int, shared: bool) -> str:
    return f"{rank}=" if shared else str(rank)


def _hover(row: Row, bloc: int, names: Mapping[str, str]) -> str:
    actor = str(row["actor"])
    low, high = float(row["rank_low"]), float(row["rank_high"])
    interval = f" (95 % of resamples: {low:.0f} to {high:.0f})" if np.isfinite(low) and np.isfinite(high) else ""
    shown = estimate_text(row["estimate"], row["ci_low"], row["ci_high"])
    return (
        f"<b>{plain(names.get(actor, actor), 40)}</b>{f', bloc {bloc}' if bloc else ''}<br>"
        f"rank {_rank_text(row['rank'], row['shared'])} in {plain(layer_label(str(row['layer'])), 40)}{interval}<br>"
        f"{metric_label(str(row['metric']))[0]} {shown}<br>{len(row['facts'])} facts: click to read"
    )


def _names(shown: pd.DataFrame, layers: list[str], names: Mapping[str, str], *, narrow: bool) -> go.Scatter:
    first = shown[shown["layer"] == layers[0]]
    return go.Scatter(
        x=[_shift(len(layers), -14 if narrow else -18, narrow=narrow)] * len(first),
        y=first["slot"].tolist(),
        mode="text",
        text=[plain(names.get(a, a), 14 if narrow else 22) for a in first["actor"]],
        textposition="middle left",
        textfont={"size": 11 if narrow else 13, "color": INK if not narrow else MUTED},
        hoverinfo="skip",
        customdata=[[actor] for actor in first["actor"]],
        cliponaxis=False,
    )


def _ends(shown: pd.DataFrame, layers: list[str], names: Mapping[str, str], *, narrow: bool) -> go.Scatter:
    """Name each actor again where its line ends; a phone has no room for it."""
    last = shown.assign(column=[layers.index(str(layer)) for layer in shown["layer"]])
    last = last.sort_values("column").drop_duplicates("actor", keep="last").sort_values(["column", "slot"])
    last = last[(last["column"] > 0) & (not narrow)]
    return go.Scatter(
        x=[round(column + _shift(len(layers), 18, narrow=narrow), 4) for column in last["column"]],
        y=last["slot"].tolist(),
        mode="text",
        text=[plain(names.get(a, a), 16) for a in last["actor"]],
        textposition="middle right",
        textfont={"size": 11, "color": MUTED},
        hoverinfo="skip",
        customdata=[[actor] for actor in last["actor"]],
        cliponaxis=False,
    )


def _across(columns: int, *, narrow: bool) -> list[float]:
    left, right = _ROOM[narrow]
    return beside(columns, left=left, right=right, narrow=narrow)


def _shift(columns: int, pixels: float, *, narrow: bool) -> float:
    """Give a distance in pixels in columns."""
    low, high = _across(columns, narrow=narrow)
    return round(pixels * (high - low) / (350 if narrow else 934), 4)
