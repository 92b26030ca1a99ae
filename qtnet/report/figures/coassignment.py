"""Which blocs: how often two actors end in the same bloc, as a matrix with its tree, and how firm each place is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from qtnet.report.figures.tree import Tree, bloc_runs, draw_tree, tree_axis
from qtnet.report.labels import plain
from qtnet.report.theme import ESTIMATE, GRID, INK, MUTED, PAPER, SEQUENTIAL, TEMPLATE
from qtnet.results import MULTILAYER

__all__ = ["actor_blocs", "bloc_table", "draw_coassignment", "firmness", "prepare_coassignment"]

_NAMED_COLUMNS = 20  # on a phone; more names would cover each other, and the rows name them in the same order
_MARKS = {"agreement": ("circle", "agreement of searches"), "support": ("diamond-open", "support of documents")}


def actor_blocs(blocs: pd.DataFrame) -> dict[str, int]:
    """Give each actor one bloc: that of the whole network where stated, else the one of most of its layers.

    Examples
    --------
    >>> frame = pd.DataFrame({"layer": ["ai", "quantum", "chips"], "actor": ["JP"] * 3, "estimate": [2.0, 2.0, 1.0]})
    >>> actor_blocs(frame)
    {'JP': 2}
    """
    whole = blocs[blocs["layer"] == MULTILAYER]
    source = (whole if len(whole) else blocs).dropna(subset=["estimate"])
    counted = source.groupby(["actor", "estimate"]).size().reset_index(name="layers")
    first = counted.sort_values(["actor", "layers", "estimate"], ascending=[True, False, True])
    chosen = first.drop_duplicates("actor")
    return {str(a): int(b) for a, b in zip(chosen["actor"], chosen["estimate"], strict=True)}


def bloc_table(blocs: pd.DataFrame, names: Mapping[str, str], order: Sequence[str] = ()) -> pd.DataFrame:
    """Give one row per bloc: members by falling stability, then as in `order`; and the mean of their stabilities."""
    of_actor = actor_blocs(blocs)
    place = {actor: k for k, actor in enumerate(order)}
    stability = blocs.groupby("actor")["stability"].mean()
    rows = []
    for bloc in sorted(set(of_actor.values())):
        members = [actor for actor, own in of_actor.items() if own == bloc]
        members.sort(key=lambda a: (-float(stability.get(a, 0.0)), place.get(a, len(place)), a))
        rows.append(
            {
                "bloc": bloc,
                "actors": len(members),
                "members": ", ".join(names.get(actor, actor) for actor in members),
                "stability": round(float(stability.reindex(members).mean()), 3),
            }
        )
    return pd.DataFrame(rows, columns=["bloc", "actors", "members", "stability"])


def prepare_coassignment(coassignment: pd.DataFrame, order: Sequence[str]) -> pd.DataFrame:
    """Give the matrix of the actors in `order`, shares of searches with three digits."""
    return coassignment.loc[list(order), list(order)].round(3)


def firmness(blocs: pd.DataFrame, support: pd.DataFrame, order: Sequence[str]) -> pd.DataFrame:
    """Give for each actor the agreement of the searches and the support of resampled documents, NaN where unknown.

    Examples
    --------
    >>> blocs = pd.DataFrame({"actor": ["JP"], "layer": ["(all)"], "stability": [1.0]})
    >>> support = pd.DataFrame({"actor": ["JP"], "layer": ["(all)"], "support": [0.6]})
    >>> firmness(blocs, support, ["JP"]).values.tolist()
    [['JP', 1.0, 0.6]]
    """
    agreement = _whole(blocs).groupby("actor")["stability"].mean()
    supported = _whole(support).groupby("actor")["support"].mean() if len(support) else pd.Series(dtype=float)
    return pd.DataFrame(
        {
            "actor": list(order),
            "agreement": agreement.reindex(list(order)).astype(float).round(3).tolist(),
            "support": supported.reindex(list(order)).astype(float).round(3).tolist(),
        }
    )


def draw_coassignment(
    frame: pd.DataFrame,
    firm: pd.DataFrame,
    tree: Tree,
    blocs: Mapping[str, int],
    names: Mapping[str, str],
    *,
    narrow: bool = False,
) -> go.Figure:
    """Draw matrix, tree and firmness side by side; 1 (dark) is together in every search."""
    actors = [str(actor) for actor in frame.index]
    traces: list[go.Heatmap | go.Scatter] = [_heat(frame, actors, names, narrow=narrow), draw_tree(tree, axis="2")]
    traces += [_firm(firm, kind, names) for kind in _MARKS if firm[kind].notna().any()]
    side, head = (16, 132) if narrow else (23, 150)
    return go.Figure(
        traces,
        {
            "template": TEMPLATE,
            "height": head + side * max(4, len(actors)) + 34,
            "margin": {"l": 8, "r": 6, "t": head, "b": 34},
            "shapes": _borders(actors, blocs),
            "meta": {"linked": "actor", "rows": actors, "columns": actors},
            **_axes(actors, tree, names, narrow=narrow),
        },
    )


def _heat(frame: pd.DataFrame, actors: list[str], names: Mapping[str, str], *, narrow: bool) -> go.Heatmap:
    where = list(range(len(actors)))
    z: list[list[float]] = frame.to_numpy(dtype=float).tolist()
    called = [plain(names.get(actor, actor), 40) for actor in actors]
    return go.Heatmap(
        z=z,
        x=where,
        y=where,
        zmin=0,
        zmax=1,
        colorscale=[[k / (len(SEQUENTIAL) - 1), colour] for k, colour in enumerate(SEQUENTIAL)],
        xgap=1,
        ygap=1,
        text=[
            [_cell(a, b, share) for b, share in zip(called, line, strict=True)]
            for a, line in zip(called, z, strict=True)
        ],
        hovertemplate="%{text}<extra></extra>",
        colorbar={
            "orientation": "h",
            "thickness": 9,
            "len": 0.56 if narrow else 0.36,
            "x": 0,
            "xanchor": "left",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "tickvals": [0, 0.5, 1],
            "ticktext": ["never", "half" if narrow else "half of the searches", "always"],
            "tickfont": {"size": 11, "color": MUTED},
            "outlinewidth": 0,
        },
    )


def _firm(firm: pd.DataFrame, kind: str, names: Mapping[str, str]) -> go.Scatter:
    symbol, called = _MARKS[kind]
    known = firm[firm[kind].notna()]
    return go.Scatter(
        x=known[kind].tolist(),
        y=known.index.tolist(),
        mode="markers",
        marker={
            "symbol": symbol,
            "size": 8,
            "color": ESTIMATE,
            "line": {"width": 1.6, "color": ESTIMATE},
            "opacity": 1,
        },
        text=[
            f"<b>{plain(names.get(actor, actor), 40)}</b><br>{called}: with its bloc in {share:.0%}"
            for actor, share in zip(known["actor"], known[kind], strict=True)
        ],
        hovertemplate="%{text}<extra></extra>",
        customdata=[[actor] for actor in known["actor"]],
        xaxis="x3",
        yaxis="y",
        cliponaxis=False,
    )


def _axes(actors: list[str], tree: Tree, names: Mapping[str, str], *, narrow: bool) -> dict[str, object]:
    matrix, branches = (0.64, 0.72) if narrow else (0.72, 0.80)
    where = list(range(len(actors)))
    labels = [plain(names.get(a, a), 14 if narrow else 22) for a in actors]
    ticks = {"tickvals": where, "ticktext": labels, "tickfont": {"size": 10 if narrow else 12, "color": INK}}
    return {
        "xaxis": {
            **ticks,
            "showgrid": False,
            "side": "top",
            "tickangle": -60,
            "showticklabels": not narrow or len(actors) <= _NAMED_COLUMNS,
            "domain": [0, matrix],
            "range": [-0.5, len(actors) - 0.5],
            "automargin": False,
        },
        "yaxis": {**ticks, "gridcolor": GRID, "griddash": "dot", "range": [len(actors) - 0.5, -0.5]},
        "xaxis2": tree_axis(tree, [matrix + 0.005, branches]),
        "xaxis3": {
            "domain": [branches + 0.02, 0.95 if narrow else 0.985],
            "anchor": "y",
            "range": [-0.05, 1.05],
            "tickvals": [0, 0.5, 1],
            "ticktext": ["0", "", "100 %"] if narrow else ["0", "50 %", "100 %"],
            "tickfont": {"size": 10 if narrow else 11, "color": MUTED},
            "title": {
                "text": "" if narrow else "with its bloc in",
                "font": {"size": 11, "color": MUTED},
                "standoff": 4,
            },
            "automargin": False,
        },
    }


def _whole(frame: pd.DataFrame) -> pd.DataFrame:
    whole = frame[frame["layer"] == MULTILAYER]
    return whole if len(whole) else frame


def _cell(first: str, second: str, share: float) -> str:
    return first if first == second else f"{first} and {second}<br>together in {share:.0%} of the searches"


def _borders(actors: list[str], blocs: Mapping[str, int]) -> list[dict[str, object]]:
    """Frame each run of neighbours of one bloc along the diagonal."""
    shapes: list[dict[str, object]] = []
    for _, first, last in bloc_runs(actors, blocs):
        ends = {"x0": first - 0.5, "x1": last + 0.5, "y0": first - 0.5, "y1": last + 0.5}
        for colour, width in ((PAPER, 4), (INK, 1.5)):
            shapes.append({"type": "rect", "line": {"color": colour, "width": width}, **ends})
    return shapes
