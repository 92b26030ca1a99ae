"""The named agreement or programme under which a tie stands.

Precision comes first: a quoted or capitalised name with a head noun of agreements inside the quotation or beside it,
else a lower-case phrase such as "memorandum of understanding".
"""

from __future__ import annotations

import re
from functools import cache

from qtnet.extract.analysis import AnalysedSentence, Analysis
from qtnet.extract.proposals import TieProposal
from qtnet.extract.termlists import read_termlist
from qtnet.extract.termscan import TermList, TermScan

__all__ = ["instrument_of", "instruments_in"]

_WORD = r"[A-Z0-9][\w&’'./-]*"
_LINK = r"(?:of|for|on|in|and|the|to|&)"
_REACH = 60  # characters before and after the quotation in which its instrument may stand


def instrument_of(analysis: Analysis, proposal: TieProposal) -> str:
    """Give the instrument of a proposed tie as written, or an empty string.

    Parameters
    ----------
    analysis
        The document in which the tie was found.
    proposal
        The tie; the name must stand in its quotation or close to it in the same sentence.
    """
    sentence = analysis.sentences[proposal.sentence]
    start, end = proposal.start - sentence.start, proposal.end - sentence.start
    for low, high in ((start, end), (start - _REACH, end + _REACH)):
        for first, last, name in instruments_in(sentence):
            if first < high and last > low and not _is_party(sentence, first, last):
                return name
    return ""


def instruments_in(sentence: AnalysedSentence) -> list[tuple[int, int, str]]:
    """Find the instruments named in a sentence: start, end and name, the proper names before the generic ones."""
    text = sentence.text
    named = [(m.start(), m.end(), _tidy(m.group())) for m in _proper().finditer(text)]
    quoted = [(m.start(1), m.end(1), m.group(1)) for m in _quoted().finditer(text)]
    covered = [(a, b) for a, b, _ in (*named, *quoted)]
    lower = [
        (m.start(), m.end(), _singular(m.group()))
        for _, m in _generic().finditer(text)
        if not any(a <= m.start() < b for a, b in covered)
    ]
    return [n for n in (*quoted, *named) if n[2]] + lower


def _is_party(sentence: AnalysedSentence, start: int, end: int) -> bool:
    """Say whether the name belongs to an organisation: a council or a fund's manager is no instrument."""
    return any(
        m.kind in ("agency", "research", "company")
        and m.start - sentence.start < end
        and m.end - sentence.start > start
        and m.end - m.start > (end - start) / 2
        for m in sentence.mentions
    )


@cache
def _proper() -> re.Pattern[str]:
    heads = "|".join(sorted(map(re.escape, read_termlist("instruments")["head"]), key=lambda h: (-len(h), h)))
    tail = (
        rf"(?:\s+(?:on|for|of|in)\s+(?:the\s+)?{_WORD}(?:\s+(?:{_LINK}\s+)*{_WORD})*)?(?:\s+\([A-Za-z][\w-]{{1,12}}\))?"
    )
    return re.compile(rf"(?<![\w])(?:{_WORD}\s+(?:{_LINK}\s+){{0,2}}){{1,8}}(?:{heads})\b{tail}")


@cache
def _quoted() -> re.Pattern[str]:
    return re.compile(
        r"[“\"]([A-Z][^”\"]{3,60}?)[,.]?[”\"](?=\s+(?:initiative|programme|program|agreement|plan|project|act|alliance|scheme|pact))",
        re.I,
    )


@cache
def _generic() -> TermScan:
    return TermScan([TermList(read_termlist("instruments")["generic"])])


_LEAD = re.compile(
    r"^(?:(?:The|the|A|An|In|On|Under|By|With|For|This|That|Its|Their|And|To|At|From|Of|Behind|Through|Besides|[A-Z]\w+ing)\s+"
    r"|(?:19|20)\d\d\s+|[A-Z][\w.]*(?:\s+[A-Z][\w.]*)?[’']s?\s+)"
)


#: "Huawei and SMIC to the Entity List": what stands before the preposition is no part of the name.
_ONTO = re.compile(r"^(?:[\w&’'./-]+ )+?(?:to|onto|into|from) (?:the|its|their) (?=[A-Z])")


def _tidy(name: str) -> str:
    name = _ONTO.sub("", re.sub(r"\s+", " ", name))
    while (shorter := _LEAD.sub("", name)) != name:
        name = shorter
    return name.strip(" ,.;") if " " in name else ""


def _singular(phrase: str) -> str:
    lowered = phrase if phrase[:2] in ("Mo", "MO", "Lo") else phrase.lower()
    return re.sub(r"^memoranda", "memorandum", re.sub(r"^(letter)s", r"\1", lowered)).removesuffix("Us") or lowered
