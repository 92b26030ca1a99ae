"""Actors of single documents to actors of the whole corpus.

The same id is the same actor. Two ids are merged only when a name proves it: a form that both documents use, equal
after normalisation, for actors of the same kind and country. A bare acronym proves nothing by itself ("DST" is many
departments): it counts only when one side has learnt its long form and the other side has no long form of its own.
Similar spelling never merges; such pairs are listed by `similar_names` for a person to judge.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from qtnet.facts.actor_use import SEPARATOR, ActorUse, most_frequent, normalised
from qtnet.facts.alike import alike_names
from qtnet.facts.names import display_name

__all__ = ["merged_ids", "resolved_actors", "similar_names"]

_ACRONYM_LENGTH = 6


def merged_ids(
    actors: pd.DataFrame | ActorUse,
    *,
    same: Iterable[tuple[str, str]] = (),
    distinct: Iterable[tuple[str, str]] = (),
) -> dict[str, str]:
    """Map every id of actors to the id of its actor over the whole corpus.

    The id that most documents use stands for the merged actor; of equals, the first in code-point order. Ids that
    occur together in one document are never merged: its reader told them apart.

    Parameters
    ----------
    actors
        Columns of actors.csv, or how the actors are used.
    same
        Pairs of ids that a person has judged to be one actor, the id to keep last; these merge in any case.
    distinct
        Pairs of ids that a person has judged to be two actors; no shared name merges them.

    Examples
    --------
    >>> columns = ["doc", "actor", "kind", "country", "surface"]
    >>> rows = [["d1", "nstc", "agency", "TW", "NSTC"], ["d2", "science-council", "agency", "TW", "Council|NSTC"]]
    >>> merged_ids(pd.DataFrame(rows, columns=columns))
    {'nstc': 'nstc', 'science-council': 'nstc'}
    """
    use = actors if isinstance(actors, ActorUse) else ActorUse.of(actors)
    forms = use.written_forms()
    nature = {actor: most_frequent(used.natures) for actor, used in use.by_id.items()}
    docs = _Documents(use)
    apart = {frozenset(pair) for pair in distinct}
    leader = {actor: actor for actor in forms}
    members = {actor: [actor] for actor in forms}
    for first, second in _proven_pairs(forms, nature):
        a, b = sorted((leader[first], leader[second]), key=lambda x: (-docs.count(x), x))
        if a == b or docs.overlap(members[a], members[b]):
            continue
        if apart and any({x, y} in apart for x in members[a] for y in members[b]):
            continue
        members[a] += members.pop(b)
        leader.update(dict.fromkeys(members[a], a))
    for other, kept in same:
        if other in leader and kept in leader and leader[other] != leader[kept]:
            members[kept] = members.pop(leader[other]) + members.pop(leader[kept])
            leader.update(dict.fromkeys(members[kept], kept))
    return leader


def resolved_actors(actors: pd.DataFrame | ActorUse) -> pd.DataFrame:
    """Give one row per actor: id, name, kind, country, aliases and number of documents.

    Where documents disagree on kind or country, the most frequent value counts; of equals, the first in order.
    """
    use = actors if isinstance(actors, ActorUse) else ActorUse.of(actors)
    rows = []
    for actor in sorted(use.by_id):
        forms, natures, docs = use.by_id[actor]
        name = display_name(actor, forms)
        kinds, countries = Counter[str](), Counter[str]()
        for (kind, country), number in natures.items():
            kinds[kind] += number
            countries[country] += number
        del countries[""]
        rows.append(
            {
                "actor": actor,
                "name": name,
                "kind": most_frequent(kinds),
                "country": most_frequent(countries) if countries else "",
                "aliases": SEPARATOR.join(sorted({*forms, actor} - {name})),
                "docs": len({*docs}),
            }
        )
    columns = {"actor": str, "name": str, "kind": str, "country": str, "aliases": str, "docs": np.int64}
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)


def similar_names(resolved: pd.DataFrame, *, cutoff: float = 0.85, most: int | None = None) -> pd.DataFrame:
    """List pairs of actors of one kind whose names are alike, most alike first: suggestions, nothing is merged.

    With `most` no more than so many pairs are listed, the most alike, and no others are held.

    Returns
    -------
    DataFrame
        Columns `actor`, `other`, `kind`, `similarity` in [`cutoff`, 1] (difflib's ratio of the normalised names).
    """
    pairs = _alike_pairs(resolved, cutoff)
    found = sorted(pairs) if most is None else heapq.nsmallest(most, pairs)
    rows = [(actor, other, kind, -distance) for distance, actor, other, kind in found]
    return pd.DataFrame(rows, columns=["actor", "other", "kind", "similarity"])


def _alike_pairs(resolved: pd.DataFrame, cutoff: float) -> Iterator[tuple[float, str, str, str]]:
    """Give minus the similarity, the ids in the order of the table, and the kind."""
    for kind, part in resolved[resolved["kind"] != "country"].groupby("kind", sort=True):
        ids = part["actor"].astype(str).tolist()
        for first, second, ratio in alike_names([normalised(str(name)) for name in part["name"]], cutoff=cutoff):
            yield -round(ratio, 4), ids[first], ids[second], str(kind)


class _Documents:
    """The documents of ids as sets of numbers, made when two ids are first compared."""

    def __init__(self, use: ActorUse) -> None:
        self._use = use
        self._sets: dict[str, frozenset[int]] = {}

    def count(self, actor: str) -> int:
        return len(self._of(actor))

    def overlap(self, first: Sequence[str], second: Sequence[str]) -> bool:
        return any(not self._of(x).isdisjoint(self._of(y)) for x in first for y in second)

    def _of(self, actor: str) -> frozenset[int]:
        found = self._sets.get(actor)
        if found is None:
            found = self._sets[actor] = frozenset(self._use.by_id[actor].docs)
        return found


def _proven_pairs(
    forms: Mapping[str, Mapping[str, str]], nature: Mapping[str, tuple[str, str]]
) -> list[tuple[str, str]]:
    users: dict[tuple[str, tuple[str, str]], list[str]] = defaultdict(list)
    for actor in sorted(forms):
        # Countries and blocs have closed lists of ids; a shared form there is an error of extraction, not an alias.
        if nature[actor][0] not in ("country", "bloc"):
            for form in forms[actor]:
                users[form, nature[actor]].append(actor)
    pairs = set()
    for (form, _), sharing in users.items():
        for i, first in enumerate(sharing):
            for second in sharing[i + 1 :]:
                if _proves(form, forms[first], forms[second]):
                    pairs.add((first, second))
    return sorted(pairs)


def _proves(form: str, first: Mapping[str, str], second: Mapping[str, str]) -> bool:
    if not (_is_acronym(first[form]) and _is_acronym(second[form])):
        return True
    long_forms = [sum(not _is_acronym(written) for written in side.values()) for side in (first, second)]
    return min(long_forms) == 0 and max(long_forms) > 0


def _is_acronym(written: str) -> bool:
    return len(written) <= _ACRONYM_LENGTH and " " not in written and sum(c.isupper() for c in written) >= 2
