"""A sentence's grammar as far as reference needs it: clauses, and what a mention does in its clause."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from qtnet.extract.analysis import Mention, Token
from qtnet.extract.names.coreference.nouns import definites
from qtnet.extract.names.namewords import words_of
from qtnet.extract.names.passages import Passage

__all__ = ["FUNCTION_WORDS", "Role", "Sentence"]

Role = Literal["subject", "focus", "agent", "owner", "object", "oblique", "modifier"]

_PREPOSITIONS = words_of(
    """of in on at to for from with by between against under over after before through within without into onto about
    among across via like unlike than as towards toward upon per since during despite following including
    behind beyond outside inside near around alongside besides beside until plus"""
)
_AUXILIARIES = words_of(
    """is are was were be been being has have had having will would can could may might must shall should do does did
    to not"""
)
_OTHERS = words_of(
    """the a an this that these those its their his her our your my and or but nor so yet it they them he she him we
    us i you which who whom whose what when where while if because although though whereas how why also then
    however meanwhile both all each either neither there here already now still only even just too moreover
    furthermore both"""
)
FUNCTION_WORDS = _PREPOSITIONS | _AUXILIARIES | _OTHERS
_PLACING = frozenset(["in", "from", "across", "at", "into", "within", "of"])
_CLAUSE_WORDS = words_of(
    """that which who whose whom while whereas because when where if although though but and said says told announced
    added so whom after before since as under"""
)
_RELATIVE = frozenset(["which", "who", "whose", "whom"])
_GOVERNMENT = frozenset(["government", "ministry", "administration", "authorities", "regulators", "side"])
_LONGEST_GOVERNMENT = 4  # words
_CLAUSE_MARKS = frozenset(',;:–—()“”"')
_COPULAS = frozenset(["is", "was", "are", "were"])
_GOING_ON = frozenset(["and", "or", "&", "itself", "said", "says", "announced", "told", "added"])
_BACK = 12  # words before a comma in which a verb shows that what follows is no first subject
_CLAUSE_OPENERS = _CLAUSE_MARKS | _CLAUSE_WORDS
_BEFORE_NAME = words_of("the a an this that its their his her our both even also only partly mainly")


class Sentence:
    """Tokens of a passage with the mention at each, the clause of each, and questions about both."""

    def __init__(self, passage: Passage, mentions: Sequence[Mention]) -> None:
        self.tokens = passage.tokens
        self.lower = tuple(_as_mark(passage.tokens, at) for at in range(len(passage.tokens)))
        self.mentions = mentions
        self.described: set[int] = set()  # mentions that only modify, set by the reader
        self.mention_at = [-1] * len(self.tokens)
        self.span: list[tuple[int, int]] = []
        at = 0
        for index, mention in enumerate(mentions):
            while at < len(self.tokens) and self.tokens[at].end <= mention.start:
                at += 1
            end = at
            while end < len(self.tokens) and self.tokens[end].start < mention.end:
                if self.mention_at[end] < 0:
                    self.mention_at[end] = index
                end += 1
            self.span.append((at, end))
        self.clause = self._clauses()
        self.named_in = {
            (mention.actor, self.clause[first])
            for mention, (first, _) in zip(mentions, self.span, strict=True)
            if not mention.adjective and first < len(self.clause)
        }
        self.modifies_in = {
            (mention.actor, self.clause[first])
            for mention, (first, _) in zip(mentions, self.span, strict=True)
            if mention.adjective and first < len(self.clause)
        }

    def _clauses(self) -> list[int]:
        self.opened: set[int] = set()  # clauses that begin with "that", "which", "when"
        self.relative: set[int] = set()  # those of them that describe an actor
        number, clauses = 0, []
        for word, place in zip(self.lower, self.mention_at, strict=True):
            if word in _CLAUSE_OPENERS and place < 0:
                number += 1
                if word in _CLAUSE_WORDS and word not in ("and", "but"):
                    self.opened.add(number)
                if word in _RELATIVE:
                    self.relative.add(number)
            clauses.append(number)
        return clauses

    def text(self, at: int) -> str:
        """Give a token as written."""
        return self.tokens[at].text

    def is_named(self, at: int) -> bool:
        """Say whether a token belongs to a mention that is a party, not a modifier."""
        place = self.mention_at[at]
        return place >= 0 and not self.mentions[place].adjective

    def is_apposition(self, at: int, behind: int) -> bool:
        """Say whether the phrase at tokens ``at:behind`` follows a name behind a comma: "Acme, the chip designer"."""
        before = at - 1
        if behind < len(self.lower) and self.lower[behind] in _GOING_ON:
            return False
        if before < 1 or self.lower[before] not in (",", "–", "—", "("):
            return False
        return self.is_named(before - 1) or self.lower[before - 1] == ")"

    def countries_of(self, place: int) -> frozenset[str]:
        """Give the country of a mention, as what a modifier allows."""
        mention = self.mentions[place]
        return frozenset([mention.country or mention.actor])

    def joined(self, at: int) -> tuple[str, int]:
        """Give the word at a token, one with what hyphens join to it ("start-up"), and the token behind it."""
        word, end = self.lower[at], at + 1
        while (
            end + 1 < len(self.lower)
            and self.lower[end] in "-‑"
            and self.tokens[end].start == self.tokens[end - 1].end
            and self.tokens[end + 1].start == self.tokens[end].end
            and self.mention_at[end + 1] < 0
        ):
            word, end = f"{word}-{self.lower[end + 1]}", end + 2
        return word, end

    def is_verb(self, at: int) -> bool:
        """Say whether a word looks like a verb that a subject before it governs."""
        if at >= len(self.lower) or self.mention_at[at] >= 0:
            return False
        word = self.lower[at]
        words = definites()
        return (
            word in _AUXILIARIES - {"to", "being", "having"}
            or word in words.says
            or word in words.weak
            or word in words.plural_verbs
            or (word.endswith("ed") and len(word) > 4)
        )

    def is_of_things(self, at: int) -> bool:
        """Say whether the verb at a token tells of what was made: "the six are built on the same plan"."""
        return self.lower[at : at + 1] in (("are",), ("were",)) and (
            not definites().made.isdisjoint(self.lower[at + 1 : at + 3])
        )

    def is_plural_verb(self, at: int) -> bool:
        """Say whether a word can be the verb of "both" or "they"."""
        if at >= len(self.lower) or self.mention_at[at] >= 0:
            return False
        word = self.lower[at]
        return word in definites().plural_verbs or (word.endswith("ed") and len(word) > 4)

    def is_subordinate(self, above: int, clause: int) -> bool:
        """Say whether a word such as "that" opens a clause behind one clause, up to another."""
        return any(number in self.opened for number in range(above + 1, clause + 1))

    def government(self, place: int) -> int:
        """Give the token behind the government that a demonym names ("the Chinese commerce ministry"), else 0."""
        mention, last = self.mentions[place], self.span[place][1]
        if mention.kind != "country":
            return 0
        for at in range(last, min(last + _LONGEST_GOVERNMENT, len(self.lower))):
            if self.lower[at] in _GOVERNMENT:
                return at + 1
            if self.mention_at[at] >= 0 or not self.lower[at].isalpha() or self.lower[at] in FUNCTION_WORDS:
                return 0
        return 0

    def is_relative(self, clause: int) -> bool:
        """Say whether a clause begins with "which", "whose" and the like."""
        return clause in self.relative

    def is_place(self, first: int) -> bool:
        """Say whether "in", "from" or the like stands before a mention."""
        return first > 0 and self.lower[first - 1 - (self.lower[first - 1] == "the" and first > 1)] in _PLACING

    def role(self, first: int, last: int) -> Role:
        """Say what stands at tokens ``first:last`` in its clause."""
        if last < len(self.lower) and self.lower[last] in ("'s", "'", "’"):
            return "owner"
        at = first - 1
        for _ in range(4):
            if at < 0:
                return "subject"
            word = self.lower[at]
            if word in _BEFORE_NAME or self.mention_at[at] >= 0 or (word[0].isalpha() and word in definites().nouns):
                at -= 1
                continue
            break
        if at < 0:
            return "subject"
        word = self.lower[at]
        if word == "by":
            return "agent"
        if word == "than" and at and self.lower[at - 1] == "other":
            return "focus"
        if word in _PREPOSITIONS and not (word in ("as", "since", "after", "before") and self.is_verb(last)):
            return "oblique"
        if word == "to" or word in ("-", "/"):
            return "oblique"
        if word in ("and", ",") and not self.is_verb(last):
            return "object" if any(self.is_verb(k) for k in range(max(0, at - _BACK), at)) else "subject"
        if word in _CLAUSE_WORDS or word in _CLAUSE_MARKS:
            return "subject"
        if word in _COPULAS:
            return "focus"
        if (
            word in definites().gives
            or word in definites().says
            or word.endswith(("ed", "ing"))
            or word in _AUXILIARIES
        ):
            return "object"
        return "subject" if self.is_verb(last) else "object"


def _as_mark(tokens: Sequence[Token], at: int) -> str:
    """Give a word in small letters; a hyphen between blanks is a dash."""
    token = tokens[at]
    if token.text != "-" or not 0 < at < len(tokens) - 1:
        return token.lower
    return "–" if tokens[at - 1].end < token.start and token.end < tokens[at + 1].start else "-"
