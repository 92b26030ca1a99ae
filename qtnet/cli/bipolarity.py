"""Technological bipolarity from the command line: `qtnet bipolarity`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qtnet.cli.group import PATH, cli
from qtnet.cli.networks import load_network, pole_pair
from qtnet.cli.output import print_json, progress, say
from qtnet.cli.sharing import shares_work

if TYPE_CHECKING:
    from qtnet.inference.bipolarity import Bipolarity
    from qtnet.inference.bipolarity.nulls import BipolarityNull
    from qtnet.network import MultilayerNetwork
    from qtnet.network.build import Level
    from qtnet.network.windows import WindowChoice

    #: What was asked for: its key in JSON, the result as a record, and as text.
    Asked = tuple[str, dict[str, Any], str]

__all__ = ["bipolarity"]

#: Actors between the poles that are printed; JSON has all.
_LISTED = 10
_NULLS = ("configuration", "strengths", "signs", "dyads", "layers", "actors", "across", "poles")


@cli.command()
@click.argument("facts_or_edges", type=PATH)
@click.option("--poles", help="Two actors, for example US,CN; found among the most capable when not given.")
@click.option("--capability", type=PATH, help="CSV with the columns actor and capability; else the number of ties.")
@click.option("--level", type=click.Choice(["country", "actor"]), default="country", show_default=True)
@click.option("--null", type=click.Choice(_NULLS), default="configuration", show_default=True, help="What chance does.")
@click.option("--nulls", type=click.IntRange(min=19), default=999, show_default=True, help="Draws of the null model.")
@click.option("--draws", type=click.IntRange(min=20), default=999, show_default=True, help="Bootstrap draws.")
@click.option("--noise", is_flag=True, help="Add the rates of missed facts and turned signs measured for extraction.")
@click.option("--windows", metavar="KIND:YEARS[:STEP]", help="Also per window: calendar:1, rolling:5, cumulative:1.")
@click.option("--what-if", "changes", type=PATH, help="CSV of changes: the column change says add, remove or without.")
@click.option("--influence", type=click.Choice(["documents", "actors", "ties"]), help="Also what the numbers hang on.")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True)
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Processes; same results.")
@shares_work("--backend", "--workers")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of tables.")
def bipolarity(
    facts_or_edges: Path,
    poles: str | None,
    capability: Path | None,
    level: Level,
    null: BipolarityNull,
    nulls: int,
    draws: int,
    noise: bool,
    windows: str | None,
    changes: Path | None,
    influence: str | None,
    seed: int,
    jobs: int,
    as_json: bool,
) -> None:
    """Measure technological bipolarity: profile, headline, null model, intervals and what can be said.

    The input is a folder of facts or a CSV of edges: source, target, layer and, if wanted, weight, sign, time, doc.
    """
    from qtnet.cli.bipolarity_files import read_capability, read_changes
    from qtnet.cli.bipolarity_json import profile_record
    from qtnet.inference.bipolarity import bipolarity as measure
    from qtnet.inference.extraction_noise import measured_noise

    pair, cut = pole_pair(poles), None if windows is None else _window_spec(windows)
    power = None if capability is None else read_capability(capability)
    change = None if changes is None else read_changes(changes)
    net = load_network(facts_or_edges, level, ("domain",))
    options: dict[str, Any] = {"nulls": nulls, "draws": draws, "null": null, "jobs": jobs, "capability": power}
    options["noise"] = measured_noise() if noise else None
    found = measure(net, rng=seed, poles=pair, **options)
    asked: list[Asked] = [("profile", profile_record(found), f"{found.summary()}\n\n{_between(found)}")]
    if cut is not None:
        asked.append(_over_time(net, rng=seed, poles=found.poles, **cut, **options))
    if change is not None:
        asked.append(_changed(net, poles=found.poles, rng=seed, capability=power, **change))
    if influence is not None:
        asked.append(_influence(net, poles=found.poles, of=influence, rng=seed, capability=power, jobs=jobs))
    if as_json:
        print_json(asked[0][1] | {name: record for name, record, _ in asked[1:]})
    else:
        if found.found:
            say(f"poles found: {found.poles[0]} and {found.poles[1]}")
        click.echo("\n\n".join(text for _, _, text in asked))


def _window_spec(text: str) -> WindowChoice:
    from qtnet.errors import InputError
    from qtnet.network.windows import window_choice

    try:
        return window_choice(text)
    except InputError as error:
        raise click.BadParameter(str(error).removeprefix("windows: "), param_hint="--windows") from error


def _over_time(net: MultilayerNetwork, **options: Any) -> Asked:
    from qtnet.cli.bipolarity_json import history_record
    from qtnet.inference.bipolarity import bipolarity_over_time

    with progress("windows of time") as step:
        history = bipolarity_over_time(net, progress=step, **options)
    return "windows", history_record(history), history.summary()


def _changed(net: MultilayerNetwork, **change: Any) -> Asked:
    from qtnet.cli.bipolarity_json import rows
    from qtnet.inference.bipolarity import what_if

    after = what_if(net, **change)
    record = {"change": after.change, "components": rows(after.frame), "alignment": rows(after.alignment)}
    return "what_if", record, after.summary()


def _influence(net: MultilayerNetwork, **options: Any) -> Asked:
    from qtnet.cli.bipolarity_json import rows
    from qtnet.inference.bipolarity import bipolarity_influence

    hangs = bipolarity_influence(net, **options)
    lines = hangs.top().to_string(index=False, float_format=lambda value: f"{value:.4g}")
    told = f"TBI over all layers hangs most on these {hangs.of} (all of it: --json)"
    return "influence", {"of": hangs.of, "changes": rows(hangs.frame)}, f"{told}\n{lines}"


def _between(found: Bipolarity) -> str:
    """List who stands between the poles over all layers, or stands with one and has ties to both."""
    from qtnet.results import MULTILAYER

    whole = found.bridges[found.bridges["layer"] == MULTILAYER]
    if whole.empty:
        return "No actor stands between the poles."
    shown = whole[["actor", "role", "alignment", "p_hedger", "ambivalence", "engagement"]].head(_LISTED)
    lines = shown.to_string(index=False, na_rep="–", float_format=lambda value: f"{value:.3g}")
    return (
        f"Between the poles (hedger: nearer to 0 than 1/3, tied to both; bridge: stands with a pole, tied to both; "
        f"outsider: tied to neither; p_hedger: share of resampled corpora in which it is between)\n{lines}"
    )
