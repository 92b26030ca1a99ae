"""Servers that are busy, broken, slow or choosy are met with patience up to a limit, and the key stays with them."""

import logging
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from qtnet.corpus import Document
from qtnet.errors import EndpointError, InputError, MissingExtraError, QtnetError
from qtnet.extract.backends import BackendOptions, backend_of
from qtnet.extract.backends.llm import endpoint as endpoint_module
from qtnet.extract.backends.llm.endpoint import Endpoint, chat_address
from tests.extract.backends.fake_server import Reply, document_in, facts, serving, tie

TEXT = "Oman and Peru signed a pact."
GOOD = Reply(content=facts(tie("Oman", "Peru", "Oman and Peru signed")))
KEY = "sk-very-secret-0123456789"


def first(*replies, then=GOOD):
    """Answer with these, one after the other, and then with `then` for ever."""
    return lambda request, number: replies[number] if number < len(replies) else then


def test_a_busy_server_is_asked_again_after_as_long_as_it_says(asking):
    busy = Reply(status=429, headers={"Retry-After": "7"})
    with serving(first(busy, busy)) as server:
        asked = asking(server.base)
        [claims] = asked.read(TEXT)
    assert len(claims.ties) == 1
    assert asked.pauses == [7.0, 7.0]
    assert len(server.requests) == 3
    assert "2 tried again" in asked.said[-1]


def test_a_retry_after_may_be_a_date(asking):
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    with serving(first(Reply(status=429, headers={"Retry-After": later}))) as server:
        asked = asking(server.base)
        asked.read(TEXT)
    assert 50 < asked.pauses[0] <= 60


def test_a_server_that_asks_for_hours_is_left_alone(asking):
    with serving(first(Reply(status=429, headers={"Retry-After": "7200"}))) as server:
        asked = asking(server.base)
        with pytest.raises(EndpointError, match="asks to wait 7200 seconds; run the same command again"):
            asked.read(TEXT)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "fault",
    [
        Reply(status=503),
        Reply(status=500),
        Reply(status=408),
        Reply(drops=True),
        Reply(body="<html>gateway</html>"),
        Reply(body='{"choices": [{"mess'),
    ],
    ids=["503", "500", "408", "dropped", "not JSON", "cut off"],
)
def test_a_passing_fault_is_tried_again(asking, fault):
    with serving(first(fault)) as server:
        asked = asking(server.base)
        [claims] = asked.read(TEXT)
    assert len(claims.ties) == 1
    assert len(asked.pauses) == 1
    assert len(server.requests) == 2


def test_a_server_that_stays_silent_is_asked_again(asking):
    with serving(first(Reply(delay=0.5))) as server:
        asked = asking(server.base, timeout=0.1)
        [claims] = asked.read(TEXT)
    assert len(claims.ties) == 1
    assert asked.endpoint.retried == {"ReadTimeout": 1}


def test_pauses_grow_with_a_jitter_that_a_seed_fixes(asking):
    with serving(lambda request, number: Reply(status=503)) as server:
        runs = []
        for _ in range(2):
            asked = asking(server.base)
            with pytest.raises(EndpointError, match="no answer after 6 tries; the last one failed with: status 503"):
                asked.read(TEXT)
            runs.append(asked.pauses)
    assert runs[0] == runs[1]
    assert all(0.5 * 2**n <= pause <= 2**n for n, pause in enumerate(runs[0]))
    assert len(runs[0]) == 5


def test_one_failure_stops_all_requests_and_ends_all_pauses(tmp_path):
    def answering(request, number):
        return Reply(status=401) if "pact 0" in document_in(request) else Reply(status=503)

    with serving(answering) as server:
        options = BackendOptions(backend="llm", model="m", endpoint=server.base, cache=tmp_path, threads=4)
        documents = [Document(doc=f"d{n}", text=f"Oman and Peru signed pact {n}.") for n in range(40)]
        begun = time.monotonic()
        with pytest.raises(EndpointError, match="refused with status 401"):
            list(backend_of(options).claims(documents))
    assert time.monotonic() - begun < 10
    assert len(server.requests) < 20


def test_nobody_listening_is_an_error_that_names_the_address(asking):
    with serving(first()) as server:
        base = server.base
    with pytest.raises(EndpointError, match=r"/v1/chat/completions: no answer after 6 tries; .* ConnectError"):
        asking(base).read(TEXT)


@pytest.mark.parametrize(
    ("status", "hint"), [(401, "QTNET_LLM_KEY"), (403, "QTNET_LLM_KEY"), (404, "name of the model")]
)
def test_a_refusal_is_final_and_says_what_to_do(asking, status, hint):
    with serving(first(Reply(status=status, content="go away"))) as server:
        asked = asking(server.base)
        with pytest.raises(EndpointError, match=f"refused with status {status}: go away; .*{hint}"):
            asked.read(TEXT)
    assert len(server.requests) == 1
    assert asked.pauses == []


def test_an_answer_of_another_protocol_is_named(asking):
    with serving(first(Reply(body='{"result": "hello"}'))) as server:
        asked = asking(server.base)
        with pytest.raises(EndpointError, match=r"no choices\[0\]\.message"):
            asked.read(TEXT)


