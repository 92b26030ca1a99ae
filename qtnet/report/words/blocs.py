"""Which blocs there are, in words, and how firm they are: over repeated searches, and over resampled documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from qtnet.report.figures.coassignment import actor_blocs, bloc_table, firmness
from qtnet.report.inputs import no_rows
from qtnet.report.words.bloc_count import count_text
from qtnet.report.words.sentences import CANNOT_TELL, Part, Sentence, count

__all__ = ["blocs_more", "blocs_sentence", "supports"]

#: Half is what two blocs of equal size would give a coin.
_LOOSE: Final = 0.6

#: From here on four of five resamples agree on an actor's place.
_FIRM: Final = 0.8


def blocs_sentence(
    blocs: pd.DataFrame,
    names: Mapping[str, str],
    order: Sequence[str] = (),
    support: pd.DataFrame | None = None,
    counted: pd.DataFrame | None = None,
) -> Sentence:
    """Say how many blocs there are, who leads them, how firm they are, and how many chance would not give."""
    table = bloc_table(blocs, names, order)
    groups = table[table["actors"] > 1]
    if groups.empty:
        return [Part(f"Whether there are blocs {CANNOT_TELL}: no two actors stand together.")]
    named = "; ".join(_first_members(str(m)) for m in groups["members"].head(4))
    further = f"; and {len(groups) - 4} smaller" if len(groups) > 4 else ""
    known = supports(blocs, support)
    firm = _verdict(float(known.mean())) if len(known) else _doubt(float(groups["stability"].mean()))
    chance = count_text(no_rows("bloc_count") if counted is None else counted)
    return [Part(f"The ties fall into {count(len(groups), 'bloc')} ({named}{further}), {firm}; {chance}.")]


def blocs_more(blocs: pd.DataFrame, names: Mapping[str, str], support: pd.DataFrame | None = None) -> Sentence:
    """Say who stands alone, whose place is firmest and loosest; agreement comes last."""
    table = bloc_table(blocs, names)
    groups = table[table["actors"] > 1]
    if groups.empty:
        return []
    alone = int((table["actors"] == 1).sum())
    agreement = float(groups["stability"].mean())
    known = supports(blocs, support)
    ends = (
        [f"{names.get(str(known.index[k]), str(known.index[k]))} ({float(known.iloc[k]):.0%})" for k in (-1, 0)]
        if len(known)
        else []
    )
    told = [
        f"{count(alone, 'actor')} {'stands' if alone == 1 else 'stand'} alone." if alone else "",
        f"Over resampled documents the firmest place is that of {ends[0]}, the loosest that of {ends[1]}."
        if ends
        else "How the blocs would change with other documents is not measured.",
        f"In repeated searches on the same ties an actor stands with its bloc in {agreement:.0%} on average.",
    ]
    return [Part(" ".join(part for part in told if part))]


def _verdict(support: float) -> str:
    """Judge how firm the blocs are over resampled documents."""
    kept = f"in which an actor keeps its place in {support:.0%} of the resampled corpora"
    if support < _LOOSE:
        return f"{kept}: so loosely that the blocs {CANNOT_TELL}"
    if support < _FIRM:
        return f"{kept}: a tendency that other documents need not repeat"
    return f"{kept}: other documents would give most places again"


def _doubt(agreement: float) -> str:
    """Judge how firm the blocs are over repeated searches, where documents were not resampled."""
    kept = f"in which an actor keeps its place in {agreement:.0%} of repeated searches on the same ties"
    return f"{kept}: so loosely that the blocs {CANNOT_TELL}" if agreement < _LOOSE else kept


def supports(blocs: pd.DataFrame, support: pd.DataFrame | None) -> pd.Series:
    """Give the support by documents of each actor that shares its bloc, the least first; empty where not measured."""
    if support is None or support.empty:
        return pd.Series(dtype=float)
    of_actor = actor_blocs(blocs)
    sizes = pd.Series(of_actor).value_counts()
    shared = sorted(actor for actor, bloc in of_actor.items() if sizes[bloc] > 1)
    known = firmness(blocs, support, shared).dropna(subset=["support"]).sort_values(["support", "actor"])
    return known.set_index("actor")["support"]


def _first_members(members: str, most: int = 3) -> str:
    names = members.split(", ")
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
