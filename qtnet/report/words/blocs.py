"""Which blocs there are, in words, and how firm they are: over repeated searches, and over resampled documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from qtnet.report.figures.coassignment import actor_blocs, bloc_table, firmness
from qtnet.report.words.sentences import CANNOT_TELL, Part, Sentence, count

__all__ = ["blocs_sentence", "supports"]

#: Half is what two blocs of equal size would give a coin.
_LOOSE: Final = 0.6

#: From here on four of five resamples agree on an actor's place.
_FIRM: Final = 0.8


def blocs_sentence(
    blocs: pd.DataFrame, names: Mapping[str, str], order: Sequence[str] = (), support: pd.DataFrame | None = None
) -> Sentence:
    """Say how many blocs there are, who leads them and how firm they are."""
    table = bloc_table(blocs, names, order)
    groups = table[table["actors"] > 1]
    if groups.empty:
        return [Part(f"Whether there are blocs {CANNOT_TELL}: no two actors stand together.")]
    alone = int((table["actors"] == 1).sum())
    named = "; ".join(_first_members(str(m)) for m in groups["members"].head(4))
    further = f"; and {len(groups) - 4} smaller" if len(groups) > 4 else ""
    aside = f" {count(alone, 'actor')} {'stands' if alone == 1 else 'stand'} alone." if alone else ""
    agreement = float(groups["stability"].mean())
    supported = _support(blocs, names, support)
    return [
        Part(
            f"The ties fall into {count(len(groups), 'bloc')}: {named}{further}.{aside} Repeated searches on the same "
            f"ties agree: on average an actor stands with its bloc in {agreement:.0%} of them."
            + (_doubt(agreement) if supported is None else supported)
        )
    ]


def _doubt(agreement: float) -> str:
    sure = "" if agreement >= _LOOSE else f" So loose a grouping means that the blocs {CANNOT_TELL}."
    return f"{sure} How the blocs would change with other documents is not measured."


def supports(blocs: pd.DataFrame, support: pd.DataFrame | None) -> pd.Series:
    """Give the support by documents of each actor that shares its bloc, the least first; empty where not measured."""
    if support is None or support.empty:
        return pd.Series(dtype=float)
    of_actor = actor_blocs(blocs)
    sizes = pd.Series(of_actor).value_counts()
    shared = sorted(actor for actor, bloc in of_actor.items() if sizes[bloc] > 1)
    known = firmness(blocs, support, shared).dropna(subset=["support"]).sort_values(["support", "actor"])
    return known.set_index("actor")["support"]


def _support(blocs: pd.DataFrame, names: Mapping[str, str], support: pd.DataFrame | None) -> str | None:
    """Say how the blocs fare in resampled documents; None where that was not measured."""
    known = supports(blocs, support)
    if known.empty:
        return None
    mean = float(known.mean())
    firm, loose = (
        f"{names.get(str(known.index[k]), str(known.index[k]))} ({float(known.iloc[k]):.0%})" for k in (-1, 0)
    )
    verdict = (
        f"which means that the blocs {CANNOT_TELL}"
        if mean < _LOOSE
        else "a tendency that other documents need not repeat"
        if mean < _FIRM
        else "so that other documents would give most places again"
    )
    return (
        f" Other documents matter more: over resampled ones it stands with its bloc in {mean:.0%} on average, from "
        f"{loose} to {firm}, {verdict}."
    )


def _first_members(members: str, most: int = 3) -> str:
    names = members.split(", ")
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