def formats_of(server):
    return [request.get("response_format", {}).get("type") for request in server.requests]


def taking(*allowed):
    def answering(request, number):
        kind = request.get("response_format", {}).get("type")
        return GOOD if kind in allowed else Reply(status=400, content=f"response_format {kind} is not supported")

    return answering


@pytest.mark.parametrize(
    ("allowed", "asked_for"),
    [
        ("json_schema", ["json_schema"]),
        ("json_object", ["json_schema", "json_object"]),
        (None, ["json_schema", "json_object", None]),
    ],
)
def test_the_way_to_json_is_found_out_once(asking, allowed, asked_for):
    with serving(taking(allowed)) as server:
        asking(server.base, threads=3).read(*(TEXT + f" {n}" for n in range(5)))
    assert formats_of(server) == [*asked_for, *[allowed] * 4]


def test_a_server_that_takes_no_way_is_an_error(asking):
    with serving(taking("none of them")) as server:
        asked = asking(server.base)
        with pytest.raises(EndpointError, match="refused with status 400"):
            asked.read(TEXT)
    assert len(server.requests) == 3


def test_parameters_that_a_server_refuses_by_name_are_left_out_or_renamed(asking):
    def answering(request, number):
        for name in ("max_tokens", "temperature"):
            if name in request:
                body = f'{{"error": {{"message": "unsupported", "param": "{name}"}}}}'
                return Reply(status=400, body=body)
        return GOOD

    with serving(answering) as server:
        asking(server.base).read(TEXT)
    last = server.requests[-1]
    assert last["max_completion_tokens"] == 4096
    assert last["response_format"]["type"] == "json_schema"
    assert "temperature" not in last
    assert len(server.requests) == 3


def test_a_request_asks_for_repeatable_answers(asking):
    with serving(first()) as server:
        asking(server.base).read(TEXT)
    [request] = server.requests
    assert (request["temperature"], request["seed"], request["model"]) == (0, 1, "m")
    assert server.paths == ["/v1/chat/completions"]
    assert "Authorization" not in server.headers[0]


ECHOES = [
    first(),
    first(Reply(status=401, content=f"Incorrect API key provided: {KEY}")),
    first(Reply(status=400, content=f"bad {KEY}"), Reply(status=400), Reply(status=400)),
    first(Reply(status=503, content=KEY)),
    first(Reply(content=f'{{"actors": [], "ties": [], "funding": [], "key": "{KEY}"}}')),
    first(Reply(content=f"Bearer {KEY}"), then=Reply(content=f"Bearer {KEY}")),
    first(Reply(body=f'{{"model": "{KEY}", "choices": [{{"message": {{"content": "{{}}"}}}}]}}')),
    lambda request, number: Reply(drops=True),
]


@pytest.mark.parametrize("answering", ECHOES)
def test_the_key_travels_in_the_header_and_is_seen_nowhere_else(asking, tmp_path, caplog, capfd, answering):
    caplog.set_level(logging.DEBUG)
    seen = []
    with serving(answering) as server:
        asked = asking(server.base, key=KEY)
        try:
            seen += [repr(claims) for claims in asked.read(TEXT)]
        except QtnetError as error:
            while error:
                seen += [repr(error), str(error)]
                error = error.__cause__ or error.__context__
    assert {headers["Authorization"] for headers in server.headers} == {f"Bearer {KEY}"}
    seen += [*asked.said, caplog.text, *capfd.readouterr(), repr(asked.backend.report()), repr(asked.model)]
    seen += [path.read_text(encoding="utf-8") for path in tmp_path.rglob("*") if path.is_file()]
    seen += [repr(request) for request in server.requests]
    assert KEY not in "\n".join(seen)


@pytest.mark.parametrize(
    ("base", "message"),
    [
        ("localhost:8000", "expected the base of a server"),
        ("ftp://example.org", "expected the base of a server"),
        ("https://example.org/?api_key=x", "expected the base of a server"),
        ("https://me:hush@example.org", "put the key into QTNET_LLM_KEY"),
        ("http://models.example.org", "would travel unencrypted"),
    ],
)
def test_an_endpoint_that_would_leak_or_cannot_work_is_refused(base, message):
    with pytest.raises(InputError, match=message) as refused:
        chat_address(base, has_key=True)
    assert "hush" not in str(refused.value)
    assert "api_key" not in str(refused.value)


@pytest.mark.parametrize("key", ["two words", "line\nbreak", "schlüssel"])
def test_a_key_that_is_none_is_refused_without_being_shown(key):
    with pytest.raises(InputError, match="holds blanks or signs that no key has") as refused:
        Endpoint("http://localhost:1", key=key)
    assert key not in str(refused.value)


def test_a_missing_extra_says_what_to_install(monkeypatch):
    monkeypatch.setitem(endpoint_module.__dict__["__builtins__"], "__import__", _without_httpx)
    with pytest.raises(MissingExtraError, match="pip install httpx"):
        Endpoint("http://localhost:1")


def _without_httpx(name, *arguments, imported=__import__):
    if name == "httpx":
        raise ImportError(name)
    return imported(name, *arguments)
