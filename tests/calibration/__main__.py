"""Measure the calibration studies and store their tables: ``python -m tests.calibration [NAME …] [--jobs N]``."""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from pathlib import Path

from tests.calibration.coverage_record import write_record

#: Modules of this folder that are no studies.
NO_STUDIES = {"__init__", "__main__", "centrality_worlds", "coverage_record", "printed_intervals", "study"}


def names() -> list[str]:
    found = {path.stem for path in Path(__file__).parent.glob("*.py")} - NO_STUDIES
    return sorted(name for name in found if not name.startswith("test_"))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.calibration", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"studies to measure, all when none is named: {', '.join(names())}")
    parser.add_argument("--jobs", type=int, default=2, help="processes; the figures do not depend on it")
    given = parser.parse_args()
    if unknown := sorted(set(given.names) - set(names())):
        parser.error(f"unknown studies: {', '.join(unknown)}")
    for name in given.names or names():
        start = time.perf_counter()
        found = importlib.import_module(f"tests.calibration.{name}").study(given.jobs)
        path = found.write()
        write_record()
        sys.stdout.write(f"{name}: {time.perf_counter() - start:.0f} s, wrote {path.name}\n  {found.verdict}\n")


if __name__ == "__main__":
    main()
