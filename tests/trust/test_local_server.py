"""The running review server against hostile requests: raw bytes, foreign pages, too much, too deep, too slow."""

import gc
import http.client
import json
import socket
import threading
import time
import warnings
from contextlib import contextmanager

import pytest

from qtnet.review import server as server_module
from qtnet.review.desk import Desk
from qtnet.review.queue import build_queue
from qtnet.review.server import HOST, ReviewServer
from tests.review.world import FIRST, reviewed

SCRIPT = "</script><script>alert(1)</script><img src=x onerror=alert(2)>"


@contextmanager
def running_in(place):
    found = reviewed(place)
    running = ReviewServer(Desk(found, build_queue(found), who="Ada"))
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield running
    finally:
        running.shutdown()
        thread.join()
        running.server_close()


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A server for all tests; what one of them sent must not hurt the next."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(server_module._Handler, "timeout", 1)
        with running_in(tmp_path_factory.mktemp("served")) as running:
            yield running


def raw(server, data: bytes, *, wait: float = 3.0) -> bytes:
    """Send bytes as they are; give all that comes back."""
    with socket.create_connection((HOST, server.server_port), timeout=wait) as connection:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        while chunk := connection.recv(65536):
            answer += chunk
        return answer


def request(server, method: str, path: str, *lines: str, body: bytes = b"", token: str | None = None) -> bytes:
    head = [
        f"{method} /{server.token if token is None else token}/{path} HTTP/1.1",
        f"Host: {HOST}:{server.server_port}",
    ]
    return raw(server, "\r\n".join([*head, *lines, "", ""]).encode("latin-1") + body)


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else 0


def judged(server, body: bytes, *lines: str) -> bytes:
    given = lines or ("Content-Type: application/json", f"Content-Length: {len(body)}")
    return request(server, "POST", "api/judge", *given, body=body)


def still_answers(server) -> bool:
    return status(request(server, "GET", "api/state", "Connection: close")) == 200


def test_no_method_but_reading_and_judging_is_known(server):
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "HEAD", "X" * 5_000):
        answer = request(server, method, "api/state")
        assert status(answer) in (400, 501), method
        assert FIRST[:12].encode() not in answer
        assert b"Access-Control-Allow" not in answer
    assert still_answers(server)


@pytest.mark.parametrize(
    "path",
    ["../api/state", "..%2f..%2fetc/passwd", "%2e%2e/%2e%2e/etc/passwd", "/etc/passwd", "api/text?doc=%00", "é",
     "api/text?doc=..%2Fd1", "api/text?doc=d1&doc=../x/../../..", "assets/../server.py", "corrections.csv",
     "\\..\\..\\x", "api/state/"],
)  # fmt: skip
def test_no_path_leads_to_a_file(server, path):
    answer = request(server, "GET", path, "Connection: close")
    if not (path.startswith("api/text?doc=d1") and status(answer) == 200):  # the first of two names is asked for
        assert status(answer) in (400, 403, 404), answer[:100]
    assert b"root:" not in answer
    assert b"import " not in answer


@pytest.mark.parametrize("token", ["", "x", "é" * 32, "%00", "a" * 70_000])
def test_what_is_no_token_is_refused(server, token):
    answer = request(server, "GET", "api/state", "Connection: close", token=token)
    assert status(answer) in (403, 414)
    assert server.token.encode() not in answer
    assert still_answers(server)


def test_tokens_are_compared_in_constant_time_and_differ(server, monkeypatch):
    seen = []
    real = server_module.hmac.compare_digest
    monkeypatch.setattr(server_module.hmac, "compare_digest", lambda a, b: (seen.append((a, b)), real(a, b))[1])
    request(server, "GET", "", "Connection: close", token="guess")
    assert seen == [(b"guess", server.token.encode())]
    with ReviewServer(server.desk) as other:
        assert other.token != server.token


@pytest.mark.parametrize(
    "lines",
    [("Host: evil.example",), ("Origin: https://evil.example",), ("Origin: null",), ("Origin: file://",), ("Origin:",),
     ("Sec-Fetch-Site: cross-site",)],
)  # fmt: skip
def test_a_foreign_page_cannot_judge(server, lines):
    given = [f"Host: {HOST}:{server.server_port}"] if not lines[0].startswith("Host") else []
    head = [f"POST /{server.token}/api/judge HTTP/1.1", *given, *lines]
    head += ["Content-Type: application/json", "Content-Length: 2", "", ""]
    assert status(raw(server, "\r\n".join(head).encode() + b"{}")) == 403


