"""Facts to network: filter, weigh, lift, lay out in layers.

In: the tables of the facts. Out: a `MultilayerNetwork` whose every tie knows its facts, and a count of all that did
not become a tie.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
import pandas as pd

from qtnet.errors import InputError, UnknownNameError
from qtnet.extract.vocabulary import STATUSES
from qtnet.facts.counting import counted_once, independent_documents
from qtnet.network.contributions import contributions
from qtnet.network.lift import country_actors, lifted
from qtnet.network.members import read_memberships
from qtnet.network.multilayer import ASPECT_SEPARATOR, MultilayerNetwork
from qtnet.network.weights import Scheme, shared_weights
from qtnet.reference import reference_table

if TYPE_CHECKING:
    from qtnet.facts import Facts

__all__ = ["Level", "build_network"]

Level = Literal["country", "actor"]
_ASPECTS = ("domain", "mode")


def build_network(
    facts: Facts,
    level: Level = "country",
    aspects: Sequence[str] = ("domain",),
    *,
    weight: Scheme = "ties",
    status: Sequence[str] = ("active", "announced"),
    min_confidence: float = 0.0,
    years: tuple[int, int] | None = None,
    members: bool = False,
) -> MultilayerNetwork:
    """Build the multilayer network of the facts.

    Parameters
    ----------
    facts
        Checked tables, as `extract` or `read_facts` gives them.
    level
        ``"actor"``, or ``"country"`` to let every actor act for its home country.
    aspects
        What the layers are: ``"domain"``, ``"mode"`` or both, then labelled ``domain|mode``.
    weight
        ``"ties"``, ``"funding"`` or ``"combined"``: see `qtnet.network.weights`.
    status
        Which facts count.
    min_confidence
        Facts less certain than this, in [0, 1], are left out.
    years
        First and last year, inclusive; facts of unknown year are then left out.
    members
        At level ``"country"``: blocs stand for their members in the year of the tie, which share its weight.

    Returns
    -------
    MultilayerNetwork
        Actors without a tie are kept, and so are the ids of documents without one, unless they copy another;
        `dropped` counts, by reason, the facts that became no tie. What copies of a document repeat counts once.

    Raises
    ------
    UnknownNameError
        If level, aspects, weight or status is no known name.
    """
    _check_names("level", [level], get_args(Level))
    _check_names("aspect", aspects, _ASPECTS)
    _check_names("weight scheme", [weight], get_args(Scheme))
    _check_names("status", status, STATUSES)
    if not aspects or len(set(aspects)) < len(aspects):
        raise InputError(f"aspects is {tuple(aspects)!r}; expected 'domain', 'mode' or both, each once")
    told = counted_once(facts)
    records, dropped = contributions(told.ties, told.funding, weight)
    counts = Counter(dropped)
    counts["told again by a copy of a document"] = told.repeated
    records = _filtered(records, counts, status=status, min_confidence=min_confidence, years=years)
    actors = facts.actors_resolved
    if level == "country":
        home = dict(zip(actors["actor"], actors["country"], strict=True))
        records, lost = lifted(records, home, read_memberships() if members else None)
        counts.update(lost)
        actors = country_actors(actors, _country_names(), set(records["source"]) | set(records["target"]))
    records = _laid_out(records, aspects, alone=weight == "ties")
    return MultilayerNetwork.from_records(
        records,
        actors=actors,
        aspects=tuple(aspects),
        dropped=+counts,
        corpus=independent_documents(facts),
        expected_weights=weight != "funding",
    )


def _check_names(what: str, names: Sequence[str], known: Sequence[str]) -> None:
    for name in names:
        if name not in known:
            raise UnknownNameError(what, name, known)


def _filtered(
    records: pd.DataFrame,
    counts: Counter[str],
    *,
    status: Sequence[str],
    min_confidence: float,
    years: tuple[int, int] | None,
) -> pd.DataFrame:
    tests = {
        "other status": records["status"].isin(list(status)),
        "low confidence": records["confidence"] >= min_confidence,
    }
    if years is not None:
        tests["unknown year"] = records["year"].notna()
        tests["other year"] = records["year"].between(*years) | records["year"].isna()
    keep = pd.Series(True, index=records.index)
    for reason, passed in tests.items():
        counts[reason] += int((keep & ~passed).sum())
        keep &= passed
    return records[keep].reset_index(drop=True)


def _laid_out(records: pd.DataFrame, aspects: Sequence[str], *, alone: bool) -> pd.DataFrame:
    """Give each record its layer and put undirected pairs in one order.

    With `alone`, facts of one tie that rest on one quotation share the largest of their weights.
    """
    label = records[list(aspects)].agg(ASPECT_SEPARATOR.join, axis=1) if len(records) else records["domain"]
    swap = ~records["directed"].to_numpy(dtype=bool) & (records["source"] > records["target"]).to_numpy(dtype=bool)
    source = np.where(swap, records["target"], records["source"])
    target = np.where(swap, records["source"], records["target"])
    frame = records.assign(layer=label, source=source, target=target)
    if alone:
        tie = ["source", "target", "layer", "sign", "directed", "event"]
        frame["weight"] = shared_weights(frame, tie)
    return frame.sort_values(["doc", "fact", "source", "target"], kind="stable", ignore_index=True)


def _country_names() -> Mapping[str, str]:
    table = pd.read_csv(reference_table("countries.csv"), dtype=str, keep_default_na=False)
    return dict(zip(table["iso2"], table["name"], strict=True))
