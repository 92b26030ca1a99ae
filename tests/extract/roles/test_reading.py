"""Roles read from ``sentences.txt``; its lines with an even number were held back while rules were written."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from qtnet.extract.roles.graph import Roles
from qtnet.extract.roles.reading import MOST_WORDS, read_roles

SENTENCES = Path(__file__).with_name("sentences.txt")
WORD = re.compile(r"\[[^\]]*\]|[$€£]\d[\d.,]*\w*|\d[\d.,]*\d|n't|'s\b|'|\w+(?:[-.]\w+)*|\S")
#: Shares measured when the rules were frozen, less a small margin.
LEAST_DEVELOPED, LEAST_HELD_BACK = 0.95, 0.80


def read(text: str) -> tuple[list[str], Roles]:
    found = WORD.findall(text)
    texts = [word.strip("[]") for word in found]
    return texts, read_roles(texts, [word.startswith("[") for word in found])


def holds(texts: list[str], roles: Roles, expected: str) -> bool:
    name, role, head = expected.split()
    word = texts.index(name)
    named = (edge for edge in roles.above.get(word, ()) if edge.role == role)
    return any(head in (roles.lemmas.get(edge.head), texts[edge.head]) for edge in named)


def rows(remainder: int) -> list[list[str]]:
    lines = [line for line in SENTENCES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [[cell.strip() for cell in line.split("|")] for n, line in enumerate(lines, 1) if n % 2 == remainder]


@pytest.mark.parametrize(("remainder", "least"), [(1, LEAST_DEVELOPED), (0, LEAST_HELD_BACK)])
def test_roles_are_right_in_most_sentences(remainder: int, least: float) -> None:
    right = [holds(*read(sentence), each) for sentence, *expected in rows(remainder) for each in expected]
    assert len(right) > 150
    assert sum(right) / len(right) >= least


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("[Ara] sold chips to [Bel].", "Chips were sold to [Bel] by [Ara]."),
        ("[Ara] sold chips to [Bel].", "To [Bel], [Ara] sold chips."),
        ("[Ara] gave [Bel] a loan.", "[Bel] was given a loan by [Ara]."),
        ("[Ara] has signed it.", "Never before has [Ara] signed it."),
    ],
)
def test_voice_and_order_do_not_change_roles(one: str, other: str) -> None:
    def roles_by_name(text: str) -> dict[str, list[tuple[str, str]]]:
        texts, roles = read(text)
        return {name: roles.of(texts.index(name)) for name in ("Ara", "Bel") if name in texts}

    assert roles_by_name(one) == roles_by_name(other)


def test_negation_and_plans_are_noted_on_the_verb() -> None:
    texts, roles = read("[Ara] does not plan to sell chips to [Bel].")
    predicate = roles.predicates[texts.index("sell")]
    assert (predicate.negated, predicate.modal, predicate.outer) == (True, True, ("plan",))


def test_time_does_not_explode_with_length() -> None:
    words = ["[A]", ",", "and", "which", "(", "supplies", "to", "by"] * 20_000
    started = time.perf_counter()
    roles = read_roles([word.strip("[]") for word in words], [word == "[A]" for word in words])
    assert time.perf_counter() - started < 5
    assert max(edge.word for edge in roles.edges) < MOST_WORDS