def test_a_name_that_was_bound_anew_to_this_computer_is_refused(server):
    port = server.server_port
    for host in (
        f"rebound.example:{port}",
        f"[::1]:{port}",
        f"127.0.0.1.evil.example:{port}",
        f"{HOST}:{port + 1}",
        f"{HOST}:{port}@x",
    ):
        answer = raw(server, f"GET /{server.token}/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        assert status(answer) == 403, host
    assert status(raw(server, f"GET /{server.token}/ HTTP/1.0\r\n\r\n".encode())) == 403


@pytest.mark.parametrize(
    ("body", "lines", "expected"),
    [
        (b"[" * 200_000, None, 400),
        (b'{"a":' * 100_000, None, 400),
        (b"\xff\xfe\x00", None, 400),
        (b"9" * 10_000, None, 400),
        (b"", ("Content-Type: application/json", "Content-Length: " + "9" * 5_000), 413),
        (b"", ("Content-Type: application/json", "Content-Length: 1048577"), 413),
        (b"", ("Content-Type: application/json", "Content-Length: \xb2"), 411),
        (b"", ("Content-Type: application/json", "Transfer-Encoding: chunked"), 411),
        (b"{}", ("Content-Type: multipart/form-data; boundary=x", "Content-Length: 2"), 415),
        (b"{}", ("Content-Length: 2",), 415),
        (b'{"id": "t1", "action": NaN}', None, 422),
        (b'{"id": {"$ne": 1}, "action": ["accept"]}', None, 422),
        (b'{"action": "add", "table": "ties", "values": [1]}', None, 422),
        (b'{"id": "\\ud800", "action": "accept"}', None, 422),
    ],
)  # fmt: skip
def test_a_bad_body_is_refused_with_its_reason_and_without_a_traceback(server, capfd, body, lines, expected):
    answer = judged(server, body, *(lines or ()))
    assert status(answer) == expected, answer[:300]
    assert not server.desk.path.exists()
    assert still_answers(server)
    assert capfd.readouterr() == ("", "")


def test_random_bytes_get_an_error_or_nothing(server, capfd):
    import random

    rng = random.Random(8)
    for _ in range(40):
        assert status(raw(server, rng.randbytes(rng.randrange(1, 400)))) in (0, 400, 403, 414, 431, 501, 505)
    many = "".join(f"X-{n}: 1\r\n" for n in range(300))
    assert status(raw(server, f"GET /{server.token}/ HTTP/1.1\r\n{many}\r\n".encode())) == 431
    assert still_answers(server)
    assert "Traceback" not in "".join(capfd.readouterr())


def test_a_silent_connection_is_closed_and_stops_nobody(server):
    with socket.create_connection((HOST, server.server_port), timeout=10) as silent:
        silent.sendall(f"POST /{server.token}/api/judge HTTP/1.1\r\nContent-Le".encode())
        assert still_answers(server)
        assert silent.recv(100) == b""  # after the time that a request may take


def test_every_answer_forbids_what_the_page_does_not_need(server):
    answers = [request(server, "GET", path, "Connection: close") for path in ("", "api/state", "none")]
    answers.append(request(server, "GET", "", "Connection: close", token="x"))
    answers.append(judged(server, b"{}"))
    for answer in answers:
        head = answer.split(b"\r\n\r\n", 1)[0].decode()
        for needed in ("default-src 'none'", "nosniff", "DENY", "no-store", "no-referrer", "same-origin"):
            assert needed in head, head
        assert "Python" not in head


def test_what_a_verdict_says_comes_back_as_data_only(tmp_path):
    with running_in(tmp_path) as server:
        fact = next(q.id for q in server.desk.questions.values() if q.kind == "tie")
        answer = judged(server, json.dumps({"id": fact, "action": "accept", "reason": SCRIPT}).encode())
        page = request(server, "GET", "", "Connection: close")
    assert status(answer) == 200
    assert b"Content-Type: application/json" in answer
    assert SCRIPT.encode() not in page
    assert b"alert(1)" not in page


def test_closing_gives_port_and_threads_back(tmp_path):
    found = reviewed(tmp_path)
    before = threading.active_count()
    with warnings.catch_warnings():
        warnings.simplefilter("error", ResourceWarning)
        running = ReviewServer(Desk(found, build_queue(found), who="Ada"))
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        connection = http.client.HTTPConnection(HOST, running.server_port, timeout=5)
        connection.request("GET", f"/{running.token}/api/state")
        assert connection.getresponse().read()
        connection.close()
        port = running.server_port
        running.shutdown()
        thread.join()
        running.server_close()
        gc.collect()
    with socket.socket() as again:
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        again.bind((HOST, port))
    deadline = time.monotonic() + 5
    while threading.active_count() > before and time.monotonic() < deadline:
        time.sleep(0.01)
    assert threading.active_count() == before
