"""How firm the blocs are is said for searches and for documents apart."""

import pandas as pd

from qtnet.report.words.blocs import blocs_more, blocs_sentence
from qtnet.report.words.sentences import CANNOT_TELL, text_of
from qtnet.results import MULTILAYER, tidy
from tests.report.bloc_counts import bloc_count

NAMES = {"JP": "Japan", "US": "United States"}


def blocs(stability: float) -> pd.DataFrame:
    rows = [{"metric": "blocs", "layer": MULTILAYER, "actor": a, "estimate": 1.0} for a in ("JP", "US")]
    return tidy(rows).assign(stability=stability)


def support(japan: float, states: float) -> pd.DataFrame:
    return pd.DataFrame({"actor": ["JP", "US"], "layer": MULTILAYER, "bloc": 1.0, "support": [japan, states]})


def test_loose_blocs_are_not_believed():
    assert CANNOT_TELL in text_of(blocs_sentence(blocs(0.4), NAMES))
    assert CANNOT_TELL not in text_of(blocs_sentence(blocs(0.9), NAMES))


def test_agreement_of_searches_is_not_sold_as_certainty():
    assert "of repeated searches on the same ties" in text_of(blocs_sentence(blocs(1.0), NAMES))
    assert "How the blocs would change with other documents is not measured." in text_of(blocs_more(blocs(1.0), NAMES))


def test_documents_have_the_last_word_where_they_were_resampled():
    text = text_of(blocs_sentence(blocs(1.0), NAMES, (), support(0.3, 0.5)))
    assert "an actor keeps its place in 40% of the resampled corpora" in text
    assert f"the blocs {CANNOT_TELL}" in text
    more = text_of(blocs_more(blocs(1.0), NAMES, support(0.3, 0.5)))
    assert "the firmest place is that of United States (50%), the loosest that of Japan (30%)" in more
    assert "not measured" not in more


def test_agreement_of_searches_comes_last_and_chance_is_not_claimed():
    assert "not tested against chance" in text_of(blocs_sentence(blocs(1.0), NAMES, (), support(0.3, 0.5)))
    more = text_of(blocs_more(blocs(1.0), NAMES, support(0.3, 0.5)))
    assert more.index("resampled documents") < more.index("repeated searches")


def test_the_number_of_blocs_beyond_chance_ends_the_sentence():
    text = text_of(blocs_sentence(blocs(1.0), NAMES, counted=bloc_count(2)))
    assert text.endswith("; against chance 2 blocs stand out (p = 0.010).")
    assert "not tested" not in text


def test_support_is_graded():
    some = text_of(blocs_sentence(blocs(1.0), NAMES, (), support(0.5, 0.9)))
    assert "a tendency that other documents need not repeat;" in some
    firm = text_of(blocs_sentence(blocs(1.0), NAMES, (), support(0.9, 0.9)))
    assert "other documents would give most places again;" in firm
    assert CANNOT_TELL not in firm


def test_without_two_actors_together_there_is_no_bloc():
    apart = blocs(1.0).assign(estimate=[1.0, 2.0])
    assert CANNOT_TELL in text_of(blocs_sentence(apart, NAMES))
    assert text_of(blocs_more(apart, NAMES)) == ""
