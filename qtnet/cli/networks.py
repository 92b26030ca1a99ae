"""Networks from the command line: `qtnet network`, and reading what all measuring commands are given."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qtnet.cli.group import PATH, cli
from qtnet.cli.output import print_json, say

if TYPE_CHECKING:
    from qtnet.network import MultilayerNetwork
    from qtnet.network.build import Level
    from qtnet.network.weights import Scheme

__all__ = ["WEIGHT", "load_network", "network", "pole_pair"]

#: What the facts weigh, for commands that build a network of them.
WEIGHT = click.option(
    "--weight",
    type=click.Choice(["ties", "funding", "combined"]),
    default="ties",
    show_default=True,
    help="What facts weigh: evidence, money, or both. A list of edges has its own weights.",
)


@cli.command()
@click.argument("facts_or_edges", type=PATH)
@click.option("--out", type=PATH, required=True, help="The file to write.")
@click.option("--level", type=click.Choice(["country", "actor"]), default="country", show_default=True)
@WEIGHT
@click.option("--aspect", "aspects", type=click.Choice(["domain", "mode"]), multiple=True, default=("domain",))
@click.option(
    "--format",
    "form",
    type=click.Choice(["graphml", "gexf", "pajek", "muxviz", "csv", "parquet"]),
    help="Told by the ending of --out when not given. graphml, gexf and parquet keep everything; pajek (.net) and "
    "muxviz (.txt) only actors, layers, direction, sign and weight.",
)
@click.option("--json", "as_json", is_flag=True, help="Print what was written as JSON.")
def network(
    facts_or_edges: Path,
    out: Path,
    level: Level,
    weight: Scheme,
    aspects: tuple[str, ...],
    form: str | None,
    as_json: bool,
) -> None:
    """Build the multilayer network of a folder of facts, or read one from a file, and write it.

    A file is a CSV of edges, GraphML, GEXF, Parquet, Pajek (.net) or muxViz (.txt).
    """
    from qtnet.network import write_network

    net = load_network(facts_or_edges, level, aspects, weight=weight)
    write_network(net, out, form)
    layers = "1 layer" if net.n_layers == 1 else f"{net.n_layers} layers"
    say(f"{out}: {net.n_actors} actors, {layers}, {len(net.ties)} ties")
    if as_json:
        print_json({"network": str(out), "actors": net.n_actors, "layers": [*net.layers], "ties": len(net.ties)})


def load_network(path: Path, level: Level, aspects: tuple[str, ...], *, weight: Scheme = "ties") -> MultilayerNetwork:
    """Read a network from a folder of facts, for which the options are, or from a file of `network.FORMATS`."""
    from qtnet.facts import read_facts
    from qtnet.network import build_network, read_network

    if path.is_dir():
        return build_network(read_facts(path), level=level, aspects=aspects, weight=weight)
    return read_network(path)


def pole_pair(text: str | None) -> tuple[str, str] | None:
    """Read two different actors from ``US,CN``."""
    if text is None:
        return None
    names = [name.strip() for name in text.split(",")]
    if len(names) != 2 or not all(names) or names[0] == names[1]:
        raise click.BadParameter(f"two different actors separated by a comma, not '{text}'", param_hint="--poles")
    return names[0], names[1]
