"""Elided owners: "the round was led by X", "talks with X broke down" leave out whose round and whose talks they are.

A frame may then take the protagonist of the document, the actor named most so far, for the party left out, or, where it
asks for a role, who had that role in the nearest tie of its kind before: "added were X and Y" goes on with who bans.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from qtnet.extract.analysis import Analysis, Mention
from qtnet.extract.frames.patterns import Match
from qtnet.extract.frames.skeleton import Item, Slot
from qtnet.extract.proposals import TieProposal
from qtnet.extract.vocabulary import Mode

__all__ = ["ELIDED", "ROLES", "Protagonists", "is_alone"]

#: The slot of a frame's pairs that stands in no pattern: the protagonist.
ELIDED = "T"

#: Roles that go on from tie to tie: of which mode, and whether its source.
ROLES: dict[str, tuple[Mode, bool]] = {
    "restrictor": ("restriction", True),
    "funder": ("funding", True),
    "recipient": ("funding", False),
    "supplier": ("supply", True),
    "customer": ("supply", False),
}
_STATES = frozenset({"country", "bloc"})
_LEAST = 2  # mentions that make an actor what a document is about


class Protagonists:
    """The organisation and the state named most in the sentences read so far, as slots that cover no text."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._times: Counter[str] = Counter()
        self._order: dict[str, int] = {}  # of equally many mentions the actor named first is foremost
        self._foremost: dict[str, str] = {}  # by "org" and "state"
        self._latest: dict[str, tuple[int, dict[str, None]]] = {}  # by role: the sentence and who had it there

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
        """Keep who has which role in the ties of a sentence."""
        for tie in ties:
            for role, (mode, is_source) in ROLES.items():
                if tie.mode == mode:
                    sentence, actors = self._latest.get(role, (-1, {}))
                    actors = actors if sentence == tie.sentence else {}
                    actors[tie.source if is_source else tie.target] = None
                    self._latest[role] = tie.sentence, actors

    def _rank(self, actor: str) -> tuple[int, int]:
        return -self._times[actor], self._order[actor]

    def at(self, index: int, kind: str, without: frozenset[str]) -> Item | None:
        """Give the protagonist at a sentence.

        Parameters
        ----------
        index
            Position of the sentence.
        kind
            "org" for an organisation, "state" for a country or bloc, or a role.
        without
            Actors that the clause names: none of them is left out.
        """
        names = self._of_role(kind) if kind in ROLES else self._named_most(kind)
        if not names or not without.isdisjoint(names):
            return None
        start = self._analysis.sentences[index].start
        return Item(start, start, "", frozenset(), Slot(tuple(self._mention(n, start) for n in names), together=False))

    def _of_role(self, role: str) -> list[str]:
        return list(self._latest[role][1]) if role in self._latest else []

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
