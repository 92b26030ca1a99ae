"""References: who is meant by a definite phrase or a pronoun."""

import pytest

from qtnet.corpus import Document
from qtnet.extract.analyse import analyse


def references(text):
    analysis = analyse(Document(doc="d", text=text))
    return [(text[m.start : m.end], m.actor) for s in analysis.sentences for m in s.mentions if m.source == "reference"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Japan met Korea. Both countries agreed.", [("Both countries", "JP"), ("Both countries", "KR")]),
        ("Japan met Korea. The two sides agreed.", [("The two sides", "JP"), ("The two sides", "KR")]),
        (
            "ASML met IBM in Japan. The two companies agreed.",
            [("The two companies", "asml"), ("The two companies", "ibm")],
        ),
        ("IBM and Stanford University agreed. The company pays.", [("The company", "ibm")]),
        ("IBM and Stanford University agreed. The university pays.", [("The university", "stanford-university")]),
        (
            "Japan met Korea, Chile and Peru. The three nations agreed.",
            [("The three nations", a) for a in ("KR", "CL", "PE")],
        ),
        ("The EU met Japan. The bloc agreed.", [("The bloc", "EU")]),
        ("Taiwan leads. The island grows.", [("The island", "TW")]),
        ("IBM leads. It works with Japan.", [("It", "ibm")]),
        ("Japan and Korea met. They also agreed.", [("They", "JP"), ("They", "KR")]),
        ("Japan met Korea. Both signed a letter.", [("Both", "JP"), ("Both", "KR")]),
        ("Japan leads. They also agreed.", []),
        ("Nobody leads. The two countries agreed.", []),
    ],
)
def test_a_reference_takes_up_the_last_that_fit(text, found):
    assert references(text) == sorted(found)
