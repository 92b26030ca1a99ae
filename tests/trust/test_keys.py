"""The key of a model's server, in whole commands: whatever happens, it is in no file and in neither stream."""

import base64
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.deposit.tiny_run import ONE, STUDY
from tests.extract.backends.fake_server import Reply, facts, serving, tie

KEY = "sk-canary-7f3/0123456789+AbCdEf=="
#: As the key stands, as a header, an address or a dump of bytes would hold it, and a part of it.
FORMS = [KEY, quote(KEY, safe=""), base64.b64encode(KEY.encode()).decode()[:32], KEY.encode().hex(), KEY[3:20]]
GOOD = Reply(content=facts(tie("Japan", "United States", "Japan and the United States signed an agreement")))
BAD = Reply(status=401, content=f"Incorrect API key provided: {KEY}")
ECHO = Reply(content=f'{{"actors": [], "ties": [], "funding": [], "key": "{KEY}"}}')
MOVED = Reply(status=302, headers={"Location": f"/elsewhere?key={quote(KEY)}"})
#: A fault that no code expects, at the moment when the key is sent.
BROKEN = """
import sys, httpx
def post(self, *args, **kwargs):
    raise ZeroDivisionError("in the middle of a request")
httpx.Client.send = post
sys.argv = ["qtnet", *sys.argv[1:]]
from qtnet.cli.group import main
main()
"""


def ran(place: Path, *command: object, program: str = "") -> tuple[int, str]:
    """Run a command with the key in the environment; give its exit code and all that was seen of it."""
    begin = ["-X", "dev", "-c", program] if program else ["-m", "qtnet"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QTNET_")}
    done = subprocess.run(
        [sys.executable, *begin, *map(str, command)],
        cwd=place, env=kept | {"QTNET_LLM_KEY": KEY, "PYTHONFAULTHANDLER": "1"}, capture_output=True, timeout=300,
    )  # fmt: skip
    seen = [done.stdout, done.stderr, *(p.read_bytes() for p in place.rglob("*") if p.is_file())]
    seen += [os.fsencode(path) for path in place.rglob("*")]
    return done.returncode, b"\n".join(seen).decode(errors="replace")


@pytest.fixture
def place(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "one.txt").write_text(ONE, encoding="utf-8")
    return tmp_path


def extract(server: str) -> list[str]:
    return ["extract", "docs", "--out", "facts", "--backend", "llm", "--model", "m", "--endpoint", server, "--json"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("reply", "code"),
    [(GOOD, 0), (BAD, 2), (ECHO, 2), (MOVED, 2), (Reply(body=f"<html>{KEY}</html>", status=403), 2)],
    ids=["good", "refused", "echoed", "moved", "a page"],
)
def test_extracting_shows_the_key_to_the_server_only(place, reply, code):
    with serving(lambda request, number: reply) as server:
        ended, seen = ran(place, *extract(server.base))
    assert {headers["Authorization"] for headers in server.headers} == {f"Bearer {KEY}"}
    assert ended == code, seen
    assert [form for form in FORMS if form in seen] == []


@pytest.mark.slow
def test_a_run_keeps_the_key_out_of_results_provenance_and_pages(place):
    with serving(lambda request, number: GOOD) as server:
        told = f'[extraction]\nbackend = "mix"\nmodel = "m"\nendpoint = "{server.base}"\n'
        (place / "tiny.toml").write_text(STUDY.replace('"CN"', '"JP"') + told, encoding="utf-8")
        ended, seen = ran(place, "run", "tiny.toml", "--out", "out")
    assert ended == 0, seen
    assert server.headers
    assert (place / "out" / "report.html").is_file()
    assert [form for form in FORMS if form in seen] == []


@pytest.mark.slow
def test_a_traceback_of_an_unexpected_fault_does_not_show_the_key(place):
    with serving(lambda request, number: GOOD) as server:
        ended, seen = ran(place, *extract(server.base), program=BROKEN)
    assert ended == 1
    assert "ZeroDivisionError" in seen
    assert [form for form in FORMS if form in seen] == []


@pytest.mark.slow
def test_a_key_in_the_wrong_place_is_not_repeated(place):
    told = f'[extraction]\nbackend = "llm"\nmodel = "m"\nkey = "{KEY}"\n'
    (place / "docs" / "tiny.toml").write_text(STUDY, encoding="utf-8")
    for endpoint in (
        f"https://me:{KEY.replace('/', '')}@example.invalid",
        f"https://example.invalid/?key={quote(KEY)}",
    ):
        ended, seen = ran(place, *extract(endpoint))
        assert ended == 2, seen
        assert "canary" not in seen
    (place / "wrong.toml").write_text(STUDY + told, encoding="utf-8")
    ended, seen = ran(place, "run", "wrong.toml", "--out", "out")
    assert ended == 2
    assert "key 'extraction.key' is unknown" in seen
    assert seen.count(KEY) == 1  # in the study file itself
