"""The skeleton of a sentence: its actors as slots, its words tagged, what only decorates left out.

In comes an analysed sentence; out goes a list of items on which frames are matched. Articles, adverbs, dates and
brackets are gone, words that introduce an actor ("Finnish company", "chipmaker") belong to its slot, and lists are one
slot. Offsets stay those of the stored text.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache

from qtnet.extract.analysis import AnalysedSentence, Mention, Token
from qtnet.extract.triggers import LEXICON, triggers

__all__ = ["Item", "Slot", "Words", "first_items", "skeleton_words"]

_OPENING, _CLOSING = "([", ")]"
_COMMA = frozenset({","})
_HARD = frozenset({";", ":", ".", "?", "!", "–", "—", "|", "•", "…"})
_HYPHENS = frozenset({"-", "–", "‑", "/"})
_HYPHENATED = frozenset({"hyphen"})
_MONEY = frozenset(
    {
        "$",
        "us$",
        "a$",
        "c$",
        "hk$",
        "nt$",
        "s$",
        "€",
        "£",
        "¥",
        "₹",
        "euro",
        "euros",
        "dollar",
        "dollars",
        "yuan",
        "yen",
        "rupees",
        "pounds",
        "crore",
        "million",
        "billion",
        "trillion",
        "m",
        "bn",
        "mn",
        "eur",
        "usd",
        "rmb",
        "gbp",
    }
)
_CURRENCY_SIGNS = ("$", "€", "£", "¥", "₹")
_ARTICLES = frozenset(
    {"the", "a", "an", "its", "their", "his", "her", "this", "these", "our", "such", "any", "each", "no", "every"}
)
_BEING = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_MODALS = frozenset({"will", "would", "could", "can", "should", "may", "might", "must", "shall"})
_PLAIN_VERB = (".base", ".s")
_QUOTES = frozenset("\"“”„«»‘’'`")


@dataclass(frozen=True, slots=True)
class Slot:
    """Actors that stand in one place of the sentence.

    `together` is true where they act as one subject ("A and B"), false for examples ("firms like A and B").
    """

    members: tuple[Mention, ...]
    together: bool = True
    possessive: bool = False
    adjective: bool = False

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of its members."""
        return frozenset(member.kind for member in self.members)


