"""The table of a network's actors: actor, name, kind, country, one row each, sorted by code point."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from qtnet.errors import InputError

__all__ = ["ACTOR_COLUMNS", "actor_table"]

ACTOR_COLUMNS = ("actor", "name", "kind", "country")


def actor_table(actors: pd.DataFrame | Iterable[str]) -> pd.DataFrame:
    """Give the sorted actor table of some ids, or of a table that has at least the column ``actor``.

    A missing name is the id; missing kind and country are empty. White space around a cell does not count, as in edges.

    Raises
    ------
    InputError
        If the column ``actor`` is missing, or an actor is empty, has a carriage return or is named twice.

    Examples
    --------
    >>> actor_table(["US", "JP"])["name"].tolist()
    ['JP', 'US']
    """
    given = actors if isinstance(actors, pd.DataFrame) else pd.DataFrame({"actor": sorted(set(actors))}, dtype=str)
    if "actor" not in given:
        raise InputError(f"the actor table has no column 'actor'; columns that came: {', '.join(map(str, given))}")
    columns = {c: _texts(given[c]) if c in given else [""] * len(given) for c in ACTOR_COLUMNS}
    ids = columns["actor"]
    _check_ids(ids)
    columns["name"] = [name or actor for name, actor in zip(columns["name"], ids, strict=True)]
    order = sorted(range(len(ids)), key=ids.__getitem__)
    return pd.DataFrame({c: pd.Series([values[i] for i in order], dtype=str) for c, values in columns.items()})


def _texts(column: pd.Series) -> list[str]:
    return [str(value).strip() for value in column.where(column.notna(), "").tolist()]


def _check_ids(ids: list[str]) -> None:
    if "" in ids:
        raise InputError(f"the actor table has an empty actor in row {ids.index('')}; expected a name")
    if broken := [actor for actor in ids if "\r" in actor]:
        raise InputError(f"the actor table has the actor {broken[0]!r}; expected a name without a carriage return")
    if len(set(ids)) < len(ids):
        twice = sorted({actor for actor in ids if ids.count(actor) > 1})
        raise InputError(f"the actor table names {', '.join(twice[:5])} more than once; expected one row per actor")
