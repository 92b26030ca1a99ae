"""The mood of a tie: in force, announced, proposed or past, and whether it is asserted at all.

The cues are data (`lexicon/mood.toml`). A tie takes the mood of the verb group that governs its trigger: a cue in the
trigger itself, else the last one before it in its clause, else the first one after it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from qtnet.extract.analysis import Analysis
from qtnet.extract.proposals import TieProposal
from qtnet.extract.termlists import read_termlist
from qtnet.extract.termscan import TermList, TermScan
from qtnet.extract.vocabulary import Mode, Status, sign_of

__all__ = [
    "Cue",
    "CueClass",
    "Mood",
    "anchor",
    "clause_of",
    "cues_in",
    "governing_cue",
    "is_lessened",
    "mood_at",
    "status_of",
    "trigger_of",
    "verb_groups",
]

CueClass = Literal["proposed", "announced", "active", "past", "negated", "comparison", "affirmed"]


class Mood(NamedTuple):
    """What the governing words say of a tie; `asserted` is False where it is negated, doubted or only compared."""

    status: Status
    asserted: bool


class Cue(NamedTuple):
    """A run of words in a sentence that sets the mood."""

    start: int
    end: int
    kind: CueClass


#: Where several cues form one verb group ("has been proposed", "could not"), the first of these rules it.
_RANK: tuple[CueClass, ...] = ("negated", "past", "proposed", "announced", "active")
_MODAL = re.compile(r"(?:will|shall|would|could|should|might|may|can|must|to|not|n[’']t|cannot|[’']ll)$", re.IGNORECASE)
_VERB_CHAIN = re.compile(
    r"(?:[ ](?:not|also|be|have|been|soon|then|now|further|jointly|together|\w+ly))*[ ][a-z]+(?:ing|ed)?\b"
)
_CLAUSE_BREAK = re.compile(
    r"[;:]\s|\s[–—-]\s|—|\.\s|\n|,\s(?:and|as|with)\s"
    r"|,?\s(?:while|whereas|although|though|but|because|since|so that|which|who|whose|where|when|after|before)\s"
)
#: A clause put in front: its verb governs nothing behind the comma that ends it.
_FRONTED = re.compile(
    r"(?:while|when|whenever|as|once|after|before|since|because|although|though|if|unless|until|now that|where|whereas"
    r"|even (?:as|though|if))\b(?! (?:a|an|well|part|the) )[^,;:.!?\n]*,",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(r"\b(?:that|which|who|whose|whom|if|unless|in order)\b", re.IGNORECASE)
_FINITE = re.compile(
    r"(?:will|would|shall|should|could|may|might|can|must|ought|is|are|was|were|has|have|needs?)\b", re.IGNORECASE
)
_SHORT = 40  # characters up to which a trigger is taken as it is
#: Characters before the trigger in which a cue governs it; what "could" be is rarely the restriction named after it.
_REACH = {"+": 40, "-": 15}
#: Whoever means to depend less depends: what is planned is not the tie.
_LESSENED = re.compile(
    r"\b(?:depend|rely|relying|depending) less\b|\bless (?:dependent|reliant|dependence|reliance)\b"
    r"|\b(?:reduc|cut|lessen|lower|eas|end|break|curb|limit|diminish|decreas|overcom|shed|loosen|trim|escap|address|fear)"
    r"(?:e|es|ed|ing|s|ting|ming|ding)? (?:back |down )?(?:on )?(?:[\w’']+ ){0,4}"
    r"(?:dependence|dependency|dependencies|reliance|grip|stranglehold)\b"
    r"|\bwean(?:s|ed|ing)? (?:it|them|him|her)sel(?:f|ves) off\b|\b(?:move|shift|diversif)\w* away from\b"
    r"|\bindependent of\b|\bbreak free (?:of|from)\b",
    re.IGNORECASE,
)
_LESS_REACH = 40  # characters around the trigger
_WORDS_OF_SALE = 3  # words between what forbids a sale and the sale
_SCOPE = 160  # characters in which a denial or condition reaches
#: "If it wants more than the curbs it has imposed": what is done already hangs on no condition.
_DONE = re.compile(r"\b(?:it|they|he|she|which|that) (?:has|have) (?:already )?\w+(?:ed|en|un|ade|old|ent|ught)\b")
_DONE_REACH = 50
#: "Why could the pact not be widened?" suggests it, with or without the "not".
_ASKED = re.compile(r"\b(?:could|should|might|would|can)(?:n[’']t)? [^.;:?]*$", re.IGNORECASE)
_SCOPE_END = re.compile(r"[;:.!?]\s|\s[–—]\s|—|,\s|\b(?:but|while|although|though|whereas)\b", re.IGNORECASE)
#: An imagined condition stands in the past, and its main clause, before or behind it, says what would be.
_PAST = re.compile(
    r"\b(?:[a-z]+ed|were|had|was to|cut|put|shut|sold|bought|made|left|took|gave|lost|won|broke|began|let)\b",
    re.IGNORECASE,
)
_WOULD_FOLLOW = re.compile(r"[^.;!?\n]*?, (?:[^.;!?\n])*?\b(?:would|could|might)\b", re.IGNORECASE)
_WOULD_BEFORE = re.compile(r"\b(?:would|could|might) (?!be (?:[a-z]+ )?$)[^.;!?,\n]*$", re.IGNORECASE)
_IN_PAST = re.compile(r"\bhad\b[^,;]*$|\w+(?:ed|ld|nt|ught|ade)$", re.IGNORECASE)
_PAST_ENDINGS = ("ed", "ld", "nt", "ught", "ade")  # most words have none: the expression is not tried there
_NEAR_WORDS = 24  # characters around words that may form a longer phrase with them
_NEAR = 2  # characters between cues of one verb group


def status_of(analysis: Analysis, proposal: TieProposal) -> Mood:
    """Read the mood of a proposed tie from the words around its trigger.

    Parameters
    ----------
    analysis
        The document in which the tie was found.
    proposal
        The tie; its trigger decides which verb group governs.
    """
    start, end = trigger_of(analysis, proposal)
    return mood_at(analysis.sentences[proposal.sentence].text, start, end, mode=proposal.mode)


def trigger_of(analysis: Analysis, proposal: TieProposal) -> tuple[int, int]:
    """Give the offsets of a tie's trigger within its sentence."""
    sentence = analysis.sentences[proposal.sentence]
    start = max(proposal.trigger_start - sentence.start, 0)
    return start, max(min(proposal.trigger_end - sentence.start, len(sentence.text)), start)


