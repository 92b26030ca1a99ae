"""Anaphors of a sentence: definite phrases and pronouns that may take up somebody mentioned before.

Only form is judged here: what stands in the phrase, its number, which kinds of actor it can mean. Who is meant is
decided by the sieves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qtnet.extract.analysis import Anaphor, Mention
from qtnet.extract.names.coreference.grammar import FUNCTION_WORDS, Sentence
from qtnet.extract.names.coreference.nouns import definites
from qtnet.extract.names.gazetteer import cities, country_forms
from qtnet.extract.names.namewords import words_of
from qtnet.extract.records import named_record

__all__ = ["Reference", "described", "phrases"]

_DETERMINERS = words_of("the this that these those both all each either neither every his her our")
_PARTIES = frozenset(["parties", "participants", "partners", "members", "sides", "signatories"])
_OWNERS = frozenset(["its", "their", "'s"])
_ARTICLES = frozenset(["a", "an", "the"])
_OF_THEM = frozenset(["both", "all", "each", "either", "neither"])
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_SETS = {"pair": 2, "duo": 2, "trio": 3, "threesome": 3, "quartet": 4, "couple": 2, "former": 1, "latter": 1}
_PARTITIVE = words_of("one some many most none several few any any-one number each neither either")
_LONGEST = 7
_INTRODUCING = frozenset(["of", "that", "which", "whose", "where"])


@named_record
class Reference:
    """A phrase or pronoun at tokens ``first:last`` that may stand for an actor.

    `count` is the number of actors it says, 0 where it says none; `countries` those its modifiers allow, None for any.
    `nested` are the mentions inside it, which only describe.
    """

    first: int
    last: int
    form: Anaphor
    word: str  # head noun or pronoun
    kinds: frozenset[str] = frozenset()
    count: int = 0
    modifiers: tuple[str, ...] = ()
    countries: frozenset[str] | None = None
    nested: tuple[int, ...] = ()
    plain: bool = True
    office: bool = False  # "his country", "her firm"


def phrases(sentence: Sentence, mentions: Sequence[Mention]) -> list[Reference]:
    """Give the definite phrases of a sentence in reading order; none overlaps the next."""
    found: list[Reference] = []
    at = 0
    while at < len(sentence.lower):
        reference = None
        if sentence.lower[at] in _DETERMINERS and not sentence.is_named(at):
            reference = _phrase(sentence, mentions, at)
        elif sentence.lower[at] in _OWNERS:
            reference = _owned(sentence, mentions, at)
        if reference is not None:
            found.append(reference)
            at = reference.last
        else:
            at += 1
    return found


def described(sentence: Sentence, mentions: Sequence[Mention]) -> set[int]:
    """Give the countries that only describe an organisation: "a Dutch group", "IBM, the US computing giant"."""
    places: set[int] = set()
    for at, word in enumerate(sentence.lower):
        if word in _ARTICLES and max(sentence.mention_at[at + 1 : at + _LONGEST], default=-1) >= 0:
            parts = _read(sentence, mentions, at + 1)
            noun = definites().nouns.get(parts.head)
            if parts.nested and noun is not None and not noun.several and noun.kinds.isdisjoint(("country", "bloc")):
                places.update(parts.nested)
    return places


@dataclass(slots=True)
class _Parts:
    """A phrase while it is read."""

    count: int = 0
    head: str = ""
    end: int = 0
    start_of_head: int = 0
    nested: tuple[int, ...] = ()
    modifiers: tuple[str, ...] = ()
    cased: tuple[str, ...] = ()


def _phrase(sentence: Sentence, mentions: Sequence[Mention], at: int) -> Reference | None:
    determiner = sentence.lower[at]
    begin = at + 1
    if determiner in _OF_THEM and sentence.lower[begin : begin + 1] == ("of",):
        begin += 1
        if sentence.lower[begin : begin + 1] == ("them",):
            return _of_them(at, begin + 1, determiner)
        if sentence.lower[begin : begin + 1] in (("the",), ("these",), ("those",)):
            begin += 1
    parts = _read(sentence, mentions, begin)
    if at >= 2 and sentence.lower[at - 1] == "of" and sentence.lower[at - 2] in _PARTITIVE:
        return None
    if parts.head:
        return _noun_phrase(sentence, at, determiner, parts)
    return _bare(sentence, at, determiner, begin, parts)


def _owned(sentence: Sentence, mentions: Sequence[Mention], at: int) -> Reference | None:
    """Read "its Taiwanese rival": who stands in a relation to an owner, told by nationality."""
    parts = _read(sentence, mentions, at + 1)
    noun = definites().nouns.get(parts.head)
    if not parts.nested or noun is None or noun.several or not noun.kinds.isdisjoint(("country", "bloc")):
        return None
    reference = _noun_phrase(sentence, at, "the", parts)
    return replace(reference, first=at + 1, plain=False) if reference is not None else None


def _read(sentence: Sentence, mentions: Sequence[Mention], begin: int) -> _Parts:
    """Read modifiers and head noun; the last noun known in a row is the head."""
    parts, nouns, at = _Parts(end=begin), definites().nouns, begin
    last = min(len(sentence.lower), begin + _LONGEST)
    while at < last:
        place = sentence.mention_at[at]
        if place >= 0:
            mention = mentions[place]
            if parts.head or mention.kind not in ("country", "bloc"):
                break
            while at < len(sentence.lower) and sentence.mention_at[at] == place:
                at += 1
            parts.nested += (place,)
            continue
        word, after = sentence.joined(at)
        if word in FUNCTION_WORDS or not word[0].isalnum():
            break
        if word in _COUNTS or word.isdigit():
            parts.count = _COUNTS.get(word) or (int(word) if len(word) < 3 else 0)
        elif word in nouns:
            if parts.head:
                parts.modifiers += (parts.head,)
                parts.cased += (sentence.text(parts.start_of_head),)
            parts.head, parts.start_of_head, parts.end = word, at, after
        elif parts.head:
            break
        else:
            parts.modifiers += (word,)
            parts.cased += (sentence.text(at),)
        at = after
    return parts


def _noun_phrase(sentence: Sentence, at: int, determiner: str, parts: _Parts) -> Reference | None:
    words = definites()
    noun = words.nouns[parts.head]
    behind = sentence.lower[parts.end] if parts.end < len(sentence.lower) else ""
    if parts.head in ("side", "party") and not (parts.nested or "other" in parts.modifiers or determiner in _OF_THEM):
        return None
    if not words.skipped.isdisjoint(parts.modifiers) or behind in _INTRODUCING or _is_introduction(sentence, parts.end):
        return None
    is_compound = behind[:1].isalpha() and behind not in FUNCTION_WORDS and not sentence.is_verb(parts.end)
    if parts.head == "state" and is_compound and not behind.endswith("s"):
        return None  # "the state visit"
    if sentence.is_apposition(at, parts.end) or _is_title(sentence, parts):
        return None
    if (determiner in ("all", "every") and not (parts.count or parts.head in _PARTIES)) or (
        determiner == "that" and noun.several
    ):
        return None
    if determiner in ("each", "either", "neither", "every") and not noun.several and not parts.modifiers:
        several, form = True, "plural"
    elif determiner in ("each", "either", "neither", "every"):
        return None
    else:
        several, form = noun.several, "plural" if noun.several else "definite"
    countries = _countries(sentence, at, parts)
    if countries == frozenset():
        return None
    if determiner == "our":
        form = "our"
    return Reference(
        first=at,
        last=parts.end,
        form=form,  # type: ignore[arg-type]
        word=words.singular.get(parts.head, parts.head),
        kinds=noun.kinds,
        count=parts.count or (2 if determiner in ("both", "either", "neither") else 0) if several else 1,
        modifiers=parts.modifiers,
        countries=countries,
        nested=parts.nested,
        plain=noun.plain,
        office=determiner in ("his", "her"),
    )


def _is_title(sentence: Sentence, parts: _Parts) -> bool:
    """Say whether capitals make a name of the phrase: "the State University"."""
    return sentence.text(parts.start_of_head)[:1].isupper() and any(word[:1].isupper() for word in parts.cased)


def _is_introduction(sentence: Sentence, behind: int) -> bool:
    """Say whether a name follows at once: "the chip designer Arm" introduces, it refers to nobody before."""
    return (behind < len(sentence.lower) and sentence.is_named(behind)) or (
        behind + 1 < len(sentence.lower)
        and sentence.lower[behind] in "“\"‘'"
        and sentence.text(behind + 1)[:1].isupper()
        and sentence.lower[behind] != "'s"
    )


def _countries(sentence: Sentence, at: int, parts: _Parts) -> frozenset[str] | None:
    """Give the countries that the modifiers and the noun allow; None for any."""
    words = definites()
    between = f" {' '.join(sentence.lower[at + 1 : parts.start_of_head])} ".replace(" - ", "-")
    region = max((r for r in words.regions if f" {r} " in between), key=len, default="")
    allowed = [sentence.countries_of(place) for place in parts.nested] if not region else [words.regions[region]]
    if parts.head in words.lands:
        allowed.append(words.lands[parts.head])
    if not allowed:
        place = " ".join(word for word in parts.cased if word[:1].isupper())
        if home := cities().get(place) or country_forms().get(place):
            allowed.append(frozenset([home]))
    return frozenset.intersection(*allowed) if allowed else None


def _of_them(first: int, last: int, determiner: str) -> Reference:
    count = 2 if determiner in ("both", "either", "neither") else 0
    return Reference(first=first, last=last, form="plural", word="them", count=count)


def _bare(sentence: Sentence, at: int, determiner: str, begin: int, parts: _Parts) -> Reference | None:
    """Read "the two", "both", "all three", "the trio", "the former": a number without a noun, before a verb."""
    word = sentence.lower[begin] if begin < len(sentence.lower) else ""
    if determiner == "the" and word in _SETS:
        behind = sentence.lower[begin + 1] if begin + 1 < len(sentence.lower) else ""
        is_parallel = word == "latter" and at > 0 and sentence.lower[at - 1] in (",", ";", "and", "while")
        is_noun = behind[:1].isalpha() and behind not in FUNCTION_WORDS and not sentence.is_verb(begin + 1)
        is_adjective = word in ("former", "latter") and is_noun and not behind.endswith("s")
        if behind in ("of", "-") or (is_adjective and not is_parallel):
            return None
        return Reference(
            first=at, last=begin + 1, form="definite" if _SETS[word] == 1 else "plural", word=word, count=_SETS[word]
        )
    if determiner in ("the", "all", "these", "those") and word in _COUNTS and begin == at + 1:
        return _counted(sentence, at, begin + 1, _COUNTS[word])
    if determiner in ("both", "each") and begin == at + 1 and word and sentence.is_plural_verb(begin):
        return Reference(first=at, last=at + 1, form="plural", word="them", count=2 if determiner == "both" else 0)
    return None


def _counted(sentence: Sentence, first: int, last: int, count: int) -> Reference | None:
    """Read "the two", unless a noun follows that they are: "the two documents"."""
    behind = sentence.lower[last] if last < len(sentence.lower) else ""
    if behind == "of":
        of_them = sentence.lower[last + 1 : last + 2] == ("them",)
        return Reference(first=first, last=last + 2, form="plural", word="them", count=count) if of_them else None
    if behind in ("-", "'", "%") or sentence.is_of_things(last):
        return None
    if behind and behind[0].isalnum() and behind not in FUNCTION_WORDS and not sentence.is_verb(last):
        return None
    return Reference(first=first, last=last, form="plural", word="them", count=count)
