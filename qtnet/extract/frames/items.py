"""Items: a sentence's tokens and mentions as a row of slots, tagged words and punctuation.

In comes an analysed sentence; out goes the first form of its skeleton, without articles, adverbs, dates and brackets.
"""

from __future__ import annotations

from qtnet.extract.analysis import AnalysedSentence, Mention, Token
from qtnet.extract.frames.skeleton import Item, Slot
from qtnet.extract.frames.skeletonwords import SkeletonWords, skeleton_words
from qtnet.extract.frames.triggers import triggers

__all__ = ["first_items"]

_POSSESSIVES = frozenset({"its", "their", "our"})
_OPENING, _CLOSING = "([", ")]"
_HYPHENS = frozenset({"-", "–", "‑", "/"})
_HYPHENATED = frozenset({"hyphen"})
_CURRENCY_SIGNS = ("$", "€", "£", "¥", "₹")
_BEFORE_LIST = frozenset({"with", "are", "include", "includes", "including", "of", "by", "from", "to", "between"})
_PARTIES = frozenset({"members", "partners", "participants", "signatories", "founders", "parties"})
_HAVING = frozenset({"has", "have", "had", "having"})
_PLAIN_VERB = (".base", ".s")
_QUOTES = frozenset("\"“”„«»‘’'`")


def first_items(sentence: AnalysedSentence) -> list[Item]:
    """Turn tokens and mentions into slots, tagged words and punctuation, without brackets, dates and articles."""
    raw = _join_hyphens(_drop_brackets(_join_words(_place_slots(sentence))))
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
            behind = end - sentence.start
            if start >= position and sentence.text[behind : behind + 1] not in _CURRENCY_SIGNS:
                if token.start < start and token.start <= position < start:
                    items.append(_between(token, max(position, token.start), start))
                members = tuple(spans[start, end])
                adjective = all(member.adjective for member in members)
                possessive = any(member.anaphor in _POSSESSIVES for member in members)
                slot = Slot(members, adjective=adjective, possessive=possessive)
                items.append(Item(start, end, "", frozenset(), slot))
                position = end
        if token.end > position:
            items += _words(token, position)
    return items


def _between(token: Token, start: int, end: int) -> Item:
    """Give what of a token stands before a mention, such as the hyphen of "US-India"."""
    return Item(start, end, token.lower[start - token.start : end - token.start])


def _words(token: Token, position: int) -> list[Item]:
    """Give a token, or what of it stands behind a mention: "'s", or "-based" as a hyphen and a word."""
    if token.start >= position:
        return [Item(token.start, token.end, token.lower)]
    rest = token.lower[position - token.start :]
    if len(rest) > 1 and rest[0] in _HYPHENS:
        return [Item(position, position + 1, rest[0]), Item(position + 1, token.end, rest[1:])]
    return [Item(position, token.end, rest)]


def _join_words(items: list[Item]) -> list[Item]:
    """Make one word of "co-develop": two words that a hyphen joins without a blank."""
    row: list[Item] = []
    for item in items:
        if (
            len(row) >= 2
            and _is_word(item)
            and _is_word(row[-2])
            and row[-1].text == "-"
            and row[-2].end == row[-1].start
            and row[-1].end == item.start
        ):
            first = row[-2]
            del row[-2:]
            item = Item(first.start, item.end, f"{first.text}-{item.text}")
        row.append(item)
    return row


def _is_word(item: Item) -> bool:
    return item.slot is None and item.text[:1].isalnum()


def _drop_brackets(items: list[Item]) -> list[Item]:
    """Leave out brackets with what they hold, quotation marks, and a colon between a preposition and its list.

    A colon between "members" and their list is read as "are".
    """
    kept: list[Item] = []
    depth = 0
    for item in items:
        if item.slot is None and item.text in _OPENING:
            depth += 1
        elif item.slot is None and item.text in _CLOSING:
            depth = max(0, depth - 1)
        elif item.text == ":" and kept and kept[-1].slot is None and kept[-1].text in _BEFORE_LIST:
            continue
        elif item.text == ":" and kept and kept[-1].slot is None and kept[-1].text in _PARTIES:
            kept.append(Item(item.start, item.end, "are"))
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
            while kept and kept[-1].slot is None and kept[-1].text in words.before_date:
                kept.pop()
            continue
        kept.append(item)
    return kept


