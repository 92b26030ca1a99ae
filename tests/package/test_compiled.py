"""Compiled code on disk is used again, and never after a change to any source that it was made of."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "qtnet"
CALLER = """
from qtnet.compiled import compiled
from qtnet.callee import TEN, inside

@compiled
def outer(x):
    return inside(x) + TEN
"""
CALLEE = """
from qtnet.compiled import compiled

TEN = {ten}

@compiled
def inside(x):
    return x * {factor}
"""
ASK = "from qtnet.caller import outer; print(outer(1), sum(outer.stats.cache_hits.values()))"


def small_package(folder: Path) -> Path:
    package = folder / "qtnet"
    package.mkdir()
    (package / "__init__.py").write_text("", encoding="utf-8")
    shutil.copy(PACKAGE / "compiled.py", package)
    (package / "caller.py").write_text(CALLER, encoding="utf-8")
    return package


def asked(package: Path, *, ten: int, factor: int) -> list[int]:
    """Give the result in a fresh process, and how many functions it found compiled."""
    (package / "callee.py").write_text(CALLEE.format(ten=ten, factor=factor), encoding="utf-8")
    folder = package.parent
    home = {"HOME": str(folder / "home"), "XDG_CACHE_HOME": str(folder / "home")}
    environment = {**os.environ, **home, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", ASK]  # finds the package in the folder where it runs
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return [int(word) for word in run.stdout.split()]


def test_a_function_or_constant_of_another_file_that_changed_is_compiled_again(tmp_path):
    package = small_package(tmp_path)
    assert asked(package, ten=10, factor=2) == [12, 0]
    assert asked(package, ten=10, factor=2) == [12, 1]
    assert asked(package, ten=10, factor=3) == [13, 0]
    assert asked(package, ten=20, factor=3) == [23, 0]
    assert asked(package, ten=10, factor=2) == [12, 1]


def test_a_folder_that_cannot_be_written_leaves_the_package_usable(tmp_path):
    package = small_package(tmp_path)
    (package / "__pycache__").write_text("", encoding="utf-8")
    (tmp_path / "home").write_text("", encoding="utf-8")
    assert asked(package, ten=10, factor=2) == [12, 0]
