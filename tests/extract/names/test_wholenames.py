"""Known names inside longer ones."""

from __future__ import annotations

import pytest

from qtnet.corpus.document import Document
from qtnet.extract.names.findnames import find_names
from qtnet.extract.names.passages import passages


def names(text):
    passage = passages(Document(doc="d", text=text))[0]
    found = [name for name in find_names(passage) if name.kind]
    return [text[passage.tokens[n.first].start : passage.tokens[n.last - 1].end] for n in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It joined Nikon, KLA-Zetacor and IBM.", ["Nikon", "KLA-Zetacor", "IBM"]),
        ("The ship of Nokia-Samsung fame sailed.", ["Nokia", "Samsung"]),
        ("A contract with Nokia Africa was signed.", ["Nokia Africa"]),
        ("A contract with Nokia SXQ was signed.", ["Nokia SXQ"]),
        ("A contract with Nvidia GPU makers was signed.", ["Nvidia"]),
        ("A lab of Nokia AI Research was opened.", ["Nokia AI Research"]),
        ("A lab of Nokia Research was opened.", ["Nokia Research"]),
        ("Chips of Nokia Research Triangle are good.", ["Nokia"]),
        ("Chief engineer Akira Honda left for Toyota.", ["Toyota"]),
        ("In 2020 Honda left the venture.", ["Honda"]),
    ],
)
def test_a_known_name_ends_where_the_written_name_ends(text, found):
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vibrox Corp. and Nokia met.", ["Vibrox Corp.", "Nokia"]),
        ("Vibrox Co., Ltd. and Zetalon, Inc., of Ghana met.", ["Vibrox Co., Ltd.", "Zetalon, Inc.", "Ghana"]),
        ("Ghana met Vibrox Pte. Ltd.", ["Ghana", "Vibrox Pte. Ltd"]),
        ("Vibrox, Acme Ltd, Nokia and Ghana met.", ["Vibrox", "Acme Ltd", "Nokia", "Ghana"]),
    ],
)
def test_a_legal_form_keeps_its_full_stop(text, found):
    assert names(text) == found


def test_a_unit_of_a_firm_is_the_firm():
    passage = passages(Document(doc="d", text="Nokia Research and IBM met."))[0]
    assert [name.actor for name in find_names(passage)] == ["nokia", "ibm"]
