"""How firm the blocs are is said for searches and for documents apart."""

import pandas as pd

from qtnet.report.words.blocs import blocs_sentence
from qtnet.report.words.sentences import CANNOT_TELL, text_of
from qtnet.results import MULTILAYER, tidy

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
    text = text_of(blocs_sentence(blocs(1.0), NAMES))
    assert "Repeated searches on the same ties agree" in text
    assert "How the blocs would change with other documents is not measured." in text


def test_documents_have_the_last_word_where_they_were_resampled():
    text = text_of(blocs_sentence(blocs(1.0), NAMES, (), support(0.3, 0.5)))
    assert "in 40% on average, from Japan (30%) to United States (50%)" in text
    assert f"the blocs {CANNOT_TELL}" in text
    assert "not measured" not in text


def test_support_is_graded():
    assert "a tendency that other documents need not repeat." in text_of(
        blocs_sentence(blocs(1.0), NAMES, (), support(0.5, 0.9))
    )
    firm = text_of(blocs_sentence(blocs(1.0), NAMES, (), support(0.9, 0.9)))
    assert "other documents would give most places again." in firm
    assert CANNOT_TELL not in firm
