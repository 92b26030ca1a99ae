"""What there is, from the command line: `qtnet list`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from qtnet.cli.group import PATH, cli
from qtnet.cli.output import print_json
from qtnet.errors import InputError

__all__ = ["list_names"]

_STUDIES = Path("reports")


@cli.command("list")
@click.argument("what", type=click.Choice(["metrics", "layers", "studies"]))
@click.argument("where", type=PATH, required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_names(what: str, where: Path | None, as_json: bool) -> None:
    """List what there is: metrics, layers (technologies and modes), or studies.

    WHERE is, for layers, a run, a folder of facts or a file of edges, whose layers are listed with their ties; for
    studies the folder of the study files, reports by default.
    """
    if what == "metrics" and where is not None:
        raise click.UsageError("metrics are those of qtnet; no folder is read")
    rows = {"metrics": _metrics, "layers": _layers, "studies": _studies}[what](where)
    if as_json:
        print_json(rows)
        return
    columns = [*rows[0]] if rows else []
    widths = [max(len(str(row[column])) for row in rows) for column in columns]
    for row in rows:
        cells = (f"{row[column]!s:<{width}}" for column, width in zip(columns, widths, strict=True))
        click.echo("  ".join(cells).rstrip())


def _metrics(_where: Path | None) -> list[dict[str, Any]]:
    from qtnet.metrics.registry import list_metrics

    return [
        {str(k): v for k, v in row.items()}
        for row in list_metrics()[["name", "kind", "range", "formula"]].to_dict("records")
    ]


def _layers(where: Path | None) -> list[dict[str, Any]]:
    if where is None:
        from qtnet.extract.vocabulary import DOMAINS, MODES

        names = [*(("domain", name) for name in DOMAINS), *(("mode", name) for name in MODES)]
        return [{"aspect": aspect, "layer": name} for aspect, name in names]
    from qtnet.cli.networks import load_network

    facts = where / "facts" if (where / "facts").is_dir() else where
    ties = load_network(facts, "country", ("domain",)).ties
    signs = {"ties": ties, "positive": ties[ties["sign"] > 0], "negative": ties[ties["sign"] < 0]}
    counts = {name: part["layer"].value_counts() for name, part in signs.items()}
    layers = sorted(set(ties["layer"]))
    return [{"layer": name, **{key: int(each.get(name, 0)) for key, each in counts.items()}} for name in layers]


def _studies(where: Path | None) -> list[dict[str, Any]]:
    from qtnet.config import read_study

    folder = where or _STUDIES
    found = sorted(folder.glob("*.toml"))
    if not found:
        raise InputError(f"{folder.resolve()}: no study files; they are the *.toml files of a folder reports")
    return [_about(path, read_study(path).title) for path in found]


def _about(path: Path, title: str) -> dict[str, Any]:
    page = path.parent / "build" / path.stem / "report.html"
    return {"study": str(path), "title": title, "report": str(page) if page.is_file() else ""}
