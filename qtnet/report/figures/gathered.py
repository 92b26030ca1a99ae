"""Networks that are too large to draw actor by actor: the heaviest stand by name, the others of a bloc as one mark."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from qtnet.report.figures.positions import heaviest
from qtnet.report.figures.ties import width_class
from qtnet.report.rows import rows

__all__ = ["MOST_ACTORS", "MOST_TIES", "Gathered", "gather", "is_gathered", "prepare_ties", "tie_note"]

#: Above these a page draws few single actors: a browser takes seconds for all, and a reader sees a tangle.
MOST_ACTORS, MOST_TIES = 500, 5000

_FEW = 12  # actors by name above the limits
_DRAWN = 600  # lines in a figure; beyond that they hide each other
_MARK = "\x00bloc "  # no actor's id begins so
_BLOCS = 12  # blocs with a mark of their own; smaller ones share one


class Gathered(NamedTuple):
    """A network as drawn, in words what was drawn together, and how many ties (and hostile ones) each layer has."""

    ties: pd.DataFrame
    blocs: dict[str, int]
    names: dict[str, str]
    said: str
    counts: dict[str, tuple[int, int]]


def gather(
    network: pd.DataFrame, blocs: Mapping[str, int], names: Mapping[str, str], *, top: int = 40, inside: bool = False
) -> Gathered:
    """Keep the `top` heaviest actors by name, above the limits fewer, and draw the others of a bloc together.

    Ties of the same two marks, layer, sign and direction become one: weights and evidence are summed, facts united.
    With `inside` ties between two actors of one mark are kept, as a tie of the mark with itself.

    Examples
    --------
    >>> ties = {"source": ["JP", "JP"], "target": ["US", "IN"], "layer": "ai", "sign": 1, "directed": False}
    >>> frame = pd.DataFrame({**ties, "weight": [2.0, 1.0], "facts": [("f1",), ("f2",)]})
    >>> gather(frame, {"JP": 1, "US": 1, "IN": 1}, {}).said
    ''
    """
    order = heaviest(network, 2 * len(network))
    crowded = len(order) > MOST_ACTORS or len(network) > MOST_TIES
    kept = order if len(order) <= top and not crowded else order[: min(top, _FEW) if crowded else top]
    mark_of = _marks([actor for actor in order if actor not in set(kept)], blocs)
    if not mark_of:
        return Gathered(network.reset_index(drop=True), dict(blocs), dict(names), "", _counts(network))
    sizes = {str(mark): int(n) for mark, n in pd.Series(mark_of).value_counts().items()}
    ties, hidden = _joined(network, mark_of, inside=inside)
    number = {mark: int(mark.removeprefix(_MARK)) for mark in sizes}
    return Gathered(
        ties,
        {**blocs, **number},
        {**names, **{mark: _name(number[mark], sizes[mark]) for mark in sizes}},
        _said(len(order), len(network), len(kept), hidden, crowded),
        _counts(network),
    )


def prepare_ties(
    network: pd.DataFrame, blocs: Mapping[str, int], names: Mapping[str, str], *, top: int = 40
) -> Gathered:
    """Gather a network, keep the heaviest ties where there are too many, and give each a width class of 0, 1 or 2."""
    drawn = gather(network, blocs, names, top=top)
    order = ["weight", "source", "target", "layer", "sign"]
    kept = drawn.ties.sort_values(order, ascending=[False, True, True, True, True]).head(_DRAWN).sort_index()
    said = f" The {_DRAWN:,} heaviest of {len(drawn.ties):,} lines are drawn." if len(drawn.ties) > _DRAWN else ""
    ties = kept.assign(width=width_class(kept["weight"])).reset_index(drop=True)
    return drawn._replace(ties=ties, said=drawn.said + said)


def is_gathered(actor: str) -> bool:
    """Say whether a mark stands for several actors."""
    return actor.startswith(_MARK)


def _counts(network: pd.DataFrame) -> dict[str, tuple[int, int]]:
    return {str(layer): (len(own), int((own["sign"] < 0).sum())) for layer, own in network.groupby("layer")}


def tie_note(counts: tuple[int, int]) -> str:
    """Say how many ties a layer has, and how many are hostile.

    Examples
    --------
    >>> tie_note((1, 0)), tie_note((1200, 3))
    ('1 tie', '1,200 ties, 3 hostile')
    """
    ties, hostile = counts
    return f"{ties:,} tie{'' if ties == 1 else 's'}" + (f", {hostile:,} hostile" if hostile else "")


def _marks(others: list[str], blocs: Mapping[str, int]) -> dict[str, str]:
    sizes = pd.Series([blocs.get(actor, 0) for actor in others], dtype=int).value_counts()
    largest = sorted(sizes.index, key=lambda bloc: (-sizes[bloc], bloc))[:_BLOCS]
    own = {int(bloc) for bloc in largest if sizes[bloc] > 1}
    return {actor: f"{_MARK}{bloc if (bloc := blocs.get(actor, 0)) in own else 0}" for actor in others}


def _joined(network: pd.DataFrame, mark_of: Mapping[str, str], *, inside: bool) -> tuple[pd.DataFrame, int]:
    """Give the ties between marks, and how many ties inside one are left out."""
    found: dict[tuple[str, str, str, int, bool], list[dict[str, object]]] = {}
    hidden = 0
    for tie in rows(network):
        source, target = (mark_of.get(str(tie[end]), str(tie[end])) for end in ("source", "target"))
        if source == target and not inside:
            hidden += 1
            continue
        directed = bool(tie["directed"])
        if not directed and source > target:
            source, target = target, source
        found.setdefault((source, target, str(tie["layer"]), int(tie["sign"]), directed), []).append(tie)
    joined = [
        {
            **told[0],
            **dict(zip(("source", "target", "layer", "sign", "directed"), key, strict=True)),
            "weight": round(math.fsum(float(str(tie["weight"])) for tie in told), 6),
            "facts": tuple(sorted({str(fact) for tie in told for fact in tie["facts"]})),  # type: ignore[attr-defined]
        }
        for key, told in sorted(found.items())
    ]
    return pd.DataFrame(joined, columns=network.columns), hidden


def _name(bloc: int, size: int) -> str:
    return f"{size} more {f'of bloc {bloc}' if bloc else 'of small blocs'}"


def _said(actors: int, ties: int, kept: int, hidden: int, crowded: bool) -> str:
    unseen = f" {hidden:,} ties inside a mark are not drawn." if hidden else ""
    why = (
        f" There are {ties:,} ties of {actors:,} actors, more than can be told apart (here up to {MOST_TIES:,} and "
        f"{MOST_ACTORS}): only the {kept} heaviest actors stand"
        if crowded
        else f" The {kept} heaviest of {actors:,} actors stand"
    )
    return f"{why} by name; the others of a bloc are one mark, their ties added up.{unseen}"
