"""Reads a document from front to back, remembers who was mentioned, and adds the mentions by reference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qtnet.extract.analysis import Mention
from qtnet.extract.names.coordination import coordinate
from qtnet.extract.names.coreference.anaphors import Reference, described, phrases
from qtnet.extract.names.coreference.descriptions import Descriptions
from qtnet.extract.names.coreference.discourse import Discourse
from qtnet.extract.names.coreference.grammar import FUNCTION_WORDS, Role, Sentence
from qtnet.extract.names.coreference.nouns import definites
from qtnet.extract.names.coreference.pronouns import pronouns
from qtnet.extract.names.coreference.sieves import Resolver
from qtnet.extract.names.names import Name
from qtnet.extract.names.passages import Passage

__all__ = ["Reader"]

_THING = frozenset(["the", "a", "an", "this", "that", "these", "those", "another", "such", "no", "its", "their"])
_FOCUS = 3  # actors that a sentence may go on about without naming them
_REACH_OF_BODY = 6  # words between "a consortium of" and its members
_REACH_OF_OFFICE = 4  # words between an actor and the office held for it


class Reader:
    """Adds to the mentions of each sentence those by reference."""

    def __init__(self, names: Sequence[Sequence[Name]]) -> None:
        self._facts = {n.actor: n for found in names for n in found if n.kind and n.actor}
        self._now = Discourse()
        self._said = Descriptions()
        self._resolver = Resolver(self._facts, self._now, self._said)

    @property
    def focus(self) -> tuple[str, ...]:
        """The actors that are spoken of most at this point, the most prominent first."""
        return self._now.foremost(_FOCUS)

    def read(self, passage: Passage, mentions: Sequence[Mention], scope: tuple[str, ...]) -> tuple[Mention, ...]:
        """Give the mentions of a sentence with those by reference, in reading order; keep it in mind for the next.

        A country inside a phrase that refers ("the Chinese group") becomes an adjective.
        """
        sentence = Sentence(passage, mentions)
        sentence.described = described(sentence, mentions)
        found = _needed(self._find(sentence, scope), mentions)
        nested = {place for reference, _ in found for place in reference.nested}
        kept = [replace(m, adjective=True) if i in nested else m for i, m in enumerate(mentions)]
        added = [mention for reference, actors in found for mention in self._mentions(sentence, reference, actors)]
        return tuple(sorted([*kept, *added], key=lambda m: (m.start, m.end, m.actor)))

    def _find(self, sentence: Sentence, scope: tuple[str, ...]) -> list[tuple[Reference, tuple[str, ...]]]:
        """Walk through a sentence: remember each mention, resolve each reference in turn."""
        mentions = sentence.mentions
        listed = {i: group for group in coordinate(sentence.tokens, mentions) for i in group}
        waiting = iter(sorted([*phrases(sentence, mentions), *pronouns(sentence)], key=lambda r: r.first))
        reference = next(waiting, None)
        found: list[tuple[Reference, tuple[str, ...]]] = []
        nested = set(sentence.described)
        first_subject = -1
        for place in [*range(len(mentions)), -1]:
            begin = sentence.span[place][0] if place >= 0 else len(sentence.lower)
            while reference is not None and reference.first < begin:
                actors = self._resolver.resolve(reference, sentence, scope)
                if not actors and reference.form in ("definite", "plural"):
                    self._miss(sentence, reference)
                if actors:
                    found.append((reference, actors))
                    nested.update(reference.nested)
                    self._take(sentence, reference, actors)
                    if first_subject < 0 and self._now.subject:
                        first_subject = reference.first
                reference = next(waiting, None)
            if place >= 0 and place not in nested:
                self._see(sentence, place, listed.get(place, ()))
                if first_subject < 0 and self._now.subject:
                    first_subject = begin
        self._close(sentence, first_subject)
        return found

    def _miss(self, sentence: Sentence, reference: Reference) -> None:
        """Let somebody unknown be the subject, so that no pronoun behind it takes up another.

        "The Chinese commerce ministry" is not unknown: it is China that acts.
        """
        role, clause = sentence.role(reference.first, reference.last), sentence.clause[reference.first]
        for place in sentence.described:
            if reference.first <= sentence.span[place][0] < reference.last and sentence.government(place):
                actor = sentence.mentions[place].actor
                self._now.see(actor, role, clause)
                if role == "subject":
                    self._now.be_subject((actor,), clause, is_relative=sentence.is_relative(clause))
                return
        if role == "subject":
            self._now.subject, self._now.is_unknown = (), True

    def _see(self, sentence: Sentence, place: int, group: tuple[int, ...]) -> None:
        mention = sentence.mentions[place]
        first, last = sentence.span[place]
        leader = group[0] if group else place
        role: Role = "modifier" if mention.adjective else sentence.role(*sentence.span[leader])
        if role == "subject" and group and group[-1] != place and sentence.role(first, last) == "owner":
            role = "owner"
        clause = sentence.clause[first]
        self._now.see(mention.actor, role, clause)
        if mention.adjective:
            return
        ends = place in (leader, group[-1]) if group else False
        members = tuple(dict.fromkeys(sentence.mentions[i].actor for i in group)) if ends else ()
        self._said.learn(sentence, place, members if place == leader else ())
        self._said.note(mention.actor, (word for word in sentence.lower[first:last] if word in definites().nouns))
        self._learn_office(sentence, first, last, mention.actor)
        if group and place == group[-1]:
            self._now.list_together(members, is_place=sentence.is_place(sentence.span[leader][0]))
            self._learn_body(sentence, sentence.span[leader][0], last, members)
            if sentence.lower[:2] == ("we", ","):
                self._now.speakers = members
            if role == "subject":
                self._now.be_subject(members, clause, is_relative=sentence.is_relative(clause))
        elif role == "subject" and not group:
            self._now.be_subject((mention.actor,), clause, is_relative=sentence.is_relative(clause))

    def _take(self, sentence: Sentence, reference: Reference, actors: tuple[str, ...]) -> None:
        """Remember a reference as a mention of those it stands for."""
        role = "owner" if reference.form in ("its", "their", "our") else sentence.role(reference.first, reference.last)
        for actor in actors:
            self._now.see(actor, role, sentence.clause[reference.first])
        self._now.list_together(actors)
        if role == "subject":
            self._now.be_subject(actors, sentence.clause[reference.first])
        if reference.form == "definite" and len(actors) == 1:
            self._said.note(actors[0], (reference.word, *reference.modifiers))

    def _learn_office(self, sentence: Sentence, first: int, last: int, actor: str) -> None:
        """Learn for whom the person spoken of acts: "Japan's minister", "the chief executive of Acme"."""
        offices, lower = definites().offices, sentence.lower
        begin = last + (lower[last : last + 1] == ("'s",))
        behind = lower[begin : begin + _REACH_OF_OFFICE]
        words = next(
            (n for n, word in enumerate(behind) if word in FUNCTION_WORDS or not word[0].isalpha()), len(behind)
        )
        at = first - 1 - (lower[first - 1 : first] == ("the",))
        governed = at > 0 and lower[at] in ("of", "at", "for")
        if governed:
            is_person = sentence.text(at - 1)[:1].isupper() and not sentence.is_named(at - 1)
            governed = is_person or any(word in offices for word in lower[max(0, at - 3) : at])
        if governed or any(word in offices for word in behind[:words]):
            self._now.officer = actor

    def _learn_body(self, sentence: Sentence, first: int, last: int, members: tuple[str, ...]) -> None:
        """Learn the members of a consortium, alliance or pact from the list behind or before it."""
        bodies = definites().bodies
        before = sentence.lower[max(0, first - _REACH_OF_BODY) : first]
        behind = sentence.lower[last : last + _REACH_OF_BODY]
        for word in (*before, *(behind if "a" in behind or "an" in behind else ())):
            if word in bodies:
                self._now.bodies.pop(word, None)
                self._now.bodies[word] = members

    def _close(self, sentence: Sentence, first_subject: int) -> None:
        lower = sentence.lower
        verb = next((at for at in range(len(lower)) if sentence.is_verb(at)), len(lower))
        is_thing = bool(lower) and lower[0] in _THING and not 0 <= first_subject < verb
        self._now.close(opens_with_thing=is_thing, is_title=self._now.number == 0)

    def _mentions(self, sentence: Sentence, reference: Reference, actors: tuple[str, ...]) -> list[Mention]:
        first = max([reference.first, *(sentence.span[place][1] for place in reference.nested)])
        start, end = sentence.tokens[first].start, sentence.tokens[reference.last - 1].end
        anaphor = "plural" if len(actors) > 1 and reference.form == "definite" else reference.form
        found = []
        for actor in actors:
            name = self._facts[actor]
            if name.kind:
                found.append(
                    Mention(
                        start=start, end=end, actor=actor, kind=name.kind, country=name.country, source="reference",
                        anaphor=anaphor,
                    )
                )  # fmt: skip
        return found


def _needed(
    found: Sequence[tuple[Reference, tuple[str, ...]]], mentions: Sequence[Mention]
) -> list[tuple[Reference, tuple[str, ...]]]:
    """Leave out possessives whose owner the sentence names: they would only repeat it."""
    named = {mention.actor for mention in mentions if not mention.adjective}
    return [
        (reference, actors)
        for reference, actors in found
        if reference.form not in ("its", "their", "our") or not named.issuperset(actors)
    ]