def mood_at(text: str, start: int, end: int, *, mode: Mode = "agreement") -> Mood:
    """Give the mood of the words `text[start:end]` of a sentence.

    Examples
    --------
    >>> text = "Japan plans to sign an agreement with India."
    >>> mood_at(text, text.index("sign"), text.index("agreement"))
    Mood(status='announced', asserted=True)
    >>> text = "No agreement has been signed."
    >>> mood_at(text, 3, 12).asserted
    False
    """
    cue = governing_cue(text, start, end, mode)
    return _mood(cue.kind if cue is not None else "active", mode)


@lru_cache(maxsize=256)
def governing_cue(text: str, start: int, end: int, mode: Mode) -> Cue | None:
    """Give the words that rule the mood of `text[start:end]`, or None where there are none."""
    start, end = anchor(text, start, end, mode)
    if (unreal := _unreal(text, start, end)) is not None:
        return unreal
    if text.endswith("?") and (asked := _ASKED.search(text, max(0, start - _SCOPE), start)):
        return Cue(asked.start(), start, "proposed")
    if (scope := _scope(text, start)) is not None:
        return scope
    if (over := _ended(text, start, end)) is not None:
        return over
    if mode == "supply" and (lessened := _LESSENED.search(text, max(0, start - _LESS_REACH), end + _LESS_REACH)):
        return Cue(min(start, lessened.start()), max(end, lessened.end()), "active")
    if mode == "supply" and (barred := _barred(text, start)) is not None:
        return barred
    groups = list(_verb_groups(text, sign_of(mode)))
    first, last = clause_of(text, start, end, groups)
    groups = [g for g in groups if g.end > first and g.start < last]
    inside = [g for g in groups if g.start < end and g.end > start]
    reach = _REACH[sign_of(mode)]
    before = [g for g in groups if g.end <= start and (g.kind == "active" or start - g.end <= reach)]
    strong = [g for g in inside if g.kind != "active"]
    return next(iter(strong or inside[-1:] or before[-1:]), None) or _governing_after(text, end, groups)


