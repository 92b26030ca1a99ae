"""What all tests share: the annotated reference folder, and a guard against hidden randomness."""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings

# A busy machine is no fault of the code, and every run tries the same examples.
settings.register_profile("qtnet", deadline=None, derandomize=True)
settings.load_profile("qtnet")

#: What other environments run: peers of benchmarks, and what Python itself imports in a process that is watched.
collect_ignore = [
    "benchmarks/langextract_overhead.py",
    "benchmarks/leidenalg_peer.py",
    "trust/watching/sitecustomize.py",
]

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def made_once(tmp_path_factory) -> Callable[[str, Callable[[Path], object]], Path]:
    """Make what is slow to make once for all processes of tests.

    ``made_once(name, make)`` gives the folder that `make(folder)` has filled; no test may change it.
    """
    from qtnet.writing import locked

    base = tmp_path_factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def made(name: str, make: Callable[[Path], object]) -> Path:
        place = base / f"once-{name}"
        place.mkdir(exist_ok=True)
        done, folder = place / "done", place / "made"
        with locked(done):
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                make(folder)
                done.touch()
        return folder

    return made


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with annotation guide, gold and reference values that lies beside the repository."""
    folder = ROOT.parent / "shared"
    if not (folder / "ANNOTATION.md").is_file():
        pytest.skip("the shared reference folder is not beside the repository")
    return folder


@pytest.fixture(autouse=True)
def _no_global_randomness():
    """Fail a test that draws from a global generator: results must depend on `rng` alone."""
    before = random.getstate(), _numpy_state()
    yield
    assert (random.getstate(), _numpy_state()) == before, "the test touched a global random generator; pass rng instead"


def _numpy_state() -> tuple[object, ...]:
    name, keys, *rest = np.random.get_state()
    return (name, keys.tobytes(), *rest)


@pytest.fixture(scope="session")
def browser():
    """Headless Chromium, one in each process of tests: Playwright cannot be started twice."""
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed: pip install playwright"
    )
    from tests.browser.find_chromium import ARGUMENTS, HOW_TO_INSTALL, find_chromium

    path = find_chromium()
    if path is None:
        pytest.skip(HOW_TO_INSTALL)
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield opened
        opened.close()
