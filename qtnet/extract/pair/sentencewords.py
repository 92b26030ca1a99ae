"""What the features of all candidates of a sentence read of its words, worked out once for the sentence."""

from __future__ import annotations

from functools import cached_property, lru_cache
from itertools import accumulate, pairwise

from qtnet.extract.cachekeys import Identity
from qtnet.extract.pair.groups import Names
from qtnet.extract.pair.skeleton import Node
from qtnet.extract.pair.triggers import CONTENT_CLASSES, load_lexicon

__all__ = ["PASSED_OVER", "SentenceWords", "preposition_before", "words_of"]

PREPOSITIONS = frozenset({"with", "between", "by", "from", "to", "on", "against", "of", "in", "for"})
#: Words that may stand between a preposition and its name.
PASSED_OVER = frozenset({"the", "a", "an", "its", "their", "his", "her", "this", "that", "these", "those", "of"})
REACH = 3

CONTENT = frozenset(CONTENT_CLASSES)
#: Classes that make up the path between two actors.
ON_PATH = (
    CONTENT
    | PREPOSITIONS
    | {"and", "but", "wh", "be", "have", "negate", "modal", "list", "affiliate", "person", "speech", "compare",
       "money", "joint"}
)  # fmt: skip
#: Participles that the ending does not show.
PARTICIPLES = frozenset(
    {"sold", "bought", "built", "made", "held", "won", "paid", "cut", "shut", "led", "brought", "put"}
)  # fmt: skip


class SentenceWords:
    """The words of a sentence as its candidates read them; each answer is kept for the next candidate."""

    def __init__(self, nodes: tuple[Node, ...]) -> None:
        self.nodes = nodes
        self.stems = [node.stem for node in nodes]
        self.content = [tuple(name for name in node.classes if name in CONTENT) for node in nodes]
        self._classes: dict[tuple[int, int], tuple[str, ...]] = {}
        self._verbs: dict[tuple[int, int], tuple[str, ...]] = {}
        self._prepositions: dict[int, str] = {}
        self._named: dict[str, tuple[Names, Names]] = {}

    @cached_property
    def whole(self) -> Names:
        """The names of all words, wherever they stand, and of all classes."""
        present = self.classes(0, len(self.nodes))
        names = [f"s:{stem}" for stem in self.stems] + [f"Sc:{name}" for name in present]
        return Names((*names, "Sc:none") if CONTENT.isdisjoint(present) else tuple(names))

    @cached_property
    def signs(self) -> list[str]:
        """For each word what it adds to a path: § for a mention, its first class, or nothing."""
        return [
            "§" if node.mentions else next((name for name in node.classes if name in ON_PATH), "")
            for node in self.nodes
        ]

    @cached_property
    def voices(self) -> list[str]:
        """For each word its voice."""
        return [_voice(self.nodes, position) for position in range(len(self.nodes))]

    def named(self, prefix: str) -> tuple[Names, Names]:
        """Give the names of all words and of all pairs of neighbours, with a prefix for the region they stand in."""
        if prefix not in self._named:
            words = [f"{prefix}:{stem}" for stem in self.stems]
            pairs = [f"{prefix}2:{one}_{two}" for one, two in pairwise(self.stems)]
            self._named[prefix] = Names(tuple(words)), Names(tuple(pairs))
        return self._named[prefix]

    def classes(self, first: int, last: int) -> tuple[str, ...]:
        """Give the classes of the words from `first` up to, not including, `last`, sorted."""
        if (first, last) not in self._classes:
            found = {name for node in self.nodes[first:last] if node.classes for name in node.classes}
            self._classes[first, last] = tuple(sorted(found))
        return self._classes[first, last]

    def verb_classes(self, first: int, last: int) -> tuple[str, ...]:
        """Give the classes of the verbs there that can carry a tie, sorted."""
        if (first, last) not in self._verbs:
            verbs = load_lexicon().verbs
            found = {
                name for at in range(first, last) if self.content[at] and self.nodes[at].word in verbs
                for name in self.content[at]
            }  # fmt: skip
            self._verbs[first, last] = tuple(sorted(found))
        return self._verbs[first, last]

    def preposition(self, position: int) -> str:
        """Give the preposition that governs the word at `position`."""
        found = self._prepositions.get(position)
        if found is None:
            found = self._prepositions[position] = preposition_before(self.nodes, position)
        return found

    @cached_property
    def mentions(self) -> list[int]:
        """How many mentions stand before each word, and in all."""
        return [0, *accumulate(bool(node.mentions) for node in self.nodes)]

    def stem(self, position: int) -> str:
        """Give the stem at a position; ^ and $ stand before and after the sentence."""
        if position < 0:
            return "^"
        return self.stems[position] if position < len(self.stems) else "$"

    def nearest(self, positions: range) -> tuple[int, tuple[str, ...]]:
        """Give the first position whose word can carry a tie, and its classes; (-1, ()) when there is none."""
        for position in positions:
            if self.content[position]:
                return position, self.content[position]
        return -1, ()


def words_of(nodes: tuple[Node, ...]) -> SentenceWords:
    """Give what has been worked out of a sentence, by the nodes of its skeleton."""
    found: SentenceWords = _words(Identity(nodes))
    return found


_words = lru_cache(maxsize=8)(lambda key: SentenceWords(key.held))


def preposition_before(nodes: tuple[Node, ...], position: int) -> str:
    """Give the preposition that governs the node at `position`, or a sign for what stands there instead."""
    for k in range(position - 1, max(-1, position - 1 - REACH), -1):
        node = nodes[k]
        if found := next((name for name in node.classes if name in PREPOSITIONS), None):
            return found
        if node.mentions:
            return "§"
        if node.word == ",":
            return ","
        if node.word not in PASSED_OVER and k < position - 2:
            return "w"
    return "^" if position <= 1 else "w"


def _voice(nodes: tuple[Node, ...], position: int) -> str:
    """Give n (no verb), g (-ing), p (passive), t (infinitive) or v (other verb form)."""
    word = nodes[position].word
    if word not in load_lexicon().verbs:
        return "n"
    if word.endswith("ing"):
        return "g"
    for node in reversed(nodes[max(0, position - 3) : position]):
        if "be" in node.classes and (word.endswith(("ed", "en")) or word in PARTICIPLES):
            return "p"
        if node.word == "to":
            return "t"
    return "v"
