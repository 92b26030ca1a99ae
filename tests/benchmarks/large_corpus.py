"""Processor time and memory of `qtnet extract` on generated corpora: hours, so only where it is named."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.timing import Line
from tests.scale.measuring import Measured, measured
from tests.scale.recombining import write_documents

SIZES = (1_000, 10_000, 100_000)
JOBS = 2


def lines() -> Iterator[Line]:
    """Give a line for each size; nothing is kept from one to the next."""
    with tempfile.TemporaryDirectory() as folder:
        docs = Path(folder, "docs")
        for size in SIZES:
            write_documents(docs, size)
            out = Path(folder, str(size), "facts")
            command = [sys.executable, "-m", "qtnet", "extract", str(docs), "--out", str(out), "--jobs", str(JOBS)]
            with Path(folder, "said.txt").open("w+", encoding="utf-8") as said:
                found = measured(command, output=said)
            assert found.code == 0, Path(folder, "said.txt").read_text(encoding="utf-8")
            yield line(size, sum(path.stat().st_size for path in docs.rglob("*.txt")), found)


def line(documents: int, size: int, found: Measured) -> Line:
    """Put what was measured of a corpus of so many documents and bytes into a line."""
    return Line(
        subject="large_corpus",
        what=f"`qtnet extract --jobs {JOBS}` of {documents:,} generated documents, {size / 1e6:,.0f} MB: "
        f"{found.seconds / 60:.1f} min by the clock, at most {found.most_bytes / 2**20:,.0f} MiB",
        own=found.cpu_seconds,
    )
