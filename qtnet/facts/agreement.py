"""Do annotators of the same documents find the same facts: F1 per level, kappa of attributes, alpha over all of them.

The annotations have equal rank: no result changes when they are given in another order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

import numpy as np
import pandas as pd

from qtnet.errors import InputError
from qtnet.facts.agreement_units import actor_outcomes, attribute_tables, pair_answers
from qtnet.facts.facts import Facts
from qtnet.facts.intervals import rates_by
from qtnet.facts.judging import gold_documents, judged
from qtnet.facts.kappa import cohen_kappa, kappa_or_reason, krippendorff_alpha
from qtnet.facts.matching import MONEY_LEVELS, TIE_LEVELS
from qtnet.results import Result, tidy

__all__ = ["Agreement", "agreement"]

_LEVELS = ("actors", *TIE_LEVELS, *MONEY_LEVELS)
_SAME_WORDS = 0.5  # as in `score`


@dataclass(frozen=True, kw_only=True, eq=False)
class Agreement(Result):
    """How far annotators agree, for each two of them and together.

    Parameters
    ----------
    levels
        Per two annotators and level (actors, then those of `score`): facts of `both`, of one side only
        (`only_first`, `only_second`), `f1` and its interval over documents.
    attributes
        Per two annotators and attribute: `n` ties (actors for kind and country) that both have, the share on which they
        agree (`agreement`), Cohen's `kappa` with its interval, `reason` where it is undefined. Mode and direction are
        compared where both have the pair, the others where both have pair and mode.
    evidence
        Per two annotators: `n` ties that both have (level mode), mean `overlap` of their quotations, and the share that
        has at least half of the longer one in common (`same_words`).
    alpha
        Krippendorff's alpha over all annotators; the items are the pairs of actors that may be tied.
    annotators
        Their names.
    n_documents, draws
        Documents compared; bootstrap resamples behind the intervals.
    """

    levels: pd.DataFrame = field(repr=False)
    attributes: pd.DataFrame = field(repr=False)
    evidence: pd.DataFrame = field(repr=False)
    alpha: pd.DataFrame = field(repr=False)
    annotators: tuple[str, ...]
    n_documents: int
    draws: int

    def to_frame(self) -> pd.DataFrame:
        """Give one row per estimate; the columns `first`, `second` and `level` follow the fixed ones."""
        rows: list[dict[str, object]] = []
        few = "" if self.n_documents > 1 else "no interval: one document"
        for row in self.levels.to_dict("records"):
            n = row["both"] + row["only_first"] + row["only_second"]
            ends = {"ci_low": row["f1_low"], "ci_high": row["f1_high"]}
            rows.append({"metric": "f1", "estimate": row["f1"], "n": n, "reason": few, **ends, **_who(row)})
        for row in self.attributes.to_dict("records"):
            ends = {"ci_low": row["kappa_low"], "ci_high": row["kappa_high"]}
            who = {"first": row["first"], "second": row["second"], "level": row["attribute"]}
            rows.append({"metric": "share agreed", "estimate": row["agreement"], "n": row["n"], **who})
            shared = {"n": row["n"], "reason": row["reason"]}
            rows.append({"metric": "Cohen's kappa", "estimate": row["kappa"], **ends, **shared, **who})
        for row in self.evidence.to_dict("records"):
            who = {"first": row["first"], "second": row["second"], "level": "evidence"}
            for name in ("overlap", "same_words"):
                rows.append({"metric": name.replace("_", " "), "estimate": row[name], "n": row["n"], **who})
        for row in self.alpha.to_dict("records"):
            shared = {"n": row["n"], "reason": row["reason"], "level": row["level"]}
            rows.append({"metric": "Krippendorff's alpha", "estimate": row["alpha"], **shared})
        frame = tidy(rows)
        return frame.fillna({"first": "", "second": ""})

    def remark(self) -> str:
        """Say what was compared."""
        who = ", ".join(self.annotators)
        return f"{self.n_documents} documents, annotators {who}; intervals from {self.draws} resamples of documents."


def agreement(
    annotations: Mapping[str, Facts],
    *,
    rng: int | np.random.SeedSequence | np.random.Generator,
    draws: int = 999,
) -> Agreement:
    """Measure how far annotators of the same documents agree.

    Parameters
    ----------
    annotations
        Two or more annotators' facts by their names.
    rng
        Seed or generator of the bootstrap over documents.
    draws
        Resamples of documents.

    Raises
    ------
    InputError
        With fewer than two annotations, or if they share no document.

    Notes
    -----
    Compared are the documents in which at least two annotators found something; what one alone found there counts
    against agreement. Optional marks are not read: they say that annotators disagreed, which is what is measured. F1 of
    two sides, ``2 both / (2 both + only_first + only_second)``, treats them alike and, unlike kappa, needs no count of
    what nobody found (Hripcsak and Rothschild 2005). For alpha the items are all pairs of actors that any annotator
    names in a document: level ``pair`` compares the sign (+, −, both or none), ``mode`` the modes with their direction.
    Undefined values are NaN with a reason.

    References
    ----------
    Hripcsak, G. and Rothschild, A. S. (2005). Agreement, the F-measure, and reliability in information retrieval.
    Journal of the American Medical Informatics Association 12, 296–298.

    Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological Measurement 20,
    37–46.

    Krippendorff, K. (2004). Content Analysis: An Introduction to Its Methodology, 2nd ed., Sage, chapter 11.

    Examples
    --------
    >>> from qtnet.facts.tables import read_facts
    >>> from qtnet.reference import reference_table
    >>> gold = read_facts(reference_table("rates.csv").parents[1] / "corpus" / "seeds" / "gold")
    >>> found = agreement({"Ann": gold, "Ben": gold}, rng=1, draws=9)
    >>> found.levels["f1"].tolist(), found.alpha["alpha"].tolist()
    ([1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0], [1.0, 1.0])
    """
    if len(annotations) < 2:
        raise InputError(f"agreement needs at least two annotations; {len(annotations)} given")
    generator = np.random.default_rng(rng)
    # An order by content makes the alignment of actors, which has to begin somewhere, independent of the given order.
    names = sorted(annotations, key=lambda name: (_content(annotations[name]), name))
    sides = {name: _without_marks(annotations[name]) for name in names}
    docs = _shared_documents(sides)
    pairs = [_compared(first, second, sides, generator, draws) for first, second in combinations(names, 2)]
    levels, attributes, evidence = (pd.concat([pair[i] for pair in pairs], ignore_index=True) for i in range(3))
    return Agreement(
        levels=levels,
        attributes=attributes,
        evidence=evidence,
        alpha=_alpha([sides[name] for name in names], docs),
        annotators=tuple(annotations),
        n_documents=len(docs),
        draws=draws,
    )


def _compared(
    first: str, second: str, sides: Mapping[str, Facts], rng: np.random.Generator, draws: int
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Give levels, attributes and evidence of two annotators, over the documents in which both found something."""
    here, there = sides[first], sides[second]
    docs = sorted({*gold_documents(here)} & {*gold_documents(there)})
    rows = judged(here, there, docs)
    outcomes = pd.concat([actor_outcomes(here, there, docs), rows[["doc", "level", "outcome"]]], ignore_index=True)
    levels = rates_by(outcomes, "level", _LEVELS, docs, rng=rng, draws=draws)
    renamed = {"right": "both", "missed": "only_first", "extra": "only_second"}
    shown = levels.rename(columns=renamed)[["level", *renamed.values(), "f1", "f1_low", "f1_high"]]
    tables = attribute_tables(here, there, docs)
    attributes = pd.DataFrame([_kappa_row(name, table, rng, draws) for name, table in tables.items()])
    overlap = rows.loc[(rows["level"] == "mode") & (rows["outcome"] == "right"), "overlap"].astype(float)
    shares = {"n": len(overlap), "overlap": overlap.mean(), "same_words": (overlap >= _SAME_WORDS).mean()}
    frames = (shown, attributes, pd.DataFrame([shares]))
    return tuple(_named(frame, first, second) for frame in frames)  # type: ignore[return-value]


