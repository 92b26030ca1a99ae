"""Extracted facts against annotated ones, from the command line: `qtnet score`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qtnet.cli.group import PATH, cli
from qtnet.cli.output import records, say
from qtnet.errors import InputError
from qtnet.writing import write_file

if TYPE_CHECKING:
    from qtnet.facts import Facts

__all__ = ["score"]


@cli.command()
@click.argument("gold", type=PATH)
@click.argument("predicted", type=PATH)
@click.argument("more", nargs=-1, type=PATH)
@click.option(
    "--json",
    "json_file",
    type=PATH,
    is_flag=False,
    flag_value=Path("-"),
    help="Write the scores to this file as JSON; without a file, print JSON instead of text.",
)
@click.option("--errors", is_flag=True, help="List missed and extra facts with their evidence, each once.")
@click.option("--brief", is_flag=True, help="Print the rates only, no tables.")
@click.option("--reliability", type=PATH, help="Draw confidence against truth into this .html file.")
@click.option("--agreement", is_flag=True, help="Compare two or more annotations of equal rank instead.")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="Of the bootstrap intervals.")
def score(
    gold: Path,
    predicted: Path,
    more: tuple[Path, ...],
    json_file: Path | None,
    errors: bool,
    brief: bool,
    reliability: Path | None,
    agreement: bool,
    seed: int,
) -> None:
    """Compare extracted facts with annotated ones: precision, recall and F1 with intervals, tables, reliability.

    With --agreement the folders are annotators' (two or more): F1 per level, Cohen's kappa of attributes, overlap of
    quotations, Krippendorff's alpha.
    """
    if agreement:
        if errors or brief or reliability is not None:
            raise click.UsageError("--agreement goes with --json and --seed only")
        _score_agreement((gold, predicted, *more), json_file, seed)
        return
    if more:
        raise click.UsageError(f"{more[0]}: more than two folders are compared with --agreement only")
    from qtnet.facts import read_facts
    from qtnet.facts import score as score_facts
    from qtnet.facts.error_lines import error_lines
    from qtnet.facts.score_tables import document_lines, score_lines, score_records

    annotated, found = read_facts(gold), read_facts(predicted)
    _check_same_documents(annotated, found, gold, predicted)
    scores = score_facts(annotated, found, rng=seed)
    if reliability is not None:
        from qtnet.report.figures.reliability import write_reliability

        say(f"wrote {write_reliability(scores.reliability, reliability)}")
    if json_file is not None and _written(json_file, score_records(scores)):
        return
    if errors:
        click.echo("\n".join([*error_lines(scores.errors), ""]) if len(scores.errors) else "no errors")
    click.echo(scores.summary())
    if not brief:
        click.echo("\n".join(["", *score_lines(scores), "", *document_lines(scores)]))


def _written(json_file: Path, data: object) -> bool:
    """Write data to a file; give True where it was printed instead, so that nothing else is."""
    text = json.dumps(data, indent=1, allow_nan=False) + "\n"
    if str(json_file) == "-":
        click.echo(text, nl=False)
        return True
    write_file(json_file, text)
    return False


def _score_agreement(folders: tuple[Path, ...], json_file: Path | None, seed: int) -> None:
    from qtnet.facts import read_facts
    from qtnet.facts.agreement import agreement

    if len({*folders}) < len(folders):
        raise click.UsageError("one folder is given twice; an annotator agrees with itself")
    found = agreement({str(folder): read_facts(folder) for folder in folders}, rng=seed)
    if json_file is None or not _written(json_file, records(found)):
        click.echo(found.summary())


def _check_same_documents(annotated: Facts, found: Facts, gold: Path, predicted: Path) -> None:
    docs = {doc for table in (annotated.actors, annotated.ties, annotated.funding) for doc in table["doc"]}
    have = {doc for table in (found.documents, found.actors, found.ties, found.funding) for doc in table["doc"]}
    if not docs & have:
        raise InputError(
            f"{predicted}: none of the {len(docs)} annotated documents of {gold} is there; nothing to score"
        )
