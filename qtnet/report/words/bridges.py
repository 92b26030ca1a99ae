"""Who bridges the poles, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from qtnet.report.figures.alignment import BETWEEN
from qtnet.report.rows import Row, rows
from qtnet.report.words.sentences import CANNOT_TELL, Part, Sentence
from qtnet.results import MULTILAYER

__all__ = ["bridges_sentence"]

_MOST = 4
#: Direct ties to the poles say who bridges them from this number of documents on.
FEWEST: Final = 2

_BETWEEN: Final = "Probably between the poles, with direct ties to both"
_ASIDE: Final = "With direct ties to both poles, yet not probably between them"
_UNTOLD: Final = (
    f"Who bridges the poles {CANNOT_TELL} where an actor is pulled to both by way of others, without direct ties to "
    f"both from at least {FEWEST} documents"
)


def bridges_sentence(
    bridges: pd.DataFrame, network: pd.DataFrame, ties: pd.DataFrame, names: Mapping[str, str], *, poles: Sequence[str]
) -> Sentence:
    """Name the actors with direct ties to both poles over all technologies, and those pulled to both without them.

    Parameters
    ----------
    bridges, network, ties
        Columns of `ReportInputs`; `ties` gives the document of each fact.
    names
        Names of actors.
    poles
        The two poles.
    """
    if "role" not in bridges:
        return []
    pulled = bridges[(bridges["layer"] == MULTILAYER) & bridges["role"].isin(["hedger", "bridge"])]
    direct = [_direct(str(actor), network, ties, poles) for actor in pulled["actor"]]
    between = (pulled["p_hedger"] > BETWEEN).tolist()
    told: dict[str, list[Row]] = {}
    for row, tied, middle in zip(rows(pulled), direct, between, strict=True):
        lead = _UNTOLD if not tied else _BETWEEN if middle else _ASIDE
        told.setdefault(lead, []).append(row)
    parts: list[Part] = []
    for lead in (lead for lead in (_BETWEEN, _ASIDE, _UNTOLD) if lead in told):
        parts.append(Part((" " if parts else "") + f"{lead}: "))
        for place, row in enumerate(told[lead][:_MOST]):
            actor = str(row["actor"])
            parts += [Part(", " if place else ""), Part(names.get(actor, actor), tuple(row["facts"]))]
        parts.append(Part("."))
    return parts or [Part("No actor is pulled to both poles by much evidence.")]


def _direct(actor: str, network: pd.DataFrame, ties: pd.DataFrame, poles: Sequence[str]) -> bool:
    """Tell whether the documents tie an actor to each pole itself, and are enough of them."""
    found: set[str] = set()
    for pole in poles:
        own = network[
            ((network["source"] == actor) & (network["target"] == pole))
            | ((network["source"] == pole) & (network["target"] == actor))
        ]
        if own.empty:
            return False
        found |= {str(fact) for facts in own["facts"] for fact in facts}
    return ties.loc[ties["tie"].isin(found), "doc"].nunique() >= FEWEST
