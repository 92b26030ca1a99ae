"""Colours, fonts and the Plotly template: the one place where the look of figures is decided.

Figures name colours by their light value. `DARK` gives the partner of each for a dark page; the page swaps them by
exact match, so every colour that may appear in a figure stands here. Signs and blocs never rely on colour alone: signs
have a dash, blocs a marker symbol. Contrast against the page is at least 3:1 for marks and 4.5:1 for text.
"""

from __future__ import annotations

import plotly.graph_objects as go

__all__ = [
    "BLOC_COLOURS",
    "BLOC_SYMBOLS",
    "DARK",
    "ESTIMATE",
    "FAINT",
    "FONT",
    "GRID",
    "HOSTILE",
    "INK",
    "INTERVAL",
    "LAYER_COLOURS",
    "MUTED",
    "NULL",
    "PAPER",
    "PLANE",
    "SEQUENTIAL",
    "SHADE",
    "TEMPLATE",
    "TIES",
    "bloc_mark",
    "legend_glyph",
    "see_through",
]

FONT = '-apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif'

PAPER = "#ffffff"
INK = "#1f2933"
MUTED = "#5b6673"
GRID = "#e6e9ed"
FAINT = "#c3cad2"
PLANE = "#f4f6f8"
SHADE = "#eef0f6"
ESTIMATE = "#3f3d9e"
INTERVAL = "#a5a4d8"
NULL = "#b9c1ca"
COOPERATIVE = "#0072b2"
HOSTILE = "#d55e00"

#: Sign of a tie: name, colour, dash.
TIES: dict[int, tuple[str, str, str]] = {
    1: ("cooperation", COOPERATIVE, "solid"),
    -1: ("hostility", HOSTILE, "dot"),
}

#: Blocs in order of size; from the sixth on the symbol repeats in grey.
BLOC_COLOURS = ("#009e73", "#b6438b", "#1f2934", "#8a6d00", "#4b5fc9")
BLOC_SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "x", "star", "hexagon", "pentagon", "hexagram")
_OTHER_BLOC = "#6b7682"

#: Technologies in a flow diagram, in order of amount.
LAYER_COLOURS = ("#3f3d9f", "#00847e", "#b6438c", "#8a6d01", "#2b6cb0", "#a3452b", "#5f6b2d", "#6b7683")

SEQUENTIAL = ("#f4f6f9", "#cfe3e1", "#9ccac6", "#5ba8a4", "#22807e", "#0b5557")

DARK: dict[str, str] = {
    PAPER: "#14181d",
    INK: "#e8ebef",
    MUTED: "#a7b0bb",
    GRID: "#2a3138",
    FAINT: "#4a545f",
    PLANE: "#1b2027",
    SHADE: "#20242f",
    ESTIMATE: "#a8a6ff",
    INTERVAL: "#63629f",
    NULL: "#566270",
    COOPERATIVE: "#56b4e9",
    HOSTILE: "#ff9248",
    _OTHER_BLOC: "#98a3ae",
    **dict(zip(BLOC_COLOURS, ("#2fcb9c", "#ec92c8", "#f2f4f7", "#e6c84a", "#9aa8ff"), strict=True)),
    **dict(
        zip(
            LAYER_COLOURS,
            ("#a8a6fe", "#46c7bf", "#ec92c7", "#e6c84b", "#7fb4ee", "#f09a7e", "#b4c27a", "#98a3af"),
            strict=True,
        )
    ),
    **dict(zip(SEQUENTIAL, ("#1b2026", "#143a3b", "#1a5654", "#2b7b78", "#52a9a4", "#9be0da"), strict=True)),
}

_GLYPHS = {
    "cooperation": ("━", COOPERATIVE),
    "hostility": ("┅", HOSTILE),
    "cell-cooperation": ("■", COOPERATIVE),
    "cell-hostility": ("✖", HOSTILE),
    "hedger": ("◇", ESTIMATE),
    "ring": ("○", ESTIMATE),
    "null": ("▲", NULL),
}
_SYMBOL_GLYPHS = {
    "circle": "●", "square": "■", "diamond": "◆", "triangle-up": "▲", "cross": "✚", "x": "✖", "star": "★",
    "hexagon": "⬢", "pentagon": "⬟", "hexagram": "✶", "circle-open": "○",
}  # fmt: skip

_AXIS = {
    "showgrid": True,
    "gridcolor": GRID,
    "zeroline": False,
    "showline": False,
    "ticks": "",
    "tickfont": {"size": 12, "color": MUTED},
    "title": {"font": {"size": 13, "color": MUTED}, "standoff": 12},
    "automargin": True,
    "fixedrange": True,
}

#: Shared by all figures; on the page it is stored once.
TEMPLATE = go.layout.Template(
    layout={
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "font": {"family": FONT, "size": 13, "color": INK},
        "margin": {"l": 12, "r": 16, "t": 12, "b": 36, "pad": 6},
        "xaxis": _AXIS,
        "yaxis": _AXIS,
        "hoverlabel": {
            "bgcolor": PAPER,
            "bordercolor": FAINT,
            "font": {"family": FONT, "size": 13, "color": INK},
            "align": "left",
        },
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "font": {"size": 12, "color": INK}},
        "hovermode": "closest",
        "dragmode": False,
        "showlegend": False,
    }
)


def bloc_mark(bloc: int) -> tuple[str, str]:
    """Give colour and marker symbol of a bloc, counted from 1; 0 means without a bloc.

    Examples
    --------
    >>> bloc_mark(1), bloc_mark(7)
    (('#009e73', 'circle'), ('#6b7682', 'star'))
    """
    if bloc < 1:
        return _OTHER_BLOC, "circle-open"
    colour = BLOC_COLOURS[bloc - 1] if bloc <= len(BLOC_COLOURS) else _OTHER_BLOC
    return colour, BLOC_SYMBOLS[(bloc - 1) % len(BLOC_SYMBOLS)]


def legend_glyph(mark: str) -> tuple[str, str]:
    """Give a character and its colour for a mark of a legend: how a saved picture shows what the page draws.

    Examples
    --------
    >>> legend_glyph("hostility"), legend_glyph("bloc-2")
    (('┅', '#d55e00'), ('■', '#b6438b'))
    """
    if mark.startswith("bloc-"):
        colour, symbol = bloc_mark(int(mark.removeprefix("bloc-")))
        return _SYMBOL_GLYPHS.get(symbol, "●"), colour
    return _GLYPHS.get(mark, ("●", ESTIMATE))


def see_through(colour: str, alpha: float) -> str:
    """Give a colour with an alpha channel; its dark partner is made the same way by the page.

    Examples
    --------
    >>> see_through("#0072b2", 0.4)
    '#0072b266'
    """
    return f"{colour}{round(alpha * 255):02x}"
