"""Which blocs: how often two actors end in the same bloc, as a matrix ordered by bloc."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from qtnet.report.labels import plain
from qtnet.report.theme import INK, MUTED, PAPER, SEQUENTIAL, TEMPLATE
from qtnet.results import MULTILAYER

__all__ = ["actor_blocs", "bloc_table", "draw_coassignment", "prepare_coassignment"]


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


def prepare_coassignment(coassignment: pd.DataFrame, blocs: pd.DataFrame, *, top: int = 40) -> pd.DataFrame:
    """Order the matrix by bloc, then by stability; the `top` actors of the largest blocs, actors with a tie only."""
    of_actor = actor_blocs(blocs)
    stability = blocs.groupby("actor")["stability"].mean()
    sizes = pd.Series(list(of_actor.values())).value_counts()
    shared = [a for a in coassignment.index if a in of_actor and sizes[of_actor[a]] > 1]
    order = sorted(shared, key=lambda a: (of_actor[a], -float(stability.get(a, 0.0)), a))[:top]
    return coassignment.loc[order, order].round(3)


def draw_coassignment(
    frame: pd.DataFrame, blocs: Mapping[str, int], names: Mapping[str, str], *, narrow: bool = False
) -> go.Figure:
    """Draw the matrix with a line between blocs; 1 (dark) is together in every restart."""
    actors = [str(actor) for actor in frame.index]
    labels = [plain(a if narrow else names.get(a, a), 24) for a in actors]
    where = list(range(len(actors)))
    z: list[list[float]] = frame.to_numpy(dtype=float).tolist()
    scale = [[k / (len(SEQUENTIAL) - 1), colour] for k, colour in enumerate(SEQUENTIAL)]
    figure = go.Figure(
        go.Heatmap(
            z=z,
            x=where,
            y=where,
            zmin=0,
            zmax=1,
            colorscale=scale,
            xgap=1,
            ygap=1,
            text=[
                [_cell(names.get(a, a), names.get(b, b), z[i][j]) for j, b in enumerate(actors)]
                for i, a in enumerate(actors)
            ],
            hovertemplate="%{text}<extra></extra>",
            colorbar={
                "orientation": "h",
                "thickness": 10,
                "len": 0.6 if narrow else 0.4,
                "x": 0,
                "xanchor": "left",
                "y": 1.01,
                "yanchor": "bottom",
                "tickvals": [0, 0.5, 1],
                "ticktext": ["never", "half of the restarts", "always"],
                "tickfont": {"size": 11, "color": MUTED},
                "outlinewidth": 0,
            },
        )
    )
    size = {"size": 10 if narrow else 12, "color": INK}
    ticks = {"tickvals": where, "ticktext": labels, "tickfont": size, "showgrid": False}
    figure.update_layout(
        template=TEMPLATE,
        height=max(260, 110 + len(actors) * (15 if narrow else 22)),
        xaxis={**ticks, "side": "bottom", "tickangle": -90 if narrow or len(actors) > 12 else 0},
        yaxis={**ticks, "autorange": "reversed"},
        margin={"l": 8, "r": 8, "t": 44, "b": 8},
        shapes=_borders(actors, blocs),
    )
    return figure


def _cell(first: str, second: str, share: float) -> str:
    if first == second:
        return plain(first, 40)
    return f"{plain(first, 40)} and {plain(second, 40)}<br>together in {share:.0%} of the restarts"


def _borders(actors: list[str], blocs: Mapping[str, int]) -> list[dict[str, object]]:
    """Frame each bloc along the diagonal."""
    shapes: list[dict[str, object]] = []
    for bloc in sorted({blocs.get(a, 0) for a in actors}):
        inside = [k for k, actor in enumerate(actors) if blocs.get(actor, 0) == bloc]
        low, high = inside[0] - 0.5, inside[-1] + 0.5
        for colour, width in ((PAPER, 4), (INK, 1.5)):
            box: dict[str, object] = {"type": "rect", "x0": low, "x1": high, "y0": low, "y1": high}
            shapes.append({**box, "line": {"color": colour, "width": width}})
    return shapes
