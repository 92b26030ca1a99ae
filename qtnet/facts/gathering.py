"""Claims of one document after the other in, checked and corrected records out, with few documents in memory.

Corrections may touch any fact, so the documents that they are about are held until all of them were read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from qtnet.corpus.document import Document
from qtnet.extract.claims import Claims
from qtnet.facts.actor_use import ActorUse
from qtnet.facts.correcting import Applied, apply_corrections
from qtnet.facts.corrections import Correction
from qtnet.facts.records import Record, actor_records, funding_records, tie_records
from qtnet.facts.resolve import merged_ids
from qtnet.facts.spill import Found, Spill

__all__ = ["Gathered", "pairs_of"]


class Gathered:
    """The records of all documents, and what was counted on the way.

    Parameters
    ----------
    corrections
        Checked corrections; `correct` applies them once all documents were added.
    """

    def __init__(self, corrections: Sequence[Correction]) -> None:
        self.corrections = corrections
        self.dropped: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()
        self._spill = Spill()
        self._judged = {correction.id for correction in corrections}
        self._named = {str(said["doc"]) for c in corrections for said in (c.values, c.was) if "doc" in said}
        self._held: dict[int, Found] = {}
        self._texts: dict[str, str] = {}
        self._added = 0

    def add(self, document: Document, claims: Claims | None) -> None:
        """Check the claims of the next document against its text; None where nothing is claimed of it."""
        found = Found([], [], [])
        if claims is not None:
            self.counts.update(claims.counts)
            ties = tie_records(document, claims, self.dropped)
            funding = funding_records(document, claims, self.dropped)
            found = Found([*actor_records(claims)], [*ties.values()], [*funding.values()])
        if self._concerned(document.doc, found):
            self._held[self._added] = found
            self._texts[document.doc] = document.text
            found = Found([], [], [])
        self._spill.put(found)
        self._added += 1

    def correct(self) -> Applied:
        """Apply the corrections to the documents that they are about."""
        if not self.corrections:
            return Applied()
        held = [*self._held.values()]
        docs = dict(zip(self._texts, self._held, strict=True))
        actors = [actor for found in held for actor in found.actors]
        facts = {
            "ties": {str(tie["tie"]): tie for found in held for tie in found.ties},
            "funding": {str(money["funding"]): money for found in held for money in found.funding},
        }
        leaders = merged_ids(self._use(), same=pairs_of(self.corrections, "same"), distinct=self._apart())
        applied = apply_corrections(self.corrections, facts, actors, self._texts, leaders, self._known())
        for place in self._held:
            self._held[place] = Found([], [], [])
        for kind, records in enumerate((actors, facts["ties"].values(), facts["funding"].values())):
            for record in records:
                self._held[docs[str(record["doc"])]][kind].append(record)
        return applied

    def __iter__(self) -> Iterator[Found]:
        """Give the records of each document in order; only actors that take part in a fact."""
        return (Found(_taking_part(found), found.ties, found.funding) for found in self._all())

    def _all(self) -> Iterator[Found]:
        return (self._held.get(place, found) for place, found in enumerate(self._spill))

    def _concerned(self, doc: str, found: Found) -> bool:
        if not self.corrections:
            return False
        ids = (
            record[name] for name, records in (("tie", found.ties), ("funding", found.funding)) for record in records
        )
        return doc in self._named or not self._judged.isdisjoint(ids)

    def _apart(self) -> list[tuple[str, str]]:
        return pairs_of(self.corrections, "distinct")

    def _use(self) -> ActorUse:
        """Give the use of actors before corrections, as people have seen it, those without a fact too."""
        use = ActorUse()
        for actor in (actor for found in self._all() for actor in found.actors):
            use.add(str(actor["doc"]), actor)
        return use

    def _known(self) -> Iterable[Record]:
        """Give every way in which actors are described, each once, in order."""
        seen: set[tuple[object, ...]] = set()
        for actor in (actor for found in self._all() for actor in found.actors):
            said = tuple(actor[name] for name in ("actor", "kind", "country", "surface"))
            if said not in seen:
                seen.add(said)
                yield actor


def pairs_of(corrections: Iterable[Correction], action: str) -> list[tuple[str, str]]:
    """Give the pairs of actors that people have judged to be one (``same``) or two (``distinct``)."""
    return [(c.id, str(c.values["actor"])) for c in corrections if c.action == action]


def _taking_part(found: Found) -> list[Record]:
    named = {record[end] for record in found.ties for end in ("source", "target")}
    named |= {record[end] for record in found.funding for end in ("funder", "recipient")}
    return [actor for actor in found.actors if actor["actor"] in named]
