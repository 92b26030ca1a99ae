"""Technological bipolarity from the command line: `qtnet bipolarity`."""

from __future__ import annotations

from pathlib import Path

import click

from qtnet.cli.group import PATH, cli
from qtnet.cli.networks import load_network, pole_pair
from qtnet.cli.output import print_json, records

__all__ = ["bipolarity"]


@cli.command()
@click.argument("facts_or_edges", type=PATH)
@click.option("--poles", help="Two actors, for example US,CN; found among the most capable when not given.")
@click.option("--nulls", type=click.IntRange(min=19), default=499, show_default=True, help="Draws of the null model.")
@click.option("--draws", type=click.IntRange(min=20), default=499, show_default=True, help="Bootstrap draws.")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True)
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def bipolarity(
    facts_or_edges: Path, poles: str | None, nulls: int, draws: int, seed: int, jobs: int, as_json: bool
) -> None:
    """Measure technological bipolarity: profile, headline, null model and intervals."""
    from qtnet.inference.bipolarity import bipolarity as measure

    pair = pole_pair(poles)
    net = load_network(facts_or_edges, "country", ("domain",))
    found = measure(net, rng=seed, poles=pair, nulls=nulls, draws=draws, jobs=jobs)
    if as_json:
        print_json({"poles": found.poles, "components": records(found), "exploratory": found.exploratory_reason})
    else:
        click.echo(found.summary())
