"""Commands whose work is sent to a Dask cluster: the same bytes, and a clean end."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from qtnet.cli import cli, main

QTNET = (sys.executable, "-m", "qtnet")


def finished(*arguments: object, where: Path, **more: str) -> bytes:
    done = subprocess.run([*QTNET, *map(str, arguments)], cwd=where, capture_output=True, env=os.environ | more)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def kill_a_busy_worker(cluster, command: subprocess.Popen) -> int:
    """Wait until a worker has a task of qtnet, and kill its process."""
    while command.poll() is None:
        for nanny in list(cluster.workers.values()):
            held = cluster.scheduler.workers.get(nanny.worker_address)
            if held is not None and any(task.key.startswith("_run") for task in held.processing):
                os.kill(nanny.pid, signal.SIGKILL)
                return nanny.pid
        time.sleep(0.01)
    raise AssertionError(f"no worker was ever busy: {command.stderr.read()}")


def test_a_scheduler_goes_with_a_cluster():
    asked = ["metrics", "edges.csv", "--metric", "degree", "--scheduler", "tcp://127.0.0.1:1"]
    done = CliRunner().invoke(cli, asked)
    assert done.exit_code == 2
    assert "--scheduler goes with --backend dask" in done.output


def test_a_command_calculates_with_one_thread(monkeypatch):
    monkeypatch.setenv("OMP_NUM_THREADS", "4")
    monkeypatch.setattr(sys, "argv", ["qtnet", "--version"])
    with pytest.raises(SystemExit):
        main()
    assert os.environ["OMP_NUM_THREADS"] == "1"


@pytest.mark.slow
def test_a_killed_worker_changes_no_byte_of_a_bipolarity_profile(cluster, root, tmp_path):
    asked = ["bipolarity", root / "data/facts", "--poles", "US,CN", "--nulls", "999", "--draws", "199", "--json"]
    one = finished(*asked, where=tmp_path)
    scheduler = ["--backend", "dask", "--scheduler", cluster.scheduler_address]
    with subprocess.Popen([*QTNET, *map(str, asked), *scheduler], stdout=-1, stderr=-1, cwd=tmp_path) as command:
        kill_a_busy_worker(cluster, command)
        out, told = command.communicate()
    assert command.returncode == 0, told
    assert out == one


@pytest.mark.slow
def test_metrics_find_the_scheduler_in_the_environment(cluster, root, tmp_path):
    asked = ["metrics", root / "data/facts", "--metric", "degree", "--draws", "250", "--json"]
    one, two = finished(*asked, where=tmp_path), finished(*asked, "--jobs", "2", where=tmp_path)
    sent = finished(*asked, "--workers", "dask", where=tmp_path, DASK_SCHEDULER_ADDRESS=cluster.scheduler_address)
    assert one == two == sent


@pytest.mark.slow
def test_a_killed_worker_changes_no_byte_of_extracted_tables(cluster, root, tmp_path):
    finished("extract", root / "seeds", "--fresh", "--out", tmp_path / "one", where=tmp_path)
    asked = ["extract", root / "seeds", "--fresh", "--out", tmp_path / "sent", "--workers", "dask", "--scheduler"]
    asked.append(cluster.scheduler_address)
    with subprocess.Popen([*QTNET, *map(str, asked)], stdout=-1, stderr=-1, cwd=tmp_path) as command:
        kill_a_busy_worker(cluster, command)
        told = command.communicate()[1]
    assert command.returncode == 0, told
    assert files_of(tmp_path / "sent") == files_of(tmp_path / "one")


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_study_on_a_cluster_of_its_own_leaves_the_same_bytes(root, tmp_path):
    pytest.importorskip("distributed")
    finished(
        "init", "study.toml", "--documents", root / "seeds", "--poles", "US,CN", "--preset", "look", where=tmp_path
    )
    finished("run", "study.toml", "--out", "one", "--fresh", where=tmp_path)
    finished("run", "study.toml", "--out", "sent", "--fresh", "--backend", "dask", "--jobs", "2", where=tmp_path)
    assert files_of(tmp_path / "sent") == files_of(tmp_path / "one")


@pytest.mark.slow
@pytest.mark.parametrize("backend", ["loky", "dask"])
def test_an_interrupt_ends_the_command_and_its_workers(backend, root, tmp_path):
    pytest.importorskip("distributed")
    asked = ["bipolarity", root / "data/facts", "--nulls", "999999", "--jobs", "2", "--backend", backend]
    command = subprocess.Popen(
        [*QTNET, *map(str, asked)], stdout=-1, stderr=-1, text=True, cwd=tmp_path, start_new_session=True
    )
    deadline = time.monotonic() + 60
    while len(working := processes_of(command.pid)) < 3 and time.monotonic() < deadline:
        time.sleep(0.1)
    assert len(working) >= 3
    time.sleep(3)
    os.killpg(command.pid, signal.SIGINT)
    told = command.communicate(timeout=60)[1]
    assert command.returncode == 3, told
    assert "interrupted; the same command goes on" in told
    while processes_of(command.pid) and time.monotonic() < deadline + 60:
        time.sleep(0.1)
    assert processes_of(command.pid) == []


def processes_of(session: int) -> list[int]:
    """Give the live processes of a session, which a terminal would interrupt together."""
    listed = subprocess.run(["ps", "-o", "pid=,stat=", "-s", str(session)], capture_output=True, text=True).stdout
    return [int(line.split()[0]) for line in listed.splitlines() if "Z" not in line.split()[1]]
