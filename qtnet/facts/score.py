"""Extracted facts against annotated ones: precision, recall and F1, how sure, where, and what went wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from qtnet.errors import UnknownNameError
from qtnet.facts.facts import Facts
from qtnet.facts.intervals import RATES, rate_frame, rates_by
from qtnet.facts.judging import OUTCOMES, actor_accuracy, gold_documents, judged
from qtnet.facts.matched import attribute_accuracy, matched_ties
from qtnet.facts.matching import MONEY_LEVELS, TIE_LEVELS
from qtnet.facts.reliability import brier, calibration_error, reliability
from qtnet.facts.sweep import threshold_sweep
from qtnet.facts.tables import read_facts
from qtnet.results import Result, tidy

__all__ = ["LEVELS", "Scores", "score"]

LEVELS = (*TIE_LEVELS, *MONEY_LEVELS)
_SAME_WORDS = 0.5  # two quotations that share half of the longer one point at the same passage


@dataclass(frozen=True, kw_only=True, eq=False)
class Scores(Result):
    """How well extracted facts agree with annotated ones, micro-averaged over documents.

    Parameters
    ----------
    levels
        Per level: right, extra, missed, precision, recall, f1, and the interval of each rate (`f1_low`, `f1_high`, …).
    by_mode, by_domain, by_status
        The same counts, rates and intervals of ties at the level that first compares the attribute.
    by_document
        Counts and rates per document and level.
    actors
        Share of aligned actors whose kind and country are the annotated ones.
    attributes
        How often technology, status, year and instrument agree where the tie agrees in pair and mode.
    errors
        Missed and extra facts with their evidence, per level.
    reliability
        Confidence against the share that is right, for ties at level ``mode``.
    sweep
        Rates at levels ``pair`` and ``mode`` when only facts of a least confidence are kept.
    brier, calibration_error
        Of the same ties; NaN without any.
    sign_errors
        Pairs of actors found with the wrong sign only.
    same_evidence
        Share of right ties (level ``mode``) whose quotation shares at least half with the annotated one.
    n_documents, outside
        Documents compared; facts in documents that the gold does not name, which are not judged.
    draws
        Bootstrap resamples behind the intervals.
    """

    levels: pd.DataFrame = field(repr=False)
    by_mode: pd.DataFrame = field(repr=False)
    by_domain: pd.DataFrame = field(repr=False)
    by_status: pd.DataFrame = field(repr=False)
    by_document: pd.DataFrame = field(repr=False)
    actors: pd.DataFrame = field(repr=False)
    attributes: pd.DataFrame = field(repr=False)
    errors: pd.DataFrame = field(repr=False)
    reliability: pd.DataFrame = field(repr=False)
    sweep: pd.DataFrame = field(repr=False)
    brier: float
    calibration_error: float
    sign_errors: int
    same_evidence: float
    n_documents: int
    outside: int
    draws: int

    def to_frame(self) -> pd.DataFrame:
        """Give one row per level and rate; `n` is the number of facts judged, `level` follows the fixed columns."""
        rows: list[dict[str, object]] = []
        few = "" if self.n_documents > 1 else "no interval: one document"
        for row in self.levels.to_dict("records"):
            n = sum(row[outcome] for outcome in OUTCOMES)
            for name in RATES:
                ends = {"ci_low": row[f"{name}_low"], "ci_high": row[f"{name}_high"]}
                rows.append(
                    {"metric": name, "estimate": row[name], **ends, "n": n, "reason": few, "level": row["level"]}
                )
        for row in self.actors.to_dict("records"):
            reason = "" if row["n"] else "no actor is aligned"
            metric = f"accuracy of {row['attribute']}"
            rows.append(
                {"metric": metric, "estimate": row["accuracy"], "n": row["n"], "reason": reason, "level": "actors"}
            )
        return tidy(rows)

    def summary(self) -> str:
        """Give one line per level: precision, recall and F1 with its interval, and the facts judged."""
        lines = [f"{'level':13} {'precision':>9} {'recall':>7} {'f1':>7}  {'95 % interval':14} facts"]
        for row in self.levels.to_dict("records"):
            ends = f"[{row['f1_low']:.3f}, {row['f1_high']:.3f}]" if self.n_documents > 1 else "–"
            values = f"{row['precision']:9.4f} {row['recall']:7.4f} {row['f1']:7.4f}"
            lines.append(f"{row['level']:13} {values}  {ends:14} {sum(row[o] for o in OUTCOMES):5d}")
        shares = [f"{row['attribute']} {row['accuracy']:.4f}" for row in self.actors.to_dict("records")]
        lines.append(f"actors        {', '.join(shares)} (n={self.actors['n'].max()})")
        lines.append(
            f"{self.n_documents} documents; {self.outside} facts in documents without annotation were not judged"
        )
        return "\n".join(lines)

    def quality(self) -> pd.DataFrame:
        """Give one row per level: level, precision, recall, f1, and the interval of f1."""
        names = {"f1_low": "ci_low", "f1_high": "ci_high"}
        return self.levels[["level", *RATES, *names]].rename(columns=names)


def score(
    gold: str | Path | Facts,
    predicted: str | Path | Facts,
    *,
    rng: int | np.random.SeedSequence | np.random.Generator,
    draws: int = 999,
    docs: tuple[str, ...] | None = None,
) -> Scores:
    """Compare extracted facts with annotated ones.

    Parameters
    ----------
    gold, predicted
        Facts, or folders of facts; the gold may hold the columns of the annotation guide only.
    rng
        Seed or generator of the bootstrap.
    draws
        Resamples of documents for the 95 % intervals.
    docs
        Documents to compare; all that the gold names when not given.

    Raises
    ------
    UnknownNameError
        If a document of `docs` is not in the gold.
    TableError
        If a folder does not hold valid tables.

    Notes
    -----
    Actors are aligned within a document before anything is compared, so a wrong id is not counted twice. A gold tie
    marked optional is neither missed nor extra. Precision is 1 where nothing was extracted and recall is 1 where
    nothing was to be found.

    Examples
    --------
    >>> from qtnet.reference import reference_table
    >>> gold = reference_table("rates.csv").parents[1] / "corpus" / "seeds" / "gold"
    >>> score(gold, gold, rng=1, draws=9).quality()["f1"].tolist()
    [1.0, 1.0, 1.0, 1.0, 1.0, 1.0]
    """
    gold = gold if isinstance(gold, Facts) else read_facts(gold)
    predicted = predicted if isinstance(predicted, Facts) else read_facts(predicted)
    known = gold_documents(gold)
    compared = known if docs is None else tuple(sorted(set(docs)))
    for doc in compared:
        if doc not in known:
            raise UnknownNameError("document", doc, known)
    rows = judged(gold, predicted, compared)
    ties = rows[(rows["level"] == "mode") & rows["confidence"].notna()]
    generator = np.random.default_rng(rng)
    confidence, right = ties["confidence"].to_numpy(dtype=float), (ties["outcome"] == "right").to_numpy()
    table = reliability(confidence, right)
    overlap = rows.loc[(rows["level"] == "mode") & (rows["outcome"] == "right"), "overlap"]
    return Scores(
        levels=rates_by(rows, "level", LEVELS, compared, rng=generator, draws=draws),
        by_mode=_rates_by(rows[rows["level"] == "mode"], "mode", compared, rng=generator, draws=draws),
        by_domain=_rates_by(rows[rows["level"] == "domain"], "domain", compared, rng=generator, draws=draws),
        by_status=_rates_by(rows[rows["level"] == "full"], "status", compared, rng=generator, draws=draws),
        by_document=_by_document(rows),
        actors=actor_accuracy(gold, predicted, compared),
        attributes=attribute_accuracy(matched_ties(gold, predicted, compared)),
        errors=_errors(rows),
        reliability=table,
        sweep=threshold_sweep(rows),
        brier=brier(confidence, right),
        calibration_error=calibration_error(table),
        sign_errors=_sign_errors(rows),
        same_evidence=float((overlap >= _SAME_WORDS).mean()) if len(overlap) else np.nan,
        n_documents=len(compared),
        outside=sum(int((~frame["doc"].isin(known)).sum()) for frame in (predicted.ties, predicted.funding)),
        draws=draws,
    )


def _rates_by(
    rows: pd.DataFrame, name: str, docs: tuple[str, ...], *, rng: np.random.Generator, draws: int
) -> pd.DataFrame:
    return rates_by(rows, name, tuple(sorted(set(rows[name]))), docs, rng=rng, draws=draws)


def _by_document(rows: pd.DataFrame) -> pd.DataFrame:
    counts = rows.groupby(["doc", "level", "outcome"], sort=True).size().unstack("outcome", fill_value=0)
    return rate_frame(counts.reindex(columns=list(OUTCOMES), fill_value=0).reset_index().rename_axis(columns=None))


def _errors(rows: pd.DataFrame) -> pd.DataFrame:
    wrong = rows[rows["outcome"] != "right"].drop(columns=["overlap", "pair"])
    return wrong.sort_values(["doc", "level", "outcome"], kind="stable", ignore_index=True)


def _sign_errors(rows: pd.DataFrame) -> int:
    """Count missed pairs that were found with the other sign instead (an extra pair of the same actors)."""
    pairs = rows[(rows["level"] == "pair") & (rows["outcome"] != "right")]
    found = {
        outcome: set(zip(part["doc"], part["pair"], strict=True))
        for outcome, part in pairs.groupby("outcome", sort=True)
    }
    return len(found.get("missed", set()) & found.get("extra", set()))
