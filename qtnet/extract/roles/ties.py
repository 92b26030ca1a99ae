"""Ties that roles state: both actors are parties of one verb or noun, in the roles that ``ties.toml`` names for it."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from qtnet.extract.records import record
from qtnet.extract.roles.graph import Roles

__all__ = ["StatedTie", "parties", "stated_ties"]

TIES_PATH = Path(__file__).with_name("ties.toml")
#: Edges from a name to a noun that it describes, past which the noun's roles are the name's.
CLIMBED = frozenset({"mod", "poss", "of", "appos", "in", "at"})
MOST_CLIMBS = 3
ANY_VERB = "*"
OTHER_ENDS = frozenset({"of", "poss", "with", "to", "alongside", "from", "against"})
MONEY_NOUNS = frozenset(
    {"investment", "funding", "grant", "grants", "loan", "loans", "subsidy", "subsidies", "support", "aid", "money",
     "backing", "contribution", "fund", "funds", "sum", "award", "financing", "capital", "package", "incentive",
     "incentives", "cash", "million", "billion", "crore", "dollars", "euros", "yen", "pounds", "amount"}
)  # fmt: skip
CURRENCY = "$€£¥₹₩"


class StatedTie(NamedTuple):
    """A family, whether it runs ``>`` from the first actor, ``<`` from the second or neither way, and its word."""

    family: str
    direction: str
    head: int
    climbs: int


@record
class _Rule:
    family: str
    source: frozenset[str]
    target: frozenset[str]
    both: frozenset[str]
    shared: frozenset[str]
    money: bool | None


@cache
def _rules() -> dict[tuple[str, bool], tuple[_Rule, ...]]:
    found: dict[tuple[str, bool], list[_Rule]] = {}
    for entry in tomllib.loads(TIES_PATH.read_text(encoding="utf-8"))["tie"]:
        source, target, both, shared = (
            frozenset(entry.get(name, "").split()) for name in ("source", "target", "both", "shared")
        )
        rule = _Rule(entry["family"], source, target, both, shared, entry.get("money"))
        for lemma in entry.get("verbs", "").split():
            found.setdefault((lemma, True), []).append(rule)
        for noun in entry.get("nouns", "").split():
            for form in {noun, noun + "s", noun[:-1] + "ies" if noun.endswith("y") else noun}:
                found.setdefault((form, False), []).append(rule)
    return {key: tuple(rules) for key, rules in found.items()}


def parties(roles: Roles, word: int) -> dict[int, list[tuple[str, int]]]:
    """Give the heads at which a word is a party: its roles there, each with how many nouns it stands behind.

    A name that only describes a plain noun acts through it: "Chinese firms", "the government of Japan".
    """
    rules = _rules()
    above: dict[int, list[tuple[str, int]]] = {}
    waiting, seen = [(word, 0)], {word}
    while waiting:
        at, climbs = waiting.pop(0)
        for edge in roles.above.get(at, ()):
            if edge.role == "conj":
                continue
            above.setdefault(edge.head, []).append((edge.role, climbs))
            is_plain = (
                edge.head not in roles.predicates
                and edge.head not in roles.names
                and (roles.lemmas.get(edge.head, ""), False) not in rules
            )
            if edge.role in CLIMBED and is_plain and climbs < MOST_CLIMBS and edge.head not in seen:
                seen.add(edge.head)
                waiting.append((edge.head, climbs + 1))
    for edge in roles.below.get(word, ()):
        if edge.role == "appos":
            above.setdefault(edge.word, []).append(("appos", 0))
    return above


def stated_ties(roles: Roles, first: int, second: int) -> list[StatedTie]:
    """Give the ties that the roles of two words state, fewest nouns between first."""
    ones, twos = parties(roles, first), parties(roles, second)
    found = []
    for head in sorted(ones.keys() & twos.keys()):
        is_verb = head in roles.predicates
        anyway = _rules()[ANY_VERB, True] if is_verb and _joined(ones[head], twos[head]) else ()
        for rule in (*_rules().get((roles.lemmas.get(head, ""), is_verb), ()), *anyway):
            if rule.money is not None and rule.money is not _pays(roles, head):
                continue
            for one, climbs in ones[head]:
                for two, more in twos[head]:
                    if one == two and _has_other_end(roles, head, one):
                        continue
                    if direction := _direction(rule, one, two):
                        found.append(StatedTie(rule.family, direction, head, climbs + more))
    return sorted(set(found), key=lambda tie: (tie.climbs, tie.head, tie.family, tie.direction))


def _direction(rule: _Rule, one: str, two: str) -> str:
    if one in rule.both and two in rule.both and (one != two or one in rule.shared):
        return "="
    if one in rule.source and two in rule.target:
        return ">"
    return "<" if two in rule.source and one in rule.target else ""


def _joined(ones: list[tuple[str, int]], twos: list[tuple[str, int]]) -> bool:
    """Say whether one acts "together with" the other, whatever they do."""
    return any(role == "alongside" for role, _ in (*ones, *twos))


def _has_other_end(roles: Roles, head: int, shared: str) -> bool:
    """Say whether a verb or noun names another party: "A and B work with C", "partners of C".

    Those who share one role are then tied to that party, not to each other.
    """
    if shared not in ("is", "subj"):
        return False
    return any(edge.role in OTHER_ENDS for edge in roles.below.get(head, ()))


def _pays(roles: Roles, head: int) -> bool:
    """Say whether a verb's object is money."""
    for edge in roles.below.get(head, ()):
        if edge.role == "obj":
            lemma = roles.lemmas.get(edge.word, "")
            if lemma in MONEY_NOUNS or lemma[:1] in CURRENCY or lemma[:1].isdigit():
                return True
    return False
