"""What a sentence holds that tells the status of a tie in it: the verdict of the rules, cues of mood, plain words.

Names of actors are left out, so that no status is learnt from who acts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

from qtnet.extract.analysis import AnalysedSentence, Analysis
from qtnet.extract.attributes.dates import dates_in, document_year
from qtnet.extract.attributes.mood import Cue, anchor, clause_of, cues_in, status_of, trigger_of, verb_groups
from qtnet.extract.proposals import TieProposal
from qtnet.extract.vocabulary import sign_of

__all__ = ["WORD_PREFIX", "status_features"]

#: Features that begin so are words of the sentence; only common ones are weighed.
WORD_PREFIX = "word "
_WORD = re.compile(r"[A-Za-z]+(?:[’'](?:s|t|ll))?")
_NEAR = 25  # characters between a verb group and the trigger that it most likely governs
_MOST = 3  # counts above are taken for this
_LEDE = 3  # sentences at the head of a document
_LONGEST = 2000  # characters of a sentence whose words are read; what is longer is a list


def status_features(analysis: Analysis, proposal: TieProposal) -> dict[str, float]:
    """Give the features of a proposed tie, each with value 1."""
    sentence = analysis.sentences[proposal.sentence]
    mood = status_of(analysis, proposal)
    verdict = mood.status if mood.asserted else "not asserted"
    names = ["any", f"mode {proposal.mode}", f"rule {verdict}", f"rule {verdict} {sign_of(proposal.mode)}"]
    names += _of_cues(sentence, proposal, *trigger_of(analysis, proposal))
    names += _of_place(analysis, proposal.sentence)
    names += (WORD_PREFIX + word for word in _words(sentence))
    return dict.fromkeys(names, 1.0)


def _of_cues(sentence: AnalysedSentence, proposal: TieProposal, start: int, end: int) -> Iterator[str]:
    text = sentence.text
    start, end = anchor(text, start, end, proposal.mode)
    groups = verb_groups(text, cues_in(text, proposal.mode))
    low, high = clause_of(text, start, end, groups)
    first, last = proposal.start - sentence.start, proposal.end - sentence.start
    for group in groups:
        place = "in" if _meet(group, start, end) else "before" if group.end <= start else "after"
        yield f"cue {group.kind} {place} {'clause' if _meet(group, low, high) else 'sentence'}"
        yield f"cue {group.kind} in {'quotation' if _meet(group, first, last) else 'rest'}"
    before = [g for g in groups if g.end <= start]
    after = [g for g in groups if g.start >= end]
    if before:
        yield f"last {before[-1].kind}"
        if start - before[-1].end < _NEAR:
            yield f"last near {before[-1].kind}"
    if after:
        yield f"next {after[0].kind}"
    if before and after:
        yield f"between {before[-1].kind} and {after[0].kind}"
    counts = Counter(g.kind for g in groups)
    yield from (f"{min(number, _MOST)} {kind}" for kind, number in sorted(counts.items()))
    if len(counts) == 1:
        yield f"only {groups[0].kind}"


def _meet(cue: Cue, start: int, end: int) -> bool:
    return cue.start < end and cue.end > start


def _of_place(analysis: Analysis, position: int) -> Iterator[str]:
    sentence = analysis.sentences[position]
    yield f"block {sentence.block.kind}"
    if position == 0:
        yield "first sentence"
    if position < _LEDE:
        yield "lede"
    if "?" in sentence.text:
        yield "question"
    if (year := document_year(analysis)) is not None:
        yield "dated"
        for date in dates_in(sentence.text, year):
            yield "date to come" if date.year > year else "date of the year" if date.year == year else "date gone by"


def _words(sentence: AnalysedSentence) -> Iterator[str]:
    starts = [m.start - sentence.start for m in sentence.mentions]
    ends = [m.end - sentence.start for m in sentence.mentions]
    for match in _WORD.finditer(sentence.text, 0, _LONGEST):
        at = bisect_right(starts, match.start()) - 1
        if len(match.group()) > 1 and not (at >= 0 and match.start() < ends[at]):
            yield match.group().lower()
