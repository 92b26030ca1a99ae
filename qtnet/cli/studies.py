"""Whole studies from the command line: `qtnet run` and `qtnet report`."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import click

from qtnet.cli.group import PATH, cli
from qtnet.cli.output import PROGRESS, is_shown, print_json, say
from qtnet.cli.sharing import shares_work

__all__ = ["report", "run"]


@cli.command()
@click.argument("study", type=PATH)
@click.option("--out", type=PATH, help="Folder for the results; build/<study> beside the study file by default.")
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Processes; same results.")
@shares_work("--backend", "--workers")
@click.option("--dry-run", is_flag=True, help="Only say what would be done and why; compute and write nothing.")
@click.option("--fresh", is_flag=True, help="Compute all again; neither use nor keep results of single steps.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON; a run always does.")
@PROGRESS
def run(
    study: Path, out: Path | None, jobs: int, dry_run: bool, fresh: bool, as_json: bool, progress: bool | None
) -> None:
    """Build all of a study: facts, network, numbers with intervals, page, paper and deposit.

    Results of single steps are kept in the folder .qtnet beside the results. So only what a change touches is computed
    again, and the same command resumes a run that was stopped or killed. The bytes do not depend on it.

    Ends with code 1 when documents could not be read and the rest was; facts/extraction.json names them.
    """
    if dry_run:
        _print_plan(study, out, keep=not fresh, as_json=as_json)
        return
    from qtnet.study import run_study

    done = run_study(study, out=out, jobs=jobs, say=say, keep=not fresh, progress=is_shown(progress))
    print_json({"report": str(done.folder / "report.html"), "ties": len(done.facts.ties)})
    if any(one["fault"] for one in cast("list[dict[str, object]]", done.facts.counts["skipped"])):
        raise click.exceptions.Exit(1)


def _print_plan(study: Path, out: Path | None, *, keep: bool, as_json: bool) -> None:
    from qtnet.study import plan_study

    planned = plan_study(study, out=out, say=say, keep=keep)
    if as_json:
        print_json([{"step": each.step, "do": each.do, "why": each.why} for each in planned])
        return
    width = max(len(each.step) for each in planned)
    for each in planned:
        click.echo(f"{each.do:<6} {each.step:<{width}}  {each.why}".rstrip())


@cli.command()
@click.argument("run_dirs", type=PATH, nargs=-1, required=True)
@click.option("--index", type=PATH, help="Write the pages into this folder instead, with an index of the studies.")
@click.option("--shared-assets", is_flag=True, help="With --index: one copy of the plotting library for all pages.")
@click.option("--json", "as_json", is_flag=True, help="Print what was written as JSON.")
def report(run_dirs: tuple[Path, ...], index: Path | None, shared_assets: bool, as_json: bool) -> None:
    """Write the pages of finished runs again, from their results."""
    from qtnet.report import read_inputs, write_report
    from qtnet.report.shelf import write_shelf

    if index is not None:
        studies = [(folder.resolve().name, read_inputs(folder / "results")) for folder in run_dirs]
        _told([write_shelf(studies, index, shared=shared_assets)], as_json)
        return
    if shared_assets:
        raise click.UsageError("--shared-assets goes with --index DIR: a page that stands alone carries all it needs")
    pages = [write_report(read_inputs(folder / "results"), folder / "report.html") for folder in run_dirs]
    _told(pages, as_json)


def _told(pages: list[Path], as_json: bool) -> None:
    for page in pages:
        say(f"wrote {page}")
    if as_json:
        print_json({"pages": [str(page) for page in pages]})
