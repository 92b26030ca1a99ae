"""Laws of the whole way, for any text: quotations are exact, nothing is lost between stages, order does not matter."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qtnet.corpus import Corpus, Document
from qtnet.extract import extract_document
from qtnet.facts import build_facts, read_facts, write_facts
from qtnet.network import build_network

PARTS = (
    "Japan ", "the United States ", "China ", "TSMC ", "the EU ", "both countries ", "the Company ", "in 2024 ", "not ",
    "signed an agreement with ", "banned the export of chips to ", "will give $5 million to ", "on quantum computing ",
    "and ", ", ", ". ", "\n\n", "(", ")", "\u202e", "🚀", "\u0301", "<b>", "=1+1", '"', "'", "- ", "# ", "| ",
    "İstanbul ", "a\u00a0b ", "9" * 30, "\t",
)  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(PARTS), st.text(max_size=12)), min_size=1, max_size=30).map("".join)
SAME = {"derandomize": True, "deadline": None, "database": None}


def corpus_of(texts: list[str]) -> Corpus:
    kept = [text.replace("\r", " ").encode(errors="ignore").decode() + " ." for text in texts]
    return Corpus(documents=tuple(Document(doc=f"d{n}", text=text) for n, text in enumerate(kept)))


def facts_of(corpus: Corpus):
    return build_facts(corpus, {d.doc: extract_document(d) for d in corpus.documents}, corrections=())


def laws_hold(texts: list[str], folder) -> None:
    corpus = corpus_of(texts)
    facts = facts_of(corpus)
    held = {d.doc: d.text for d in corpus.documents}
    for frame in (facts.ties, facts.funding):
        for row in frame.itertuples():
            assert held[row.doc][row.start : row.end] == row.evidence
            assert 0 <= row.confidence <= 1
    again = read_facts(write_facts(facts, folder))
    assert again.ties.equals(facts.ties)
    assert again.funding.equals(facts.funding)
    turned = facts_of(Corpus(documents=tuple(reversed(corpus.documents))))
    assert turned.ties.equals(facts.ties)
    net = build_network(facts)
    assert (net.ties["weight"] > 0).all()
    assert math.isclose(net.evidence["weight"].sum(), net.ties["weight"].sum(), abs_tol=1e-9)
    assert set(net.ties["source"]) | set(net.ties["target"]) <= set(net.actors["actor"])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("facts")


@settings(max_examples=8, **SAME)
@given(texts=st.lists(TEXTS, min_size=1, max_size=3))
def test_the_laws_of_the_whole_way_hold_for_any_text(folder, texts):
    laws_hold(texts, folder)


@pytest.mark.slow
@settings(max_examples=300, **SAME)
@given(texts=st.lists(TEXTS, min_size=1, max_size=4))
def test_the_laws_of_the_whole_way_hold_for_many_texts(folder, texts):
    laws_hold(texts, folder)
