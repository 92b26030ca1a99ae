"""Lists of mentions."""

import pytest

from qtnet.corpus import Document
from qtnet.extract.analyse import analyse


def groups(text):
    sentence = analyse(Document(doc="d", text=text)).sentences[0]
    return [[sentence.mentions[i].actor for i in group] for group in sentence.groups]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He met Japan, Korea and the Netherlands.", [["JP", "KR", "NL"]]),
        ("It works with TSMC (NYSE: TSM), ASML and Intel (INTC).", [["tsmc", "asml", "intel"]]),
        ("Agreements with the United States in 2019, Denmark in 2025, and Canada followed.", [["US", "DK", "CA"]]),
        ("He met both Finnish company IQM and Dutch firm ASML.", [["iqm", "asml"]]),
        ("Japan or Korea and China, India.", [["JP", "KR", "CN", "IN"]]),
        ("Nokia in Finland, Ericsson in the UK and Orange signed.", [["nokia", "ericsson", "orange"]]),
        ("Nokia of Finland, Ericsson from Sweden and Orange signed.", [["nokia", "ericsson", "orange"]]),
        ("Intel, a maker of chips, and Nokia, a group, signed.", [["intel", "nokia"]]),
        ("Intel said the pact, a first, would help Nokia.", []),
        ("Intel, a firm which is old, and Nokia met.", []),
        ("Nokia, Carrier Corporation of the US and the Intel unit met.", [["nokia", "carrier", "intel"]]),
        ("Intel and its Finnish counterpart, Nokia, met.", [["intel", "nokia"]]),
        ("Intel in India and Japan met.", [["IN", "JP"]]),
        ("IBM, the Indian National Quantum Mission and Intel met.", [["ibm", "national-quantum-mission", "intel"]]),
        ("Japan signed a pact with Korea.", []),
        ("Japan, unlike Korea, signed.", []),
    ],
)
def test_members_stand_side_by_side(text, found):
    assert groups(text) == found
