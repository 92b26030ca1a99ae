"""Facts in, pairs of actors out that may be one: a table for a person to judge, nothing is merged by it.

Who agrees writes a row ``id, same, , other id`` into corrections.csv; it holds for every later run.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from qtnet.errors import InputError
from qtnet.facts.facts import Facts
from qtnet.facts.resolve import normalised, similar_names
from qtnet.writing import write_file

__all__ = ["SUGGESTIONS_FILE", "alias_suggestions", "write_alias_suggestions"]

SUGGESTIONS_FILE = "alias_suggestions.csv"
COLUMNS = ["actor", "other", "name", "other_name", "why", "docs", "other_docs"]
_SEPARATOR = "|"


def alias_suggestions(facts: Facts) -> pd.DataFrame:
    """List pairs of actors that share a form, or have names that are alike, though nothing proves them to be one.

    Returns
    -------
    DataFrame
        Columns `actor`, `other` (ids), `name`, `other_name`, `why` (one or two reasons in words), `docs` and
        `other_docs` (the documents that name them, separated by ``|``); shared forms first, then the most alike.
    """
    resolved = facts.actors_resolved
    reasons: dict[tuple[str, str], list[str]] = defaultdict(list)
    for pair, form in sorted(_sharing(facts.actors).items()):
        reasons[pair].append(f"both are called '{form}'")
    for row in similar_names(resolved).to_dict("records"):
        pair = (str(row["actor"]), str(row["other"]))
        reasons[min(pair), max(pair)].append(f"names alike by {row['similarity']:.2f}")
    name = dict(zip(resolved["actor"], resolved["name"], strict=True))
    docs = _documents(facts.actors)
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
    path = Path(folder) / SUGGESTIONS_FILE
    try:
        write_file(path, alias_suggestions(facts).to_csv(index=False, lineterminator="\n"))
    except OSError as fault:
        raise InputError(f"{path}: suggestions cannot be written here: {fault.strerror}") from fault
    return path


def _sharing(actors: pd.DataFrame) -> Mapping[tuple[str, str], str]:
    """Give the pairs of ids that stand apart although a form is common to both, with the form as written."""
    users: dict[str, dict[str, str]] = defaultdict(dict)
    for row in actors.itertuples(index=False):
        if row.kind not in ("country", "bloc"):
            for form in str(row.surface).split(_SEPARATOR):
                if normalised(form):
                    users[normalised(form)].setdefault(str(row.actor), form)
    shared: dict[tuple[str, str], str] = {}
    for form in sorted(users):
        ids = sorted(users[form])
        for i, first in enumerate(ids):
            for second in ids[i + 1 :]:
                shared.setdefault((first, second), users[form][first])
    return shared


def _documents(actors: pd.DataFrame) -> Mapping[str, str]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for row in actors.sort_values(["actor", "doc"]).itertuples(index=False):
        found[str(row.actor)][str(row.doc)] = None
    return {actor: _SEPARATOR.join(docs) for actor, docs in found.items()}
