"""How good the extraction is: scores with intervals against hand annotation, and the confidences of the facts."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from qtnet.report.factsets import MarkFacts
from qtnet.report.figures.dots import DOT_COLUMNS, draw_dots
from qtnet.report.rounding import estimate_text
from qtnet.report.rows import keyed
from qtnet.report.theme import ESTIMATE, MUTED, TEMPLATE

__all__ = ["draw_confidence", "draw_quality", "prepare_confidence", "prepare_quality"]

#: Begins the name of a level on documents that nobody read for the rules.
UNREAD = "unread: "

LEVELS = {
    "actor": "Actors",
    "actors": "Actors",
    "pair": "Pair and sign",
    "mode": "… and mode",
    "domain": "… and technology",
    "full": "… and status",
    "money": "Money",
    "money+actors": "Money, payer and recipient",
    "funding": "Money",
    "amount": "Money: amount",
    "amount+funder": "… and funder",
    "amount+recipient": "… and recipient",
}


def prepare_quality(quality: pd.DataFrame, unread: pd.DataFrame | None = None) -> pd.DataFrame:
    """Give one dot per level and score, with its interval where the scores have one.

    Below the scores of a level stand those on documents that nobody read for the rules, where they are known.
    """
    of_unread = {} if unread is None else keyed(unread, "level")
    told = [
        (aside + name, score)
        for level, known in keyed(quality, "level").items()
        for name in (LEVELS.get(level, level),)
        for aside, score in (("", known), (UNREAD, of_unread.get(level)))
        if score is not None
    ]
    found = []
    for panel, column in (("F1", "f1"), ("Precision", "precision"), ("Recall", "recall")):
        for row, score in told:
            ends = ("ci_low", "ci_high") if column == "f1" else (f"{column}_low", f"{column}_high")
            low, high = (score.get(end, np.nan) for end in ends)
            found.append(
                {
                    "row": row,
                    "panel": panel,
                    "estimate": score[column],
                    "ci_low": low,
                    "ci_high": high,
                    "hover": f"{row}\n{panel} {estimate_text(score[column], low, high)}",
                    "facts": (),
                    "reason": "nothing to compare" if np.isnan(score[column]) else "",
                    "level": row,
                    "measure": panel,
                }
            )
    return pd.DataFrame(found, columns=["level", "measure", *DOT_COLUMNS])


def draw_quality(frame: pd.DataFrame, *, columns: int) -> go.Figure:
    """Draw three panels from 0 to 1."""
    notes = {
        "F1": "balance of the two",
        "Precision": "right among what was found",
        "Recall": "found among what is there",
    }
    return draw_dots(frame, columns=columns, limits=(-0.02, 1.02), notes=notes)


def prepare_confidence(ties: pd.DataFrame, funding: pd.DataFrame) -> pd.DataFrame:
    """Count the facts in twenty classes of confidence."""
    values = pd.concat([ties[["tie", "confidence"]].set_axis(["fact", "confidence"], axis=1),
                        funding[["funding", "confidence"]].set_axis(["fact", "confidence"], axis=1)])  # fmt: skip
    step = np.minimum((values["confidence"].astype(float) * 20).to_numpy().astype(int), 19)
    rows = []
    for k in range(20):
        inside = sorted(values.loc[step == k, "fact"])
        rows.append({"from": k / 20, "to": (k + 1) / 20, "facts_counted": len(inside), "facts": tuple(inside)})
    return pd.DataFrame(rows)


def draw_confidence(frame: pd.DataFrame) -> go.Figure:
    """Draw the counts as bars."""
    figure = go.Figure(
        go.Bar(
            x=[round(low + 0.025, 3) for low in frame["from"]],
            y=frame["facts_counted"].tolist(),
            width=0.044,
            marker={"color": ESTIMATE, "line": {"width": 0}},
            hovertext=[
                f"{count} facts with confidence {low:.2f} to {high:.2f}<br>click to read"
                for count, low, high in zip(frame["facts_counted"], frame["from"], frame["to"], strict=True)
            ],
            hovertemplate="%{hovertext}<extra></extra>",
            meta={"facts": [MarkFacts(facts) for facts in frame["facts"]], "stride": 1},
        )
    )
    figure.update_layout(
        template=TEMPLATE,
        height=240,
        xaxis={"range": [0, 1], "title": {"text": "confidence of a fact"}, "showgrid": False},
        yaxis={"title": {"text": "facts"}, "tickfont": {"size": 11, "color": MUTED}, "nticks": 4},
        margin={"l": 8, "r": 8, "t": 8, "b": 40},
    )
    return figure
