"""The blocs: how many, who is in which, and how firm they are over searches and over resampled documents."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pandas as pd

from qtnet.paper.number import PaperNumber
from qtnet.paper.vocabulary import Vocabulary
from qtnet.report.figures.coassignment import actor_blocs, bloc_table, firmness
from qtnet.report.rows import rows
from qtnet.report.words.bloc_count import count_text, counted_blocs
from qtnet.report.words.blocs import supports
from qtnet.results import MULTILAYER

__all__ = ["bloc_numbers"]


def bloc_numbers(known: Vocabulary) -> Iterator[PaperNumber]:
    """Give number and members of the blocs, and how often an actor keeps its place."""
    inputs = known.inputs
    table = bloc_table(inputs.blocs, known.names)
    groups = table[table["actors"] > 1]
    yield _count("blocs/number", "blocs of two actors or more", len(groups), count_text(inputs.bloc_count))
    yield _beyond_chance(inputs.bloc_count)
    alone = int((table["actors"] == 1).sum())
    yield _count("blocs/alone", "actors that stand alone", alone)
    yield _in_words(len(groups), alone)
    support = supports(inputs.blocs, inputs.bloc_support)
    yield _share(
        "blocs/support", "an actor keeps its bloc in resampled documents", _mean(support), "resampled documents"
    )
    agreement = _mean(groups["stability"])
    yield _share("blocs/agreement", "an actor keeps its bloc in repeated searches", agreement, "repeated searches")
    for row in rows(groups):
        start = f"blocs/bloc-{int(row['bloc'])}"
        yield _count(f"{start}/size", f"actors in bloc {int(row['bloc'])}", int(row["actors"]))
        members = str(row["members"])
        yield PaperNumber(
            key=f"{start}/members", label=f"members of bloc {int(row['bloc'])}", kind="text", words=members
        )
    yield from _of_actors(known)


def _in_words(number: int, alone: int) -> PaperNumber:
    """Say how many blocs there are, with those who stand alone where there are such."""
    words = f"{number} and {alone} actor{'s' * (alone != 1)} alone" if alone else str(number)
    return PaperNumber(
        key="blocs/in-words", label="blocs of two actors or more, and who is alone", kind="text", words=words
    )


def _beyond_chance(found: pd.DataFrame) -> PaperNumber:
    """Give how many blocs chance would not give, with the test of the last of them, or of a second one."""
    number = counted_blocs(found) if len(found) else 0
    tested = [row for row in rows(found) if int(row["blocs"]) == max(number, 2)]
    return PaperNumber(
        key="blocs/beyond-chance",
        label="blocs that stand out from chance",
        kind="count",
        value=number or math.nan,
        p_value=float(tested[0]["p_value"]) if tested else math.nan,
        tested=True,
        method=str(tested[0]["null"]) if tested else "",
        reason=count_text(found),
    )


def _of_actors(known: Vocabulary) -> Iterator[PaperNumber]:
    """Give the bloc of each actor, and how firm its place is."""
    blocs = actor_blocs(known.inputs.blocs)
    for row in rows(firmness(known.inputs.blocs, known.inputs.bloc_support, sorted(blocs))):
        actor = str(row["actor"])
        start, name = f"blocs/actors/{known.actors[actor]}", known.name(actor)
        facts = known.facts(actor, MULTILAYER)
        yield PaperNumber(
            key=f"{start}/bloc", label=f"number of the bloc of {name}", kind="count", value=blocs[actor], facts=facts
        )
        for column, words in (("support", "resampled documents"), ("agreement", "repeated searches")):
            label = f"{name} keeps its bloc in {words}"
            yield _share(f"{start}/{column}", label, float(row[column]), words, facts)


def _count(key: str, label: str, value: int, reason: str = "") -> PaperNumber:
    return PaperNumber(key=key, label=label, kind="count", value=value, reason=reason)


def _share(key: str, label: str, value: float, of: str, facts: tuple[str, ...] = ()) -> PaperNumber:
    why = "" if np.isfinite(value) else f"not measured over {of}"
    return PaperNumber(key=key, label=label, kind="share", value=value, unit=f"share of {of}", facts=facts, reason=why)


def _mean(values: object) -> float:
    array = np.asarray(values, dtype=float)
    return float(array.mean()) if len(array) else float("nan")
