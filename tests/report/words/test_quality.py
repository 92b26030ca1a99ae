"""What the extraction does on unseen documents comes first; the study's own score is never told as such a test."""

import pandas as pd

from qtnet.report.words.quality import NOT_HELD_OUT, quality_more, quality_sentence, trust_text
from qtnet.report.words.sentences import CANNOT_TELL, text_of

SCORES = pd.DataFrame(
    {
        "level": ["pair", "full"],
        "precision": [0.83, 0.62],
        "recall": [0.85, 0.59],
        "f1": [0.84, 0.61],
        "ci_low": [0.77, 0.52],
        "ci_high": [0.90, 0.78],
        "precision_low": [0.75, 0.5],
        "precision_high": [0.9, 0.7],
    }
)


UNSEEN = SCORES.assign(precision=[0.66, 0.4], recall=[0.5, 0.25], f1=[0.57, 0.31], documents=169)
UNREAD = UNSEEN.assign(f1=[0.46, 0.22], documents=43, which="those of part e")


def test_the_section_opens_with_one_sentence_that_ends_with_the_lower_figure():
    text = text_of(quality_sentence(SCORES, "", UNSEEN, UNREAD))
    assert text == (
        "On 169 annotated documents that its weights never saw the extraction finds which two actors are tied, and "
        "with which sign, with F1 0.57 [0.77, 0.90]; on the 43 of them that nobody read while its rules were written, "
        "F1 is 0.46 [0.77, 0.90]: expect no more of your own documents."
    )


def test_the_lenient_score_stands_beside_the_strict_one_and_its_caveat():
    assert "F1 0.84 [0.77, 0.90]." in text_of(quality_sentence(SCORES, ""))
    text = text_of(quality_more(SCORES, ""))
    assert "F1 0.61 [0.52, 0.78]" in text
    assert "precision 83 % [75, 90], recall 85 %, F1 0.84" in text
    assert f"That is no test on unseen documents. {NOT_HELD_OUT}" in text


def test_an_unscored_extraction_gives_its_reason():
    assert text_of(quality_sentence(SCORES.iloc[:0], "no gold")) == (
        f"How good the extraction is {CANNOT_TELL}: no gold."
    )
    assert text_of(quality_more(SCORES.iloc[:0], "no gold")) == NOT_HELD_OUT


def test_unseen_documents_come_before_those_of_the_study():
    text = text_of(quality_more(SCORES, "", UNSEEN, UNREAD))
    assert "precision 66 % [75, 90], recall 50 %, F1 0.57 [0.77, 0.90]; where" in text
    places = [
        text.index(part) for part in ("Unseen by", "Unread for", "On the annotated documents of this study", "no test")
    ]
    assert places == sorted(places)


def test_without_annotation_of_its_own_a_study_still_tells_of_unseen_documents():
    text = text_of(quality_more(SCORES.iloc[:0], "no gold", UNSEEN))
    assert f"How good it is on the documents of this study {CANNOT_TELL}: no gold." in text
    assert text_of(quality_sentence(SCORES.iloc[:0], "no gold", UNSEEN)).startswith("On 169 annotated documents")


CLASSES = pd.DataFrame(
    {
        "low": [0.4, 0.8],
        "high": [0.6, 1.0],
        "n": [90, 200],
        "confidence": [0.5, 0.88],
        "right": [0.52, 0.8],
        "ci_low": [0.42, 0.75],
        "ci_high": [0.62, 0.85],
    }
)


def test_confidence_is_believed_only_where_it_stands_within_the_interval():
    assert trust_text(CLASSES) == (
        "Too sure above 0.8: mean confidence 0.88, right 0.80 [0.75, 0.85]; elsewhere they agree within the interval."
    )
    assert "Too cautious from 0.4 to 0.6" in trust_text(CLASSES.iloc[:1].assign(confidence=0.41))
    assert trust_text(CLASSES.iloc[:1]).startswith("In every class")
    assert CANNOT_TELL in trust_text(CLASSES.iloc[:0])
