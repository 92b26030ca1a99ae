"""Pronouns that can stand for an actor; "it is expected that" and "make it easier" are left out."""

from __future__ import annotations

from qtnet.extract.names.coreference.anaphors import Reference
from qtnet.extract.names.coreference.grammar import Sentence
from qtnet.extract.names.coreference.nouns import definites
from qtnet.extract.names.namewords import words_of

__all__ = ["needs_agent", "pronouns"]

_FORMS = {
    "it": "it",
    "its": "its",
    "they": "they",
    "them": "they",
    "their": "their",
    "theirs": "their",
    "we": "we",
    "our": "our",
}
_OPENERS = words_of(
    """, ; : – — that which while whereas because when where if although though but and as so what than before after
    since said says until once whom unless " “ ” ("""
)
_TOWARDS = words_of("by with against to between among")
_IDLE = words_of("from of on behind for about in at into over under through as than like around without out up")
_IDIOMS = words_of(
    """lot way part kind type own leave mind turn best name final latest regular place sort peak height own"""
)
_ADVERBS = words_of(
    """also now then soon already still recently currently later never only even not just therefore thus often itself"""
)
_ACTING_PASSIVES = words_of(
    """founded based headquartered owned acquired listed bought awarded chosen selected named invited asked allowed
    barred banned blacklisted accused sanctioned forced obliged committed expected required planning said
    fined sued advised led backed funded joined established spun ranked known hit"""
)
_EMPTY_BEHIND = words_of(
    """clear likely possible unclear important necessary essential vital hoped thought believed estimated understood
    reported announced expected said agreed easier harder difficult better worse time not too hard true
    probable unlikely customary easy worth here there because why how when only"""
)
_WEATHER = words_of(
    """seems seemed appears appeared remains remained takes took follows followed happens happened turns turned means
    meant matters"""
)


def pronouns(sentence: Sentence) -> list[Reference]:
    """Give the pronouns of a sentence that grammar lets stand for an actor, in reading order."""
    found = []
    for at, word in enumerate(sentence.lower):
        if word not in _FORMS or sentence.mention_at[at] >= 0 or sentence.text(at) == "IT":
            continue
        if (word == "it" and not _may_act(sentence, at)) or (word == "they" and sentence.is_of_things(at + 1)):
            continue
        if word in ("its", "their") and sentence.lower[at + 1 : at + 2] and sentence.lower[at + 1] in _IDIOMS:
            continue
        several = word[0] != "i"
        found.append(Reference(first=at, last=at + 1, form=_FORMS[word], word=word, count=0 if several else 1))  # type: ignore[arg-type]
    return found


def _may_act(sentence: Sentence, at: int) -> bool:
    """Say whether "it" stands where somebody may: the subject, or behind a preposition or a verb of giving."""
    if is_subject(sentence, at):
        return _verb_behind(sentence, at) != ""
    before = sentence.lower[at - 1]
    if before in _TOWARDS:
        if sentence.lower[at + 1 : at + 2] == (",",) and sentence.lower[max(0, at - 2)] in (",", "and"):
            return False  # "and, with it, the market"
        behind = sentence.lower[at + 1] if at + 1 < len(sentence.lower) else "."
        return not (before in ("for", "of", "on", "to") and behind in ("to", "that"))
    return before in definites().gives and sentence.lower[at + 1 : at + 2] not in (
        ("possible",),
        ("easier",),
        ("clear",),
        ("be",),
    )


def is_subject(sentence: Sentence, at: int) -> bool:
    """Say whether a pronoun opens a clause."""
    if at == 0 or sentence.lower[at - 1] in _OPENERS:
        return True
    before = sentence.lower[at - 1]
    return (
        before not in _TOWARDS | _IDLE
        and before not in definites().gives
        and bool(_verb_behind(sentence, at))
        and (not sentence.is_verb(at - 1) or before in ("is", "was", "has", "had", "does", "did", "will"))
    )


def needs_agent(sentence: Sentence, at: int) -> bool:
    """Say whether the verb behind a subject wants somebody who acts, whatever was spoken of before."""
    return _verb_behind(sentence, at) == "says"


def _verb_behind(sentence: Sentence, at: int) -> str:
    """Give how much the verb behind a pronoun tells of its subject: says, weak, or nothing (no verb for an actor)."""
    words, lower = definites(), sentence.lower
    following = at + 1
    while following < len(lower) and lower[following] in _ADVERBS | {","}:
        following += 1
    if following >= len(lower):
        return ""
    verb = lower[following]
    behind = lower[following + 1 : following + 4]
    if verb in ("is", "was", "has", "will", "would", "had", "could", "may", "can", "must", "should", "might", "'s"):
        return _behind_auxiliary(verb, behind)
    if verb in _WEATHER:
        return (
            "weak"
            if verb in ("took", "takes", "remains", "turned", "turns") and behind[:1] not in (("to",), ("that",))
            else ""
        )
    if verb in words.says:
        return "says"
    return "weak" if verb.endswith(("ed", "s")) and verb not in ("as", "its", "was", "s") else ""


def _behind_auxiliary(verb: str, behind: tuple[str, ...]) -> str:
    rest = [w for w in behind if w not in _ADVERBS]
    head = rest[0] if rest else ""
    if head in ("be", "been") and len(rest) > 1:
        verb, head = "is", rest[1]
    if verb not in ("is", "was", "'s"):
        return (
            ""
            if head in ("be", "been", "become") or head in _EMPTY_BEHIND
            else ("says" if head in definites().says else "weak")
        )
    if head in _EMPTY_BEHIND:
        return ""
    if head.endswith("ing"):
        return (
            "says"
            if head in ("planning", "building", "investing", "buying", "selling", "considering", "seeking")
            else "weak"
        )
    if head in _ACTING_PASSIVES:
        return "says"
    return "weak" if head in ("to", "in", "one", "among", "home", "part") else ""