def _kappa_row(name: str, table: np.ndarray, rng: np.random.Generator, draws: int) -> dict[str, object]:
    """Give agreement, kappa and its percentile interval over documents; resamples without a kappa are left out."""
    total = table.sum(axis=0)
    kappa, reason = kappa_or_reason(total)
    low = high = np.nan
    if not reason and len(table) > 1:
        times = rng.multinomial(len(table), np.full(len(table), 1 / len(table)), size=draws)
        low, high = np.nanquantile(cohen_kappa(np.tensordot(times, table, axes=(1, 0))), [0.025, 0.975])
    n = int(total.sum())
    share = np.trace(total) / n if n else np.nan
    row: dict[str, object] = {"attribute": name, "n": n, "agreement": share, "kappa": kappa}
    return row | {"kappa_low": low, "kappa_high": high, "reason": reason}


def _alpha(sides: Sequence[Facts], docs: Sequence[str]) -> pd.DataFrame:
    rows = []
    for level in ("pair", "mode"):
        units = pair_answers(sides, docs, level)
        alpha, reason = krippendorff_alpha(units)
        rows.append({"level": level, "n": len(units), "alpha": alpha, "reason": reason})
    return pd.DataFrame(rows)


def _shared_documents(sides: Mapping[str, Facts]) -> list[str]:
    """Give the documents in which at least two annotators found something."""
    times = Counter(doc for side in sides.values() for doc in gold_documents(side))
    docs = sorted(doc for doc, n in times.items() if n > 1)
    for first, second in combinations(sides, 2):
        if not {*gold_documents(sides[first])} & {*gold_documents(sides[second])}:
            raise InputError(f"'{first}' and '{second}' share no document in which both found a fact")
    return docs


def _without_marks(facts: Facts) -> Facts:
    return replace(facts, ties=facts.ties.drop(columns="optional", errors="ignore"))


def _content(facts: Facts) -> tuple[str, ...]:
    return tuple(frame.to_csv(index=False) for frame in (facts.actors, facts.ties, facts.funding))


def _named(frame: pd.DataFrame, first: str, second: str) -> pd.DataFrame:
    frame.insert(0, "first", first)
    frame.insert(1, "second", second)
    return frame


def _who(row: Mapping[Hashable, object]) -> dict[str, object]:
    return {name: row[name] for name in ("first", "second", "level")}
