"""A finished run computed again from the command line: `qtnet verify`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from qtnet.cli.group import PATH, cli
from qtnet.cli.output import print_json, say

__all__ = ["verify"]


@cli.command()
@click.argument("run_dir", type=PATH)
@click.option("--docs", type=PATH, multiple=True, help="The documents, where they moved; may be repeated.")
@click.option("--base", type=PATH, help="Folder from which the study's paths start; that above build/ by default.")
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Processes; same results.")
@click.option("--json", "as_json", is_flag=True, help="Print what differs as JSON.")
def verify(run_dir: Path, docs: tuple[Path, ...], base: Path | None, jobs: int, as_json: bool) -> None:
    """Compute a finished run again from what it records, and compare every file byte by byte.

    Exits with 0 when all files are equal, and with 1 when some differ: each is listed with the first place that differs
    and the likely reason (another version, input or library, or an edit after the run). Exits with 2 when a document or
    another input is missing.
    """
    from qtnet.study.verify import verify_run

    found = verify_run(run_dir, docs=docs, base=base, jobs=jobs, say=say)
    if as_json:
        print_json({"equal": found.is_equal, **asdict(found)})
    else:
        for one in found.differences:
            at = f", {one.where}: {one.before} → {one.after}" if one.where else ""
            click.echo(f"{one.change:<7} {one.file}{at} ({one.why})")
    changed = len(found.differences)
    told = f"{changed} of {found.files} files differ" if changed else f"all {found.files} files are equal"
    say(f"{told}; run {(found.recorded or 'without a hash')[:8]}")
    if changed:
        raise click.exceptions.Exit(1)
