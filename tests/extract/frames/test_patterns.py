import pytest

from qtnet.errors import InputError
from qtnet.extract.frames.folds import fold
from qtnet.extract.frames.items import first_items
from qtnet.extract.frames.marked import analysis_of
from qtnet.extract.frames.patterns import compile_pattern, match
from qtnet.extract.frames.triggers import triggers


def found(pattern, marked):
    """Give the slots that a pattern finds at the first place where it holds, as name → actors."""
    analysis = analysis_of(marked)
    text = analysis.document.text
    row, _ = fold(first_items(analysis.sentences[0]), lambda start, end: text[start:end])
    compiled = compile_pattern(pattern, triggers().classes)
    matches = [match(compiled, row, at) for at, item in enumerate(row) if item.slot is None]
    return next(
        ({name: [m.actor for m in item.slot.members] for name, item in m.slots.items()} for m in matches if m), None
    )


def test_a_gap_has_a_limit():
    assert found("A ..2 @tie.n", "[A] saw the deal") is not None
    assert found("A ..2 @tie.n", "[A] saw how big this deal") is None


def test_a_gap_does_not_cross_a_comma_or_an_actor():
    assert found("A ..5 @tie.n", "[A] saw, perhaps rightly seen, the deal") is None
    assert found("A ..5 @tie.n ..3 with C", "[A] saw the deal [B] made with [C]") is None
    assert found("A ..5 @tie.n ...5 with C", "[A] saw the deal [B] made with [C]") == {"A": ["A"], "C": ["C"]}


def test_a_subject_is_governed_by_no_preposition():
    assert found("A^ ..3 @sell.v", "[A] sells chips") == {"A": ["A"]}
    assert found("A^ ..3 @sell.v", "a shop in [A] sells chips") is None


def test_a_group_acts_together():
    assert found("A+ ..3 @sell.v", "[A] and [B] sell chips") == {"A": ["A", "B"]}
    assert found("A+ ..3 @sell.v", "firms such as [A] and [B] sell chips") is None
    assert found("A# ..3 @sell.v", "firms such as [A] and [B] sell chips") == {"A": ["A", "B"]}


def test_possessives_are_asked_for():
    assert found("A's ..3 @tie.n", "[A]'s new deal") == {"A": ["A"]}
    assert found("A ..3 @tie.n", "[A]'s new deal") is None
    assert found("A* ..3 @tie.n", "[A]'s new deal") == {"A": ["A"]}


def test_a_slot_may_ask_for_a_kind():
    assert found("@sell.v ..2 to B:state", "they sell chips to {India}") == {"B": ["India"]}
    assert found("@sell.v ..2 to B:state", "they sell chips to [Nokia]") is None


def test_a_pattern_without_trigger_is_refused():
    with pytest.raises(InputError, match="'A with B' has no trigger class"):
        compile_pattern("A with B", triggers().classes)
