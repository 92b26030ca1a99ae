"""Who bridges: where actors stand between the poles, against how much evidence ties them to both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from qtnet.report.factsets import MarkFacts
from qtnet.report.figures.alignment import BETWEEN, MIDDLE
from qtnet.report.labels import plain, shorten
from qtnet.report.rounding import estimate_text
from qtnet.report.rows import Row, rows
from qtnet.report.theme import ESTIMATE, FAINT, INK, MUTED, PAPER, SHADE, TEMPLATE
from qtnet.results import MULTILAYER

__all__ = ["ROLES", "draw_bridges", "prepare_bridges"]

#: Role: in words, symbol, whether the mark is filled.
ROLES: dict[str, tuple[str, str, bool]] = {
    "hedger": ("probably between the poles, pulled to both", "diamond", False),
    "bridge": ("pulled to both poles, yet not probably between them", "square", True),
    "outsider": ("probably between the poles, with little to pull it to both", "triangle-up", False),
    "": ("not probably between the poles, and pulled to one", "circle", True),
}
#: Role by whether the actor is probably between the poles, by the rule of the figure of alignment, and pulled to both.
ROLE = {(True, True): "hedger", (False, True): "bridge", (True, False): "outsider", (False, False): ""}
#: Pixels of one unit across and up, on a screen and on a phone; letters of a name, and the room of a letter and a line.
_PIXELS = {False: (430, 300), True: (130, 260)}
_LETTERS = {False: 24, True: 14}
_LETTER, _LINE = 6.6, 14
#: Actors without a role are named from this height on.
_NAMED = 0.25
_COLUMNS = ["actor", "name", "role", "alignment", "tied_to_both", "ambivalence", "engagement", "p_hedger", "facts"]


def prepare_bridges(
    alignment: pd.DataFrame,
    bridges: pd.DataFrame,
    names: Mapping[str, str],
    facts: Mapping[str, tuple[str, ...]],
    *,
    layer: str = MULTILAYER,
) -> pd.DataFrame:
    """Give the reached actors of a layer but the poles, those tied most to both first; `facts` by actor."""
    own = alignment[(alignment["layer"] == layer) & (alignment["reason"] != "unreached")]
    if not {"ambivalence", "engagement"} <= set(own.columns):
        return pd.DataFrame(columns=_COLUMNS)
    known = own.dropna(subset=["estimate", "ambivalence", "engagement"])
    roles = bridges[bridges["layer"] == layer]
    pulled = set(roles.loc[roles["role"].isin(["hedger", "bridge"]), "actor"]) if "role" in roles else set()
    frame = known.assign(
        name=[names.get(str(a), str(a)) for a in known["actor"]],
        role=[
            ROLE[p > BETWEEN, a in pulled] for a, p in zip(known["actor"], known["p_hedger"].astype(float), strict=True)
        ],
        alignment=known["estimate"],
        tied_to_both=known["ambivalence"] * known["engagement"],
        facts=pd.Series([facts.get(str(a), ()) for a in known["actor"]], index=known.index, dtype=object),
    )
    ordered: pd.DataFrame = frame.sort_values(["tied_to_both", "actor"], ascending=[False, True], kind="stable")
    return ordered[_COLUMNS].reset_index(drop=True)


def draw_bridges(frame: pd.DataFrame, poles: tuple[str, str], *, narrow: bool = False) -> go.Figure:
    """Draw actors from the second pole (left) to the first (right); the higher, the more they are tied to both."""
    size = 11 if narrow else 12
    sides = _labelled(frame, narrow=narrow)
    traces = [_marks(frame[frame["role"] == role], role, sides, narrow=narrow) for role in ROLES]
    left, right = (plain(pole, 14 if narrow else 18) for pole in (poles[1], poles[0]))
    heads = [(-1.0, "left", f"<b>◀ {left}</b>"), (1.0, "right", f"<b>{right} ▶</b>")]
    if not narrow:
        heads.append((0.0, "center", "between the poles"))
    layout = {
        "template": TEMPLATE,
        "height": 380 if narrow else 420,
        "xaxis": {"range": [-1.08, 1.08], "tickvals": [-1, -0.5, 0, 0.5, 1], "title": {"text": "alignment"}},
        "yaxis": {
            "range": [-0.05, 1.08],
            "tickvals": [0, 0.5, 1],
            "title": {"text": "pulled to both" if narrow else "pulled to both poles (ambivalence × engagement)"},
        },
        "shapes": [
            {"type": "rect", "x0": -MIDDLE, "x1": MIDDLE, "y0": -0.05, "y1": 1.08, "fillcolor": SHADE,
             "line": {"width": 0}, "layer": "below"},
        ],
        "annotations": [
            {"x": x, "y": 1, "yref": "paper", "yanchor": "bottom", "xanchor": anchor, "text": text, "showarrow": False,
             "font": {"size": size, "color": MUTED if anchor == "center" else INK}}
            for x, anchor, text in heads
        ]
        + _crowds(frame),
        "margin": {"l": 8, "r": 12, "t": 30, "b": 40},
        "meta": {"linked": "actor"},
    }  # fmt: skip
    return go.Figure(traces, layout)


def _crowds(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Count the actors that stand in one place, where one mark covers them all."""
    across, up = (frame[column].astype(float).round(2) for column in ("alignment", "tied_to_both"))
    places = Counter(zip(across, up, strict=True))
    return [
        {"x": x, "y": y, "text": f"{size} actors", "showarrow": False, "xshift": -10 if x > 0 else 10,
         "xanchor": "right" if x > 0 else "left", "font": {"size": 11, "color": MUTED}}
        for (x, y), size in sorted(places.items())
        if size > 2
    ]  # fmt: skip


