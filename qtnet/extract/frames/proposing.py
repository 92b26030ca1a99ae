"""Frames at work: an analysed document in, tie proposals with their quotation and trigger out.

Each sentence is reduced to its skeleton and cut into clauses; at every trigger word the frames of that word are tried.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qtnet.extract.analysis import AnalysedSentence, Analysis, Mention
from qtnet.extract.confidence import frame_precision, mention_certainty
from qtnet.extract.frames.bullets import with_bullets
from qtnet.extract.frames.clauses import clauses
from qtnet.extract.frames.elided import ELIDED, Protagonists, is_alone
from qtnet.extract.frames.folds import fold
from qtnet.extract.frames.frameset import Frame, FrameSet, frames
from qtnet.extract.frames.items import first_items
from qtnet.extract.frames.modes import Family, is_plausible, mode_of
from qtnet.extract.frames.patterns import Match, is_instrument, match
from qtnet.extract.frames.pronouns import resolve_aside, resolve_pronouns, take_label, topic_of
from qtnet.extract.frames.refusals import holds
from qtnet.extract.frames.researched import further_research
from qtnet.extract.frames.skeleton import Item, Slot
from qtnet.extract.frames.triggers import triggers
from qtnet.extract.proposals import TieProposal

__all__ = ["MOST_PAIRS", "propose"]

#: A sentence that would tie more pairs is a table run into one line.
MOST_PAIRS = 400

_ENDS = 2  # of a tie

Row = list[Item]

_NAMED_BOND = frozenset({"tie.n"})  # a named programme stands for the noun of a tie
_RESEARCH = frozenset(
    {"research", "researchers", "scientists", "students", "academic", "scholars", "universities", "scientific"}
)
_REACH_OF_TOPIC = 8  # words after the last slot in which the topic of a cooperation is named


def propose(analysis: Analysis, known: FrameSet | None = None) -> list[TieProposal]:
    """Propose the ties that frames find, sentence by sentence; the frames of qtnet when none are given."""
    known = known or frames()
    text = analysis.document.text
    found: list[TieProposal] = []
    topic: Slot | None = None
    protagonists = Protagonists(analysis)
    for index, sentence in enumerate(analysis.sentences):
        pair_goes_on = topic is not None and len(topic.members) > 1
        if not (sentence.mentions or pair_goes_on or sentence.text.endswith(":")):
            continue
        items = with_bullets(analysis, index, first_items(sentence))
        if not items:
            continue
        row, asides = fold(items, lambda start, end: text[start:end])
        if any(item.tags for item in items):
            before = len(found)
            if _can_tie(row, asides, topic, sentence):
                found += _sentence_ties(analysis, index, row, asides, topic, known)
            found += _elided_ties(analysis, index, row, protagonists, known)
            protagonists.note(found[before:])
        protagonists.read(index)
        topic = topic_of(row) or topic
    return [*found, *further_research(analysis, found)]


def _sentence_ties(
    analysis: Analysis, index: int, row: Row, asides: Sequence[Row], topic: Slot | None, known: FrameSet
) -> Iterator[TieProposal]:
    sentence = analysis.sentences[index]
    scope = _scope_item(analysis, sentence)
    label = scope.slot if scope is not None and sentence.block.label else None
    row = resolve_pronouns(take_label(row, label), topic)
    subject = topic_of(row)
    asides = [resolve_aside(aside, subject, _before(aside[0], subject) or topic) for aside in asides]
    taken: dict[tuple[frozenset[str], int], int] = {}
    for clause in clauses(row, asides, scope):
        if len(_actors(clause)) < _ENDS:
            continue
        for frame, found in _matches(clause, known):
            for first, second in _pairs(frame, found):
                first, second = (
                    _acting(analysis, frame, found, first, second),
                    _acting(analysis, frame, found, second, first),
                )
                key = (frozenset((first.actor, second.actor)), found.triggers[0].start)
                if first.actor == second.actor or taken.get(key, frame.priority) > frame.priority:
                    continue
                proposal = _proposal(index, frame, found, clause, first, second)
                if is_plausible(proposal.mode, first.kind, second.kind):
                    taken[key] = frame.priority
                    yield proposal


def _acting(analysis: Analysis, frame: Frame, found: Match, member: Mention, other: Mention) -> Mention:
    """Let the state whose programme cooperates with a state be the party: a programme is only its instrument."""
    home = analysis.actors.get(member.country)
    if member.kind != "programme" or home is None or other.kind not in ("country", "bloc"):
        return member
    if (frame.family or _family(found.triggers)) not in ("cooperation", "research"):
        return member
    return replace(member, actor=home.actor, kind=home.kind)


def _before(head: Item, subject: Slot | None) -> Slot | None:
    """Give the subject if it stands before the actor that an aside describes."""
    return subject if subject is not None and min(m.start for m in subject.members) < head.start else None


def _elided_ties(
    analysis: Analysis, index: int, row: Row, protagonists: Protagonists, known: FrameSet
) -> Iterator[TieProposal]:
    """Match the frames whose owner is left out, in clauses that name nobody else."""
    for clause in clauses(row, (), None):
        for frame, found in _matches(clause, known, elided=True):
            owner = protagonists.at(index, frame.elided, frozenset(_actors(clause)))
            if owner is None or not is_alone(found, clause):
                continue
            with_owner = Match({**found.slots, ELIDED: owner}, found.triggers)
            for first, second in _pairs(frame, with_owner):
                proposal = _proposal(index, frame, with_owner, clause, first, second)
                if is_plausible(proposal.mode, first.kind, second.kind):
                    yield proposal


def _can_tie(row: Row, asides: Sequence[Row], topic: Slot | None, sentence: AnalysedSentence) -> bool:
    """Say whether a sentence has two actors at all, with those that it may refer to."""
    known = {*sentence.scope, *(member.actor for member in (topic.members if topic is not None else ()))}
    return len(known.union(_actors(row), *map(_actors, asides))) >= _ENDS


def _actors(row: Sequence[Item]) -> set[str]:
    return {member.actor for item in row if item.slot is not None for member in item.slot.members}


def _scope_item(analysis: Analysis, sentence: AnalysedSentence) -> Item | None:
    """Give the actors of the heading or label as a slot that covers no text; it acts singly, as none is named."""
    members = tuple(
        Mention(
            start=sentence.start,
            end=sentence.start,
            actor=actor.actor,
            kind=actor.kind,
            country=actor.country,
            source="reference",
        )
        for name in sentence.scope
        if (actor := analysis.actors.get(name)) is not None and actor.kind != "programme"
    )
    return Item(sentence.start, sentence.start, "", frozenset(), Slot(members, together=False)) if members else None


def _matches(clause: Sequence[Item], known: FrameSet, *, elided: bool = False) -> Iterator[tuple[Frame, Match]]:
    """Match the frames at every trigger word; where one holds, those of lower priority are not tried."""
    present = _words_of(clause)
    for at, item in enumerate(clause):
        if item.slot is not None and not is_instrument(item.slot):
            continue
        tried: set[str] = set()
        least = 0
        tags = item.tags if item.slot is None else _NAMED_BOND
        for frame, pattern, needed in known.anchored(tags, item.text, elided=elided):
            if frame.priority < least:
                break
            if frame.id in tried or any(map(present.isdisjoint, needed)):
                continue
            if (found := match(pattern, clause, at)) is not None and holds(frame, found, clause):
                tried.add(frame.id)
                least = frame.priority
                yield frame, found


def _words_of(clause: Sequence[Item]) -> set[str]:
    present = {tag for item in clause for tag in item.tags} | {item.text for item in clause}
    if any(item.slot is not None and is_instrument(item.slot) for item in clause):
        present.add("tie.n")
    return present


def _pairs(frame: Frame, found: Match) -> Iterator[tuple[Mention, Mention]]:
    for rule in frame.pairs:
        words = rule.split()
        if words[0] == "within":
            members = _members(found, words[1])
            if len(members) <= frame.largest:
                yield from itertools.combinations(members, 2)
        else:
            first, second = _members(found, words[0]), _members(found, words[2])
            if len(first) * len(second) <= MOST_PAIRS:
                yield from itertools.product(first, second)


def _members(found: Match, name: str) -> tuple[Mention, ...]:
    item = found.slots.get(name)
    return item.slot.members if item is not None and item.slot is not None else ()


def _proposal(
    index: int, frame: Frame, found: Match, clause: Sequence[Item], first: Mention, second: Mention
) -> TieProposal:
    triggers_found = found.triggers
    with_text = [item for item in (*found.slots.values(), *triggers_found) if item.end > item.start]
    start, end = min(item.start for item in with_text), max(item.end for item in with_text)
    family = frame.family or _family(triggers_found)
    mode = mode_of(family, first.kind, second.kind, speaks_of_research=_speaks_of_research(clause, start, end))
    probability = frame_precision(frame.right, frame.fired) * mention_certainty(first) * mention_certainty(second)
    return TieProposal(
        sentence=index, source=first.actor, target=second.actor, mode=mode, start=start, end=end,
        trigger_start=min(item.start for item in triggers_found), trigger_end=max(item.end for item in triggers_found),
        probability=probability, rule=frame.id,
    )  # fmt: skip


_BONDS: tuple[Family, ...] = ("research", "venture", "cooperation")


def _family(found: Sequence[Item]) -> Family:
    """Let the most telling trigger decide: a bond of science or business says more than the verb that makes it."""
    families = triggers().families
    named = [families[tag] for item in found for tag in sorted(item.tags) if tag in families]
    return next((bond for bond in _BONDS if bond in named), named[0] if named else "cooperation")


def _speaks_of_research(clause: Sequence[Item], start: int, end: int) -> bool:
    after = 0
    for item in clause:
        after += item.start >= end
        if after > _REACH_OF_TOPIC:
            return False
        if item.slot is None and item.start >= start and not _RESEARCH.isdisjoint(item.text.split()):
            return True
    return False
