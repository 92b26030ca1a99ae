"""Elided owners: "the round was led by X", "talks with X broke down" leave out whose round and whose talks they are.

A frame may then take the protagonist of the document, the actor named most so far, for the party left out, or those
whom the last sentence on money named as its recipients: "a further $5 million came from X" goes on with who is paid.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from qtnet.extract.analysis import Analysis, Mention
from qtnet.extract.frames.patterns import Match
from qtnet.extract.frames.skeleton import Item, Slot
from qtnet.extract.proposals import TieProposal

__all__ = ["ELIDED", "KINDS_OF_ELIDED", "Protagonists", "is_alone"]

#: The slot of a frame's pairs that stands in no pattern: the protagonist.
ELIDED = "T"

_RECIPIENT = "recipient"
#: Whom a frame may take: an organisation, a country or bloc, or the recipients of the funding told last.
KINDS_OF_ELIDED = ("org", "state", _RECIPIENT)
_STATES = frozenset({"country", "bloc"})
_LEAST = 2  # mentions that make an actor what a document is about


class Protagonists:
    """The organisation and the state named most in the sentences read so far, as slots that cover no text."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._times: Counter[str] = Counter()
        self._order: dict[str, int] = {}  # of equally many mentions the actor named first is foremost
        self._foremost: dict[str, str] = {}  # by "org" and "state"
        self._paid: list[str] = []  # recipients of the last sentence that tells of funding

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

    def note(self, ties: Iterable[TieProposal]) -> None:
        """Keep who receives money by the ties of a sentence, if any tell of it."""
        paid = dict.fromkeys(tie.target for tie in ties if tie.mode == "funding")
        self._paid = list(paid) or self._paid

    def _rank(self, actor: str) -> tuple[int, int]:
        return -self._times[actor], self._order[actor]

    def at(self, index: int, kind: str, without: frozenset[str]) -> Item | None:
        """Give the protagonist at a sentence.

        Parameters
        ----------
        index
            Position of the sentence.
        kind
            One of `KINDS_OF_ELIDED`.
        without
            Actors that the clause names: none of them is left out.
        """
        names = self._paid if kind == _RECIPIENT else self._named_most(kind)
        if not names or not without.isdisjoint(names):
            return None
        start = self._analysis.sentences[index].start
        return Item(start, start, "", frozenset(), Slot(tuple(self._mention(n, start) for n in names), together=False))

    def _named_most(self, kind: str) -> list[str]:
        name = self._foremost.get(kind, "")
        return [name] if name and self._times[name] >= _LEAST else []

    def _mention(self, name: str, start: int) -> Mention:
        """Let an actor stand before a sentence that does not name it."""
        actor = self._analysis.actors[name]
        return Mention(
            start=start, end=start, actor=actor.actor, kind=actor.kind, country=actor.country, source="reference"
        )


def is_alone(found: Match, clause: Sequence[Item]) -> bool:
    """Say whether a clause names no actor beside those of a match, so that a party may be left out."""
    taken = {item.start for item in found.slots.values()}
    return all(item.slot is None or item.slot.adjective or item.start in taken for item in clause)
