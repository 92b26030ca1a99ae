from dataclasses import replace
from pathlib import Path

import pytest

from qtnet.errors import InputError
from qtnet.extract.attributes.status_features import WORD_PREFIX, status_features
from qtnet.extract.attributes.status_training import fit_status_weights, status_examples, write_status_weights
from qtnet.extract.attributes.statuses import likely_mood, status_probabilities
from qtnet.extract.frames.marked import analysis_of
from qtnet.extract.proposals import TieProposal

FOR_PAST = {"active": {"any": -1.0}, "announced": {"any": -2.0}, "proposed": {"any": -2.0}, "past": {"any": 3.0}}


def proposed(marked, trigger, mode="agreement"):
    analysis = analysis_of(marked)
    start = analysis.document.text.index(trigger)
    return analysis, TieProposal(
        sentence=0, source="Japan", target="India", mode=mode, start=0, end=len(analysis.document.text),
        trigger_start=start, trigger_end=start + len(trigger), probability=1.0, rule="test",
    )  # fmt: skip


@pytest.mark.parametrize("plan", ["plans to", "intends to", "is set to", "is due to", "aims to"])
def test_a_plan_right_before_the_verb_is_announced_whatever_the_weights(plan):
    analysis, tie = proposed(f"{{Japan}} {plan} sign a pact with {{India}}.", "sign")
    assert likely_mood(analysis, tie, FOR_PAST).status == "announced"


@pytest.mark.parametrize("denial", ["has not signed", "denied that it had signed", "never signed", "has yet to sign"])
def test_what_is_denied_is_not_asserted_whatever_the_weights(denial):
    analysis, tie = proposed(f"{{Japan}} {denial} a pact with {{India}}.", denial.split()[-1])
    assert not likely_mood(analysis, tie, FOR_PAST).asserted


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("{Japan}, on which {India} plans to depend less, mines it.", "depend"),
        ("{India} will cut its dependence on {Japan}.", "dependence"),
        ("{India} wants to become less reliant on {Japan}.", "reliant"),
        ("{India} aims to wean itself off magnets from {Japan}.", "off magnets"),
    ],
)
def test_whoever_means_to_depend_less_depends_whatever_the_weights(text, trigger):
    analysis, tie = proposed(text, trigger, mode="supply")
    assert likely_mood(analysis, tie, FOR_PAST).status == "active"


def test_what_a_question_could_bring_is_proposed_whatever_the_weights():
    analysis, tie = proposed("Why could the chip pact of {Japan} with other states not be opened to {India}?", "opened")
    assert likely_mood(analysis, tie, FOR_PAST).status == "proposed"


def test_a_rivalry_follows_the_rules():
    analysis, tie = proposed("{Japan} and {India} are rivals.", "rivals", mode="rivalry")
    assert likely_mood(analysis, tie, FOR_PAST).status == "active"


def test_elsewhere_the_weights_decide():
    analysis, tie = proposed("{Japan} had a pact with {India}.", "pact")
    assert likely_mood(analysis, tie, FOR_PAST).status == "past"


def test_the_shipped_weights_read_a_plain_sentence_as_active():
    analysis, tie = proposed("{Japan} and {India} have signed a pact.", "signed")
    assert likely_mood(analysis, tie) == (likely_mood(analysis, tie)[0], True)
    assert likely_mood(analysis, tie).status == "active"


def test_no_word_of_a_name_is_a_feature():
    analysis, tie = proposed("{Japan} and {India} have signed a pact.", "signed")
    words = {name.removeprefix(WORD_PREFIX) for name in status_features(analysis, tie) if name.startswith(WORD_PREFIX)}
    assert words == {"and", "have", "signed", "pact"}


def test_a_date_to_come_is_told_from_one_gone_by():
    analysis, tie = proposed("In 2031 {Japan} and {India} sign a pact.", "sign")
    dated = replace(analysis, document=replace(analysis.document, date="2024-02-01"))
    assert "date to come" in status_features(dated, tie)


def row(status, **more):
    return {"source": "IN", "target": "JP", "mode": "research", "evidence": "work on chips", "status": status, **more}


def test_training_takes_the_most_real_status_and_leaves_optional_rows_out(tmp_path: Path):
    analysis = analysis_of("{Japan} and {India} work on chips.")
    rows = [row("announced"), row("active"), row("past", optional="1")]
    [example] = status_examples(analysis, rows)
    assert example[2] == "active"
    weights = fit_status_weights([example] * 4)
    chances = status_probabilities(example[1], weights)
    assert max(chances, key=chances.__getitem__) == "active"
    write_status_weights(weights, tmp_path / "a.json")
    write_status_weights(dict(reversed(weights.items())), tmp_path / "b.json")
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_frames_that_find_an_annotated_tie_give_further_examples():
    analysis = analysis_of("{Japan} plans to sign a pact with {India}. Later {Japan} met {Peru}.")
    rows = [row("announced", source="India", target="Japan", mode="agreement", evidence="plans to sign a pact")]
    quoted, *framed = status_examples(analysis, rows)
    assert framed
    assert {status for _, _, status in (quoted, *framed)} == {"announced"}
    assert any(features != quoted[1] for _, features, _ in framed)


def test_training_without_examples_says_what_is_missing():
    with pytest.raises(InputError, match="no annotated examples"):
        fit_status_weights([])
