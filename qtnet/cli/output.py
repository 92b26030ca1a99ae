"""What commands print: results as JSON on standard output, messages on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from qtnet.results import Result

__all__ = ["PROGRESS", "is_shown", "print_json", "progress", "records", "say"]

#: The option of commands that extract.
PROGRESS = click.option(
    "--progress/--no-progress",
    default=None,
    help="A bar on standard error: documents, MB/s, time left. Shown on a terminal if not said.",
)


def is_shown(progress: bool | None) -> bool:
    """Say whether to show a bar: as asked, else on a terminal only."""
    return sys.stderr.isatty() if progress is None else progress


def records(result: Result) -> list[dict[Any, Any]]:
    """Give the rows of a result without what is empty in them."""
    frame = result.to_frame()
    return [{k: v for k, v in row.items() if v == v and v != ""} for row in frame.to_dict("records")]


def print_json(data: object) -> None:
    """Print data as JSON on standard output."""
    click.echo(json.dumps(data, indent=1, ensure_ascii=False, allow_nan=False))


def say(line: str) -> None:
    """Print a line on standard error."""
    click.echo(f"qtnet: {line}", err=True)


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar on standard error while the block runs; give what to call with the steps done and their number."""
    from tqdm import tqdm

    with tqdm(desc=f"qtnet: {label}", unit="step") as bar:

        def step(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield step
