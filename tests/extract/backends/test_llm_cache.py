"""Stored answers make a second run free, a killed run go on, and a run without a server repeatable."""

import json
import signal
import subprocess
import sys
import time

import pytest

from qtnet.errors import BudgetError, InputError
from qtnet.extract.backends.llm.budget import Limit, Prices, read_limit
from qtnet.extract.backends.llm.model import NotStoredError
from tests.extract.backends.fake_server import Reply, document_in, facts, serving, tie

TEXTS = [f"Oman and Peru signed pact {n}." for n in range(5)]


def signing(request, number):
    return Reply(content=facts(tie("Oman", "Peru", document_in(request)[:-1])))


def test_a_second_run_sends_nothing_and_gives_the_same(asking):
    with serving(signing) as server:
        once, again = asking(server.base, threads=3), asking(server.base)
        assert once.read(*TEXTS) == again.read(*TEXTS)
        assert len(server.requests) == 5
    assert once.backend.report() == again.backend.report()
    assert again.said == ["model 'm': about 0 requests, 0 tokens in, 0 out", "0 requests, 0 tokens in, 0 out"]


def test_stored_answers_need_no_server(asking):
    with serving(signing) as server:
        found = asking(server.base).read(*TEXTS)
    assert asking().read(*TEXTS) == found


def test_a_missing_answer_is_an_error_when_offline(asking):
    with serving(signing) as server:
        asking(server.base).read(*TEXTS[:2])
    with pytest.raises(NotStoredError, match="an answer of model 'm' is not stored, and --offline forbids to ask"):
        asking().read(*TEXTS)


def test_another_model_or_text_is_another_question(asking):
    with serving(signing) as server:
        asking(server.base).read(TEXTS[0])
        asking(server.base, model="other").read(TEXTS[0])
        asking(server.base).read(TEXTS[0].replace("pact", "deal"))
        assert len(server.requests) == 3


def test_corrections_are_stored_too(asking):
    def answering(request, number):
        return Reply(content=facts(tie("Oman", "Peru", "Oman signed" if number == 0 else "Oman and Peru signed")))

    with serving(answering) as server:
        found = asking(server.base).read(TEXTS[0])
        assert len(server.requests) == 2
    assert asking().read(TEXTS[0]) == found
    assert len(found[0].ties) == 1


@pytest.mark.parametrize("damaged", ["", "{", "[]", '{"answer": {"content": 5}}', '{"answer": {"content": "x"}}'])
def test_a_damaged_answer_is_named_not_guessed(asking, tmp_path, damaged):
    with serving(signing) as server:
        asking(server.base).read(TEXTS[0])
        [path] = tmp_path.rglob("*.json")
        path.write_text(damaged, encoding="utf-8")
        with pytest.raises(InputError, match=rf"{path.name}: this is no stored answer; delete the file"):
            asking(server.base).read(TEXTS[0])


def test_an_answer_is_stored_with_what_was_asked(asking, tmp_path):
    with serving(signing) as server:
        asking(server.base).read(TEXTS[0])
    [path] = tmp_path.rglob("*.json")
    stored = json.loads(path.read_text(encoding="utf-8"))
    assert stored["asked"]["model"] == "m"
    assert stored["asked"]["params"] == {"temperature": 0, "seed": 1, "max_tokens": 4096}
    assert stored["answer"]["system_fingerprint"] == "fp_7"
    assert path.name == f"{path.stem}.json"
    assert len(path.stem) == 64


def test_an_estimate_above_the_budget_sends_nothing(asking):
    with serving(signing) as server:
        with pytest.raises(BudgetError, match=r"needs about 1\d,\d{3} tokens, more than its budget of 9,000 tokens"):
            asking(server.base, limit=Limit(9_000)).read(*TEXTS)
        assert server.requests == []


def test_a_budget_stops_before_it_is_exceeded_and_the_rest_can_follow(asking):
    dear = {"prompt_tokens": 6_000, "completion_tokens": 1_000}

    def answering(request, number):
        return Reply(content=signing(request, number).content, usage=dear)

    with serving(answering) as server:
        stopped = asking(server.base, limit=Limit(25_000), threads=4)
        with pytest.raises(
            BudgetError, match=r"the budget of 25,000 tokens is spent: \d requests used (14|21),000 tokens"
        ):
            stopped.read(*TEXTS)
        sent = len(server.requests)
        assert 0 < sent < 5
        assert stopped.ledger.tokens_in + stopped.ledger.tokens_out <= 25_000
        assert [len(claims.ties) for claims in asking(server.base).read(*TEXTS)] == [1] * 5
        assert len(server.requests) == 5


def test_a_budget_may_be_in_dollars():
    prices = Prices(tokens_in=1.0, tokens_out=10.0)
    limit = read_limit("$2.50", prices)
    assert limit.used(1_500_000, 100_000) == 2.5
    assert limit.show(2.5) == "$2.5000"


@pytest.mark.parametrize("text", ["much", "-5", "0", "$", "inf", "nan"])
def test_a_budget_that_is_none_is_refused(text):
    with pytest.raises(InputError, match="expected tokens such as 200000, or US dollars such as"):
        read_limit(text, Prices(1, 1))


def test_dollars_need_prices():
    with pytest.raises(InputError, match="needs prices"):
        read_limit("$5", None)


def test_a_server_that_counts_no_tokens_does_not_make_the_budget_endless(asking):
    def answering(request, number):
        return Reply(content=signing(request, number).content, usage=None)

    with serving(answering) as server:
        asked = asking(server.base)
        asked.read(TEXTS[0])
    assert asked.ledger.tokens_in > 3_000
    assert asked.ledger.tokens_out > 50


_RUN = """
import sys
from pathlib import Path
from qtnet.corpus import Document
from qtnet.extract.backends import BackendOptions, backend_of
base, cache, *texts = sys.argv[1:]
options = BackendOptions(backend="llm", model="m", endpoint=base, cache=Path(cache), threads=1)
list(backend_of(options).claims([Document(doc=f"d{i}", text=text) for i, text in enumerate(texts)]))
"""


def test_a_run_that_is_killed_goes_on_where_it_stopped(asking, tmp_path):
    slow = True

    def answering(request, number):
        return Reply(content=signing(request, number).content, delay=60.0 if slow and number >= 2 else 0.0)

    with serving(answering) as server:
        process = subprocess.Popen([sys.executable, "-c", _RUN, server.base, str(tmp_path / "answers"), *TEXTS])
        until = time.monotonic() + 60
        while len(server.requests) < 3 and process.poll() is None and time.monotonic() < until:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
        assert len(list(tmp_path.rglob("*.json"))) == 2
        slow, before = False, len(server.requests)
        found = asking(server.base).read(*TEXTS)
        assert len(server.requests) - before == 3
    assert [len(claims.ties) for claims in found] == [1] * 5
    assert not [path for path in tmp_path.rglob("*") if path.suffix == ".new"]
