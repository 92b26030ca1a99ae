"""The skeleton of a sentence: its words with each mention folded into one node, tagged with trigger classes.

Features are read off the skeleton, never off names, so that what is learnt about one pair of countries holds for
another.
"""

from __future__ import annotations

from qtnet.extract.analysis import AnalysedSentence, Token
from qtnet.extract.pair.spelling import common_form
from qtnet.extract.pair.triggers import tag
from qtnet.extract.pair.word_forms import stem
from qtnet.extract.records import record

__all__ = ["Node", "Skeleton", "build_skeleton"]

CLAUSE_MARKS = frozenset(';:—–()[]“”"')
CLAUSE_OPENERS = frozenset(
    {"and", "but", "while", "which", "who", "whose", "whom", "as", "although", "though", "because", "when", "where",
     "whereas", "since", "after", "before", "so", "that", "if", "according", "said", "says"}
)  # fmt: skip


@record
class Node:
    """A word or a mention; `mentions` holds the positions of the mentions that share its place in the text."""

    start: int
    end: int
    word: str
    stem: str
    classes: tuple[str, ...]
    mentions: tuple[int, ...]
    clause: int


@record
class Skeleton:
    """A sentence's nodes, the node of each mention, and the node span of the coordination each mention stands in."""

    nodes: tuple[Node, ...]
    node_of: tuple[int, ...]
    group_of: tuple[int, ...]  # position in the sentence's groups, or -1
    span_of: tuple[tuple[int, int], ...]  # inclusive node span of the mention's group, or of the mention

    def words(self, first: int, last: int) -> list[Node]:
        """Give the nodes from `first` up to, not including, `last`."""
        return list(self.nodes[max(0, first) : max(0, last)])


def build_skeleton(sentence: AnalysedSentence) -> Skeleton:
    """Fold mentions, tag words and number clauses.

    Examples
    --------
    >>> from qtnet.extract.pair.example import example_sentence
    >>> skeleton = build_skeleton(example_sentence())
    >>> [node.word for node in skeleton.nodes]
    ['§country', 'signed', 'a', 'pact', 'with', '§country', 'and', '§country', '.']
    >>> skeleton.span_of[1]
    (5, 7)
    """
    slots, node_of = _fold(sentence)
    words = [slot if isinstance(slot, str) else common_form(slot.lower) for slot, *_ in slots]
    nodes: list[Node] = []
    clause = 0
    for position, ((_, start, end, mentions), word, classes) in enumerate(zip(slots, words, tag(words), strict=True)):
        if _opens_clause(words, position):
            clause += 1
        nodes.append(Node(start, end, word, word if mentions else stem(word), classes, mentions, clause))
    group_of, span_of = _groups(sentence, node_of)
    return Skeleton(tuple(nodes), tuple(node_of), group_of, span_of)


def _fold(sentence: AnalysedSentence) -> tuple[list[tuple[Token | str, int, int, tuple[int, ...]]], list[int]]:
    """Put one slot for each place with mentions among the tokens outside mentions."""
    places: list[tuple[int, int, list[int]]] = []
    node_of = [0] * len(sentence.mentions)
    for index, mention in sorted(enumerate(sentence.mentions), key=lambda item: (item[1].start, -item[1].end)):
        if places and mention.start < places[-1][1]:
            places[-1][2].append(index)
        else:
            places.append((mention.start, mention.end, [index]))
    slots: list[tuple[Token | str, int, int, tuple[int, ...]]] = []
    waiting = iter([*places, (1 << 60, 1 << 60, [])])
    place = next(waiting)
    for token in [*sentence.tokens, Token(1 << 60, 1 << 60, "", "")]:
        while token.start >= place[0] and place[2]:
            for index in place[2]:
                node_of[index] = len(slots)
            slots.append((_mask(sentence, place[2]), place[0], place[1], tuple(place[2])))
            before, place = place, next(waiting)
            if place[0] < before[1]:
                break
        last = slots[-1] if slots and slots[-1][3] else None
        if token.text and not (last and token.start < last[2] and token.end > last[1]):
            slots.append((token, token.start, token.end, ()))
    return slots, node_of


def _mask(sentence: AnalysedSentence, mentions: list[int]) -> str:
    return "§" + sentence.mentions[mentions[0]].kind


def _opens_clause(words: list[str], position: int) -> bool:
    word = words[position]
    return word in CLAUSE_MARKS or (position > 0 and words[position - 1] == "," and word in CLAUSE_OPENERS)


def _groups(sentence: AnalysedSentence, node_of: list[int]) -> tuple[tuple[int, ...], tuple[tuple[int, int], ...]]:
    group_of = [-1] * len(sentence.mentions)
    for number, group in enumerate(sentence.groups):
        for index in group:
            group_of[index] = number
    spans = []
    for index, node in enumerate(node_of):
        members = sentence.groups[group_of[index]] if group_of[index] >= 0 else (index,)
        spans.append(
            (min((node_of[m] for m in members), default=node), max((node_of[m] for m in members), default=node))
        )
    return tuple(group_of), tuple(spans)
