"""Confidence, first version: a product of independent parts, each a rate in (0, 1].

How often the frame was right, how the two names were recognised, whether they are named or referred to, how clear the
mood is. It orders claims; it is calibrated when enough judged facts exist.
"""

from __future__ import annotations

from qtnet.extract.analysis import Mention, MentionSource
from qtnet.extract.vocabulary import Status

__all__ = ["frame_precision", "mention_certainty", "status_certainty"]

#: How often a name recognised in this way is the actor it is taken for.
_CERTAINTY: dict[MentionSource, float] = {
    "gazetteer": 1.0,
    "shape": 0.97,
    "acronym": 0.97,
    "unknown": 0.8,
    "reference": 0.9,
}


def frame_precision(right: int, fired: int) -> float:
    """Smooth a frame's record: (right + 2) / (fired + 3), so that an unjudged frame counts as two of three.

    Examples
    --------
    >>> round(frame_precision(0, 0), 2), round(frame_precision(18, 18), 2), round(frame_precision(1, 4), 2)
    (0.67, 0.95, 0.43)
    """
    return (right + 2) / (fired + 3)


def mention_certainty(mention: Mention) -> float:
    """Give how sure it is that a mention stands for its actor."""
    return _CERTAINTY[mention.source]


#: How clear the mood is: plain assertions are read more surely than plans, suggestions and endings.
_CLARITY: dict[Status, float] = {"active": 1.0, "announced": 0.95, "proposed": 0.9, "past": 0.85}


def status_certainty(status: Status) -> float:
    """Give how sure it is that a tie of this status is read rightly."""
    return _CLARITY[status]