def is_lessened(text: str, cue: Cue) -> bool:
    """Say whether a cue tells of a dependence that is to become less."""
    return _LESSENED.search(text, cue.start, cue.end) is not None


def _scope(text: str, start: int) -> Cue | None:
    """Give what a denial, doubt or condition before the trigger makes of the whole clause that hangs on it."""
    first = max(0, start - _SCOPE)
    kinds: tuple[CueClass, ...] = ("negated", "proposed")
    for kind in kinds:
        for _, match in _scopes(kind).finditer(text, first, start):
            if kind == "proposed" and _DONE.search(text, start, start + _DONE_REACH):
                continue
            if not _SCOPE_END.search(text, match.end(), start) and not _spared(text, match.start(), match.end()):
                return Cue(match.start(), start, kind)
    return None


def _unreal(text: str, start: int, end: int) -> Cue | None:
    """Give the condition of a case that is only imagined: "If Japan banned X, prices would fall"."""
    for _, match in _scopes("unreal").finditer(text, max(0, start - _SCOPE), start):
        if _SCOPE_END.search(text, match.end(), start) or not _PAST.search(text, match.start(), end):
            continue
        if _WOULD_FOLLOW.match(text, end, end + _SCOPE) or _WOULD_BEFORE.search(
            text, max(0, match.start() - _SCOPE), match.start()
        ):
            return Cue(match.start(), start, "negated")
    return None


def _ended(text: str, start: int, end: int) -> Cue | None:
    """Give the words behind a verb in the past by which it is over: "had supplied the group until 2019"."""
    near = text[max(0, start - _NEAR_WORDS) : end]
    if not (near.lower().rstrip().endswith(_PAST_ENDINGS) or "had" in near.lower()) or not _IN_PAST.search(near):
        return None
    for _, match in _scopes("ended").finditer(text, end, min(len(text), end + _SCOPE)):
        if not _SCOPE_END.search(text, end, match.start()):
            return Cue(start, match.end(), "past")
    return None


def _barred(text: str, start: int) -> Cue | None:
    """Give what forbids a sale right before it: "barred from selling", "a ban on exports"."""
    for _, match in _scopes("barred").finditer(text, max(0, start - _SCOPE), start):
        between = text[match.end() : start]
        if len(between.split()) <= _WORDS_OF_SALE and not _SCOPE_END.search(between):
            return Cue(match.start(), start, "negated")
    return None


def _spared(text: str, start: int, end: int) -> bool:
    """Say whether the words are part of a phrase that only looks like it, or themselves denied."""
    around = _affirmed().finditer(text, max(0, start - _NEAR_WORDS), min(len(text), end + _NEAR_WORDS))
    denied = re.search(r"(?:\bnot|\bnever|n[’']t) (?:\w+ )?$", text[max(0, start - _NEAR_WORDS) : start])
    return bool(denied) or any(m.start() <= start < m.end() for _, m in around)


def _governing_after(text: str, end: int, groups: list[Cue]) -> Cue | None:
    """Give the first verb group after the trigger that has it as subject; "aims to" tells its purpose, not its mood."""
    starts, ends = _subordinates(text)
    at = bisect_left(starts, end)
    limit = ends[at] if at < len(ends) else len(text) + 1
    for group in groups:
        if group.start >= limit:
            return None
        if group.start >= end and (group.kind in ("active", "past", "negated") or _FINITE.match(text, group.start)):
            return group
    return None


@lru_cache(maxsize=64)
def _subordinates(text: str) -> tuple[list[int], list[int]]:
    """Give the starts and ends of the words that open a subordinate clause."""
    found = [match.span() for match in _SUBORDINATE.finditer(text)]
    return [start for start, _ in found], [end for _, end in found]


