"""Spellings and quotation marks that writers choose between are one to the pair model."""

import pytest

from qtnet.corpus.document import Document
from qtnet.extract.analyse import analyse
from qtnet.extract.pair.skeleton import build_skeleton
from qtnet.extract.pair.spelling import common_form
from qtnet.extract.pair.triggers import load_lexicon

BRITISH = (
    "“Nokia and Ericsson organise a research programme”, the centre’s defence licence says, cancelled or labelled."
)
AMERICAN = '"Nokia and Ericsson organize a research program", the center\'s defense license says, canceled or labeled.'


def stems(text):
    return [node.stem for node in build_skeleton(analyse(Document(doc="d", text=text)).sentences[0]).nodes]


def test_two_spellings_of_a_sentence_have_the_same_words():
    assert stems(BRITISH) == stems(AMERICAN)


@pytest.mark.parametrize("word", ["prize", "size", "seized", "horizon", "pact", "promise"])
def test_words_that_only_look_american_stay(word):
    assert common_form(word) == word


def test_the_common_form_of_every_trigger_word_is_a_trigger_word():
    classes = load_lexicon().classes
    assert not [words for words in classes if tuple(map(common_form, words)) not in classes]
