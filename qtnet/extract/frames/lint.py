"""Checks of the frames and trigger words: `qtnet lexicon lint` and `qtnet lexicon test`.

`lint` reads the data: doubled or unreachable patterns, words of contradictory classes. `run_examples` runs every frame
on its own sentences. Both give one line for each failure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qtnet.extract.frames.elided import ELIDED
from qtnet.extract.frames.frameset import Frame, FrameSet, frames
from qtnet.extract.frames.marked import analysis_of, read_example
from qtnet.extract.frames.modes import Family
from qtnet.extract.frames.patterns import Element, Pattern
from qtnet.extract.frames.proposing import propose
from qtnet.extract.frames.triggers import TriggerLexicon, triggers
from qtnet.extract.vocabulary import ends_of, is_directed

__all__ = ["lint", "run_examples"]

_HOSTILE: frozenset[Family] = frozenset({"restriction", "rivalry"})


def lint(known: FrameSet | None = None, lexicon: TriggerLexicon | None = None) -> list[str]:
    """Check the data of the frames; the lexicons of qtnet when none are given.

    Returns
    -------
    list of str
        One line for each failure, in a fixed order; empty when all is well.
    """
    known, lexicon = known or frames(), lexicon or triggers()
    return [
        *_doubled_patterns(known),
        *_unreachable(known, lexicon),
        *_unknown_slots(known),
        *_without_examples(known),
        *_contradictions(lexicon),
    ]


def run_examples(known: FrameSet | None = None) -> list[str]:
    """Run every frame on its own sentences: `yes` must give exactly the ties named, `no` none by this frame.

    Returns
    -------
    list of str
        One line for each sentence that gave something else.
    """
    failures: list[str] = []
    known = known or frames()
    for frame in known.frames:
        for line in (*frame.yes, *frame.no):
            example = read_example(line)
            found = _found(known, frame, example.sentence)
            if found != example.ties:
                failures.append(
                    f"frame '{frame.id}': «{example.sentence}» gave {_shown(found)}, expected {_shown(example.ties)}"
                )
    return failures


def _found(known: FrameSet, frame: Frame, sentence: str) -> frozenset[tuple[str, str, bool]]:
    ties = set()
    for tie in propose(analysis_of(sentence), known):
        if tie.rule == frame.id:
            first, second = ends_of(tie.source, tie.target, tie.mode)
            ties.add((first, second, is_directed(tie.mode)))
    return frozenset(ties)


def _shown(ties: Iterable[tuple[str, str, bool]]) -> str:
    return ", ".join(f"{a} {'>' if directed else '-'} {b}" for a, b, directed in sorted(ties)) or "nothing"


def _doubled_patterns(known: FrameSet) -> Iterator[str]:
    seen: dict[str, str] = {}
    for frame in known.frames:
        for pattern in frame.patterns:
            if pattern.text in seen:
                yield f"frame '{frame.id}': pattern '{pattern.text}' stands in frame '{seen[pattern.text]}' as well"
            seen.setdefault(pattern.text, frame.id)


def _unreachable(known: FrameSet, lexicon: TriggerLexicon) -> Iterator[str]:
    """Look for elements that no word can fill."""
    produced = {tag for entries in lexicon.phrases.values() for _, tags in entries for tag in tags}
    for frame in known.frames:
        for pattern in frame.patterns:
            for tag in sorted({tag for element in _elements(pattern) for tag in element.tags if "." in tag} - produced):
                yield f"frame '{frame.id}': no trigger word has the form '@{tag}' of pattern '{pattern.text}'"


def _elements(pattern: Pattern) -> tuple[Element, ...]:
    return (*pattern.left, pattern.anchor, *pattern.right)


def _unknown_slots(known: FrameSet) -> Iterator[str]:
    for frame in known.frames:
        held = {name for pattern in frame.patterns for name in pattern.slots} | ({ELIDED} if frame.elided else set())
        for rule in frame.pairs:
            for name in sorted({word for word in rule.split() if len(word) == 1 and word.isupper()} - held):
                yield f"frame '{frame.id}': rule '{rule}' names slot {name}, which no pattern has"


def _without_examples(known: FrameSet) -> Iterator[str]:
    for frame in known.frames:
        if not frame.yes or not frame.no:
            yield f"frame '{frame.id}' needs at least one sentence under 'yes' and one under 'no'"


def _contradictions(lexicon: TriggerLexicon) -> Iterator[str]:
    """Look for nouns that mean friendship in one class and hostility in another."""
    for _, entries in sorted(lexicon.phrases.items()):
        for words, tags in entries:
            families = {
                lexicon.families[tag[:-2]] for tag in tags if tag.endswith(".n") and tag[:-2] in lexicon.families
            }
            if families & _HOSTILE and families - _HOSTILE:
                yield f"noun '{' '.join(words)}' is of the contradictory families {', '.join(sorted(families))}"
