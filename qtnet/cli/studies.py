"""Whole studies from the command line: `qtnet run` and `qtnet report`."""

from __future__ import annotations

from pathlib import Path

import click

from qtnet.cli.group import PATH, cli
from qtnet.cli.output import print_json, say

__all__ = ["report", "run"]


@cli.command()
@click.argument("study", type=PATH)
@click.option("--out", type=PATH, help="Folder for the results; build/<study> beside the study file by default.")
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Processes for random draws.")
def run(study: Path, out: Path | None, jobs: int) -> None:
    """Build all of a study: facts, network, numbers with intervals, and the page."""
    from qtnet.study import run_study

    done = run_study(study, out=out, jobs=jobs, say=say)
    print_json({"report": str(done.folder / "report.html"), "ties": len(done.facts.ties)})


@cli.command()
@click.argument("run_dir", type=PATH)
def report(run_dir: Path) -> None:
    """Write the page of a finished run again, from its results."""
    from qtnet.report import read_inputs, write_report

    say(f"wrote {write_report(read_inputs(run_dir / 'results'), run_dir / 'report.html')}")
