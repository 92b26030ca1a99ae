"""Sentences in the active and the passive voice, in five tenses, made from verbs of the lexicon."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from qtnet.extract.frames.triggers import LEXICON, verb_forms

#: By mode: the active and the passive clause ("@" the verb, "#" the passive one), and verbs that fit.
CLAUSES = {
    "supply": [
        ("A @ B with photonic chips", "B # with photonic chips by A", "supply equip furnish"),
        ("A @ photonic chips to B", "photonic chips # to B by A", "sell deliver ship export supply"),
        ("B @ photonic chips from A", "photonic chips # from A by B", "buy purchase order procure import"),
    ],
    "funding": [
        ("A @ B", "B # by A", "fund finance bankroll sponsor subsidise back"),
        ("A @ $5 million in B", "$5 million # in B by A", "invest"),
        ("A @ $5 million to B", "$5 million # to B by A", "grant award give pay"),
    ],
    "restriction": [
        ("A @ B from its networks", "B # from its networks by A", "ban bar exclude block"),
        ("A @ B", "B # by A", "blacklist sanction"),
        ("A @ exports of photonic chips to B", "exports of photonic chips to B # by A", "restrict ban curb limit"),
    ],
    "rivalry": [
        ("A @ B of spying", "B # of spying by A", "accuse"),
        ("A @ B over its chip policy", "B # over its chip policy by A", "criticise condemn denounce rebuke"),
    ],
    "cooperation": [
        ("A @ a pact on photonic chips with B", "a pact on photonic chips with B # by A", "sign conclude ink"),
        ("A and B @ a pact on photonic chips", "a pact on photonic chips # by A and B", "sign conclude ink announce"),
    ],
}  # fmt: skip
MODES = {mode: (mode,) for mode in CLAUSES} | {"cooperation": ("agreement", "industry")}
#: Real and invented names that can do such things to one another.
NAMES = {
    "supply": [("Toshiba", "BT"), ("Nokia", "Zelvora Telecom"), ("Kantrix Corp", "Zelvora Ltd"), ("ASML", "Taiwan")],
    "funding": [("Japan", "Rapidus"), ("the European Commission", "IQM"), ("Samsung", "Zelvora Systems"),
                ("the Kantrix Foundation", "Zelvora Ltd")],
    "restriction": [("the United States", "Huawei"), ("Australia", "China"), ("the Netherlands", "Kantrix Corp"),
                    ("India", "Zelvora Ltd")],
    "rivalry": [("China", "Canada"), ("Beijing", "Washington"), ("the US", "Huawei"), ("Kantrix Corp", "Zelvora Ltd")],
    "cooperation": [("Japan", "India"), ("France", "Germany"), ("Nokia", "Orange"), ("Kantrix Corp", "Zelvora Ltd")],
}  # fmt: skip
TENSES = ("present", "past", "perfect", "progressive", "future")


class Voices(NamedTuple):
    """One act told twice: its mode, tense and names, the active sentence and the passive one."""

    mode: str
    tense: str
    names: tuple[str, str]
    active: str
    passive: str


def voices() -> Iterator[Voices]:
    """Give every clause with every verb, tense and pair of names."""
    for mode, clauses in CLAUSES.items():
        for active, passive, verbs in clauses:
            for verb in verbs.split():
                for tense in TENSES:
                    for names in NAMES[mode]:
                        yield Voices(mode, tense, names, *_told(active, passive, verb, tense, names))


def denials() -> Iterator[tuple[str, str, str]]:
    """Give sentences of every mode with two denials each: "has not signed", "denied that it has signed"."""
    for told in voices():
        if told.tense == "perfect":
            word = " have " if " have " in told.active else " has "
            subject, verb, rest = told.active.partition(word)
            opened = subject if subject.startswith(("The ", "A ")) else " " + subject
            lower = opened[0].lower() + opened[1:]
            yield told.active, f"{subject}{verb}not {rest}", f"Officials denied that {lower.strip()}{verb}{rest}"


def _told(active: str, passive: str, verb: str, tense: str, names: tuple[str, str]) -> tuple[str, str]:
    subject, patient = active.split(" @")[0], passive.split(" #")[0]
    doing = _verb(verb, tense, many=" and " in subject)
    done = _verb(verb, tense, many=patient.startswith(("photonic", "exports")), passive=True)
    return _filled(active, "@", doing, names), _filled(passive, "#", done, names)


def _filled(clause: str, mark: str, verb: str, names: tuple[str, str]) -> str:
    words = {"A": names[0], "B": names[1], mark: verb}
    sentence = " ".join(words.get(word, word) for word in clause.split()) + "."
    return sentence[0].upper() + sentence[1:]


def _verb(verb: str, tense: str, *, many: bool, passive: bool = False) -> str:
    """Put a verb in a tense."""
    forms = verb_forms(verb, _table()["irregular"], frozenset(_table()["doubling"]["verbs"]))
    past, participle = forms["ed"][0], "given" if verb == "give" else forms["ed"][-1]
    has, is_, was = ("have", "are", "were") if many else ("has", "is", "was")
    if passive:
        being = {"present": is_, "past": was, "perfect": f"{has} been", "progressive": f"{is_} being"}
        return f"{being.get(tense, 'will be')} {participle}"
    simple = {"present": verb if many else forms["s"][0], "past": past, "perfect": f"{has} {participle}"}
    return (simple | {"progressive": f"{is_} {forms['ing'][0]}", "future": f"will {verb}"})[tense]


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    table: dict[str, dict[str, list[str]]] = tomllib.loads((LEXICON / "triggers.toml").read_text(encoding="utf-8"))
    return table
