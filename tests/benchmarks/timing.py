"""How time is taken: processor time, the least of some runs; how it grows; and what one line of the table holds."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

__all__ = ["Growth", "Line", "least", "peer_seconds", "seconds", "seconds_of_command"]

_PATIENCE = 600  # seconds for a job of a peer


@dataclass(frozen=True, kw_only=True)
class Line:
    """Own time beside that of a peer, on the same input in one run; ``nan`` and a reason where the peer has none."""

    subject: str  # the benchmark's name: `python -m tests.benchmarks SUBJECT` prints the line
    what: str
    own: float  # seconds of processor time
    peer: str = ""
    other: float = float("nan")
    reason: str = ""

    @property
    def ratio(self) -> float:
        """How many times as fast as the peer."""
        return self.other / self.own

    def told(self) -> str:
        """Say the line."""
        if not self.peer:
            return f"{self.what}: {self.own:.2f} s"
        beside = f"{self.other:.2f} s, {self.ratio:.2f} ×" if self.other == self.other else self.reason
        return f"{self.what}: {self.own:.3f} s; {self.peer} {beside}"


@dataclass(frozen=True, kw_only=True)
class Growth:
    """How processor time grows with size: the exponent of a power law fitted to logarithms, and its 95 % range."""

    subject: str
    what: str
    sizes: tuple[int, ...]
    times: tuple[float, ...]

    @property
    def fit(self) -> tuple[float, float, float]:
        """Exponent, low and high end: least squares, ± 1.96 standard errors."""
        x, y = np.log(self.sizes), np.log(self.times)
        (slope, offset), centred = np.polyfit(x, y, 1), x - x.mean()
        spare = y - slope * x - offset
        error = float(np.sqrt((spare @ spare) / max(len(x) - 2, 1) / (centred @ centred)))
        return float(slope), float(slope) - 1.96 * error, float(slope) + 1.96 * error

    def told(self) -> str:
        """Say the exponent and the ends of the curve."""
        exponent, low, high = self.fit
        ends = f"{self.sizes[0]:,}: {self.times[0]:.3f} s … {self.sizes[-1]:,}: {self.times[-1]:.2f} s"
        return f"{self.what}: exponent {exponent:.2f} [{low:.2f}, {high:.2f}]; {ends}"


def seconds(run: Callable[[], object]) -> float:
    """Give the processor time of a run, of all threads of this process."""
    start = time.process_time()
    run()
    return time.process_time() - start


def least(run: Callable[[], object], repeats: int = 3) -> float:
    """Give the least processor time of some runs: other work on the machine only ever adds."""
    return min(seconds(run) for _ in range(repeats))


def seconds_of_command(command: Sequence[str | Path], **options: object) -> float:
    """Give the processor time of a command and of all that it starts; it must end well."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([str(word) for word in command], check=True, capture_output=True, **options)  # type: ignore[call-overload]
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def peer_seconds(script: str, *words: str) -> tuple[float, str]:
    """Run a script of this folder with the peers' Python and give the seconds it prints, or NaN and why there are none.

    The environment variable ``PEERS_PYTHON`` names that Python; the peers are no dependencies.
    """
    python = os.environ.get("PEERS_PYTHON", "")
    if not python:
        return float("nan"), "PEERS_PYTHON names no Python that has it"
    command = [python, str(Path(__file__).with_name(script)), *words]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return float("nan"), f"not done after {_PATIENCE} s"
    if done.returncode:
        return float("nan"), (done.stderr.strip().splitlines() or ["failed"])[-1]
    return float(done.stdout.strip().splitlines()[-1]), ""
