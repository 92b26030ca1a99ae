"""A question to a person: what to decide about which words of a document, and how much depends on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypedDict

__all__ = ["COLUMNS", "Kind", "Place", "Question", "paragraph_around"]

#: ``tie`` and ``money`` are facts; ``sentence`` seems to tie two actors, but gave no fact; ``refused`` was proposed
#: and dropped; ``alias`` are two actors that may be one; ``verdict`` is an earlier one that could not be applied;
#: ``added`` is a fact that a person has added; ``drops`` counts what was dropped for one reason.
Kind = Literal["tie", "money", "sentence", "refused", "alias", "verdict", "added", "drops"]

#: The columns of review.csv.
COLUMNS = (
    "id",
    "kind",
    "decide",
    "doc",
    "quotation",
    "start",
    "end",
    "paragraph_start",
    "paragraph_end",
    "confidence",
    "influence",
    "priority",
    "group",
    "group_size",
    "reason",
)


class Place(TypedDict):
    """Where a quotation stands: the fields of a `Question` that tell it."""

    doc: str
    quotation: str
    start: int
    end: int
    paragraph_start: int
    paragraph_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One row of the review.

    `start:end` are the quotation's offsets in the stored text, `paragraph_start:paragraph_end` those of the paragraph
    around it; all four are 0 for what stands at no place. `fields` is what the fact says, or what is suggested.
    """

    id: str
    kind: Kind
    decide: str
    reason: str
    doc: str = ""
    quotation: str = ""
    start: int = 0
    end: int = 0
    paragraph_start: int = 0
    paragraph_end: int = 0
    confidence: float | None = None  # of the fact, in (0, 1]
    influence: float | None = None  # in [0, 1]: see `qtnet.review.influence`
    priority: float = 0.0  # in [0, 1]: see `qtnet.review.queue`
    group: str = ""
    group_size: int = 0
    fields: Mapping[str, str] = field(default_factory=dict)


def paragraph_around(text: str, start: int, end: int) -> tuple[int, int]:
    r"""Give the bounds of the lines in which a quotation stands.

    Examples
    --------
    >>> paragraph_around("One.\nTwo three.\nFour.", 9, 14)
    (5, 15)
    """
    after = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if after < 0 else after
