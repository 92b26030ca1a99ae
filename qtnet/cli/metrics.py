"""Metrics from the command line: `qtnet metrics`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qtnet.cli.actor_groups import actor_groups
from qtnet.cli.group import PATH, cli
from qtnet.cli.networks import load_network, pole_pair
from qtnet.cli.output import print_json, records
from qtnet.cli.sharing import shares_work

if TYPE_CHECKING:
    from qtnet.inference.resampling import Noise
    from qtnet.metrics.scopes import Scope
    from qtnet.network import MultilayerNetwork
    from qtnet.network.build import Level
    from qtnet.results import Result

__all__ = ["metrics"]


@cli.command()
@click.argument("facts_or_edges", type=PATH)
@click.option("--metric", "names", multiple=True, required=True, help="Name of a metric; `qtnet list metrics`.")
@click.option("--level", type=click.Choice(["country", "actor"]), default="country", show_default=True)
@click.option("--scope", type=click.Choice(["multilayer", "layers", "aggregate"]), default="multilayer")
@click.option("--poles", help="Two actors, for example US,CN, for metrics that need them.")
@click.option(
    "--groups",
    help="For brokerage roles: a CSV of actor,group; or country or kind of the actors; or blocs, those found.",
)
@click.option("--draws", type=click.IntRange(min=0), default=0, help="Resampled corpora behind intervals; 0: none.")
@click.option(
    "--noise",
    type=click.Choice(["documents", "extraction", "both"]),
    default="both",
    show_default=True,
    help="What --draws vary: the documents, the facts by their confidence, or both.",
)
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Processes for --draws.")
@shares_work("--backend", "--workers")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="For metrics and --draws.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def metrics(
    facts_or_edges: Path,
    names: tuple[str, ...],
    level: Level,
    scope: Scope,
    poles: str | None,
    groups: str | None,
    draws: int,
    noise: Noise,
    jobs: int,
    seed: int,
    as_json: bool,
) -> None:
    """Compute metrics of a folder of facts or a CSV of edges; with --draws also intervals and, of actors, ranks."""
    from qtnet.metrics.registry import compute, find_metric

    pair = pole_pair(poles)
    for name in names:
        if pair is None and "poles" in find_metric(name).needs:
            raise click.UsageError(f"metric '{name}' needs --poles, two actors such as US,CN")
        if groups is None and "groups" in find_metric(name).needs:
            raise click.UsageError(f"metric '{name}' needs --groups: a CSV of actor,group; country, kind or blocs")
        if draws and find_metric(name).kind == "partition":
            raise click.UsageError(f"the numbers of blocs have no interval: '{name}' goes without --draws")
    net = load_network(facts_or_edges, level, ("domain",))
    of_actors = None if groups is None else actor_groups(net, groups, rng=seed)
    plain = {name: partial(compute, name=name, scope=scope, rng=seed, poles=pair, groups=of_actors) for name in names}
    if draws:
        from qtnet.inference.bootstrap import with_intervals

        results: dict[str, Result] = {
            name: with_intervals(net, partial(_scored, plain[name], name), draws=draws, rng=seed, kind=noise, jobs=jobs)
            for name in names
        }
    else:
        results = {name: plain[name](net) for name in names}
    if as_json:
        print_json({name: records(result) for name, result in results.items()} | _beside(results))
    else:
        click.echo("\n\n".join(_told(name, result) for name, result in results.items()))


def _told(name: str, result: Result) -> str:
    """Say a result, or that there is none: a list of edges may have a head and nothing below it."""
    return result.summary() if len(result.to_frame()) else f"{name}: NaN (undefined: the network has no actor)"


def _scored(metric: Callable[[MultilayerNetwork], Result], name: str, net: MultilayerNetwork) -> Result:
    """Give a result whose rows can be drawn again: scores as they are, of others the frame."""
    from qtnet.metrics.scopes import ScopedScores
    from qtnet.results import ActorScores, NetworkScore

    result = metric(net)
    return (
        result if isinstance(result, ActorScores | NetworkScore) else ScopedScores(metric=name, frame=result.to_frame())
    )


def _beside(results: dict[str, Result]) -> dict[str, object]:
    """Give the details and remarks of results that have any, under keys that no metric has."""
    details = {name: result.details() for name, result in results.items() if result.details()}
    remarks = {name: result.remark() for name, result in results.items() if result.remark()}
    return {key: value for key, value in (("(details)", details), ("(remarks)", remarks)) if value}
