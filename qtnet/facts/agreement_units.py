"""What annotators are compared on: the actors and ties that two share, and all pairs of actors that may be tied."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from qtnet.extract.vocabulary import MODES
from qtnet.facts.facts import Facts
from qtnet.facts.kappa import contingency
from qtnet.facts.matched import ATTRIBUTES, matched_ties
from qtnet.facts.matching import ActorRow, aligned

__all__ = ["actor_outcomes", "attribute_tables", "pair_answers"]

_Doc = dict[str, pd.DataFrame]


def actor_outcomes(first: Facts, second: Facts, docs: Sequence[str]) -> pd.DataFrame:
    """Give one row per actor of each document: `doc`, `level` (actors), `outcome` (right: both sides name it)."""
    rows = []
    for doc in docs:
        here, there = (_actors(side, doc) for side in (first, second))
        both = len(aligned(here, there))
        counts = (("right", both), ("missed", len(here) - both), ("extra", len(there) - both))
        rows += [(doc, "actors", outcome) for outcome, n in counts for _ in range(n)]
    return pd.DataFrame(rows, columns=["doc", "level", "outcome"])


def attribute_tables(first: Facts, second: Facts, docs: Sequence[str]) -> dict[str, np.ndarray]:
    """Give the contingency tables of each attribute, shape ``(n_docs, n_values, n_values)``."""
    place = {doc: i for i, doc in enumerate(docs)}
    pairs, ties = (matched_ties(first, second, docs, level) for level in ("pair", "mode"))
    said = {
        "kind": _shared_actors(first, second, docs, "kind"),
        "country": _shared_actors(first, second, docs, "country"),
        "mode": pairs[["doc", "gold_mode", "predicted_mode"]],
        "direction": pd.DataFrame(
            {"doc": pairs["doc"], "gold": _directions(pairs, "gold"), "predicted": _directions(pairs, "predicted")}
        ),
        **{name: ties[["doc", f"gold_{name}", f"predicted_{name}"]] for name in ATTRIBUTES},
    }
    return {
        name: contingency(
            frame.iloc[:, 1].tolist(), frame.iloc[:, 2].tolist(), [place[doc] for doc in frame["doc"]], len(docs)
        )
        for name, frame in said.items()
    }


def pair_answers(sides: Sequence[Facts], docs: Sequence[str], level: str) -> list[tuple[Hashable, ...]]:
    """Give what each annotator says of every pair of actors that any of them names in a document.

    Parameters
    ----------
    sides
        The annotators' facts.
    docs
        Documents to compare.
    level
        ``pair`` (the signs of its ties) or ``mode`` (the modes, with direction where they have one).

    Returns
    -------
    list of tuple
        Per pair of actors one answer of each annotator; None of one that found nothing in the document.
    """
    units: list[tuple[Hashable, ...]] = []
    for doc in docs:
        known: dict[str, str] = {}  # surface forms by actor, of all annotators before
        answers: list[dict[tuple[str, str], Hashable] | None] = []
        for side in sides:
            actors = _actors(side, doc)
            names = aligned([ActorRow(*item) for item in known.items()], actors)
            for row in actors:
                name = names.setdefault(row.actor, row.actor)
                known[name] = f"{known[name]}|{row.surface}" if name in known else row.surface
            answers.append(_said(side, doc, names, level) if actors else None)
        for pair in combinations(sorted(known), 2):
            units.append(tuple(None if answer is None else answer.get(pair, ()) for answer in answers))
    return units


def _actors(side: Facts, doc: str) -> list[ActorRow]:
    rows = side.actors[side.actors["doc"] == doc]
    return [ActorRow(str(actor), str(form)) for actor, form in zip(rows["actor"], rows["surface"], strict=True)]


def _shared_actors(first: Facts, second: Facts, docs: Sequence[str], column: str) -> pd.DataFrame:
    rows = []
    for doc in docs:
        names = aligned(*(_actors(side, doc) for side in (first, second)))
        here, there = (
            dict(zip(part["actor"], part[column], strict=True))
            for part in (side.actors[side.actors["doc"] == doc] for side in (first, second))
        )
        rows += [(doc, here[known], there[actor]) for actor, known in sorted(names.items())]
    return pd.DataFrame(rows, columns=["doc", "gold", "predicted"])


def _directions(pairs: pd.DataFrame, side: str) -> list[str]:
    """Say in which direction each tie runs: with the order of the ids, against it, or in none."""
    columns = (pairs[f"{side}_{name}"] for name in ("source", "target", "mode"))
    return [
        "none" if not MODES[mode].directed else "with" if source < target else "against"
        for source, target, mode in zip(*columns, strict=True)
    ]


def _said(side: Facts, doc: str, names: dict[str, str], level: str) -> dict[tuple[str, str], Hashable]:
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in side.ties[side.ties["doc"] == doc].to_dict("records"):
        source, target = names[row["source"]], names[row["target"]]
        pair = (min(source, target), max(source, target))
        found[pair].add("".join(_answer(row["mode"], source < target, level)))
    return {pair: tuple(sorted(said)) for pair, said in found.items()}


def _answer(mode: str, forward: bool, level: str) -> Iterator[str]:
    properties = MODES[mode]  # type: ignore[index]
    if level == "pair":
        yield properties.sign
    else:
        yield mode
        if properties.directed:
            yield ">" if forward else "<"
