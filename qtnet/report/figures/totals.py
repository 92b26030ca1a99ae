"""Money per technology: one bar each, made of its flows, so that one large sum is seen as one."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from qtnet.report.factsets import MarkFacts
from qtnet.report.figures.flows import original_texts
from qtnet.report.labels import layer_label, money, plain, shorten
from qtnet.report.rows import Row, rows
from qtnet.report.theme import ESTIMATE, INK, PAPER, TEMPLATE

__all__ = ["draw_totals", "prepare_totals"]

_THIN = 0.015  # share of the longest bar


def prepare_totals(totals: pd.DataFrame) -> pd.DataFrame:
    """Give one row per technology, the largest amount first."""
    ordered = totals.sort_values(["amount_usd", "domain"], ascending=[False, True])
    return ordered[ordered["amount_usd"].astype(float) > 0].reset_index(drop=True)


def draw_totals(
    frame: pd.DataFrame, flows: pd.DataFrame, amounts: Mapping[str, str], *, narrow: bool = False
) -> go.Figure:
    """Draw one bar per technology with its amount beside it; `flows`, with names, are the parts of the bars."""
    count = len(frame)
    height = {str(domain): count - 1 - k for k, domain in enumerate(frame["domain"])}
    top = float(frame["amount_usd"].max())
    figure = go.Figure([_parts(flows[flows["domain"].isin(height)], height, amounts), _sums(frame, height)])
    figure.update_layout(
        template=TEMPLATE,
        height=50 + 38 * count,
        barmode="overlay",
        xaxis={"visible": False, "range": [0, top * (1.42 if narrow else 1.18)]},
        yaxis={
            "tickvals": list(height.values()),
            "ticktext": [_ticks(domain, narrow=narrow) for domain in height],
            "showgrid": False,
            "tickfont": {"size": 12 if narrow else 13, "color": INK},
            "range": [-0.6, count - 0.4],
        },
        margin={"l": 8, "r": 8, "t": 4, "b": 4},
        meta={"linked": "actor"},
    )
    return figure


def _parts(flows: pd.DataFrame, height: Mapping[str, int], amounts: Mapping[str, str]) -> go.Bar:
    """Give the flows of each technology side by side, the largest first."""
    flows = flows.sort_values(["domain", "amount_usd"], ascending=[True, False], kind="stable")
    base = flows.groupby("domain")["amount_usd"].cumsum() - flows["amount_usd"]
    # A line around a part thinner than itself would hide it.
    parted = flows["amount_usd"] > _THIN * float(flows.groupby("domain")["amount_usd"].sum().max())
    return go.Bar(
        x=[round(float(v)) for v in flows["amount_usd"]],
        base=[round(float(v)) for v in base],
        y=[height[str(domain)] for domain in flows["domain"]],
        orientation="h",
        width=0.62,
        marker={"color": ESTIMATE, "line": {"width": parted.astype(int).tolist(), "color": PAPER}},
        hovertext=[_hover(row, amounts) for row in rows(flows)],
        hovertemplate="%{hovertext}<extra></extra>",
        meta={
            "facts": [MarkFacts(facts) for facts in flows["facts"]],
            "ends": [list(ends) for ends in flows["ends"]],
            "stride": 1,
        },
    )


def _sums(frame: pd.DataFrame, height: Mapping[str, int]) -> go.Scatter:
    return go.Scatter(
        x=[round(float(v)) for v in frame["amount_usd"]],
        y=[height[str(domain)] for domain in frame["domain"]],
        mode="text",
        text=[f"\u00a0{money(float(v))}" for v in frame["amount_usd"]],
        textposition="middle right",
        textfont={"size": 12, "color": INK},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _hover(row: Row, amounts: Mapping[str, str]) -> str:
    return (
        f"<b>{plain(layer_label(str(row['domain'])))}</b><br>{plain(row['funder'], 40)} → {plain(row['recipient'], 40)}"
        f": {money(float(row['amount_usd']))}<br>{original_texts(row['facts'], amounts)}"
    )


def _ticks(domain: str, *, narrow: bool) -> str:
    """Break a label into two lines at most on a phone, which has no room for one long line."""
    label = layer_label(domain)
    if not narrow:
        return plain(label, 28)
    parts = wrap(label, 16)
    if len(parts) > 2:
        parts = [parts[0], shorten(" ".join(parts[1:]), 16)]
    return "<br>".join(plain(part) for part in parts)
