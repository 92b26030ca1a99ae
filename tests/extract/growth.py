"""How reading time grows with the length of a text, told on a machine that does other things as well.

Seconds of one run say little there; the least of several runs of either length is near what the work itself takes.
"""

from __future__ import annotations

import time
from collections.abc import Callable

#: Runs of either length before a growth is believed.
RUNS = 6
#: Seconds below which nothing is told of growth.
NOISE = 0.2


def seconds(work: Callable[[], object]) -> float:
    """Give the processor time of one run."""
    began = time.process_time()
    work()
    return time.process_time() - began


def growth(short: Callable[[], object], long: Callable[[], object], *, most: float) -> float:
    """Give the ratio of the least times of both; further runs are made only while it is above `most`."""
    least_short = least_long = float("inf")
    for _ in range(RUNS):
        least_short = min(least_short, seconds(short))
        least_long = min(least_long, seconds(long))
        if least_long < most * max(least_short, NOISE):
            break
    return least_long / max(least_short, NOISE)