@dataclass(frozen=True, slots=True)
class Item:
    """A word, a slot or a punctuation mark; `tags` are what a frame may ask for."""

    start: int
    end: int
    text: str
    tags: frozenset[str] = frozenset()
    slot: Slot | None = None

    def with_slot(self, slot: Slot, *, start: int | None = None, end: int | None = None) -> Item:
        """Give the same item with another slot, perhaps covering more text."""
        return replace(
            self, slot=slot, start=self.start if start is None else start, end=self.end if end is None else end
        )


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of `lexicon/skeleton.toml`."""

    dropped: frozenset[str]
    government: frozenset[str]
    introducing: frozenset[str]
    listing: frozenset[str]
    titles: frozenset[str]
    conjunctions: frozenset[str]
    clause_openers: frozenset[str]
    prepositions: frozenset[str]
    apposition_openers: frozenset[str]
    auxiliaries: frozenset[str]
    months: frozenset[str]
    weekdays: frozenset[str]


@cache
def skeleton_words() -> Words:
    """Read the word lists once."""
    table = tomllib.loads((LEXICON / "skeleton.toml").read_text(encoding="utf-8"))
    return Words(**{name: frozenset(words) for name, words in table.items()})


def first_items(sentence: AnalysedSentence) -> list[Item]:
    """Turn tokens and mentions into slots, tagged words and punctuation, without brackets, dates and articles."""
    raw = _join_hyphens(_drop_brackets(_place_slots(sentence)))
    return _tag_words(_drop_dates(raw))


def _place_slots(sentence: AnalysedSentence) -> list[Item]:
    """Put one slot where mentions stand; references to several actors share their offsets and so one slot."""
    spans: dict[tuple[int, int], list[Mention]] = {}
    for mention in sentence.mentions:
        spans.setdefault((mention.start, mention.end), []).append(mention)
    items: list[Item] = []
    position = sentence.start
    waiting = sorted(spans)
    for token in sentence.tokens:
        while waiting and token.end > waiting[0][0]:
            start, end = waiting.pop(0)
            if start >= position:
                members = tuple(spans[start, end])
                adjective = all(member.adjective for member in members)
                items.append(Item(start, end, "", frozenset(), Slot(members, adjective=adjective)))
                position = end
        if token.end > position:
            items.append(_word(token, position))
    return items


def _word(token: Token, position: int) -> Item:
    """Give a token, or what of it stands behind a mention ("'s")."""
    if token.start >= position:
        return Item(token.start, token.end, token.lower)
    return Item(position, token.end, token.lower[position - token.start :])


def _drop_brackets(items: list[Item]) -> list[Item]:
    kept: list[Item] = []
    depth = 0
    for item in items:
        if item.slot is None and item.text in _OPENING:
            depth += 1
        elif item.slot is None and item.text in _CLOSING:
            depth = max(0, depth - 1)
        elif (depth == 0 and item.text not in _QUOTES) or (item.text in ("'", "’") and not depth):
            kept.append(item)
    return kept


def _join_hyphens(items: list[Item]) -> list[Item]:
    """Make one slot of "US-India": two actors that a hyphen joins without a blank."""
    row: list[Item] = []
    for item in items:
        if (
            item.slot is not None
            and len(row) >= 2
            and row[-1].text in _HYPHENS
            and (first := row[-2]).slot is not None
            and first.end == row[-1].start
            and row[-1].end == item.start
        ):
            del row[-2:]
            item = Item(
                first.start, item.end, "", _HYPHENATED, Slot(first.slot.members + item.slot.members, adjective=True)
            )
        row.append(item)
    return row


def _drop_dates(items: list[Item]) -> list[Item]:
    """Leave out "in May 2023", "on Tuesday", "last week": they stand between an actor and what it does."""
    words = skeleton_words()
    kept: list[Item] = []
    for position, item in enumerate(items):
        if item.slot is None and _is_date(items, position, words):
            while kept and kept[-1].slot is None and kept[-1].text in _BEFORE_DATE:
                kept.pop()
            continue
        kept.append(item)
    return kept


_BEFORE_DATE = frozenset(
    {
        "in",
        "on",
        "since",
        "early",
        "late",
        "mid",
        "last",
        "this",
        "next",
        "by",
        "until",
        "during",
        "of",
        "from",
        "the",
        "end",
        "beginning",
        "spring",
        "summer",
        "autumn",
    }
)
_PERIODS = frozenset({"week", "month", "year", "quarter"})


def _is_date(items: list[Item], position: int, words: Words) -> bool:
    text = items[position].text
    before = items[position - 1].text if position else ""
    if text in words.weekdays:
        return True
    if text in words.months:
        return text not in ("may", "march") or before in _BEFORE_DATE or before.isdigit()
    if text.isdigit() and len(text) == 4 and text[:2] in ("19", "20"):
        return True
    if text.isdigit() and len(text) <= 2:
        after = items[position + 1].text if position + 1 < len(items) else ""
        return before in words.months or after in words.months
    return text in _PERIODS and before in ("last", "this", "next")


def _tag_words(items: list[Item]) -> list[Item]:
    """Tag trigger words and join those of several words; leave out articles and adverbs."""
    lexicon, words = triggers(), skeleton_words()
    kept_at = [i for i, item in enumerate(items) if item.slot is not None or item.text not in words.dropped]
    shown = ["" if items[i].slot is not None else items[i].text for i in kept_at]
    tagged: list[Item] = []
    at = 0
    while at < len(kept_at):
        item = items[kept_at[at]]
        length, tags = (0, frozenset[str]()) if item.slot is not None else lexicon.longest(shown, at)
        if item.slot is None:
            before = items[kept_at[at] - 1].text if kept_at[at] else ""
            last = items[kept_at[at + max(length, 1) - 1]]
            text = " ".join(shown[at : at + max(length, 1)])
            item = Item(item.start, last.end, text, _in_context(tags, before) | _money_tag(item.text))
        tagged.append(item)
        at += max(length, 1)
    return tagged


def _in_context(tags: frozenset[str], before: str) -> frozenset[str]:
    """Leave of a word's tags those that its left neighbour allows: no verb after "the", "are" or "of", no noun after "to"."""
    words = skeleton_words()
    if before in _ARTICLES or before in _BEING or (before in words.prepositions and before != "to"):
        return _without(tags, _PLAIN_VERB)
    if before in _MODALS:
        return _without(tags, (".n",))
    return tags


def _without(tags: frozenset[str], endings: tuple[str, ...]) -> frozenset[str]:
    """Leave out the tags of these forms, and the bare class where no other form of it is left."""
    if not any(tag.endswith(endings) for tag in tags):
        return tags
    kept = {tag for tag in tags if "." in tag and not tag.endswith(endings)}
    if endings == _PLAIN_VERB:
        kept -= {tag for tag in kept if tag.endswith(".v") and not {tag[:-1] + "ed", tag[:-1] + "ing"} & kept}
    return frozenset(kept | {tag.split(".")[0] for tag in kept})


def _money_tag(text: str) -> frozenset[str]:
    return frozenset({"$"}) if text in _MONEY or text.startswith(_CURRENCY_SIGNS) else frozenset()


def is_comma(item: Item) -> bool:
    """Say whether an item is a comma."""
    return item.slot is None and item.text in _COMMA


def is_hard(item: Item) -> bool:
    """Say whether an item ends a clause."""
    return item.slot is None and item.text in _HARD
