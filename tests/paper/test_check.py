"""Which printed numbers changed between two runs, and why."""

from dataclasses import replace

import pytest

from qtnet.errors import InputError
from qtnet.paper import Numbers, paper_numbers, read_numbers
from qtnet.paper.check import changed_numbers, numbers_at, only_cited
from qtnet.paper.study import Study
from qtnet.paper.write import write_numbers
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
    assert [(one.key, one.kind) for one in changes] == [("bipolarity/all/c/raw", "precision")]


def other(numbers, key, **changes):
    """The same numbers with one that differs."""
    return Numbers([replace(one, **changes) if one.key == key else one for one in numbers.values()], numbers.study)


@pytest.mark.parametrize(
    ("changes", "key", "kind"),
    [
        ({"label": "PageRank: China"}, "bipolarity/all/label", "printed"),
        ({"reason": "another reason"}, "bipolarity/all/reason", "printed"),
        ({"n": 4321.0}, "bipolarity/all/n", "printed"),
        ({"unit": "per cent"}, "bipolarity/all", "meaning"),
        ({"method": "guessed"}, "bipolarity/all", "meaning"),
        ({"counted": "ties"}, "bipolarity/all", "meaning"),
        ({"std_error": 0.987}, "bipolarity/all", "precision"),
        ({"facts": ("f1",)}, "bipolarity/all", "note"),
    ],
)
def test_whatever_a_paper_can_say_of_a_number_is_compared(numbers, changes, key, kind):
    found = changed_numbers(numbers, other(numbers, "bipolarity/all", **changes))
    assert [(one.key, one.kind) for one in found] == [(key, kind)]


def test_full_digits_count_as_printed_where_a_manuscript_prints_them(numbers):
    moved = other(numbers, "bipolarity/all", value=numbers["bipolarity/all"].value + 1e-7)
    changes = changed_numbers(numbers, moved)
    assert [one.kind for one in only_cited(changes, [r"\qt{bipolarity/all}"])] == ["precision"]
    assert [one.kind for one in only_cited(changes, [r"\qt{bipolarity/all/raw}"])] == ["printed"]


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


def rejecting(inputs, tie, **became):
    """The same study once a person has rejected a tie."""
    said = {"id": tie, "action": "reject", "field": "", "value": ""}
    corrections = {"verdicts": [said], "matched": {}, "not_found": [], **became}
    ties = inputs.ties[inputs.ties["tie"] != tie].reset_index(drop=True)
    return replace(inputs, ties=ties, corrections=corrections, config=named_corrections(inputs))


def named_corrections(inputs):
    """The configuration with a file of corrections."""
    return {**inputs.config, "corpus": {"corrections": "corrections.csv"}}


def why_facts(old, new):
    """The reason told for the number of facts."""
    return {one.key: one for one in changed_numbers(old, new)}["counts/facts"].why


@pytest.mark.parametrize("other_document", [False, True])
def test_a_rejected_fact_is_put_down_to_the_person(inputs, numbers, tmp_path, other_document):
    tie = inputs.ties["tie"].iloc[5]
    rejected = rejecting(inputs, tie)
    if other_document:
        others = inputs.documents["doc"] == inputs.documents["doc"].iloc[-1]
        hashes = inputs.documents["sha256"].mask(others & (inputs.documents["doc"] != inputs.ties["doc"].iloc[5]), "0")
        rejected = replace(rejected, documents=inputs.documents.assign(sha256=hashes))
    write_numbers(paper_numbers(rejected), tmp_path)
    assert "gone (correction by a person)" in why_facts(numbers, read_numbers(tmp_path))
    assert "added (withdrawn correction)" in why_facts(read_numbers(tmp_path), numbers)


def test_corrections_that_are_not_recorded_or_not_applied_are_no_reason(inputs, numbers):
    tie = inputs.ties["tie"].iloc[5]
    lost = rejecting(inputs, tie, not_found=[tie])
    silent = replace(rejecting(inputs, tie), corrections={}, provenance={**inputs.provenance, "qtnet": "9.9"})
    for other in (lost, silent):
        assert "cannot be told" in why_facts(numbers, paper_numbers(other))


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
