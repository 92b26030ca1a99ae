"""What a document calls its actors: "chip designer Arm" lets "the designer" mean arm, whoever else is a company."""

from __future__ import annotations

from collections.abc import Iterable

from qtnet.extract.names.coreference.grammar import FUNCTION_WORDS, Sentence
from qtnet.extract.names.coreference.nouns import definites

__all__ = ["Descriptions"]

_BEFORE, _BEHIND = 5, 9
_OPEN = frozenset([",", "(", "–", "—"])
_ADDING = frozenset(["and", "or", "itself", "themselves"])
_IS = frozenset(["is", "was", "are", "were", "remains", "became"])
_ARTICLES = frozenset(["a", "an", "the", "one", "another", "its", "their"])


class Descriptions:
    """The words that were said of each actor, in front of its name or in apposition."""

    def __init__(self) -> None:
        self._said: dict[str, set[str]] = {}

    def of(self, actor: str) -> frozenset[str] | set[str]:
        """Give what was said of an actor; its own name counts."""
        known = self._said.get(actor)
        if known is None:
            words = definites().singular
            known = self._said[actor] = {words.get(word, word) for word in actor.casefold().split("-")}
        return known

    def learn(self, sentence: Sentence, place: int, shared_with: Iterable[str] = ()) -> None:
        """Learn from the words around a mention; those before a list hold for all in it."""
        first, last = sentence.span[place]
        actor = sentence.mentions[place].actor
        before = set(self._before(sentence, first))
        behind = set(self._behind(sentence, last))
        for word in before | behind:
            self._add(actor, word)
        for other in shared_with:
            for word in before:
                self._add(other, word)

    def note(self, actor: str, words: Iterable[str]) -> None:
        """Remember words said of an actor."""
        for word in words:
            self._add(actor, word)

    def _add(self, actor: str, word: str) -> None:
        self.of(actor)
        self._said[actor].add(definites().singular.get(word, word))

    def _before(self, sentence: Sentence, first: int) -> Iterable[str]:
        at = first - 1
        if (at >= 1 and sentence.lower[at] == "as" and sentence.lower[at - 1] == "such") or (
            at >= 0 and sentence.lower[at] == "like"
        ):
            at -= 2 if sentence.lower[at] == "as" else 1
        while at >= max(0, first - _BEFORE - 2):
            word = sentence.lower[at]
            if word in "-‑" or (
                sentence.mention_at[at] >= 0 and sentence.mentions[sentence.mention_at[at]].kind == "country"
            ):
                at -= 1
                continue
            if not word[0].isalpha() or word in FUNCTION_WORDS or sentence.mention_at[at] >= 0:
                return
            start = at
            while start >= 2 and sentence.lower[start - 1] in "-‑":
                start -= 2
            yield sentence.joined(start)[0]
            at = start - 1

    def _behind(self, sentence: Sentence, last: int) -> Iterable[str]:
        at = last
        lower = sentence.lower
        if at < len(lower) and lower[at] == "(":
            while at < min(len(lower), last + 8) and lower[at] != ")":
                at += 1
            at += 1
        if at + 1 >= len(lower) or not (lower[at] in _OPEN or lower[at] in _IS) or lower[at + 1] not in _ARTICLES:
            return
        may_be_listed = lower[at : at + 2] == (",", "the")  # "Acme, the ministry and the council"
        at += 2
        said: list[str] = []
        while at < min(len(lower), last + _BEHIND):
            if sentence.mention_at[at] >= 0 and sentence.mentions[sentence.mention_at[at]].kind in ("country", "bloc"):
                at += 1
                continue
            word, after = sentence.joined(at)
            if sentence.mention_at[at] >= 0 or not word[0].isalnum() or (word in FUNCTION_WORDS and word != "of"):
                break
            said.append(word)
            at = after
        if not (may_be_listed and at < len(lower) and lower[at] in _ADDING):
            yield from said
