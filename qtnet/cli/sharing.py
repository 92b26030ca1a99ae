"""The options of commands whose work can be shared out: who computes, and where a cluster is."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from qtnet.parallel import Backend

__all__ = ["shares_work"]

_Command = Callable[..., None]


def shares_work(*flags: str) -> Callable[[_Command], _Command]:
    """Add the options that choose the workers to a command with ``--jobs``, which then runs with them.

    Parameters
    ----------
    flags
        Names of the option that chooses. ``--workers`` is one in every command; ``--backend`` says the same where it
        does not say already what reads documents.
    """

    def decorate(command: _Command) -> _Command:
        @click.option(
            *flags,
            "where",
            type=click.Choice(["loky", "dask"]),
            default="loky",
            show_default=True,
            help="Who computes: --jobs processes here, or a Dask cluster; same results.",
        )
        @click.option(
            "--scheduler",
            metavar="ADDRESS",
            help="dask: tcp://host:8786 of the cluster; DASK_SCHEDULER_ADDRESS by default, else --jobs processes here.",
        )
        @wraps(command)
        def sharing(*, where: Backend, scheduler: str | None, jobs: int, **chosen: Any) -> None:
            if scheduler is not None and where != "dask":
                raise click.UsageError(f"--scheduler goes with {flags[0]} dask")
            if chosen.get("dry_run"):
                return command(jobs=jobs, **chosen)
            from qtnet.parallel import workers

            with workers(where, address=scheduler, jobs=jobs):
                return command(jobs=jobs, **chosen)

        return sharing

    return decorate
