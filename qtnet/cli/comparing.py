"""Two runs side by side from the command line: `qtnet diff`."""

from __future__ import annotations

from pathlib import Path

import click

from qtnet.cli.group import PATH, cli
from qtnet.cli.output import print_json, say

__all__ = ["diff"]


@cli.command()
@click.argument("run_a", type=PATH)
@click.argument("run_b", type=PATH)
@click.option("--out", type=PATH, help="The page to write; diff.html in RUN_B by default, none with --json.")
@click.option("--json", "as_json", is_flag=True, help="Print all that differs as JSON.")
def diff(run_a: Path, run_b: Path, out: Path | None, as_json: bool) -> None:
    """Compare two finished runs, the earlier first: facts added and gone, numbers moved, each with its reason."""
    from qtnet.report.diff import compare, comparison_record, read_run, write_comparison
    from qtnet.report.diff.words import summary

    found = compare(read_run(run_a), read_run(run_b))
    if as_json:
        print_json(comparison_record(found))
    else:
        click.echo("\n".join(summary(found)))
    if out is not None or not as_json:
        say(f"wrote {write_comparison(found, out or run_b / 'diff.html')}")
