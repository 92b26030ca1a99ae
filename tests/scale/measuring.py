"""Run a command and say how long it took and how much memory it and all its processes held at most.

``python tests/scale/measuring.py qtnet extract docs --out facts``

Memory is the proportional set size: a page that several processes share counts once.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, NamedTuple

__all__ = ["Measured", "measured"]

_EVERY_SECONDS = 1.0


class Measured(NamedTuple):
    """What a command took: wall seconds, processor seconds, and most bytes at one moment over all its processes."""

    code: int
    seconds: float
    cpu_seconds: float
    most_bytes: int


def measured(command: Sequence[str], *, output: IO[str] | None = None) -> Measured:
    """Run a command and measure it; its output goes where that of this process goes, or into a file."""
    began, before = time.monotonic(), _used()
    process = subprocess.Popen(command, stdout=output, stderr=output)
    most = 0
    while process.poll() is None:
        most = max(most, sum(map(_proportional_bytes, _tree(process.pid))))
        time.sleep(_EVERY_SECONDS)
    return Measured(process.returncode, time.monotonic() - began, _used() - before, most)


def _used() -> float:
    """Give the processor seconds of all children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _tree(root: int) -> list[int]:
    """Give a process and all that it started, and those started."""
    found, waiting = [], [root]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        with suppress(OSError):  # it may end while it is looked at
            for task in Path(f"/proc/{pid}/task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
    return found


def _proportional_bytes(pid: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


if __name__ == "__main__":
    found = measured(sys.argv[1:])
    sys.stderr.write(
        f"{found.seconds:.0f} s, {found.cpu_seconds:.0f} s of processors, {found.most_bytes / 2**20:.0f} MiB at most\n"
    )
    sys.exit(found.code)
