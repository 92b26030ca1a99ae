"""Who pays whom: money from funder over technology to recipient, and totals per technology."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from qtnet.report.labels import layer_label, money, plain, shorten
from qtnet.report.rows import Row, rows
from qtnet.report.theme import ESTIMATE, FAINT, INK, LAYER_COLOURS, MUTED, TEMPLATE, see_through

__all__ = ["draw_flows", "draw_totals", "prepare_flows", "prepare_totals"]

NOT_NAMED = "not named"


def prepare_flows(flows: pd.DataFrame, names: Mapping[str, str], *, top: int = 30) -> pd.DataFrame:
    """Give the `top` flows by amount with names for funder and recipient; amounts that are not known are left out."""
    known = flows[flows["amount_usd"].astype(float) > 0].copy()
    for side in ("funder", "recipient"):
        known[side] = [names.get(str(a), str(a)) if str(a) else NOT_NAMED for a in known[side].fillna("")]
    known = known.sort_values(["amount_usd", "funder", "recipient", "domain"], ascending=[False, True, True, True])
    return known.head(top).reset_index(drop=True)


def draw_flows(frame: pd.DataFrame, amounts: Mapping[str, str], *, narrow: bool = False) -> go.Figure:
    """Draw the flows; `amounts` gives the original amount of each fact, shown in the hover."""
    width = 15 if narrow else 34
    nodes = _nodes(frame)
    index = {key: k for k, key in enumerate(nodes)}
    colours = {domain: LAYER_COLOURS[k % len(LAYER_COLOURS)] for k, domain in enumerate(dict.fromkeys(frame["domain"]))}
    links = [link for row in rows(frame) for link in _links(row, amounts)]
    figure = go.Figure(
        go.Sankey(
            arrangement="snap",
            node={
                "label": [
                    _lines(_node_label(key), width) if narrow else plain(_node_label(key), width) for key in nodes
                ],
                "color": [colours[key[1]] if key[0] == "domain" else FAINT for key in nodes],
                "pad": 32 if narrow else 16,
                "thickness": 12,
                "line": {"width": 0},
                "hovertemplate": "%{label}<extra></extra>",
            },
            link={
                "source": [index[link["source"]] for link in links],
                "target": [index[link["target"]] for link in links],
                "value": [link["amount"] for link in links],
                "color": [see_through(colours[str(link["domain"])], 0.35) for link in links],
                "customdata": [link["hover"] for link in links],
                "hovertemplate": "%{customdata}<extra></extra>",
            },
            textfont={"size": 11 if narrow else 13, "color": INK},
            meta={"facts": [link["facts"] for link in links], "stride": 1},
        )
    )
    figure.update_layout(
        template=TEMPLATE,
        height=max(300, 80 + (48 if narrow else 40) * max(frame["funder"].nunique(), frame["recipient"].nunique(), 4)),
        margin={"l": 4, "r": 4, "t": 30, "b": 24 if narrow else 10},
    )
    for x, anchor, text in ((0, "left", "who pays"), (0.5, "center", "for which technology"), (1, "right", "to whom")):
        figure.add_annotation(
            x=x, y=1, xref="paper", yref="paper", xanchor=anchor, yanchor="bottom", yshift=6, showarrow=False,
            text=text, font={"size": 12, "color": MUTED},
        )  # fmt: skip
    return figure


def prepare_totals(totals: pd.DataFrame) -> pd.DataFrame:
    """Give one row per technology, the largest amount first."""
    ordered = totals.sort_values(["amount_usd", "domain"], ascending=[False, True])
    return ordered[ordered["amount_usd"].astype(float) > 0].reset_index(drop=True)


def draw_totals(frame: pd.DataFrame, amounts: Mapping[str, str], *, narrow: bool = False) -> go.Figure:
    """Draw one bar per technology with its amount beside it."""
    count = len(frame)
    top = float(frame["amount_usd"].max()) if count else 1.0
    figure = go.Figure(
        go.Bar(
            x=[round(float(v)) for v in frame["amount_usd"]],
            y=[count - 1 - k for k in range(count)],
            orientation="h",
            width=0.62,
            marker={"color": ESTIMATE, "line": {"width": 0}},
            text=[money(float(v)) for v in frame["amount_usd"]],
            textposition="outside",
            textfont={"size": 12, "color": INK},
            hovertext=[
                f"<b>{plain(layer_label(str(row['domain'])))}</b><br>{money(float(row['amount_usd']))}<br>"
                + _originals(row["facts"], amounts)
                for row in rows(frame)
            ],
            hovertemplate="%{hovertext}<extra></extra>",
            meta={"facts": [list(facts) for facts in frame["facts"]], "stride": 1},
            cliponaxis=False,
        )
    )
    figure.update_layout(
        template=TEMPLATE,
        height=50 + 38 * max(count, 1),
        xaxis={"visible": False, "range": [0, top * (1.35 if narrow else 1.18)]},
        yaxis={
            "tickvals": [count - 1 - k for k in range(count)],
            "ticktext": [_ticks(str(d), narrow=narrow) for d in frame["domain"]],
            "showgrid": False,
            "tickfont": {"size": 12 if narrow else 13, "color": INK},
            "range": [-0.6, count - 0.4],
        },
        margin={"l": 8, "r": 8, "t": 4, "b": 4},
    )
    return figure


def _nodes(frame: pd.DataFrame) -> list[tuple[str, str]]:
    keys: dict[tuple[str, str], None] = {}
    for column in ("funder", "domain", "recipient"):
        for value in frame[column]:
            keys[(column, str(value))] = None
    return list(keys)


def _node_label(key: tuple[str, str]) -> str:
    return layer_label(key[1]) if key[0] == "domain" else key[1]


def _ticks(domain: str, *, narrow: bool) -> str:
    return _lines(layer_label(domain), 16) if narrow else plain(layer_label(domain), 28)


def _lines(label: str, width: int) -> str:
    """Break a label into two lines at most; a phone has no room for one long line."""
    parts = wrap(label, width)
    if len(parts) > 2:
        parts = [parts[0], shorten(" ".join(parts[1:]), width)]
    return "<br>".join(plain(part) for part in parts)


def _links(row: Row, amounts: Mapping[str, str]) -> list[Row]:
    amount = round(float(row["amount_usd"]))
    funder, recipient, domain = (str(row[c]) for c in ("funder", "recipient", "domain"))
    facts = list(row["facts"])
    hover = (
        f"<b>{plain(funder, 40)} → {plain(recipient, 40)}</b><br>{plain(layer_label(domain))}: "
        f"{money(amount)}<br>{_originals(facts, amounts)}"
    )
    shared = {"amount": amount, "domain": domain, "facts": facts, "hover": hover}
    return [
        {"source": ("funder", funder), "target": ("domain", domain), **shared},
        {"source": ("domain", domain), "target": ("recipient", recipient), **shared},
    ]


def _originals(facts: Iterable[str], amounts: Mapping[str, str]) -> str:
    told = [amounts[fact] for fact in facts if fact in amounts]
    shown = "<br>".join(f"in the text: {plain(text)}" for text in told[:4])
    return shown + (f"<br>and {len(told) - 4} more" if len(told) > 4 else "")
