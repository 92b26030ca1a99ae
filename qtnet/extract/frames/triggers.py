"""Trigger words: the classes of verbs and nouns that carry a tie, in all their forms.

In comes `lexicon/triggers.toml`; out goes a table from the first word of each form to what may follow it, so that a
sentence's words are tagged in one pass. A tag is the class (`supply`), the class with its part of speech (`supply.n`)
or with its verb form (`supply.ed`); `supply.v` is any verb form, `supply.pl` one that several subjects can take.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from qtnet.extract.frames.modes import Family

__all__ = ["LEXICON", "TriggerLexicon", "noun_forms", "read_triggers", "triggers", "verb_forms"]

LEXICON = Path(__file__).parents[1] / "lexicon"

_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class TriggerLexicon:
    """All forms: `phrases[first]` holds (words, tags), longest first; `families` says what a class means."""

    phrases: Mapping[str, tuple[tuple[tuple[str, ...], frozenset[str]], ...]]
    classes: frozenset[str]
    families: Mapping[str, Family]

    def longest(self, words: Sequence[str], at: int) -> tuple[int, frozenset[str]]:
        """Give how many words from `at` form a trigger, and its tags; (0, nothing) where none does.

        Examples
        --------
        >>> length, tags = triggers().longest("japan joined forces with canada".split(), 1)
        >>> length, "cooperate.ed" in tags
        (2, True)
        """
        for phrase, tags in self.phrases.get(words[at], ()):
            if tuple(words[at : at + len(phrase)]) == phrase:
                return len(phrase), tags
        return 0, frozenset()


def verb_forms(
    lemma: str, irregular: Mapping[str, Sequence[str]], doubling: frozenset[str]
) -> dict[str, tuple[str, ...]]:
    """Give the forms of a verb or verb phrase, whose first verb is inflected: base, s, ing, ed.

    Examples
    --------
    >>> verb_forms("rely", {}, frozenset())
    {'base': ('rely',), 's': ('relies',), 'ing': ('relying',), 'ed': ('relied',)}
    >>> verb_forms("agree", {}, frozenset())["ed"], verb_forms("vie", {}, frozenset())["ing"]
    (('agreed',), ('vying',))
    >>> verb_forms("ban", {}, frozenset({"ban"}))["ed"]
    ('banned',)
    >>> verb_forms("jointly build", {"build": ["built", "built"]}, frozenset())["ed"]
    ('jointly built',)
    """
    before, verb, after = _split_phrase(lemma)
    forms = {
        "base": [verb],
        "s": ["has" if verb == "have" else _third_person(verb)],
        "ing": [_present_participle(verb, verb in doubling)],
        "ed": sorted(set(irregular.get(verb) or [_past(verb, verb in doubling)])),
    }
    return {form: tuple(f"{before}{word}{after}" for word in words) for form, words in forms.items()}


def _third_person(verb: str) -> str:
    if _ends_in_consonant_y(verb):
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def _present_participle(verb: str, doubled: bool) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe")):
        return verb[:-1] + "ing"
    return verb + (verb[-1] if doubled else "") + "ing"


def _past(verb: str, doubled: bool) -> str:
    if _ends_in_consonant_y(verb):
        return verb[:-1] + "ied"
    return verb + ("d" if verb.endswith("e") else (verb[-1] if doubled else "") + "ed")


def _ends_in_consonant_y(word: str) -> bool:
    return word.endswith("y") and word[-2] not in _VOWELS


def noun_forms(lemma: str) -> tuple[str, str]:
    """Give singular and plural of a noun or noun phrase, whose head is the last word before "of".

    Examples
    --------
    >>> noun_forms("subsidy"), noun_forms("memorandum of understanding")[1]
    (('subsidy', 'subsidies'), 'memorandums of understanding')
    """
    head, of, rest = lemma.partition(" of ")
    if _ends_in_consonant_y(head):
        plural = head[:-1] + "ies"
    else:
        plural = head + ("es" if head.endswith(("s", "x", "z", "ch", "sh")) else "s")
    return lemma, plural + of + rest


@cache
def triggers() -> TriggerLexicon:
    """Give the lexicon that comes with qtnet."""
    return read_triggers(LEXICON / "triggers.toml")


def read_triggers(path: Path) -> TriggerLexicon:
    """Read a trigger lexicon and derive all forms."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    doubling = frozenset(table["doubling"]["verbs"]) - frozenset(table["doubling"]["single"])
    tags: dict[tuple[str, ...], set[str]] = {}
    for name, entry in table["class"].items():
        for form, phrase in _forms(entry, table["irregular"], doubling):
            tags.setdefault(tuple(phrase.split()), set()).update({name, f"{name}.{form}", *_verb_tag(name, form)})
    by_first: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
    for words in sorted(tags, key=lambda words: (-len(words), words)):
        by_first.setdefault(words[0], []).append((words, frozenset(tags[words])))
    return TriggerLexicon(
        {first: tuple(found) for first, found in by_first.items()}, frozenset(table["class"]), table["family"]
    )


def _forms(
    entry: Mapping[str, Sequence[str]], irregular: Mapping[str, Sequence[str]], doubling: frozenset[str]
) -> Iterator[tuple[str, str]]:
    for lemma in entry.get("verbs", ()):
        for form, phrases in verb_forms(lemma, irregular, doubling).items():
            yield from ((form, phrase) for phrase in phrases)
    for lemma in entry.get("nouns", ()):
        yield from (("n", phrase) for phrase in noun_forms(lemma))
    yield from (("ed", phrase) for phrase in entry.get("participles", ()))
    yield from (("adj", phrase) for phrase in entry.get("adjectives", ()))
    yield from (("phrase", phrase) for phrase in entry.get("phrases", ()))


def _verb_tag(name: str, form: str) -> set[str]:
    """Give the tags for any verb form, and for one that several subjects can take ("they sign", not "signs")."""
    if form not in ("base", "s", "ing", "ed"):
        return set()
    return {f"{name}.v"} if form == "s" else {f"{name}.v", f"{name}.pl"}


def _split_phrase(lemma: str) -> tuple[str, str, str]:
    """Split a verb phrase into an adverb before the verb, the verb, and what follows it."""
    words = lemma.split()
    adverb = f"{words.pop(0)} " if words[0].endswith("ly") and len(words) > 1 and words[0] != "rely" else ""
    return adverb, words[0], "".join(f" {word}" for word in words[1:])
