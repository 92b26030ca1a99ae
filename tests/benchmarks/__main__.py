"""Print how fast qtnet is beside named peers: ``python -m tests.benchmarks [--record] [NAME …]``, without a name all
but the longest.

Times are processor time, so that other work on the machine disturbs them little; ratios are taken within one run.
``--record`` keeps the lines in ``results.json`` and writes the README's table from it.
"""

from __future__ import annotations

import os
import sys
import time
from importlib import import_module

# one thread each: waiting threads of BLAS would count as processor time, of qtnet's peers most of all
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

#: Each is a module of this folder with ``lines()``.
NAMES = ("extraction_rates", "networks", "blocs", "frustration", "bipolarity_nulls", "whole_study", "growth")
#: The same, but they take hours and run only where they are named.
LONG = ("large_corpus",)
#: Modules with ``report(say)``: what stands in no table.
STAGES = ("extraction",)


def main(words: list[str]) -> None:
    names = [word for word in words if word != "--record"]
    if unknown := sorted(set(names) - {*NAMES, *LONG, *STAGES}):
        sys.exit(f"unknown benchmarks: {', '.join(unknown)}; known: {', '.join((*NAMES, *LONG, *STAGES))}")
    found = []
    for name in names or NAMES:
        start = time.perf_counter()
        module = import_module(f"tests.benchmarks.{name}")
        say(f"\n{name.replace('_', ' ')}")
        if name in STAGES:
            module.report(say)
            continue
        for line in module.lines():
            say(f"  {line.told()}")
            found.append(line)
        say(f"  ({time.perf_counter() - start:.0f} s)")
    if "--record" in words:
        import_module("tests.benchmarks.record").record(found)


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
