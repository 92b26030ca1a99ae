"""What a single sentence shows: known names, shapes, unknown names, and what is none of them."""

import pytest

from qtnet.corpus import Document
from qtnet.extract.names.findnames import find_names
from qtnet.extract.names.passages import passages


def names(text):
    passage = passages(Document(doc="d", text=text))[0]
    return {" ".join(passage.words[n.first : n.last]): n.actor or n.source for n in find_names(passage) if n.kind}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It earned US$7 billion in North America.", {}),
        ("The University of Southern Elbonia $4 million.", {"University of Southern Elbonia": "shape"}),
        ("The deal with Zetalon was signed.", {"Zetalon": "unknown"}),
        ("Zetalon AI (NASDAQ: ZTL) was sold.", {"Zetalon AI": "unknown"}),
        ("The government of Zhejiang Province paid.", {"Zhejiang Province": "zhejiang"}),
        ("The plant in Arizona was built.", {}),
        ("Its president, Mung Chiang, spoke.", {}),
        ("The Bank of England and the South China Sea", {}),
        ("The GPT-4 model runs.", {}),
        ("Zetalon will ship HBM4 and LPDDR5X next year.", {"Zetalon": "unknown"}),
    ],
)
def test_names_of_a_sentence(text, found):
    assert names(text) == found
