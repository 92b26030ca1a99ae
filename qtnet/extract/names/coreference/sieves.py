"""Who is meant: sieves from the surest to the least sure; each decides or passes on, and nothing when none does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from qtnet.extract.names.coreference.anaphors import Reference
from qtnet.extract.names.coreference.descriptions import Descriptions
from qtnet.extract.names.coreference.discourse import LARGEST, Discourse
from qtnet.extract.names.coreference.grammar import Sentence
from qtnet.extract.names.coreference.nouns import definites
from qtnet.extract.names.coreference.pronouns import is_subject, needs_agent
from qtnet.extract.names.names import Name

__all__ = ["Resolver"]

Actors = tuple[str, ...]
_SAID, _NAMED, _MODIFIER = 4.0, 4.0, 1.5  # evidence of words that were said of an actor, in units of salience
_CLEAR = 1.4  # by which the last subject must lead where nothing was said of it
_MARGIN = 1.15  # by which the first must lead the second
_NEAR, _FAR = 1, 12  # sentences back in which a list is looked for
_SIDES = frozenset(["former", "latter"])
_PROGRAMME = "programme"
_GROUPS = frozenset(["consortium", "alliance", "venture", "network", "team", "partnership"])  # of actors named
_LEAST_TIMES = 2  # mentions of what a document is about; programmes are few
_OPENING = 2  # words at the beginning of a sentence, before its own subject
_THINGS = frozenset(["the", "a", "an", "this", "that", "these", "those", "another"])
_OF_STATES = frozenset(["countries", "country", "nations", "nation", "states", "state", "governments"])
_TERRITORIES = frozenset(["HK", "MO"])
_STATES = frozenset(["country", "bloc"])
_REACH_OF_OWNED = 5  # words between "its" and what is owned
_RIVAL = 0.5  # share of the second's mentions that a third may have where two are the topic


class Resolver:
    """Resolves the references of one document against what was said so far."""

    def __init__(self, facts: Mapping[str, Name], discourse: Discourse, said: Descriptions) -> None:
        self._facts = facts
        self._now = discourse
        self._said = said

    def resolve(self, reference: Reference, sentence: Sentence, scope: Actors) -> Actors:
        """Give the actors that a reference stands for; none when unsure."""
        if reference.form == "definite":
            return self._definite(reference, sentence) or self._topic(reference, sentence)
        if reference.form == "plural":
            return self._plural(reference)
        if reference.form in ("we", "our"):
            return self._now.speakers
        if reference.form in ("they", "their"):
            return self._they(reference, sentence, scope)
        found, clause = self._it(reference, sentence, scope), sentence.clause[reference.first]
        if not found and reference.form == "it":
            return self._topic(reference, sentence)
        # "its work with Taiwanese firms" is not Taiwan's
        return tuple(actor for actor in found if (actor, clause) not in sentence.modifies_in)

    def _topic(self, reference: Reference, sentence: Sentence) -> Actors:
        """Give whom the document has spoken of most, of those that fit and stand outside the clause.

        When nearness does not decide, one does not mean the last but the one that it is all about.
        """
        if reference.office or reference.word in _SIDES or "other" in reference.modifiers:
            return ()
        if any(word.isupper() for word in reference.modifiers):
            return ()
        clause, times = sentence.clause[reference.first], self._now.times
        wants_programme = _PROGRAMME in reference.kinds
        if wants_programme and reference.word in _GROUPS:
            return ()
        fit = [
            actor
            for actor in self._now.salience
            if times[actor] >= (1 if wants_programme else _LEAST_TIMES)
            and self._fits(actor, reference)
            and self._now.clause_of.get(actor) != clause
            and (actor, clause) not in sentence.named_in
            and (actor, clause) not in sentence.modifies_in
            and (not wants_programme or self._facts[actor].kind == _PROGRAMME)
        ]
        return (min(fit, key=lambda actor: (-times[actor], -self._now.salience[actor], actor)),) if fit else ()

    def _definite(self, reference: Reference, sentence: Sentence) -> Actors:
        words = definites()
        if reference.word in ("former", "latter"):
            pair = next((members for members in self._now.recent_lists(_NEAR) if len(members) == 2), ())
            return pair[:1] if reference.word == "former" else pair[1:]
        if reference.office:
            return self._office(reference)
        if reference.word in words.bodies and reference.word in self._now.bodies:
            return self._now.bodies[reference.word]
        if "other" in reference.modifiers:
            return self._other(reference)
        clause = sentence.clause[reference.first]
        scores: dict[str, tuple[float, float]] = {}
        for actor, salience in self._now.salience.items():
            if not self._fits(actor, reference) or self._now.clause_of.get(actor) == clause:
                continue
            if (actor, clause) in sentence.named_in:
                continue
            scores[actor] = (self._evidence(actor, reference), salience)
        return self._best(scores, reference)

    def _best(self, scores: dict[str, tuple[float, float]], reference: Reference) -> Actors:
        cased = [word for word in reference.modifiers if word.isupper()]
        ranked = sorted(scores, key=lambda actor: (-sum(scores[actor]), actor))
        if not ranked or cased:
            return ()
        first = ranked[0]
        evidence = scores[first][0]
        if evidence < _SAID and (reference.word in definites().strict or (not reference.plain and len(ranked) > 1)):
            return self._goes_on(scores, ranked) if reference.word not in definites().strict else ()
        if len(ranked) > 1 and sum(scores[first]) < _MARGIN * sum(scores[ranked[1]]):
            return ()
        return (first,)

    def _goes_on(self, scores: dict[str, tuple[float, float]], ranked: list[str]) -> Actors:
        """Give the subject of the last sentence, if it leads clearly and nothing was said of any other."""
        first, second = ranked[0], ranked[1]
        leads = scores[first][1] >= _CLEAR * scores[second][1] and not any(said for said, _ in scores.values())
        return (first,) if leads and self._now.previous_subject == (first,) and not self._now.named else ()

    def _evidence(self, actor: str, reference: Reference) -> float:
        said = self._said.of(actor)
        score = _SAID if reference.word in said else 0.0
        return score + _MODIFIER * sum(word in said for word in reference.modifiers)

    def _fits(self, actor: str, reference: Reference) -> bool:
        name = self._facts.get(actor)
        if name is None or (reference.kinds and name.kind not in reference.kinds):
            return False
        if reference.word in _OF_STATES and actor in _TERRITORIES:
            return False
        if reference.countries is None:
            return True
        return (name.country or actor) in reference.countries

    def _office(self, reference: Reference) -> Actors:
        officer = self._facts.get(self._now.officer)
        if officer is None:
            return ()
        if officer.kind in reference.kinds:
            return (self._now.officer,)
        wants_country = "country" in reference.kinds and officer.country in self._facts
        return (officer.country,) if wants_country else ()

    def _other(self, reference: Reference) -> Actors:
        """Give the second of a pair whose first is the subject."""
        subject = self._now.subject or self._now.previous_subject
        for members in self._now.recent_lists(_NEAR):
            others = tuple(actor for actor in members if actor not in subject and self._fits(actor, reference))
            if len(members) == 2 and len(others) == 1:
                return others
        return ()

    def _plural(self, reference: Reference) -> Actors:
        if "other" in reference.modifiers:
            return ()
        fits = self._all_fit(reference)
        if "programme" in reference.kinds:
            fits = self._all_called(reference)
            called = fits(self._now.foremost(LARGEST))
            if len(called) == 1 and called[0].endswith("s"):  # "the hubs" are the Innovation Hubs
                return called
        sieves: Iterable[Callable[[], Actors]] = (
            lambda: self._body(reference),
            lambda: self._of_list(reference, fits, _NEAR),
            lambda: self._of_sentence(reference, fits),
            lambda: self._of_topic(reference, fits),
            lambda: self._of_title(reference, fits),
            lambda: self._of_list(reference, fits, _FAR),
            lambda: self._of_union(reference, fits),
        )
        return next((found for sieve in sieves if (found := sieve())), ())

    def _all_fit(self, reference: Reference) -> Callable[[Sequence[str]], Actors]:
        return lambda actors: tuple(actor for actor in actors if self._fits(actor, reference))

    def _all_called(self, reference: Reference) -> Callable[[Sequence[str]], Actors]:
        """Give those that were called so; there are many unnamed projects and hubs."""
        fit = self._all_fit(reference)
        return lambda actors: tuple(actor for actor in fit(actors) if reference.word in self._said.of(actor))

    def _body(self, reference: Reference) -> Actors:
        if reference.word not in ("member", "members") and "member" not in reference.modifiers:
            return ()
        return next(reversed(self._now.bodies.values()), ())

    def _of_list(self, reference: Reference, fits: Callable[[Sequence[str]], Actors], within: int) -> Actors:
        for members in self._now.recent_lists(
            within, places=bool(reference.kinds) and "company" not in reference.kinds
        ):
            found = fits(members)
            if found and len(found) == (reference.count or max(2, len(members))):
                return found
        return ()

    def _of_sentence(self, reference: Reference, fits: Callable[[Sequence[str]], Actors]) -> Actors:
        near = fits(list(dict.fromkeys([*self._now.previous, *self._now.named[:LARGEST]])))
        return near if len(near) == (reference.count or 2) and self._are_alike(near) else ()

    def _of_topic(self, reference: Reference, fits: Callable[[Sequence[str]], Actors]) -> Actors:
        """Give the two of whom the document speaks by far the most."""
        if reference.count not in (0, 2):
            return ()
        times = self._now.times
        ranked = sorted(fits(list(self._now.salience)), key=lambda actor: (-times[actor], actor))[:3]
        if (
            len(ranked) < 2
            or times[ranked[1]] < 2
            or (len(ranked) > 2 and times[ranked[2]] > _RIVAL * times[ranked[1]])
        ):
            return ()
        return tuple(ranked[:2]) if self._are_alike(ranked[:2]) else ()

    def _of_title(self, reference: Reference, fits: Callable[[Sequence[str]], Actors]) -> Actors:
        found = fits(self._now.title)
        return found if len(found) == (reference.count or 2) and self._are_alike(found) else ()

    def _are_alike(self, actors: Sequence[str]) -> bool:
        """Say whether actors are all states or all organisations: only lists say that others belong together."""
        return len({self._facts[actor].kind in ("country", "bloc") for actor in actors}) == 1

    def _of_union(self, reference: Reference, fits: Callable[[Sequence[str]], Actors]) -> Actors:
        """Give the lists of the last sentences together, where they are as many as the phrase says."""
        union: dict[str, None] = {}
        for members in self._now.recent_lists(2):
            union.update(dict.fromkeys(fits(members)))
            if reference.count and len(union) == reference.count:
                return tuple(sorted(union))
        return ()

    def _they(self, reference: Reference, sentence: Sentence, scope: Actors) -> Actors:
        subject = self._now.subject
        if is_subject(sentence, reference.first) or reference.form == "their":
            if len(subject) > 1:
                return subject
            if not subject and not self._now.thing:
                return self._group(scope) or self._group(self._now.previous_subject)
            if self._now.is_unknown:
                return ()
            if not subject and reference.form == "they" and needs_agent(sentence, reference.first):
                states = replace(reference, kinds=_STATES, count=2)
                return self._of_topic(states, self._all_fit(states))
            return ()
        before = sentence.lower[reference.first - 1]
        if before in ("between", "among", "with"):
            for members in self._now.recent_lists(_NEAR):
                if not set(members) & set(subject):
                    return members
        return ()

    @staticmethod
    def _group(actors: Actors) -> Actors:
        return actors if len(actors) > 1 else ()

    def _it(self, reference: Reference, sentence: Sentence, scope: Actors) -> Actors:
        clause = sentence.clause[reference.first]
        subject = self._now.subject
        if reference.form == "it" and not is_subject(sentence, reference.first):
            return self._object(sentence, clause)
        if len(subject) == 1:
            return subject
        if subject or self._now.is_unknown:
            return ()
        if len(scope) == 1:
            return scope
        if reference.form == "its" and reference.first > _OPENING and sentence.lower[0] in _THINGS:
            return ()
        if (self._now.thing or reference.form == "its") and not self._acts(reference, sentence):
            return ()
        previous = self._now.previous_subject
        return previous if len(previous) == 1 else self._only_topic()

    def _acts(self, reference: Reference, sentence: Sentence) -> bool:
        if reference.form == "it":
            return needs_agent(sentence, reference.first)
        behind = sentence.lower[reference.last : reference.last + _REACH_OF_OWNED]
        return any(word in definites().owned for word in behind)

    def _object(self, sentence: Sentence, clause: int) -> Actors:
        """Give the most prominent actor outside the clause, and not its subject."""
        bound = () if sentence.is_subordinate(self._now.subject_clause, clause) else self._now.subject
        scores = {
            actor: (0.0, salience)
            for actor, salience in self._now.salience.items()
            if self._now.clause_of.get(actor) != clause and actor in self._facts and actor not in bound
        }
        ranked = sorted(scores, key=lambda actor: (-scores[actor][1], actor))
        if not ranked or (len(ranked) > 1 and scores[ranked[0]][1] < 1.4 * scores[ranked[1]][1]):
            return ()
        return (ranked[0],)

    def _only_topic(self) -> Actors:
        """Give the actor of the last sentence where it has one only."""
        return self._now.previous if len(self._now.previous) == 1 else ()
