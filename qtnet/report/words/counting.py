"""The counts of reading and extracting, each in words with its meaning."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from qtnet.report.labels import words

__all__ = ["count_table"]

_MEANINGS: Final = {
    "documents": ("documents", "texts that were read"),
    "documents_without_facts": ("documents without facts", "read, but nothing was found in them"),
    "copies": ("copies", "documents that copy another one (facts/duplicates.csv); what both tell counts once"),
    "skipped": ("files skipped", "files that were not read; facts/extraction.json names them and the reason"),
    "sentences": ("sentences", "read in all documents"),
    "candidates": (
        "candidates",
        "possible ties that a rule proposed, before drops and before the same tie told twice is joined",
    ),
    "actors": ("actors", "that take part in a fact, counted once over all documents"),
    "ties": ("ties", "statements kept, each with its quotation"),
    "facts": ("facts", "statements kept, each with its quotation"),
    "funding": ("amounts of money", "statements of funding kept"),
    "funding_not_converted": ("amounts not converted", "kept in their own currency: no rate is known"),
    "corrections: not_found": ("corrections without effect", "they name a fact that was not found this time"),
    "corrections: replaced": ("facts replaced by corrections", "extracted facts that say the same as a corrected one"),
    "corrections: restored": ("facts restored by corrections", "judged facts that extraction no longer gives"),
}


def count_table(counts: Mapping[str, int]) -> pd.DataFrame:
    """Give what was counted, how often, and what it means; reasons for dropping a candidate speak for themselves.

    Examples
    --------
    >>> count_table({"extraction: candidates": 9, "extraction: drop_negated": 2})["what"].tolist()
    ['candidates', 'extraction: drop negated']
    """
    told = [_MEANINGS.get(key, _MEANINGS.get(key.removeprefix("extraction: "), (_spaced(key), ""))) for key in counts]
    return pd.DataFrame(
        {
            "what": [what for what, _ in told],
            "count": list(counts.values()),
            "meaning": [meaning for _, meaning in told],
        }
    )


def _spaced(key: str) -> str:
    return ": ".join(words(part) for part in key.split(": "))
