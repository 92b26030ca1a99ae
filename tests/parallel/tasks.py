"""Tasks that worker processes load by name."""

import os
import time
from pathlib import Path

import numpy as np

from qtnet.errors import NotDefinedError
from qtnet.parallel import map_ordered


def squared(number: int) -> int:
    return number * number


def squared_where(number: int) -> tuple[int, int]:
    """Take long enough that every worker gets some."""
    time.sleep(0.05)
    return number * number, os.getpid()


def undefined_from_three(number: int) -> int:
    if number >= 3:
        raise NotDefinedError(f"nothing of {number}")
    return number


def faulty(number: int) -> float:
    return 1 / (number - 4)


def sharing_again(number: int) -> tuple[int, set[int]]:
    return os.getpid(), {pid for _, pid in map_ordered(squared_where, range(3), jobs=2)}


def deadly_once(marker: Path, number: int) -> int:
    """Kill the process of the first who comes to 5."""
    if number == 5 and not marker.exists():
        marker.touch()
        os._exit(1)
    return number


def deadly(number: int) -> int:
    if number == 5:
        os._exit(1)
    return number


def summed(large: np.ndarray, draws: int, rng: np.random.Generator) -> float:
    return float(large.sum() + rng.random(draws).sum())


def threads(_number: int) -> str | None:
    return os.environ.get("OMP_NUM_THREADS")
