"""The actors that corrections name: found in the document, elsewhere, among the countries, or told by a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qtnet.errors import nearest
from qtnet.facts.corrections import Correction
from qtnet.facts.names import country_names
from qtnet.facts.records import Record
from qtnet.facts.rematching import ENDS
from qtnet.facts.validation import Failures

__all__ = ["Naming"]


class Naming:
    """Knows every actor by id; adds an actor to a document when a correction brings it there.

    Parameters
    ----------
    actors
        Records of actors; extended in place.
    texts
        Stored text of each document.
    told
        Actors that people have described, by their corrections ``actor``.
    leaders
        Id of each actor over the whole corpus, by its id in a document.
    known
        Actors of the whole corpus, each at least once; those of `actors` when not given.
    """

    def __init__(
        self,
        actors: list[Record],
        texts: Mapping[str, str],
        told: Iterable[Correction],
        leaders: Mapping[str, str],
        known: Iterable[Record] = (),
    ) -> None:
        self.actors, self.texts, self.leaders = actors, texts, leaders
        self.known = [*known] or actors
        self.told = {correction.id: correction.values for correction in told}
        self.there = {(str(a["doc"]), str(a["actor"])) for a in actors}
        #: A document may know the actor by another id than the corpus does; two ids for one would not merge again.
        self.local = {(doc, leaders.get(actor, actor)): actor for doc, actor in sorted(self.there)}

    def settle(self, correction: Correction, record: Record, failures: Failures) -> None:
        """Make sure that the ends of a corrected record are actors of its document; note what is wrong."""
        first, second = ENDS[correction.table]
        doc = str(record["doc"])
        for end in (first, second):
            record[end] = self._local(doc, str(record[end]))
        if record[first] and record[first] == record[second]:
            failures.add(
                correction.place(second), f"'{record[second]}' is the {first} too; expected two different actors"
            )
        for end in (first, second):
            actor = str(record[end])
            if actor and (doc, actor) not in self.there and not self._add(doc, actor):
                # An undirected tie may have been turned: the message names the field that the person wrote.
                written = next((name for name, value in correction.values.items() if value == actor), end)
                failures.add(
                    correction.place(written),
                    f"actor '{actor}' is unknown; expected an id of actors.csv or a country code{self._hint(actor)}",
                )

    def knows(self, doc: str, actor: str) -> bool:
        """Tell whether an actor can stand in a document."""
        return not actor or (doc, self._local(doc, actor)) in self.there or self._entry(doc, actor) is not None

    def _local(self, doc: str, actor: str) -> str:
        return actor if (doc, actor) in self.there else self.local.get((doc, actor), actor)

    def _add(self, doc: str, actor: str) -> bool:
        entry = self._entry(doc, actor)
        if entry is None:
            return False
        self.actors.append(entry)
        if self.known is not self.actors:
            self.known.append(entry)
        self.there.add((doc, actor))
        self.local.setdefault((doc, self.leaders.get(actor, actor)), actor)
        return True

    def _entry(self, doc: str, actor: str) -> Record | None:
        """Give the actor's record for a document that did not list it."""
        others = [a for a in self.known if a["actor"] == actor]
        if others:
            return {**others[0], "doc": doc, "surface": self._forms(doc, others)}
        if actor in country_names():
            name = country_names()[actor]
            kind, surface = "country", name if name in self.texts[doc] else ""
            return {"doc": doc, "actor": actor, "kind": kind, "country": actor, "surface": surface}
        if actor in self.told:
            told = {"country": "", "surface": "", **self.told[actor]}
            return {"doc": doc, "actor": actor, **told, "surface": self._forms(doc, [told])}
        return None

    def _forms(self, doc: str, entries: Iterable[Mapping[str, object]]) -> str:
        forms = {form for entry in entries for form in str(entry["surface"]).split("|") if form}
        return "|".join(sorted(form for form in forms if form in self.texts[doc]))

    def _hint(self, actor: str) -> str:
        guess = nearest(actor, sorted({str(a["actor"]) for a in self.known}))
        return f"; did you mean '{guess}'?" if guess else ""
