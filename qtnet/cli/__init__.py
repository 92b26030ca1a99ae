"""The command line: thin commands over the stages.

Results go to standard output, progress and messages to standard error. Exit codes: 0 done, 1 a check failed, 2 bad
input or usage, 3 interrupted. Heavy imports stand inside the commands, so that `qtnet --help` answers at once.
"""

from __future__ import annotations

from qtnet.cli import (  # noqa: F401 - commands join the group when their module is imported
    bipolarity,
    comparing,
    deposits,
    extraction,
    listing,
    metrics,
    networks,
    papers,
    reviewing,
    scoring,
    starting,
    studies,
    verifying,
)
from qtnet.cli.group import cli, main

__all__ = ["cli", "main"]
