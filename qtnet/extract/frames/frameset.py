"""The frames as data: constructions that state a tie, read from `lexicon/frames/*.toml` and compiled.

A frame knows its patterns, which of its slots are tied to which, and how often it was right when a reader judged it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from qtnet.errors import InputError
from qtnet.extract.frames.elided import KINDS_OF_ELIDED
from qtnet.extract.frames.modes import FAMILIES, Family
from qtnet.extract.frames.patterns import Pattern, compile_pattern
from qtnet.extract.frames.triggers import LEXICON, triggers

__all__ = ["LONGEST_JOINT_LIST", "Entry", "Frame", "FrameSet", "frames", "read_frames"]

#: A longer list of actors is an index or a table, not an act of all its members.
LONGEST_JOINT_LIST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One construction.

    `pairs` lists what is tied: "A x B" each with each, "A > B" directed, "within A" all members of a joint slot, of
    which there may be `largest` (a long list of firms joins something rather than each other). `elided` lets the pairs
    name a slot T that stands in no pattern: the document's protagonist, an organisation ("org") or a state ("state"),
    or who was paid last ("recipient").
    `right` of `fired` readings were judged right.
    """

    id: str
    patterns: tuple[Pattern, ...]
    pairs: tuple[str, ...]
    family: Family | None
    priority: int
    largest: int
    elided: str
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
    _found: dict[tuple[frozenset[str], str, bool], tuple[Entry, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def anchored(self, tags: frozenset[str], text: str, *, elided: bool) -> tuple[Entry, ...]:
        """Give the patterns whose anchor a word with these tags may be, in the order of priority.

        Parameters
        ----------
        tags, text
            Of the word.
        elided
            Those of frames whose owner is left out, or those of the others.
        """
        key = tags, text if text in self.by_tag else "", elided  # as many as the lexicon has forms
        found = self._found.get(key)
        if found is None:
            positions = sorted(frozenset().union(*(self.by_tag.get(tag, ()) for tag in (*tags, key[1]))))
            entries = [self.entries[position] for position in positions]
            found = self._found[key] = tuple(e for e in entries if bool(e.frame.elided) == elided)
        return found


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


_KEYS = frozenset({"id", "patterns", "pairs", "family", "priority", "largest", "elided", "judged", "yes", "no"})


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
        elided=_elided(table, file),
        right=right,
        fired=fired,
        yes=tuple(table.get("yes", ())),
        no=tuple(table.get("no", ())),
    )


def _elided(table: Mapping[str, Any], file: str) -> str:
    kinds = table.get("elided", "")
    if kinds not in ("", *KINDS_OF_ELIDED):
        raise InputError(f"{file}: frame '{table['id']}' has elided = '{kinds}'; known: {', '.join(KINDS_OF_ELIDED)}")
    return str(kinds)
