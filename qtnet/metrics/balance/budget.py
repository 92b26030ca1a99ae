"""How much work an exact search may do: counted in operations of the solver, so that results do not depend on speed.

A search that ends for want of work ends at the same place on every machine. A limit in seconds can be set beside it by
whoever prefers an early answer to a repeatable one.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from qtnet.errors import InputError

__all__ = ["Budget"]

#: Operations that effort 1 allows: about one to two minutes of a core of 2024 where they are used up.
_OPERATIONS = 4e9
#: What a branch-and-bound node costs in simplex iterations, roughly.
_ITERATIONS_PER_NODE = 2000
#: What an edge costs in a search for shortest paths, roughly.
_OPERATIONS_PER_EDGE = 4
#: The solver's options are integers of 32 bits.
_LARGEST_NUMBER = 2**31 - 1


@dataclass
class Budget:
    """Operations left, and the value of `time.monotonic` at which to stop whatever is left."""

    operations: float
    deadline: float

    @classmethod
    def of(cls, effort: float, time_limit: float | None) -> Budget:
        """Start a budget from what the user sets.

        Raises
        ------
        InputError
            If the effort or the time limit is not positive.

        Examples
        --------
        >>> Budget.of(1.0, None).spent
        False
        """
        if not effort > 0:
            raise InputError(f"effort: expected a positive number, got {effort}")
        if time_limit is not None and not time_limit > 0:
            raise InputError(f"time_limit: expected a positive number of seconds or None, got {time_limit}")
        end = float("inf") if time_limit is None else time.monotonic() + time_limit
        return cls(effort * _OPERATIONS, end)

    @property
    def spent(self) -> bool:
        """Whether nothing is left."""
        return self.operations <= 0 or time.monotonic() >= self.deadline

    @property
    def seconds(self) -> float:
        """Seconds left, at least a tenth, infinite without a time limit."""
        return max(self.deadline - time.monotonic(), 0.1)

    def share(self, part: float) -> Budget:
        """Give a part of what is left as a budget of its own."""
        return Budget(self.operations * part, self.deadline)

    def iterations(self, size: int) -> int:
        """Give the simplex iterations that a programme with `size` rows and columns may still take."""
        return int(min(max(1, self.operations // max(size, 1)), _LARGEST_NUMBER))

    def nodes(self, size: int) -> int:
        """Give the branch-and-bound nodes that a programme with `size` rows and columns may still take."""
        return self.iterations(_ITERATIONS_PER_NODE * max(size, 1))

    def pay_iterations(self, iterations: int, size: int) -> None:
        """Take the iterations of a programme with `size` rows and columns off what is left."""
        self.operations -= max(iterations, 1) * size

    def pay_paths(self, sources: int, edges: int) -> None:
        """Take shortest paths from so many actors off what is left."""
        self.operations -= _OPERATIONS_PER_EDGE * sources * edges

    def pay_nodes(self, nodes: int, size: int) -> None:
        """Take the nodes of a programme with `size` rows and columns off what is left."""
        self.operations -= max(nodes, 1) * _ITERATIONS_PER_NODE * size
