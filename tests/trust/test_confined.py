"""Whole commands under watch: they write into their output folder only, call nobody and leave nothing behind.

An audit hook of Python (tests/trust/watching) refuses and notes every opening for writing elsewhere and every call but
to this computer; what C libraries write is seen by comparing all folders before and after.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.deposit.tiny_run import ONE, STUDY, TWO

WATCHING = Path(__file__).with_name("watching")
ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.slow, pytest.mark.timeout(1_800)]


class Sandbox:
    """Documents, a study and folders of one's own for home, temporary files and the working directory."""

    def __init__(self, place: Path) -> None:
        self.place = place
        for name in ("docs", "home", "tmp", "cwd", "out", "cache"):
            (place / name).mkdir()
        for name, text in (("one", ONE), ("two", TWO)):
            (place / "docs" / f"{name}.txt").write_text(text, encoding="utf-8")
        (place / "out" / "tiny.toml").write_text(STUDY.replace('"docs"', '"../docs"'), encoding="utf-8")

    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
        return kept | {
            "PYTHONPATH": os.pathsep.join((str(WATCHING), str(ROOT))),
            "PYTHONDONTWRITEBYTECODE": "1",
            "HOME": str(self.place / "home"),
            "TMPDIR": str(self.place / "tmp"),
            "NUMBA_CACHE_DIR": str(self.place / "cache"),  # compiled loops, and matplotlib's list of fonts: once
            "MPLCONFIGDIR": str(self.place / "cache"),
            "QTNET_WATCH_ALLOWED": os.pathsep.join(str(self.place / name) for name in ("out", "tmp", "cache")),
            "QTNET_WATCH_LOG": str(self.place / "refused.log"),
            "OMP_NUM_THREADS": "1",
        }

    def started(self, *command: object) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, "-m", "qtnet", *map(str, command)],
            cwd=self.place / "cwd", env=self.environment(), text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )  # fmt: skip

    def run(self, *command: object) -> str:
        """Run a command, which must do its work; give what was refused."""
        process = self.started(*command)
        try:
            said, told = process.communicate(timeout=600)
        finally:
            process.kill()
        assert process.returncode == 0, told + said + self.refused()
        return self.refused()

    def refused(self) -> str:
        log = self.place / "refused.log"
        return log.read_text(encoding="utf-8") if log.exists() else ""

    def outside(self) -> dict[str, bytes]:
        """Give the files outside of the output folder by their place."""
        folders = [self.place / name for name in ("docs", "home", "tmp", "cwd")]
        files = [path for folder in folders for path in sorted(folder.rglob("*"))]
        return {str(path): path.read_bytes() if path.is_file() else b"" for path in files}


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory):
    """The sandbox after a whole run."""
    made = Sandbox(tmp_path_factory.mktemp("watched"))
    before = made.outside()
    assert made.run("run", made.place / "out" / "tiny.toml", "--out", made.place / "out" / "run") == ""
    assert made.outside() == before
    return made


def test_the_watch_sees_what_it_must(tmp_path):
    made = Sandbox(tmp_path)
    tries = [
        "open('/tmp/x-of-a-test', 'w')", "import os; os.mkdir('../home/x')", "import os; os.remove('../docs/one.txt')",
        "import socket; socket.create_connection(('192.0.2.1', 9), 1)",
        "import socket; socket.getaddrinfo('a.test', 1)",
        "import subprocess; subprocess.run(['true'])", "from pathlib import Path; Path('../home/y').write_text('y')",
        "import os; os.rename('../docs/one.txt', '../docs/three.txt')", "import os; os.symlink('a', '../home/b')",
    ]  # fmt: skip
    for number, program in enumerate(tries, start=1):
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=made.place / "cwd",
            env=made.environment(),
            capture_output=True,
            text=True,
        )
        assert done.returncode == 1, program
        assert "PermissionError" in done.stderr, done.stderr
        assert len(made.refused().splitlines()) == number, program


COMMANDS = {
    "run again": ["run", "out/tiny.toml", "--out", "out/run"],
    "run planned": ["run", "out/tiny.toml", "--out", "out/run", "--dry-run"],
    "extract": ["extract", "docs", "--out", "out/facts"],
    "network": ["network", "out/run/facts", "--out", "out/net.graphml"],
    "network of edges": ["network", "out/run/facts", "--out", "out/net.csv", "--format", "csv"],
    "metrics": ["metrics", "out/run/facts", "--metric", "pagerank", "--json"],
    "bipolarity": ["bipolarity", "out/run/facts", "--poles", "US,CN", "--nulls", "19", "--draws", "20", "--json"],
    "report": ["report", "out/run"],
    "paper": ["paper", "out/run", "--out", "out/paper"],
    "deposit": ["deposit", "out/run"],
    "store": ["store", "out/run", "--out", "out/store"],
    "review": ["review", "out/run", "--out", "out/review.csv"],
    "diff": ["diff", "out/run", "out/run", "--out", "out/diff.html"],
    "list": ["list", "metrics"],
    "score": ["score", "out/run/facts", "out/run/facts"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_writes_into_its_output_folder_only_and_calls_nobody(sandbox, name):
    if name == "store":
        pytest.importorskip("duckdb")
    before = sandbox.outside()
    inputs = (sandbox.place / "out" / "tiny.toml").read_bytes()
    command = [sandbox.place / word if word.startswith(("out/", "docs")) else word for word in COMMANDS[name]]
    assert sandbox.run(*command) == ""
    assert sandbox.outside() == before
    assert (sandbox.place / "out" / "tiny.toml").read_bytes() == inputs
    beside = [p.name for p in (sandbox.place / "out").rglob(".*") if p.name.endswith((".new", ".old", ".lock"))]
    assert beside == []


def test_the_review_server_calls_nobody(sandbox):
    copy = shutil.copytree(sandbox.place / "out" / "run", sandbox.place / "out" / "reviewed")
    verdicts = sandbox.place / "out" / "corrections.csv"
    process = sandbox.started("review", copy, "--serve", "--corrections", verdicts, "--who", "Ada")
    try:
        url = next(line.split()[-1] for line in process.stderr if "open http" in line)
        with urllib.request.urlopen(url, timeout=30) as answer:
            assert answer.status == 200
    finally:
        process.send_signal(signal.SIGINT)
        began = time.monotonic()
        try:
            process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == 3
    assert time.monotonic() - began < 30
    assert sandbox.refused() == ""


def test_documents_that_try_to_leave_change_nothing(sandbox):
    import zipfile

    hostile = sandbox.place / "docs2"
    hostile.mkdir()
    shutil.copy(sandbox.place / "docs" / "one.txt", hostile)
    with zipfile.ZipFile(hostile / "bad.zip", "w") as archive:
        for name in ("../../out.txt", "/tmp/abs.txt", "..\\win.txt", "a/../../up.txt"):
            archive.writestr(name, TWO)
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    before = sandbox.outside()
    process = sandbox.started("extract", hostile, "--out", sandbox.place / "out" / "hostile")
    _, told = process.communicate(timeout=600)
    assert process.returncode == 1, told  # the rest was read
    assert "leads out of the archive" in told
    assert "a link inside the archive" in told
    assert sandbox.refused() == ""
    assert sandbox.outside() == before
