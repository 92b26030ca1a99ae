"""Words for codes: how layers, metrics, modes and amounts are called on the page."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence

from qtnet.results import MULTILAYER

__all__ = [
    "METRIC_LABELS",
    "distinct_names",
    "layer_label",
    "layers_named",
    "metric_label",
    "money",
    "plain",
    "short_name",
    "shorten",
    "unit_of",
    "words",
    "wrapped",
]

_WHOLE_WORDS = {"ai": "AI", "usd": "US$", "f1": "F1"}

#: Name of a metric and, in a few words, how to read it.
METRIC_LABELS: dict[str, tuple[str, str]] = {
    "degree": ("Degree", "partners"),
    "strength": ("Strength", "weighted ties"),
    "strength+": ("Cooperation", "weight, friendly"),
    "strength-": ("Hostility", "weight, hostile"),
    "strength_positive": ("Cooperation", "weight, friendly"),
    "strength_negative": ("Hostility", "weight, hostile"),
    "pagerank": ("PageRank", "weight of one's partners"),
    "relaxed_pagerank": ("PageRank", "weight of one's partners"),
    "eigenvector": ("Eigenvector", "tied to the well tied"),
    "betweenness": ("Betweenness", "stands between others"),
    "actor_betweenness": ("Betweenness", "stands between others"),
    "participation": ("Participation", "spread over technologies"),
    "edge_similarity": ("Same pairs", "tied in both, share"),
    "actor_overlap": ("Same actors", "active in both, share"),
    "degree_rank_correlation": ("Same order of actors", "correlation, −1 to 1"),
    "layer_distance": ("Distance", "0: same structure"),
    "C": ("C · two poles", "1: equal, alone"),
    "S": ("S · separation", "1: never crossed"),
    "H": ("H · hostility", "1: only across"),
    "D": ("D · two blocs", "1: no third needed"),
    "X": ("X · same split", "1: in every field"),
    "TBI": ("TBI · bipolarity", "1: fully bipolar"),
    "TBI*": ("TBI*", "TBI beyond chance"),
    "J": ("J", "hostility across minus cooperation across"),
    "B": ("B · polarisation", "mean of S, H, D and X"),
    "sqrt(C·S)": ("sqrt(C·S)", "cooperation alone"),
}

_UNITS = {
    "strength": "summed weight of ties",
    "strength+": "summed weight of friendly ties",
    "strength-": "summed weight of hostile ties",
    "strength_positive": "summed weight of friendly ties",
    "strength_negative": "summed weight of hostile ties",
    "pagerank": "share of a walker's visits",
    "relaxed_pagerank": "share of a walker's visits",
    "degree": "number of ties",
    "betweenness": "number of shortest paths through the actor",
    "actor_betweenness": "number of shortest paths through the actor",
}

_LAYER_NAMES = {"science-technology": "science and technology", "quantum": "quantum in general"}

_MARKUP_CONTROL = re.compile("[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def layer_label(layer: str) -> str:
    """Give a layer's name as a reader would write it.

    Examples
    --------
    >>> layer_label("post-quantum-cryptography"), layer_label("ai|supply"), layer_label("(all)")
    ('Post-quantum cryptography', 'AI · supply', 'All technologies')
    """
    if layer == MULTILAYER:
        return "All technologies"
    parts = [_LAYER_NAMES.get(part, words(part)) for part in layer.split("|")]
    first = parts[0]
    return " · ".join([first[:1].upper() + first[1:], *parts[1:]])


def layers_named(text: str, layers: Iterable[object]) -> str:
    """Put the names of layers for their codes in a text.

    Examples
    --------
    >>> layers_named("In ai, quantum-computing: pairs are exchanged.", ["ai", "quantum", "quantum-computing"])
    'In AI, Quantum computing: pairs are exchanged.'
    """
    codes = sorted({str(layer) for layer in layers} - {MULTILAYER}, key=lambda code: (-len(code), code))
    if not codes:
        return text
    known = "|".join(map(re.escape, codes))
    return re.sub(rf"(?<![\w-])(?:{known})(?![\w-])", lambda found: layer_label(found.group()), text)


def words(code: str) -> str:
    """Turn a code into words; ``post-quantum`` keeps its hyphen.

    Examples
    --------
    >>> words("quantum-computing"), words("drops_no_target"), words("post-quantum-cryptography")
    ('quantum computing', 'drops no target', 'post-quantum cryptography')
    """
    spaced = code.replace("_", " ").replace("-", " ").replace("post quantum", "post-quantum")
    return " ".join(_WHOLE_WORDS.get(word, word) for word in spaced.split(" "))


def metric_label(metric: str) -> tuple[str, str]:
    """Give a metric's name and a few words on how to read it.

    Examples
    --------
    >>> metric_label("pagerank")
    ('PageRank', "weight of one's partners")
    """
    if metric in METRIC_LABELS:
        return METRIC_LABELS[metric]
    name = words(metric)
    return name[:1].upper() + name[1:], ""


def unit_of(metric: str) -> str:
    """Say in what a metric is counted; empty where it has no unit.

    Examples
    --------
    >>> unit_of("strength_positive"), unit_of("participation")
    ('summed weight of friendly ties', '')
    """
    return _UNITS.get(metric, "")


def money(amount_usd: float) -> str:
    """Write an amount of US dollars with three significant digits at most.

    Examples
    --------
    >>> money(1_460_000_000), money(259e6), money(1e11), money(float("nan"))
    ('US$1.46 bn', 'US$259 m', 'US$100 bn', 'not known')
    """
    if amount_usd != amount_usd:
        return "not known"
    for size, unit in ((1e12, " tn"), (1e9, " bn"), (1e6, " m"), (1e3, " k")):
        if abs(amount_usd) >= size:
            return f"US${amount_usd / size:.3g}{unit}"
    return f"US${amount_usd:.0f}"


def shorten(text: str, width: int) -> str:
    """Cut a text to `width` characters, the last one an ellipsis; control and bidi characters are dropped.

    Examples
    --------
    >>> shorten("National Quantum Mission", 12)
    'National Qu…'
    """
    clean = _MARKUP_CONTROL.sub(" ", text)
    return clean if len(clean) <= width else clean[: width - 1].rstrip() + "…"


def distinct_names(names: Sequence[str], width: int) -> list[str]:
    """Cut names to `width` characters; those that would look the same keep their ends instead of their middles.

    Examples
    --------
    >>> distinct_names(["National Quantum Mission", "National Quantum Initiative", "Japan"], 16)
    ['Nationa… Mission', 'Nati… Initiative', 'Japan']
    """
    cut = [shorten(name, width) for name in names]
    return [
        _with_tail(name, width) if short.endswith("…") and cut.count(short) > 1 else short
        for name, short in zip(names, cut, strict=True)
    ]


def _with_tail(name: str, width: int) -> str:
    clean = shorten(name, len(name))
    tail = clean.rsplit(" ", 1)[-1][-(width - 6) :]
    return f"{clean[: width - len(tail) - 2].rstrip()}… {tail}"


def short_name(actor: str, names: Mapping[str, str], *, codes: bool = False, width: int = 18) -> str:
    """Give a name for a crowded figure; with `codes` the id of the actor where that is a short code.

    Examples
    --------
    >>> short_name("US", {"US": "United States"}), short_name("US", {}, codes=True)
    ('United States', 'US')
    """
    return actor if codes and actor.isalnum() and len(actor) <= 5 else shorten(names.get(actor, actor), width)


def plain(text: object, width: int = 120) -> str:
    """Make a text safe inside a figure: Plotly reads a little HTML, so `<`, `>` and `&` are escaped.

    Examples
    --------
    >>> plain('<b style="x">A & B</b>')
    '&lt;b style="x"&gt;A &amp; B&lt;/b&gt;'
    """
    return html.escape(shorten(str(text), width), quote=False)


def wrapped(text: str, width: int) -> str:
    """Break a text that is safe in a figure into lines of about `width` characters.

    Examples
    --------
    >>> wrapped("Science and technology", 12)
    'Science and<br>technology'
    """
    return "<br>".join(textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=True) or [""])
