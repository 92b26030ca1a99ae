"""What the extraction does on unseen documents comes first; the study's own score is never told as such a test."""

import pandas as pd

from qtnet.report.words.quality import NOT_HELD_OUT, quality_sentence, trust_text
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


def test_the_lenient_score_stands_beside_the_strict_one_and_its_caveat():
    text = text_of(quality_sentence(SCORES, ""))
    assert "F1 0.84 [0.77, 0.90]" in text
    assert "F1 is 0.61 [0.52, 0.78]" in text
    assert "precision 83 % [75, 90] and recall 85 %." in text
    assert f"This is no test on unseen documents. {NOT_HELD_OUT}" in text


def test_an_unscored_extraction_gives_its_reason():
    text = text_of(quality_sentence(SCORES.iloc[:0], "no gold"))
    assert text.startswith(f"How good the extraction is {CANNOT_TELL}: no gold.")
    assert NOT_HELD_OUT in text


UNSEEN = SCORES.assign(precision=[0.66, 0.4], recall=[0.5, 0.25], f1=[0.57, 0.31], documents=169)


def test_unseen_documents_come_before_those_of_the_study():
    text = text_of(quality_sentence(SCORES, "", UNSEEN))
    assert text.startswith("On 169 annotated documents that its weights never saw")
    assert "precision 66 % [75, 90] and recall 50 %, F1 0.57 [0.77, 0.90]." in text
    assert "precision is 40 % [50, 70] and recall 25 %." in text
    assert text.index("never saw") < text.index("On the annotated documents of this study") < text.index("no test")


def test_without_annotation_of_its_own_a_study_still_tells_of_unseen_documents():
    text = text_of(quality_sentence(SCORES.iloc[:0], "no gold", UNSEEN))
    assert f"How good it is on the documents of this study {CANNOT_TELL}: no gold." in text
    assert text.startswith("On 169 annotated documents")


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
