"""Who bridges the poles, in words."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from qtnet.report.rows import rows
from qtnet.report.words.sentences import Part, Sentence
from qtnet.results import MULTILAYER

__all__ = ["bridges_sentence"]

_MOST = 4


def bridges_sentence(bridges: pd.DataFrame, names: Mapping[str, str]) -> Sentence:
    """Name the actors that are tied to both poles over all technologies: hedgers, then bridges."""
    if "role" not in bridges:
        return []
    whole = bridges[bridges["layer"] == MULTILAYER]
    parts: list[Part] = []
    for role, told in (
        ("hedger", "Between the poles and tied to both by much evidence"),
        ("bridge", "On one side, yet tied to both by much evidence"),
    ):
        own = rows(whole[whole["role"] == role].head(_MOST))
        for place, row in enumerate(own):
            lead = ", " if place else f"{' ' if parts else ''}{told}: "
            actor = str(row["actor"])
            parts += [Part(lead), Part(names.get(actor, actor), tuple(row["facts"]))]
        if own:
            parts.append(Part("."))
    return parts or [Part("No actor is tied to both poles by much evidence.")]