def _is_date(items: list[Item], position: int, words: SkeletonWords) -> bool:
    text = items[position].text
    before = items[position - 1].text if position else ""
    if text in words.weekdays:
        return True
    if text in words.months:
        return text not in ("may", "march") or before in words.before_date or before.isdigit()
    if text.isdigit() and len(text) == 4 and text[:2] in ("19", "20"):
        return True
    if text.isdigit() and len(text) <= 2:
        after = items[position + 1].text if position + 1 < len(items) else ""
        return before in words.months or after in words.months
    return text in words.periods and before in ("last", "this", "next")


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
        if item.slot is None and not length:
            if money := _money_tag(item.text):
                item = Item(item.start, item.end, item.text, money)
        elif item.slot is None and item.text in _HAVING and _is_auxiliary(shown, at):
            length = 1
        elif item.slot is None:
            before = _word_before(items, kept_at[at])
            last = items[kept_at[at + length - 1]]
            text = " ".join(shown[at : at + length])
            item = Item(item.start, last.end, text, _in_context(tags, before) | _money_tag(item.text))
        tagged.append(item)
        at += max(length, 1)
    return tagged


def _is_auxiliary(shown: list[str], at: int) -> bool:
    """Say whether a form of "have" only helps the participle behind it: "has placed an order"."""
    following = triggers().longest(shown, at + 1)[1] if at + 1 < len(shown) and shown[at + 1] else frozenset()
    return any(tag.endswith(".ed") for tag in following)


def _word_before(items: list[Item], at: int) -> str:
    """Give the word before a position, adverbs skipped; articles count."""
    words = skeleton_words()
    while at > 0:
        at -= 1
        text = items[at].text
        if text not in words.dropped or text in words.articles:
            return text
    return ""


def _in_context(tags: frozenset[str], before: str) -> frozenset[str]:
    """Leave the tags that a word's left neighbour allows: no verb after "the" or "of", no noun after "will"."""
    words = skeleton_words()
    if before in words.articles or before in words.being or (before in words.prepositions and before != "to"):
        tags = _without(tags, _PLAIN_VERB)
    if before in words.being:
        return _passive(tags)
    if before in words.modals:
        return _without(tags, (".n",))
    return tags


def _passive(tags: frozenset[str]) -> frozenset[str]:
    """Keep of "was banned" the participle only, so that no active frame takes its subject for the actor."""
    return frozenset(
        tag for tag in tags if not (tag.endswith((".v", ".pl")) and _is_participle(tag.split(".")[0], tags))
    )


def _is_participle(name: str, tags: frozenset[str]) -> bool:
    return f"{name}.ed" in tags and f"{name}.ing" not in tags


def _without(tags: frozenset[str], endings: tuple[str, ...]) -> frozenset[str]:
    """Leave out the tags of these forms, and the bare class where no other form of it is left."""
    if not any(tag.endswith(endings) for tag in tags):
        return tags
    kept = {tag for tag in tags if "." in tag and not tag.endswith(endings)}
    if endings == _PLAIN_VERB:
        verbs = {tag.split(".")[0] for tag in kept if tag.endswith((".ed", ".ing"))}
        kept -= {tag for tag in kept if tag.endswith((".v", ".pl")) and tag.split(".")[0] not in verbs}
    return frozenset(kept | {tag.split(".")[0] for tag in kept})


def _money_tag(text: str) -> frozenset[str]:
    return frozenset({"$"}) if text in skeleton_words().money or text.startswith(_CURRENCY_SIGNS) else frozenset()
