"""How right the extraction of a study is, where its documents are annotated."""

from __future__ import annotations

from qtnet.facts import Facts, Scores, score
from qtnet.study.steps.streams import stream

__all__ = ["scored"]


def scored(gold: Facts, facts: Facts, *, seed: int) -> Scores:
    """Compare the facts with the annotated ones."""
    return score(gold, facts, rng=stream(seed, "quality"))
