"""Where the ties run, in words."""

import pandas as pd

from qtnet.report.words.sentences import CANNOT_TELL, text_of
from qtnet.report.words.where import where_sentence

PLACES = pd.DataFrame({"place": ["CN", "JP", "US"], "name": ["China", "Japan", "United States"], "weight": [1, 1, 2]})
LINKS = pd.DataFrame(
    {
        "source": ["CN", "CN", "JP"],
        "target": ["US", "US", "US"],
        "sign": [1, -1, 1],
        "weight": [0.5, 2.0, 1.0],
        "facts": [("f1",), ("f2",), ("f3",)],
    }
)


def test_the_heaviest_link_and_the_torn_pair_are_named():
    sentence = where_sentence(PLACES, LINKS)
    text = text_of(sentence)
    assert "2 pairs among 3 places" in text
    assert "hostility of China and United States (weight 2.00)" in text
    assert "Both at once, cooperation and hostility, join China and United States." in text
    assert [part.facts for part in sentence if part.facts] == [("f2",)]


def test_without_links_nothing_is_claimed():
    assert CANNOT_TELL in text_of(where_sentence(PLACES, LINKS.iloc[:0]))
