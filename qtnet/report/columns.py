"""Heads of tables in words with their units; the columns of the files keep their short names."""

from __future__ import annotations

from typing import Final

from qtnet.report.labels import words

__all__ = ["heading"]

_HEADINGS: Final = {
    "actors": "number of actors",
    "amount_usd": "amount (constant US$)",
    "capability": "capability measured by",
    "ci_high": "95 % interval, to",
    "ci_low": "95 % interval, from",
    "draws": "random networks",
    "of_draws": "random networks drawn, with or without an index",
    "estimate": "value",
    "facts_counted": "number of facts",
    "lambda": "weight of hostility (λ)",
    "layer": "technology",
    "layer_a": "technology",
    "layer_b": "other technology",
    "domain": "technology",
    "n": "number",
    "n_not_converted": "amounts not converted",
    "null_high": "chance, 97.5 % point",
    "null_low": "chance, 2.5 % point",
    "null_mean": "chance, mean",
    "p_first": "comes first (share of resamples)",
    "p_hedger": "probability between the poles (share of resamples)",
    "p_pole_a": "probability with the first pole (share of resamples)",
    "p_pole_b": "probability with the second pole (share of resamples)",
    "p_top": "among the first five (share of resamples)",
    "p_value": "p-value",
    "rank_high": "worst rank (95 %)",
    "rank_low": "best rank (95 %)",
    "reason": "remark",
    "stability": "agreement of searches (share)",
    "support": "support of documents (share)",
    "std_error": "standard error",
    "tau": "pull needed to align (τ)",
    "weight": "weight of the tie",
    "ambivalence": "ambivalence (0 to 1)",
    "engagement": "engagement (share of ties)",
    "directed": "one-way",
    "n_evidence": "pieces of evidence",
    "sign": "sign",
}

#: Columns that mean something else in one table.
_IN_TABLE: Final = {
    ("profile", "n"): "independent hostile events",
    ("totals", "n"): "commitments",
    ("bloc-layers", "stage"): "technology",
    ("bloc-windows", "stage"): "window",
    ("similarity", "n"): "pairs or actors in either",
    ("slopes", "rank"): "rank among actors with ties",
    ("flows", "n"): "commitments",
    ("counts", "what"): "what was counted",
    ("adjacency", "actor"): "who acts",
    ("adjacency", "partner"): "towards whom",
    ("adjacency", "layers"): "technologies",
    ("bloc-count", "null_high"): "chance, 95 % point",
    ("reliability", "from"): "confidence from",
    ("reliability", "to"): "confidence to",
    ("frustrated", "sign"): "why it does not fit",
}


def heading(column: str, table: str = "") -> str:
    """Give the head of a column in words.

    Examples
    --------
    >>> heading("tau"), heading("n", "totals"), heading("publisher")
    ('pull needed to align (τ)', 'commitments', 'publisher')
    """
    return _IN_TABLE.get((table, column), _HEADINGS.get(column, words(column)))
