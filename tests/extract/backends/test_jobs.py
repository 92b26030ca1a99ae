"""Several processes give the same claims as one, in the same order."""

import pytest

from qtnet.corpus import Document
from qtnet.errors import InputError
from qtnet.extract.backends import BackendOptions, Rules, backend_of
from qtnet.facts.progress import shown

TEXT = "{} and {} signed a pact on quantum computing in 2024."
PAIRS = [("Oman", "Peru"), ("Japan", "India"), ("France", "Chile"), ("Kenya", "Ghana"), ("Italy", "Spain")]
DOCUMENTS = [Document(doc=f"d{n}", text=TEXT.format(*pair)) for n, pair in enumerate(PAIRS)]


def test_two_processes_give_the_same_claims():
    alone = list(Rules().claims(DOCUMENTS))
    assert [len(claims.ties) for claims in alone] == [1] * len(PAIRS)
    assert list(backend_of(BackendOptions(jobs=2)).claims(DOCUMENTS)) == alone


def test_less_than_one_process_is_refused():
    with pytest.raises(InputError, match="jobs: expected a whole number of at least 1, got 0"):
        Rules(jobs=0)


def test_jobs_are_refused_where_nobody_reads_them():
    with pytest.raises(InputError, match="option 'jobs' is read by rules and mix, not by 'llm'"):
        backend_of(BackendOptions(backend="llm", jobs=2))


def test_the_bar_passes_all_claims_on_and_tells_how_far_it_is(capsys):
    alone = list(Rules().claims(DOCUMENTS))
    assert list(shown(alone, DOCUMENTS)) == alone
    told = capsys.readouterr().err
    assert "extracting, 5 of 5 documents: 100%" in told
    assert "B/s" in told
