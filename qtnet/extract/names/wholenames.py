"""Known names that are only a part of what is written: "KLA-Tencor", "Airtel Africa", "Akira Honda"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qtnet.extract.names.gazetteer import country_forms
from qtnet.extract.names.names import Name
from qtnet.extract.names.namewords import name_words, words_of
from qtnet.extract.names.passages import Passage
from qtnet.extract.names.persons import is_surname

__all__ = ["whole_names"]

_HYPHENS = frozenset(["-", "‑"])
_CONTINENTS = words_of("Africa America Americas Asia Europe Pacific")
_ORGANISATIONS = frozenset(["company", "research"])
_UNITS = words_of("Research Quantum AI Business Robotics Space Healthcare Enterprise")
_DIVISION_LENGTHS = range(2, 6)  # letters of "SDS", "IPMS"


def whole_names(passage: Passage, runs: Sequence[tuple[int, int]], hits: Sequence[Name]) -> list[Name]:
    """Drop known names that are the surname of a person; widen those that a longer name takes up.

    A company's name with a hyphen and a second name, with a country or continent, or with the letters of a division
    behind it names another actor, unless both parts are known by themselves.

    Parameters
    ----------
    passage
        A sentence whose capitals mark names.
    runs
        Its capital runs.
    hits
        The known names in it, from left to right.
    """
    words = passage.words
    begin_of = {at: first for first, last in runs for at in range(first, last)}
    end_of = {at: last for first, last in runs for at in range(first, last)}
    hit_at = {at: hit for hit in hits for at in range(hit.first, hit.last)}
    kept: list[Name] = []
    for hit in hits:
        if kept and hit.first < kept[-1].last:
            continue
        begin = begin_of.get(hit.first, hit.first)
        if hit.last - hit.first == 1 and hit.kind == "company" and is_surname(words, begin, hit.first):
            continue
        last = hit.last
        if hit.kind in _ORGANISATIONS and hit.form == "name":
            last = _end(passage, hit, end_of.get(hit.first, hit.last), hit_at)
            unit = _research_unit(words, hit.last, end_of.get(hit.first, hit.last)) if last == hit.last else 0
            if unit and not any(at in hit_at for at in range(hit.last, unit)):
                kept.append(replace(hit, last=unit, kind="research", actor="", country="", source="shape"))
                continue
        if last == hit.last and hit.kind == "company" and _is_unit(words, last, end_of.get(hit.first, last)):
            kept.append(replace(hit, last=last + 1))  # "Ericsson Research" acts for Ericsson
            continue
        kept.append(hit if last == hit.last else replace(hit, last=last, actor="", country="", source="shape"))
    return kept


def _is_unit(words: Sequence[str], at: int, run_end: int) -> bool:
    return at + 1 == run_end and words[at] in _UNITS


def _research_unit(words: Sequence[str], at: int, run_end: int) -> int:
    """Give the end of "LG AI Research", whose fields stand between firm and head; 0 if there is none."""
    if run_end - at < 2 or words[run_end - 1] != "Research":
        return 0
    return run_end if all(word in name_words().topics for word in words[at : run_end - 1]) else 0


def _end(passage: Passage, hit: Name, run_end: int, hit_at: dict[int, Name]) -> int:
    words, at = passage.words, hit.last
    if at + 1 < run_end and words[at] in _HYPHENS:
        attached = passage.tokens[at - 1].end == passage.tokens[at].start == passage.tokens[at + 1].start - 1
        common = words[at + 1].lower() in name_words().common
        return at + 2 if attached and at + 1 not in hit_at and not common else at
    if at >= run_end:
        return at
    second = hit_at.get(at)
    if words[at] in _CONTINENTS or (second and " ".join(words[second.first : second.last]) in country_forms()):
        end = second.last if second else at + 1
        is_name = words[at] in _CONTINENTS or (second is not None and second.form == "name")
        return end if is_name and end == run_end else at
    is_division = words[at].isalpha() and words[at].isupper() and len(words[at]) in _DIVISION_LENGTHS
    if is_division and second is None and at + 1 == run_end and words[at] not in name_words().not_actors:
        return at + 1 if words[at] not in name_words().titles else at
    return at
