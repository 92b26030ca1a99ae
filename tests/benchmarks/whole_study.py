"""Processor time of `qtnet run` on the seeds, from nothing and again with nothing changed."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.timing import Line, seconds_of_command

ROOT = Path(__file__).parents[2]


def lines() -> Iterator[Line]:
    """Give both lines; compiled code is kept from runs before, as it is on every machine that ran qtnet once."""
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "qtnet",
            "run",
            ROOT / "reports" / "quantum.toml",
            "--out",
            Path(folder, "run"),
        ]
        for label in ("cold", "warm"):
            yield Line(
                subject="whole_study",
                what=f"`qtnet run` on the five seeds, {label}",
                own=seconds_of_command(command, cwd=ROOT),
            )
