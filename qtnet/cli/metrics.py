"""Metrics from the command line: `qtnet metrics`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qtnet.cli.actor_groups import actor_groups
from qtnet.cli.group import PATH, cli
from qtnet.cli.networks import WEIGHT, load_network, pole_pair
from qtnet.cli.output import print_json, records, say
from qtnet.cli.sharing import shares_work

if TYPE_CHECKING:
    import pandas as pd

    from qtnet.inference.resampling import Noise
    from qtnet.metrics.scopes import Scope
    from qtnet.network import MultilayerNetwork
    from qtnet.network.build import Level
    from qtnet.network.weights import Scheme
    from qtnet.results import Result

__all__ = ["metrics"]


@cli.command()
@click.argument("facts_or_edges", type=PATH)
@click.option("--metric", "names", multiple=True, required=True, help="Name of a metric; `qtnet list metrics`.")
@click.option("--level", type=click.Choice(["country", "actor"]), default="country", show_default=True)
@WEIGHT
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
@click.option(
    "--top", type=click.IntRange(min=1), default=5, show_default=True, help="P(top) of --draws: among so many first."
)
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Processes for --draws.")
@shares_work("--backend", "--workers")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="For metrics and --draws.")
@click.option("--quote", metavar="ACTOR", help="Of facts: also the quotations that this actor's ties rest on.")
@click.option("--out", type=PATH, help="A table of all rows to write, CSV; nothing is printed but with --json.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def metrics(
    facts_or_edges: Path,
    names: tuple[str, ...],
    level: Level,
    weight: Scheme,
    scope: Scope,
    poles: str | None,
    groups: str | None,
    draws: int,
    noise: Noise,
    top: int,
    jobs: int,
    seed: int,
    quote: str | None,
    out: Path | None,
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
    net = load_network(facts_or_edges, level, ("domain",), weight=weight)
    words = None if quote is None else _quotations(net, facts_or_edges, quote)
    of_actors = None if groups is None else actor_groups(net, groups, rng=seed)
    plain = {name: partial(compute, name=name, scope=scope, rng=seed, poles=pair, groups=of_actors) for name in names}
    if draws:
        from qtnet.inference.bootstrap import with_intervals

        resampled = partial(with_intervals, net, draws=draws, rng=seed, kind=noise, top=top, jobs=jobs)
        results: dict[str, Result] = {name: resampled(partial(_scored, plain[name], name)) for name in names}
    else:
        results = {name: plain[name](net) for name in names}
    if out is not None:
        _write(results, out)
    if as_json:
        found = {name: records(result) for name, result in results.items()} | _beside(results)
        print_json(found if words is None else found | {"(quotations)": words.to_dict("records")})
    elif out is None:
        told = [_told(name, result) for name, result in results.items()]
        click.echo("\n\n".join(told if words is None else [*told, *_spoken(words)]))


def _quotations(net: MultilayerNetwork, facts: Path, actor: str) -> pd.DataFrame:
    """Give the quotations of an actor's ties; a list of edges has none."""
    from qtnet.facts import read_facts
    from qtnet.network import quotations

    if not facts.is_dir():
        raise click.UsageError(f"--quote needs a folder of facts; {facts} is a file, and edges have no quotations")
    return quotations(net, read_facts(facts), actor)


def _spoken(words: pd.DataFrame) -> list[str]:
    """Give each quotation with its tie and place, one after the other."""
    return [
        f"{row.source} – {row.target}, {row.layer}, {row.sign:+d}: {row.doc}:{row.start}-{row.end}\n  {row.evidence}"
        for row in words.itertuples()
    ]


def _write(results: dict[str, Result], out: Path) -> None:
    """Write the rows of all results as one table; a column that only some have is empty in the others."""
    import pandas as pd

    from qtnet.writing import write_file

    frame = pd.concat([result.to_frame() for result in results.values()], ignore_index=True)
    write_file(out, frame.to_csv(index=False, lineterminator="\n"))
    say(f"{out}: {len(frame)} rows")


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
