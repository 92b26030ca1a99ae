"""Elided owners: "the round was led by X", "talks with X broke down" leave out whose round and whose talks they are.

A frame may then take the protagonist of the document, the actor named most so far, for the party left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from qtnet.extract.analysis import Analysis, Mention
from qtnet.extract.frames.patterns import Match
from qtnet.extract.frames.skeleton import Item, Slot

__all__ = ["ELIDED", "Protagonists", "is_alone"]

#: The slot of a frame's pairs that stands in no pattern: the protagonist.
ELIDED = "T"

_STATES = frozenset({"country", "bloc"})
_LEAST = 2  # mentions that make an actor what a document is about


class Protagonists:
    """The organisation and the state named most in the sentences read so far, as slots that cover no text."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._times: Counter[str] = Counter()
        self._order: dict[str, int] = {}  # of equally many mentions the actor named first is foremost
        self._foremost: dict[str, str] = {}  # by "org" and "state"

    def read(self, index: int) -> None:
        """Count the mentions of a sentence; those that only describe are left out."""
        for mention in self._analysis.sentences[index].mentions:
            if not mention.adjective and mention.kind != "programme":
                self._times[mention.actor] += 1
                self._order.setdefault(mention.actor, len(self._order))
                kind = "state" if mention.kind in _STATES else "org"
                best = self._foremost.setdefault(kind, mention.actor)
                if self._rank(mention.actor) < self._rank(best):
                    self._foremost[kind] = mention.actor

    def _rank(self, actor: str) -> tuple[int, int]:
        return -self._times[actor], self._order[actor]

    def at(self, index: int, kind: str, without: frozenset[str]) -> Item | None:
        """Give the protagonist at a sentence.

        Parameters
        ----------
        index
            Position of the sentence.
        kind
            "org" for an organisation, "state" for a country or bloc.
        without
            Actors that the clause names: none of them is left out.
        """
        name = self._foremost.get(kind, "")
        if not name or name in without or self._times[name] < _LEAST:
            return None
        actor = self._analysis.actors[name]
        start = self._analysis.sentences[index].start
        mention = Mention(
            start=start, end=start, actor=actor.actor, kind=actor.kind, country=actor.country, source="reference"
        )
        return Item(start, start, "", frozenset(), Slot((mention,), together=False))


def is_alone(found: Match, clause: Sequence[Item]) -> bool:
    """Say whether a clause names no actor beside those of a match, so that a party may be left out."""
    taken = {item.start for item in found.slots.values()}
    return all(item.slot is None or item.slot.adjective or item.start in taken for item in clause)
