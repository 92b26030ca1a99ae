"""Facts in, pairs of actors out that may be one: a table for a person to judge, nothing is merged by it.

Who agrees writes a row ``id, same, , other id`` into corrections.csv; it holds for every later run.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import chain, combinations
from pathlib import Path

import pandas as pd

from qtnet.errors import InputError
from qtnet.facts.actor_use import SEPARATOR, ActorUse, most_frequent
from qtnet.facts.facts import Facts
from qtnet.facts.resolve import similar_names
from qtnet.writing import write_file

__all__ = ["SUGGESTIONS_FILE", "alias_suggestions", "suggested", "write_alias_suggestions", "write_suggestions"]

SUGGESTIONS_FILE = "alias_suggestions.csv"
#: So many pairs are listed at most, and so many documents of each: a person judges them.
MOST_PAIRS, MOST_DOCUMENTS = 10_000, 20
COLUMNS = ["actor", "other", "name", "other_name", "why", "docs", "other_docs"]


def alias_suggestions(facts: Facts) -> pd.DataFrame:
    """List pairs of actors that share a form, or have names that are alike, though nothing proves them to be one.

    Returns
    -------
    DataFrame
        Columns `actor`, `other` (ids), `name`, `other_name`, `why` (one or two reasons in words), `docs` and
        `other_docs` (the first 20 documents that name them, separated by ``|``); shared forms first, then the most
        alike, 10,000 of both kinds together at most.
    """
    return suggested(ActorUse.of(facts.actors), facts.actors_resolved)


def suggested(use: ActorUse, resolved: pd.DataFrame) -> pd.DataFrame:
    """List the pairs as `alias_suggestions` does, from how the actors are used and their resolved table."""
    reasons: dict[tuple[str, str], list[str]] = defaultdict(list)
    for pair, form in sorted(_sharing(use).items()):
        reasons[pair].append(f"both are called '{form}'")
    for row in similar_names(resolved, most=MOST_PAIRS).to_dict("records"):
        pair = min(row["actor"], row["other"]), max(row["actor"], row["other"])
        if pair in reasons or len(reasons) < MOST_PAIRS:
            reasons[pair].append(f"names alike by {row['similarity']:.2f}")
    name = dict(zip(resolved["actor"], resolved["name"], strict=True))
    listed = sorted({*chain.from_iterable(reasons)})
    docs = {actor: SEPARATOR.join(use.documents_of(actor)[:MOST_DOCUMENTS]) for actor in listed}
    rows = [
        [first, second, name[first], name[second], "; ".join(why), docs[first], docs[second]]
        for (first, second), why in reasons.items()
    ]
    return pd.DataFrame(rows, columns=COLUMNS, dtype="str")


def write_alias_suggestions(facts: Facts, folder: str | Path) -> Path:
    """Write the suggestions as ``alias_suggestions.csv`` into a folder; same facts, same bytes.

    Raises
    ------
    InputError
        If the file cannot be written.
    """
    return write_suggestions(alias_suggestions(facts), folder)


def write_suggestions(found: pd.DataFrame, folder: str | Path) -> Path:
    """Write the table of suggestions into a folder."""
    path = Path(folder) / SUGGESTIONS_FILE
    try:
        write_file(path, found.to_csv(index=False, lineterminator="\n"))
    except OSError as fault:
        raise InputError(f"{path}: suggestions cannot be written here: {fault.strerror}") from fault
    return path


def _sharing(use: ActorUse) -> Mapping[tuple[str, str], str]:
    """Give the pairs of ids that stand apart although a form is common to both, with the form as written.

    Of more than `MOST_PAIRS` those are given whose form the fewest use.
    """
    users: dict[str, dict[str, str]] = defaultdict(dict)
    for actor, forms in use.written_forms().items():
        if most_frequent(use.by_id[actor].natures)[0] not in ("country", "bloc"):
            for plain, form in forms.items():
                users[plain][actor] = form
    shared: dict[tuple[str, str], str] = {}
    for plain in sorted(users, key=lambda plain: (len(users[plain]), plain)):
        for pair in combinations(sorted(users[plain]), 2):
            if len(shared) == MOST_PAIRS:
                return shared
            shared.setdefault(pair, users[plain][pair[0]])
    return shared
