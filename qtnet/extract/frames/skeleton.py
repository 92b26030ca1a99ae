"""The skeleton of a sentence: its actors as slots, the words and marks between them.

`items.first_items` builds the row from tokens and mentions, `folds.fold` shortens it, `clauses.clauses` cuts it.
Offsets stay those of the stored text.
"""

from __future__ import annotations

from qtnet.extract.analysis import Mention
from qtnet.extract.records import record

__all__ = ["Item", "Slot", "is_comma", "is_hard"]

_COMMA = frozenset({","})
_HARD = frozenset({";", ":", ".", "?", "!", "–", "—", "|", "•", "…"})


@record
class Slot:
    """Actors that stand in one place of the sentence.

    `together` is true where they act as one subject ("A and B"), false for examples ("firms like A and B").
    """

    members: tuple[Mention, ...]
    together: bool = True
    possessive: bool = False
    adjective: bool = False

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of its members."""
        return frozenset(member.kind for member in self.members)


@record
class Item:
    """A word, a slot or a punctuation mark; `tags` are what a frame may ask for."""

    start: int
    end: int
    text: str
    tags: frozenset[str] = frozenset()
    slot: Slot | None = None

    def with_slot(self, slot: Slot, *, start: int | None = None, end: int | None = None) -> Item:
        """Give the same item with another slot, perhaps covering more text."""
        start, end = self.start if start is None else start, self.end if end is None else end
        return Item(start, end, self.text, self.tags, slot)


def is_comma(item: Item) -> bool:
    """Say whether an item is a comma."""
    return item.slot is None and item.text in _COMMA


def is_hard(item: Item) -> bool:
    """Say whether an item ends a clause."""
    return item.slot is None and item.text in _HARD
