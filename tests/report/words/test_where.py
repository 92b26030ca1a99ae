"""Where the ties run, in words."""

import pandas as pd

from qtnet.report.words.sentences import CANNOT_TELL, text_of
from qtnet.report.words.where import where_more, where_sentence

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


def test_the_heaviest_link_is_named_with_its_facts():
    sentence = where_sentence(PLACES, LINKS)
    text = text_of(sentence)
    assert "2 pairs among 3 places, most heavily China and United States in hostility (weight 2.00)" in text
    assert [part.facts for part in sentence if part.facts] == [("f2",)]


def test_a_pair_that_cooperates_and_is_hostile_is_named():
    assert text_of(where_more(PLACES, LINKS)) == "Cooperation and hostility at once join China and United States."
    assert where_more(PLACES, LINKS.iloc[1:]) == []


def test_without_links_nothing_is_claimed():
    assert CANNOT_TELL in text_of(where_sentence(PLACES, LINKS.iloc[:0]))
