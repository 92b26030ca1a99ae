"""The same bytes whatever runs the study: hash seeds, processes, languages, zones, folders, rights, and Pythons.

The Pythons are the environments that ``QTNET_MATRIX_PYTHONS`` names (paths to interpreters in which the lock is
installed, joined by ``:``), and with ``QTNET_MATRIX_MAKE=1`` one that the test makes for each Python of 3.11 to 3.13
that it finds on the PATH or in pyenv.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reproducible.small_study import small_study

ROOT = Path(__file__).resolve().parents[2]
VERSIONS = ("3.11", "3.12", "3.13")
AROUND = {
    "another hash seed": {"PYTHONHASHSEED": "77"},
    "two processes": {"jobs": "2", "PYTHONHASHSEED": "3"},
    "C, no UTF-8 mode": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "umask": "077"},
    "Turkish": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Asia/Kathmandu"},
    "German, Latin letters": {"LC_ALL": "de_DE.ISO-8859-1", "PYTHONUTF8": "0", "TZ": "America/St_Johns"},
    "several threads": {"OMP_NUM_THREADS": "2", "OPENBLAS_NUM_THREADS": "2", "cwd": "/"},
}
#: Sets the locale as a program would that calls setlocale, which Python itself does not do for numbers and letters.
PROGRAM = (
    "import locale, os, sys; os.umask(int(os.environ.get('TEST_UMASK', '022'), 8));"
    "locale.setlocale(locale.LC_ALL, '');"
    "import qtnet; qtnet.run_study(sys.argv[1], out=sys.argv[2], jobs=int(sys.argv[3]), keep=False)"
)


def run(study: Path, out: Path, around: dict[str, str], python: str = sys.executable) -> dict[str, str]:
    """Run the study in a process of its own; give the hash of each file."""
    own = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "PYTHONPATH": str(ROOT)}
    own |= {"PYTHONHASHSEED": "0", "TEST_UMASK": around.get("umask", "022"), "OMP_NUM_THREADS": "1"}
    own |= {name: value for name, value in around.items() if name.isupper() or "_" in name}
    if "LC_ALL" in around and not _has_locale(around["LC_ALL"]):
        own["LC_ALL"] = "C"  # still another language than that of the machine, with no letters beyond ASCII
    command = [python, "-c", PROGRAM, str(study), str(out), around.get("jobs", "1")]
    subprocess.run(command, env=own, cwd=around.get("cwd", study.parent), check=True, capture_output=True, text=True)
    files = sorted(path for path in out.rglob("*") if path.is_file())
    return {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _has_locale(name: str) -> bool:
    listed = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout.lower().split()
    return re.sub(r"[^a-z0-9_.]", "", name.lower()) in listed


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    folder = tmp_path_factory.mktemp("matrix")
    study = small_study(folder / "study")
    return study, run(study, folder / "expected", {})


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("name", AROUND)
def test_what_stands_around_a_run_does_not_reach_its_bytes(expected, tmp_path, name):
    study, hashes = expected
    assert run(study, tmp_path / "out", AROUND[name]) == hashes


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_the_place_of_a_study_does_not_reach_its_bytes(expected, tmp_path):
    _, hashes = expected
    assert run(small_study(tmp_path / "İki klasör"), tmp_path / "elsewhere", {}) == hashes


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("version", VERSIONS)
def test_every_python_gives_the_same_bytes(expected, tmp_path, version):
    study, hashes = expected
    python = _python(version, tmp_path)
    assert run(study, tmp_path / "out", {}, python) == hashes


def _python(version: str, folder: Path) -> str:
    """Give an interpreter in which the lock is installed: a named one, or one made for it; skip where there is none."""
    for place in filter(None, os.environ.get("QTNET_MATRIX_PYTHONS", "").split(os.pathsep)):
        if _version(place) == version:
            return place
    if _version(sys.executable) == version:
        return sys.executable
    if os.environ.get("QTNET_MATRIX_MAKE") != "1":
        pytest.skip(f"no environment of Python {version}: name one in QTNET_MATRIX_PYTHONS, or set QTNET_MATRIX_MAKE=1")
    pyenv = sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python"))
    found = shutil.which(f"python{version}") or (str(pyenv[-1]) if pyenv else None)
    if found is None:
        pytest.skip(f"no Python {version} on the PATH or in pyenv")
    made = folder / "venv"
    subprocess.run([found, "-m", "venv", str(made)], check=True)
    python = str(made / "bin" / "python")
    install = [python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(ROOT / ".lock" / "run.txt")]
    subprocess.run(install, check=True)
    return python


def _version(python: str) -> str:
    told = subprocess.run([python, "-V"], capture_output=True, text=True, check=False).stdout
    return ".".join(told.removeprefix("Python ").split(".")[:2])
