"""Metrics from the command line: `qtnet metrics`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qtnet.cli.group import PATH, cli
from qtnet.cli.networks import load_network, pole_pair
from qtnet.cli.output import print_json, records

if TYPE_CHECKING:
    from qtnet.metrics.scopes import Scope
    from qtnet.network.build import Level
    from qtnet.results import Result

__all__ = ["metrics"]


@cli.command()
@click.argument("facts_or_edges", type=PATH)
@click.option("--metric", "names", multiple=True, required=True, help="Name of a metric; `qtnet list metrics`.")
@click.option("--level", type=click.Choice(["country", "actor"]), default="country", show_default=True)
@click.option("--scope", type=click.Choice(["multilayer", "layers", "aggregate"]), default="multilayer")
@click.option("--poles", help="Two actors, for example US,CN, for metrics that need them.")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="For metrics that draw.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def metrics(
    facts_or_edges: Path,
    names: tuple[str, ...],
    level: Level,
    scope: Scope,
    poles: str | None,
    seed: int,
    as_json: bool,
) -> None:
    """Compute metrics of a folder of facts or a CSV of edges."""
    from qtnet.metrics.registry import compute, find_metric

    pair = pole_pair(poles)
    for name in names:
        if pair is None and "poles" in find_metric(name).needs:
            raise click.UsageError(f"metric '{name}' needs --poles, two actors such as US,CN")
    net = load_network(facts_or_edges, level, ("domain",))
    results = {name: compute(net, name, scope=scope, rng=seed, poles=pair) for name in names}
    if as_json:
        print_json({name: records(result) for name, result in results.items()} | _beside(results))
    else:
        click.echo("\n\n".join(result.summary() for result in results.values()))


def _beside(results: dict[str, Result]) -> dict[str, object]:
    """Give the details and remarks of results that have any, under keys that no metric has."""
    details = {name: result.details() for name, result in results.items() if result.details()}
    remarks = {name: result.remark() for name, result in results.items() if result.remark()}
    return {key: value for key, value in (("(details)", details), ("(remarks)", remarks)) if value}
