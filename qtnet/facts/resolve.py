"""Actors of single documents to actors of the whole corpus.

The same id is the same actor. Two ids are merged only when a name proves it: a form that both documents use, equal
after normalisation, for actors of the same kind and country. A bare acronym proves nothing by itself ("DST" is many
departments): it counts only when one side has learnt its long form and the other side has no long form of its own.
Similar spelling never merges; such pairs are listed by `similar_names` for a person to judge.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeVar

import numpy as np
import pandas as pd

from qtnet.facts.names import display_name

__all__ = ["merged_ids", "normalised", "resolved_actors", "similar_names"]

_T = TypeVar("_T")
_SEPARATOR = "|"
_ACRONYM_LENGTH = 6


def normalised(form: str) -> str:
    """Fold a name to compare it: case, punctuation, leading article and possessive do not count.

    Examples
    --------
    >>> normalised("The U.S. Department of Energy's")
    'u s department of energy'
    """
    text = re.sub(r"[’']s\b", "", form.casefold())
    text = re.sub(r"[^\w&]+", " ", text).strip()
    return re.sub(r"^(the|a|an) ", "", text)


def merged_ids(
    actors: pd.DataFrame, *, same: Iterable[tuple[str, str]] = (), distinct: Iterable[tuple[str, str]] = ()
) -> dict[str, str]:
    """Map every id of the table `actors` to the id of its actor over the whole corpus.

    The id that most documents use stands for the merged actor; of equals, the first in code-point order. Ids that
    occur together in one document are never merged: its reader told them apart.

    Parameters
    ----------
    actors
        Columns of actors.csv.
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
    forms, docs, nature = _by_id(actors)
    apart = {frozenset(pair) for pair in distinct}
    leader = {actor: actor for actor in forms}
    members = {actor: [actor] for actor in forms}
    for first, second in _proven_pairs(forms, nature):
        a, b = sorted((leader[first], leader[second]), key=lambda x: (-len(docs[x]), x))
        if a == b or any(docs[x] & docs[y] or {x, y} in apart for x in members[a] for y in members[b]):
            continue
        members[a] += members.pop(b)
        leader.update(dict.fromkeys(members[a], a))
    for other, kept in same:
        if other in leader and kept in leader and leader[other] != leader[kept]:
            members[kept] = members.pop(leader[other]) + members.pop(leader[kept])
            leader.update(dict.fromkeys(members[kept], kept))
    return leader


def resolved_actors(actors: pd.DataFrame) -> pd.DataFrame:
    """Give one row per actor: id, name, kind, country, aliases and number of documents.

    Where documents disagree on kind or country, the most frequent value counts; of equals, the first in order.
    """
    rows = []
    for actor, part in actors.groupby("actor", sort=True):
        surfaces = [form for cell in part["surface"] for form in cell.split(_SEPARATOR) if form]
        country = [value for value in part["country"] if value]
        name = display_name(str(actor), surfaces)
        aliases = sorted({*surfaces, str(actor)} - {name})
        rows.append(
            {
                "actor": str(actor),
                "name": name,
                "kind": _most_frequent(part["kind"]),
                "country": _most_frequent(country) if country else "",
                "aliases": _SEPARATOR.join(aliases),
                "docs": part["doc"].nunique(),
            }
        )
    columns = {"actor": str, "name": str, "kind": str, "country": str, "aliases": str, "docs": np.int64}
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)


def similar_names(resolved: pd.DataFrame, *, cutoff: float = 0.85) -> pd.DataFrame:
    """List pairs of actors of one kind whose names are alike, most alike first: suggestions, nothing is merged.

    Returns
    -------
    DataFrame
        Columns `actor`, `other`, `kind`, `similarity` in [`cutoff`, 1] (difflib's ratio of the normalised names).
    """
    rows = []
    for kind, part in resolved[resolved["kind"] != "country"].groupby("kind", sort=True):
        named = [(str(a), normalised(str(n))) for a, n in zip(part["actor"], part["name"], strict=True)]
        for i, (actor, name) in enumerate(named):
            for other, other_name in named[i + 1 :]:
                matcher = difflib.SequenceMatcher(None, name, other_name, autojunk=False)
                if matcher.real_quick_ratio() >= cutoff and (ratio := matcher.ratio()) >= cutoff:
                    rows.append({"actor": actor, "other": other, "kind": kind, "similarity": round(ratio, 4)})
    frame = pd.DataFrame(rows, columns=["actor", "other", "kind", "similarity"])
    return frame.sort_values(["similarity", "actor", "other"], ascending=[False, True, True], ignore_index=True)


def _by_id(
    actors: pd.DataFrame,
) -> tuple[dict[str, dict[str, str]], dict[str, set[str]], dict[str, tuple[str, str]]]:
    """Give for each id its forms (normalised → as written), its documents, and its kind and country."""
    forms: dict[str, dict[str, str]] = defaultdict(dict)
    docs: dict[str, set[str]] = defaultdict(set)
    natures: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in actors.itertuples(index=False):
        for form in str(row.surface).split(_SEPARATOR):
            if normalised(form):
                forms[str(row.actor)].setdefault(normalised(form), form)
        forms[str(row.actor)]  # an actor without forms still exists
        docs[str(row.actor)].add(str(row.doc))
        natures[str(row.actor)].append((str(row.kind), str(row.country)))
    return dict(forms), dict(docs), {actor: _most_frequent(found) for actor, found in natures.items()}


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


def _most_frequent(values: Iterable[_T]) -> _T:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], str(value)))
