"""Print how fast qtnet is beside named peers: ``python -m tests.benchmarks [NAME …]``, all when none is named.

Times are processor time, so that other work on the machine disturbs them little; ratios are taken within one run.
"""

from __future__ import annotations

import importlib
import sys

#: Each is a module of this folder with ``report(say)``.
NAMES = ("extraction", "networks", "blocs", "frustration", "bipolarity_nulls")


def main(names: list[str]) -> None:
    if unknown := sorted(set(names) - set(NAMES)):
        sys.exit(f"unknown benchmarks: {', '.join(unknown)}; known: {', '.join(NAMES)}")
    for name in names or NAMES:
        say(f"\n{name.replace('_', ' ')}")
        importlib.import_module(f"tests.benchmarks.{name}").report(say)


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
