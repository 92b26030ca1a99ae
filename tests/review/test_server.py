"""The server answers its own page and nobody else, and a verdict is on the disk before it says so."""

import http.client
import json
import signal
import subprocess
import sys
import threading
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from qtnet.errors import InputError
from qtnet.facts import write_facts
from qtnet.facts.corrections import read_corrections
from qtnet.facts.verdicts import read_verdicts
from qtnet.review.desk import Desk
from qtnet.review.queue import build_queue
from qtnet.review.server import HOST, ReviewServer
from tests.review.world import FIRST, SECOND, SILENT, reviewed

ADDED = {"doc": "d1", "source": "DE", "target": "FR", "mode": "alignment", "domain": "ai", "status": "active"}


@pytest.fixture
def server(tmp_path):
    found = reviewed(tmp_path)
    running = ReviewServer(Desk(found, build_queue(found), who="Ada"))
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield running
    running.shutdown()
    thread.join()
    running.server_close()


def send(server, method, path, body=None, *, token=None, **headers):
    connection = http.client.HTTPConnection(HOST, server.server_port, timeout=5)
    content = {"Content-Type": "application/json"} if body is not None else {}
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    text = json.dumps(body) if body is not None and not isinstance(body, str) else body
    connection.request(method, f"/{token or server.token}/{path}", text, content | names)
    answer = connection.getresponse()
    found = answer.read().decode()
    connection.close()
    return answer, found


def judged(server, **request):
    answer, found = send(server, "POST", "api/judge", request)
    return answer.status, json.loads(found)


def test_the_page_is_served_with_a_strict_policy(server):
    answer, page = send(server, "GET", "")
    policy = answer.headers["Content-Security-Policy"]
    assert answer.status == 200
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "@script@" not in page


def test_it_listens_on_the_loopback_address_only(server):
    assert server.server_address[0] == "127.0.0.1"
    assert server.url == f"http://127.0.0.1:{server.server_port}/{server.token}/"
    assert len(server.token) >= 32


@pytest.mark.parametrize("path", ["", "api/state", "api/text?doc=d1"])
def test_a_wrong_token_gets_nothing(server, path):
    answer, found = send(server, "GET", path, token="x" * 32)
    assert answer.status == 403
    assert "wrong token" in found
    assert FIRST[:20] not in found


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_other_pages_are_refused(server, headers):
    for method, path, body in (("GET", "api/state", None), ("POST", "api/undo", {})):
        answer, found = send(server, method, path, body, **headers)
        assert answer.status == 403, found
        assert "Access-Control-Allow-Origin" not in answer.headers


def test_what_a_form_of_another_page_can_send_is_refused(server):
    answer, _ = send(server, "POST", "api/undo", "{}", Content_Type="text/plain")
    assert answer.status == 415


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        ("[]", {}, 400),
        ("{", {}, 400),
        ("{}", {"Content_Length": "9999999"}, 413),
        ("{}", {"Content_Length": "-1"}, 411),
    ],
)
def test_malformed_requests_are_refused(server, body, headers, status):
    assert send(server, "POST", "api/judge", body, **headers)[0].status == status


def test_unknown_addresses_and_documents_are_not_found(server):
    assert send(server, "GET", "../../etc/passwd")[0].status == 404
    assert send(server, "POST", "api/burn", {})[0].status == 404
    answer, found = send(server, "GET", "api/text?doc=../corrections")
    assert answer.status == 404
    assert "document '../corrections' is unknown" in json.loads(found)["error"]
    assert send(server, "PUT", "api/judge", {})[0].status == 501


def test_the_text_of_a_document_comes_as_it_is_stored(server):
    assert json.loads(send(server, "GET", "api/text?doc=d1")[1])["text"] == FIRST


def test_a_verdict_is_on_the_disk_before_the_answer(server):
    fact = next(q.id for q in server.desk.questions.values() if q.kind == "tie")
    status, found = judged(server, id=fact, action="accept")
    assert (status, found["id"]) == (200, fact)
    assert read_corrections(server.desk.path)[0].action == "accept"
    assert json.loads(send(server, "POST", "api/undo", {})[1]) == {"undone": True, "verdicts": {}}


def test_a_verdict_that_is_not_valid_says_which_field(server):
    fact = next(q.id for q in server.desk.questions.values() if q.kind == "tie")
    status, found = judged(server, id=fact, action="edit", values={"status": "hoped"})
    assert status == 422
    assert "not one of" in found["fields"]["status"]
    assert not server.desk.path.exists()


def test_a_file_that_cannot_be_written_is_told(server):
    server.desk.path.mkdir()
    fact = next(q.id for q in server.desk.questions.values() if q.kind == "tie")
    status, found = judged(server, id=fact, action="accept")
    assert status == 409
    assert "cannot be written" in found["error"]


def test_verdicts_sent_at_once_are_all_kept(server):
    def add(year):
        values = {**ADDED, "evidence": SILENT, "year": str(year)}
        return judged(server, action="add", table="ties", values=values)[0]

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(add, range(1950, 1974))) == {200}
    assert len(read_corrections(server.desk.path)) == 24


def test_a_taken_port_is_named(server):
    with pytest.raises(InputError, match=f"port {server.server_port} of 127.0.0.1"):
        ReviewServer(server.desk, port=server.server_port)


def test_interrupting_leaves_a_whole_file_and_the_exit_code_of_an_interruption(tmp_path):
    write_facts(reviewed(tmp_path).facts, tmp_path / "facts")
    for doc, text in (("d1", FIRST), ("d2", SECOND)):
        (tmp_path / "docs").mkdir(exist_ok=True)
        (tmp_path / "docs" / f"{doc}.txt").write_text(text, encoding="utf-8")
    command = ["review", tmp_path / "facts", "--docs", tmp_path / "docs", "--serve", "--who", "Ada"]
    # A shell that runs the tests in the background makes its children deaf to interruptions.
    hearing = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with subprocess.Popen(
        [sys.executable, "-m", "qtnet", *map(str, command)], stderr=subprocess.PIPE, text=True, preexec_fn=hearing
    ) as process:
        url = next(line.split()[-1] for line in process.stderr if "open http" in line)
        with urllib.request.urlopen(url + "api/state", timeout=5) as answer:
            asked = json.load(answer)["questions"]
        fact = next(q["id"] for q in asked if q["kind"] == "tie")
        body = json.dumps({"id": fact, "action": "reject"}).encode()
        request = urllib.request.Request(url + "api/judge", body, {"Content-Type": "application/json"})
        urllib.request.urlopen(request, timeout=5).close()
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 3
        assert "interrupted" in process.stderr.read()
    assert {row["action"] for row in read_verdicts(tmp_path / "facts" / "corrections.csv")} == {"reject"}
    assert (tmp_path / "facts" / "review.csv").is_file()
    assert [p.name for p in (tmp_path / "facts").iterdir() if p.name.startswith(".")] == []


def test_two_programs_that_save_at_once_lose_nothing(tmp_path):
    program = (
        "import sys; from pathlib import Path; from qtnet.facts.verdicts import save_verdicts\n"
        "for k in range(30): save_verdicts(Path(sys.argv[1]), [dict(id=f't{sys.argv[2]}{k}', action='accept',"
        " field='', value='', reason='', who='x')])"
    )
    path = tmp_path / "corrections.csv"
    running = [subprocess.Popen([sys.executable, "-c", program, str(path), name]) for name in "ab"]
    assert [process.wait(60) for process in running] == [0, 0]
    assert len(read_verdicts(path)) == 60
