"""Research beside an agreement: states that agree, in a document that tells of their joint research as well.

A general accord and the research that it brings are two ties. Frames find the first; the second is mostly said of the
same pair in other words: "the two sides will exchange students", "joint research projects: …".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from qtnet.extract.analysis import AnalysedSentence, Analysis
from qtnet.extract.proposals import TieProposal

__all__ = ["RULE", "further_research"]

RULE = "research-beside"

_PUBLIC = frozenset({"country", "bloc", "agency"})
_MOST_NAMED = 3  # actors of a sentence that speaks of one pair: more are a survey
_NEAR = 3  # sentences behind the agreement in which its parties need not be named again
_PROBABILITY = 0.7  # right in 9 of 12 sentences of the read parts
_PEOPLE = r"(?:researcher|student|scientist|academic|expert|talent|staff|scholar|engineer|professional|postdoc)s?"
_SCIENCE = r"(?:research|r&d|science|scientific|academic|innovation)"
_JOINT = r"(?:joint|jointly|common|collaborative|shared|bilateral)"
_TELLS = re.compile(
    rf"\b(?:{_JOINT}\s(?:[\w&-]+\s){{0,3}}(?:research|r&d|studies|experiments?|laborator(?:y|ies)|development\sof)"
    rf"|(?:exchanges?|mobility|visits)\s(?:of|for|between|among)\s(?:[\w-]+\s(?:and\s)?){{0,2}}{_PEOPLE}"
    rf"|{_PEOPLE}\s(?:exchanges?|mobility)|exchange\s{_PEOPLE}|academic\sexchanges?"
    rf"|{_SCIENCE}\s(?:and\s\w+\s)?(?:collaborations?|co-?operation|exchanges?|partners?|partnerships?|ties|links|alliances?)"
    rf"|(?:collaborat\w+|co-?operat\w+|work(?:ing)?\stogether|partnerships?)\s(?:[\w-]+\s){{0,2}}(?:in|on)\s(?:[\w-]+\s){{0,2}}research"
    rf"|research\s(?:[\w-]+\s){{0,2}}(?:jointly|together|in\scommon))\b",
    re.IGNORECASE,
)


def further_research(analysis: Analysis, found: Iterable[TieProposal]) -> Iterator[TieProposal]:
    """Propose research for pairs of states and agencies of which frames found an agreement and no research.

    Parameters
    ----------
    analysis
        The document.
    found
        What frames found in it.
    """
    agreed: dict[tuple[str, str], TieProposal] = {}
    researched: set[tuple[str, str]] = set()
    for tie in found:
        low, high = sorted((tie.source, tie.target))
        if tie.mode == "agreement" and {analysis.actors[low].kind, analysis.actors[high].kind} <= _PUBLIC:
            agreed.setdefault((low, high), tie)
        elif tie.mode == "research":
            researched.add((low, high))
    told = [(index, s, m) for index, s in enumerate(analysis.sentences) if (m := _TELLS.search(s.text)) is not None]
    for (low, high), tie in agreed.items():
        if (low, high) in researched:
            continue
        for index, sentence, words in told:
            if _is_of_pair(sentence, {low, high}, distance=index - tie.sentence):
                yield _proposal(tie, index, sentence, words)
                break


def _is_of_pair(sentence: AnalysedSentence, pair: set[str], *, distance: int) -> bool:
    """Say whether a sentence speaks of a pair: it names both, or nobody else soon after their agreement."""
    named = {mention.actor for mention in sentence.mentions if not mention.adjective}
    if named >= pair:
        return len(named) <= _MOST_NAMED
    return named <= pair and 0 <= distance <= _NEAR


def _proposal(tie: TieProposal, index: int, sentence: AnalysedSentence, words: re.Match[str]) -> TieProposal:
    start, end = sentence.start + words.start(), sentence.start + words.end()
    return TieProposal(
        sentence=index, source=min(tie.source, tie.target), target=max(tie.source, tie.target), mode="research",
        start=start, end=end, trigger_start=start, trigger_end=end, probability=_PROBABILITY, rule=RULE,
    )  # fmt: skip
