"""Runs that are interrupted or killed: nothing half-written, and the same command goes on to the same bytes."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from qtnet.errors import InputError
from qtnet.study.folder import built_beside

SENTENCES = (
    "Japan and the United States signed an agreement on quantum computing in 2020. In 2020 the United States imposed "
    "export controls on China over quantum computing.",
    "China and Russia signed an agreement on quantum computing in 2021.",
    "In 2023 the United States and the Netherlands signed an agreement on semiconductors. In 2023 the Netherlands "
    "imposed export controls on China over semiconductors.",
)
STUDY = """
title = "Small"
[corpus]
documents = ["docs"]
[centrality]
metrics = ["degree"]
draws = 20
[blocs]
restarts = 3
draws = 20
nulls = 0
[bipolarity]
poles = ["US", "CN"]
nulls = 19
draws = 20
windows = ""
influence = []
schemes = false
[report]
presets = false
"""


def hashes(folder: Path) -> dict[str, str]:
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def study(folder: Path) -> Path:
    (folder / "docs").mkdir(parents=True)
    for number, text in enumerate(SENTENCES):
        (folder / "docs" / f"{number}.txt").write_text(text + "\n", encoding="utf-8")
    (folder / "study.toml").write_text(STUDY, encoding="utf-8")
    return folder


def started(folder: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "qtnet", "run", "study.toml", "--out", "out", *options]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finished(folder: Path, *options: str) -> str:
    run = started(folder, *options)
    _, told = run.communicate(timeout=280)
    assert run.returncode == 0, told
    return told


def stopped(folder: Path, line: str, how: int) -> tuple[int, str]:
    """Send a signal as soon as a line is told; give exit code and the rest of what was told."""
    run = started(folder)
    assert run.stderr is not None
    for told in run.stderr:
        if line in told:
            break
    time.sleep(0.2)
    run.send_signal(how)
    _, rest = run.communicate(timeout=280)
    return run.returncode, rest


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_run_that_is_interrupted_or_killed_goes_on_to_the_same_bytes(tmp_path):
    whole, broken = study(tmp_path / "whole"), study(tmp_path / "broken")
    finished(whole, "--jobs", "2")
    for line in ("extracting", "bipolarity against", "writing report"):
        code, _ = stopped(broken, line, signal.SIGKILL)
        assert code == -signal.SIGKILL
        assert not (broken / "out").exists()
    code, told = stopped(broken, "writing paper", signal.SIGINT)
    assert code == 3, told
    assert "Traceback" not in told
    assert not (broken / "out").exists()
    told = finished(broken)
    assert "extracting from 0 of 3 documents" in told
    assert "bipolarity against 19 null draws: as before" in told
    assert hashes(broken / "out") == hashes(whole / "out")
    assert sorted(p.name for p in broken.iterdir()) == [".qtnet", "docs", "out", "study.toml"]


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_killed_run_leaves_the_last_complete_one(tmp_path):
    folder = study(tmp_path / "study")
    finished(folder)
    before = hashes(folder / "out")
    (folder / "docs" / "3.txt").write_text("Japan and Finland signed an agreement on quantum computing in 2024.\n")
    stopped(folder, "writing paper", signal.SIGKILL)
    assert hashes(folder / "out") == before
    told = finished(folder)
    assert "writing report.html: as before" in told
    assert hashes(folder / "out") != before
    times = {path: path.stat().st_mtime_ns for path in (folder / "out").rglob("*") if path.is_file()}
    finished(folder)
    assert times == {path: path.stat().st_mtime_ns for path in (folder / "out").rglob("*") if path.is_file()}


def test_a_folder_lost_between_two_moves_comes_back(tmp_path):
    final, old = tmp_path / "out", tmp_path / ".out.old"
    old.mkdir()
    (old / "report.html").write_text("the last complete run")
    with pytest.raises(ValueError, match="stop"), built_beside(final):
        raise ValueError("stop")
    assert [p.name for p in tmp_path.iterdir()] == ["out"]
    assert (final / "report.html").read_text() == "the last complete run"


def test_what_a_killed_run_left_beside_is_removed(tmp_path):
    half = tmp_path / ".out.new"
    half.mkdir()
    (half / "half").write_text("written")
    with built_beside(tmp_path / "out") as folder:
        assert list(folder.iterdir()) == []
        (folder / "report.html").write_text("new")
    assert [p.name for p in tmp_path.rglob("*")] == ["out", "report.html"]


def test_files_with_the_same_bytes_keep_their_time(tmp_path):
    final = tmp_path / "out"
    for text in ("one", "two"):
        with built_beside(final) as folder:
            (folder / "same.txt").write_text("same")
            (folder / "other.txt").write_text(text)
        if text == "one":
            for path in final.iterdir():
                os.utime(path, (1e9, 1e9))
    assert (final / "same.txt").stat().st_mtime == 1e9
    assert (final / "other.txt").stat().st_mtime > 1e9


def test_two_runs_never_write_one_folder(tmp_path):
    with (
        built_beside(tmp_path / "out"),
        pytest.raises(InputError, match="another run is writing it"),
        built_beside(tmp_path / "out"),
    ):
        pass
    with built_beside(tmp_path / "out"):
        pass
