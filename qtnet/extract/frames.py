"""Frames: constructions that state a tie, kept as data in `lexicon/frames/*.toml` and matched over clauses.

In comes an analysed document; out go tie proposals with their quotation and trigger. A frame knows its patterns, which
of its slots are tied to which, and how often it was right when a reader judged it.
"""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from qtnet.errors import InputError
from qtnet.extract.analysis import AnalysedSentence, Analysis, Mention
from qtnet.extract.bullets import with_bullets
from qtnet.extract.clauses import clauses
from qtnet.extract.confidence import frame_precision, mention_certainty
from qtnet.extract.folds import fold
from qtnet.extract.items import first_items
from qtnet.extract.modes import FAMILIES, Family, is_plausible, mode_of
from qtnet.extract.patterns import Match, Pattern, compile_pattern, is_instrument, match
from qtnet.extract.pronouns import resolve_pronouns, topic_of
from qtnet.extract.proposals import TieProposal
from qtnet.extract.skeleton import Item, Slot
from qtnet.extract.triggers import LEXICON, triggers

__all__ = ["Frame", "FrameSet", "frames", "propose", "read_frames"]

#: A longer list of actors is an index or a table, not an act of all its members.
LONGEST_JOINT_LIST = 40

Row = list[Item]

_RESEARCH = frozenset(
    {"research", "researchers", "scientists", "students", "academic", "scholars", "universities", "scientific"}
)
_REACH_OF_TOPIC = 8  # words after the last slot in which the topic of a cooperation is named


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One construction.

    `pairs` lists what is tied: "A x B" each with each, "A > B" directed, "within A" all members of a joint slot, of
    which there may be `largest` (a long list of firms joins something rather than each other). `right` of `fired`
    readings were judged right.
    """

    id: str
    patterns: tuple[Pattern, ...]
    pairs: tuple[str, ...]
    family: Family | None
    priority: int
    largest: int
    right: int
    fired: int
    yes: tuple[str, ...]
    no: tuple[str, ...]


class Entry(NamedTuple):
    """A pattern, its frame, and the words without which it cannot hold."""

    frame: Frame
    pattern: Pattern
    needed: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class FrameSet:
    """All frames; their patterns in the order of priority, and for each anchor tag the positions of its patterns."""

    frames: tuple[Frame, ...]
    entries: tuple[Entry, ...]
    by_tag: Mapping[str, frozenset[int]]


@cache
def frames() -> FrameSet:
    """Give the frames that come with qtnet."""
    return read_frames(LEXICON / "frames")


def read_frames(folder: Path) -> FrameSet:
    """Read and compile all frames of a folder.

    Raises
    ------
    InputError
        If a frame has an unknown key or family, a pattern that cannot be compiled, or a name used before.
    """
    found: dict[str, Frame] = {}
    for path in sorted(folder.glob("*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        for table in content["frame"]:
            frame = _read_frame({"family": content.get("family"), **table}, path.name)
            if frame.id in found:
                raise InputError(f"{path.name}: frame '{frame.id}' stands twice; every frame needs its own id")
            found[frame.id] = frame
    ordered = tuple(sorted(found.values(), key=lambda frame: (-frame.priority, frame.id)))
    entries = tuple(Entry(frame, pattern, pattern.needed) for frame in ordered for pattern in frame.patterns)
    by_tag: dict[str, set[int]] = {}
    for position, entry in enumerate(entries):
        for tag in entry.pattern.anchor.tags:
            by_tag.setdefault(tag, set()).add(position)
    return FrameSet(ordered, entries, {tag: frozenset(positions) for tag, positions in by_tag.items()})


_KEYS = frozenset({"id", "patterns", "pairs", "family", "priority", "largest", "judged", "yes", "no"})


def _read_frame(table: Mapping[str, Any], file: str) -> Frame:
    name = table.get("id", "?")
    unknown = sorted(set(table) - _KEYS)
    if unknown:
        raise InputError(
            f"{file}: frame '{name}' has the unknown key '{unknown[0]}'; known: {', '.join(sorted(_KEYS))}"
        )
    family = table.get("family")
    if family is not None and family not in FAMILIES:
        raise InputError(f"{file}: frame '{name}' has the family '{family}'; known: {', '.join(FAMILIES)}")
    right, fired = table.get("judged", (0, 0))
    return Frame(
        id=name,
        patterns=tuple(compile_pattern(text, triggers().classes) for text in table["patterns"]),
        pairs=tuple(table["pairs"]),
        family=family,
        priority=table.get("priority", 50),
        largest=table.get("largest", LONGEST_JOINT_LIST),
        right=right,
        fired=fired,
        yes=tuple(table.get("yes", ())),
        no=tuple(table.get("no", ())),
    )


def propose(analysis: Analysis, known: FrameSet | None = None) -> list[TieProposal]:
    """Propose the ties that frames find, sentence by sentence; the frames of qtnet when none are given."""
    known = known or frames()
    text = analysis.document.text
    found: list[TieProposal] = []
    topic: Slot | None = None
    for index, sentence in enumerate(analysis.sentences):
        pair_goes_on = topic is not None and len(topic.members) > 1
        if not (sentence.mentions or pair_goes_on or sentence.text.endswith(":")):
            continue
        items = with_bullets(analysis, index, first_items(sentence))
        if not items:
            continue
        row, asides = fold(items, lambda start, end: text[start:end])
        if any(item.tags for item in items):
            found += _sentence_ties(analysis, index, row, asides, topic, known)
        topic = topic_of(row) or topic
    return found


def _sentence_ties(
    analysis: Analysis, index: int, row: Row, asides: Sequence[Row], topic: Slot | None, known: FrameSet
) -> Iterator[TieProposal]:
    row = resolve_pronouns(row, topic)
    asides = [resolve_pronouns(aside, aside[0].slot) for aside in asides]
    scope = _scope_item(analysis, analysis.sentences[index])
    taken: dict[tuple[frozenset[str], int], int] = {}
    for clause in clauses(row, asides, scope):
        for frame, found in _matches(clause, known):
            for first, second in _pairs(frame, found):
                key = (frozenset((first.actor, second.actor)), found.triggers[0].start)
                if first.actor == second.actor or taken.get(key, frame.priority) > frame.priority:
                    continue
                proposal = _proposal(index, frame, found, clause, first, second)
                if is_plausible(proposal.mode, first.kind, second.kind):
                    taken[key] = frame.priority
                    yield proposal


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


def _matches(clause: Sequence[Item], known: FrameSet) -> Iterator[tuple[Frame, Match]]:
    """Match the frames at every trigger word; where one holds, those of lower priority are not tried."""
    present = _words_of(clause)
    for at, item in enumerate(clause):
        if item.slot is not None and not is_instrument(item.slot):
            continue
        tried: set[str] = set()
        least = 0
        tags = (*item.tags, item.text) if item.slot is None else ("tie.n",)
        positions = {position for tag in tags for position in known.by_tag.get(tag, ())}
        for position in sorted(positions):
            frame, pattern, needed = known.entries[position]
            if frame.priority < least:
                break
            if frame.id in tried or any(present.isdisjoint(words) for words in needed):
                continue
            if (found := match(pattern, clause, at)) is not None:
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
            yield from itertools.product(_members(found, words[0]), _members(found, words[2]))


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
        if item.start >= end:
            after += 1
        if (
            item.slot is None
            and item.start >= start
            and after <= _REACH_OF_TOPIC
            and not _RESEARCH.isdisjoint(item.text.split())
        ):
            return True
    return False