def _labelled(frame: pd.DataFrame, *, narrow: bool) -> dict[str, str]:
    """Give the side of the name of each actor that has room for one, the highest first; the others have it on hover."""
    wide, high = _PIXELS[narrow]
    marks = [(x * wide, y * high) for x, y in zip(frame["alignment"], frame["tied_to_both"], strict=True)]
    taken = [(x - 7, x + 7, y) for x, y in marks]
    sides: dict[str, str] = {}
    for row, (x, y) in zip(rows(frame), marks, strict=True):
        if not row["role"] and row["tied_to_both"] < _NAMED:
            continue
        width = _LETTER * len(shorten(str(row["name"]), _LETTERS[narrow])) + 4
        boxes = {"right": (x + 8, x + 8 + width, y), "left": (x - 8 - width, x - 8, y)}
        for side in ("left", "right") if row["alignment"] > 0.4 else ("right", "left"):
            low, end, _ = boxes[side]
            inside = -1.08 * wide <= low and end <= 1.08 * wide
            if inside and not any(low < b and a < end and abs(y - level) < _LINE for a, b, level in taken):
                sides[str(row["actor"])] = side
                taken.append(boxes[side])
                break
    return sides


def _marks(own: pd.DataFrame, role: str, sides: Mapping[str, str], *, narrow: bool) -> go.Scatter:
    words, symbol, filled = ROLES[role]
    return go.Scatter(
        x=own["alignment"].astype(float).round(4).tolist(),
        y=own["tied_to_both"].astype(float).round(4).tolist(),
        mode="markers+text",
        text=[
            plain(name, _LETTERS[narrow]) if actor in sides else ""
            for name, actor in zip(own["name"], own["actor"], strict=True)
        ],
        textposition=[f"middle {sides.get(actor, 'right')}" for actor in own["actor"]],
        textfont={"size": 11 if narrow else 12, "color": INK if role else MUTED},
        marker={
            "size": 12 if role else 9,
            "symbol": symbol,
            "color": (ESTIMATE if role else FAINT) if filled else PAPER,
            "line": {"color": ESTIMATE if role else MUTED, "width": 2 if role else 1},
        },
        hovertext=[_hover(row, words) for row in rows(own)],
        hovertemplate="%{hovertext}<extra></extra>",
        customdata=[[actor] for actor in own["actor"]],
        meta={"facts": [MarkFacts(facts) for facts in own["facts"]], "stride": 1, "ends": [[a] for a in own["actor"]]},
        cliponaxis=False,
    )


def _hover(row: Row, words: str) -> str:
    between = (
        f"<br>between the poles in {row['p_hedger']:.0%} of resamples" if row["p_hedger"] == row["p_hedger"] else ""
    )
    return (
        f"<b>{plain(row['name'], 40)}</b><br>{words}<br>alignment {estimate_text(row['alignment'])}<br>"
        f"ambivalence {row['ambivalence']:.2f}, engagement {row['engagement']:.2f}{between}"
    )
