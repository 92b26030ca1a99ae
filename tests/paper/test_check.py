"""Which printed numbers changed between two runs, and why."""

from dataclasses import replace

import pytest

from qtnet.errors import InputError
from qtnet.paper import Numbers, paper_numbers, read_numbers
from qtnet.paper.check import changed_numbers, numbers_at, only_cited
from qtnet.paper.study import Study
from qtnet.report.store import write_inputs


def moved(inputs, metric, change):
    """The same study with another value of one component of the index over all technologies."""
    frame = inputs.bipolarity.copy()
    rows = (frame["metric"] == metric) & (frame["layer"] == "(all)")
    frame.loc[rows, "estimate"] += change
    return replace(inputs, bipolarity=frame)


def without_document(inputs):
    """The same study without its first document and the facts in it."""
    gone = inputs.documents["doc"].iloc[0]
    kept = {name: getattr(inputs, name) for name in ("documents", "actors", "ties", "funding")}
    return replace(inputs, **{name: frame[frame["doc"] != gone] for name, frame in kept.items()})


def test_a_run_compared_with_itself_has_no_change(numbers, written):
    assert changed_numbers(read_numbers(written), numbers) == ()


def test_a_printed_change_names_key_old_new_and_reason(inputs, numbers):
    other = replace(moved(inputs, "C", 0.1), config={**inputs.config, "network": {"level": "actor"}})
    changes = {one.key: one for one in changed_numbers(numbers, paper_numbers(other))}
    change = changes["bipolarity/all/c/ci"]
    assert change.kind == "printed"
    assert change.old == f"{numbers.text('bipolarity/all/c/ci')} (exploratory)"
    assert change.new.startswith(f"{numbers['bipolarity/all/c'].value + 0.1:.2f}")
    assert "network.level: country → actor" in change.why


def test_digits_that_are_not_printed_are_told_apart(inputs, numbers):
    changes = changed_numbers(numbers, paper_numbers(moved(inputs, "C", 1e-7)))
    assert [(one.key, one.kind) for one in changes] == [("bipolarity/all/c", "precision")]


def test_the_order_of_additions_is_no_change(inputs, numbers):
    assert changed_numbers(numbers, paper_numbers(moved(inputs, "C", 1e-13))) == ()


def test_a_document_that_left_is_the_reason(inputs, numbers):
    changes = {one.key: one for one in changed_numbers(numbers, paper_numbers(without_document(inputs)))}
    fewer = changes["counts/documents"]
    assert (fewer.old, fewer.new) == ("5", "4")
    assert "gone (removed document)" in changes["counts/facts"].why


def test_the_reason_needs_no_more_than_the_file_of_numbers(inputs, written):
    changes = changed_numbers(read_numbers(written), paper_numbers(without_document(inputs)))
    assert any("removed document" in one.why for one in changes)


def test_numbers_that_came_and_went_are_told(numbers):
    fewer = Numbers([one for key, one in numbers.items() if key != "first"], numbers.study)
    assert [(one.key, one.kind, one.new) for one in changed_numbers(numbers, fewer)] == [("first", "gone", "")]
    assert [(one.key, one.kind, one.old) for one in changed_numbers(fewer, numbers)] == [("first", "new", "")]


def test_a_number_that_becomes_exploratory_prints_otherwise(inputs, numbers):
    settled = paper_numbers(replace(inputs, exploratory=False))
    change = next(one for one in changed_numbers(settled, numbers) if one.key.startswith("bipolarity/all/c/"))
    assert change.new == f"{change.old} (exploratory)"


def test_only_what_a_manuscript_cites_may_be_asked(inputs, numbers):
    changes = changed_numbers(numbers, paper_numbers(moved(moved(inputs, "C", 0.1), "D", -0.1)))
    assert len(changes) == 2
    assert [one.key for one in only_cited(changes, [r"\qt{bipolarity/all/d}"])] == ["bipolarity/all/d/ci"]


def test_numbers_of_an_older_run_are_gathered_from_its_results(inputs, numbers, tmp_path):
    write_inputs(inputs, tmp_path / "results")
    assert numbers_at(tmp_path).texts() == numbers.texts()
    with pytest.raises(InputError, match="no numbers"):
        numbers_at(tmp_path / "results" / "nothing")


def test_nothing_is_known_of_a_study_that_records_nothing(numbers):
    bare = Numbers([replace(one) for one in numbers.values()], Study())
    assert changed_numbers(bare, bare) == ()
