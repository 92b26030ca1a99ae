"""Finished runs for archives and for SQL: `qtnet deposit` and `qtnet store`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qtnet.cli.group import PATH, cli
from qtnet.cli.output import print_json, say

if TYPE_CHECKING:
    from qtnet.report import ReportInputs

__all__ = ["deposit", "store"]

_LISTED = 5


@cli.command()
@click.argument("run_dir", type=PATH)
@click.option("--licence", default="", help="Of tables, numbers and figures: an SPDX identifier or an address.")
@click.option("--author", "authors", multiple=True, help="As in 'Ada Lovelace (0000-0001-2345-6789)'; repeat it.")
@click.option("--published", default="", help="Day of the deposit, for example 2026-11-22.")
@click.option("--json", "as_json", is_flag=True, help="Print the files that were written as JSON.")
def deposit(run_dir: Path, licence: str, authors: tuple[str, ...], published: str, as_json: bool) -> None:
    """Describe a finished run for an archive: datapackage.json, ro-crate-metadata.json, CODEBOOK.md, SOURCES.md.

    A run writes them too, with the terms that the study file states under [deposit]; this writes them again with the
    hashes of today, and what an option gives stands instead of what the study states.
    """
    from dataclasses import replace

    from qtnet.deposit import write_deposit
    from qtnet.deposit.terms import terms_of_study
    from qtnet.report import read_inputs

    given: dict[str, Any] = {"licence": licence, "authors": authors, "published": published}
    own = terms_of_study(run_dir)
    terms = replace(own, **{name: value for name, value in given.items() if value})
    inputs = read_inputs(run_dir / "results")
    written = write_deposit(inputs, run_dir, terms)
    if as_json:
        print_json({"written": [str(path) for path in written]})
    else:
        say(f"wrote {', '.join(path.name for path in written)} into {run_dir}")
    if terms != own:
        say("the next run writes the study's own terms again; those that shall stay go under [deposit] of its file")
    if licence:
        _warn_of_unlicensed(inputs)


def _warn_of_unlicensed(inputs: ReportInputs) -> None:
    from qtnet.deposit.terms import NOT_STATED, licence_of_document

    silent = sorted(doc for doc, stated in licence_of_document(inputs).items() if stated == NOT_STATED)
    if silent:
        more = f" and {len(silent) - _LISTED} more" if len(silent) > _LISTED else ""
        say(
            f"warning: the licence of {len(silent)} document{'s' * (len(silent) != 1)} is not stated "
            f"({', '.join(silent[:_LISTED])}{more}); the column licence of sources.csv states it"
        )


@cli.command()
@click.argument("run_dir", type=PATH)
@click.option("--out", type=PATH, help="Folder for the store; RUN_DIR/store by default.")
@click.option("--json", "as_json", is_flag=True, help="Print where the database lies as JSON.")
def store(run_dir: Path, out: Path | None, as_json: bool) -> None:
    """Write the tables of a finished run as Parquet and as a DuckDB database with views (extra 'store')."""
    from qtnet.deposit import write_store
    from qtnet.deposit.store import DATABASE
    from qtnet.report import read_inputs

    folder = write_store(read_inputs(run_dir / "results"), run_dir, out)
    if as_json:
        print_json({"store": str(folder), "database": str(folder / DATABASE)})
    else:
        say(f"wrote {folder / DATABASE} and a Parquet file for each table")