def anchor(text: str, start: int, end: int, mode: Mode) -> tuple[int, int]:
    """Narrow a long trigger to the first word of its tie, where one is found."""
    if end - start <= _SHORT:
        return start, end
    found = _anchors(mode).search(text, start, end)
    return found.span() if found else (start, end)


def cues_in(text: str, mode: Mode) -> list[Cue]:
    """Find the cues of a sentence in order; a longer cue hides those inside it."""
    return list(_cues(text, sign_of(mode)))


@lru_cache(maxsize=256)
def _cues(text: str, sign: str) -> tuple[Cue, ...]:
    """Find the cues once for all ties of a sentence."""
    kinds, scan = _cue_scan(sign)
    found = [Cue(m.start(), m.end(), kinds[number]) for number, m in scan.finditer(text)]
    found.sort(key=lambda c: (c.start, -c.end, _order(c.kind)))
    kept: list[Cue] = []
    for cue in found:
        if not kept or cue.start >= kept[-1].end:
            kept.append(cue)
    return tuple(c for c in kept if c.kind != "affirmed")


@cache
def _scopes(kind: CueClass | Literal["barred", "unreal", "ended"]) -> TermScan:
    return TermScan([TermList(read_termlist("mood")["scope"][kind])])


@cache
def _affirmed() -> TermScan:
    return TermScan([TermList(read_termlist("mood")["any"]["affirmed"])])


@cache
def _anchors(mode: Mode) -> TermScan:
    return TermScan([TermList(read_termlist("mood")["anchor"][mode])])


@cache
def _cue_scan(sign: str) -> tuple[tuple[CueClass, ...], TermScan]:
    """Give the kind of each list of cues, and what finds them."""
    table = read_termlist("mood")
    kinds: tuple[CueClass, ...] = ("affirmed", "proposed", "announced", "active", "comparison")
    own = table["friendly" if sign == "+" else "hostile"]
    apart: tuple[CueClass, ...] = ("past", "negated", "active")
    lists = [(kind, own[kind]) for kind in apart if kind in own] + [(kind, table["any"][kind]) for kind in kinds]
    return tuple(kind for kind, _ in lists), TermScan([TermList(terms) for _, terms in lists])


def _order(kind: CueClass) -> int:
    return -1 if kind in ("affirmed", "comparison") else _RANK.index(kind)


def clause_of(text: str, start: int, end: int, groups: list[Cue]) -> tuple[int, int]:
    """Give the limits of the clause: a comma ends it only once its verb has been seen, since lists have commas too."""
    first = max((m.end() for m in _CLAUSE_BREAK.finditer(text) if m.end() <= start), default=0)
    if (fronted := _FRONTED.match(text)) and first < fronted.end() <= start:
        first = fronted.end()
    verb = min((g.start for g in groups if g.start >= end), default=len(text))
    for match in _CLAUSE_BREAK.finditer(text, end):
        if match.start() > verb or not match.group().startswith(","):
            return first, match.start()
    return first, len(text)


@lru_cache(maxsize=256)
def _verb_groups(text: str, sign: str) -> tuple[Cue, ...]:
    return tuple(verb_groups(text, list(_cues(text, sign))))


def verb_groups(text: str, cues: list[Cue]) -> list[Cue]:
    """Join the cues of one verb group, and let a modal cover the verb that follows it."""
    groups: list[Cue] = []
    for cue in cues:
        reach = cue.end
        if _MODAL.search(text[cue.start : cue.end]) and (chain := _VERB_CHAIN.match(text, cue.end)):
            reach = chain.end()
        if groups and cue.start <= groups[-1].end + _NEAR:
            kind = min(groups[-1].kind, cue.kind, key=_order)
            groups[-1] = Cue(groups[-1].start, max(reach, groups[-1].end), kind)
        else:
            groups.append(Cue(cue.start, reach, cue.kind))
    return groups


def _mood(kind: CueClass, mode: Mode) -> Mood:
    if kind in ("negated", "comparison"):
        return Mood("active", asserted=False)
    if kind == "past" or (kind in ("proposed", "announced") and mode != "rivalry"):
        return Mood(kind, asserted=True)  # a rivalry in which somebody means or might do something is there already
    return Mood("active", asserted=True)
