"""A study file to begin with, from the command line: `qtnet init`, and completion of words in the shell."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qtnet.cli.group import PATH, cli
from qtnet.cli.output import print_json, say

if TYPE_CHECKING:
    from qtnet.config import Question

__all__ = ["completion", "init"]

_SHELLS = ("bash", "zsh", "fish")
#: The variable by which the shell asks for completions; click derives it from the program's name.
_ASKED_BY = "_QTNET_COMPLETE"


@cli.command()
@click.argument("study", type=PATH, default=Path("study.toml"))
@click.option("--preset", "name", default="bipolarity", show_default=True, help="The question; see --list.")
@click.option("--documents", multiple=True, default=("documents",), help="Folder or file; may be repeated.")
@click.option("--title", help="Of the page; the preset's title or question by default.")
@click.option("--poles", help="Two actors, for example US,CN; found when not given.")
@click.option("--extends", type=PATH, help="Write a short file that takes all else from this study file.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@click.option("--list", "listed", is_flag=True, help="List the presets; write nothing.")
@click.option("--schema", is_flag=True, help="Print the JSON schema of study files, for editors; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def init(
    study: Path,
    name: str,
    documents: tuple[str, ...],
    title: str | None,
    poles: str | None,
    extends: Path | None,
    force: bool,
    listed: bool,
    schema: bool,
    as_json: bool,
) -> None:
    """Write a study file with every key, its value and what it is for; study.toml when no name is given."""
    from qtnet.config import read_study, study_schema
    from qtnet.config.questions import question_named
    from qtnet.writing import write_file

    if schema:
        print_json(study_schema())
        return
    if listed:
        _list_presets(as_json)
        return
    text = _short_text(study, extends, title) if extends else _full_text(question_named(name), documents, title, poles)
    if study.exists() and not force:
        raise click.UsageError(f"{study} is there already; --force replaces it")
    if extends is not None:
        read_study(extends)
    write_file(study, text)
    say(f"wrote {study}; next: qtnet run {study} --dry-run")
    if as_json:
        print_json({"study": str(study), "preset": None if extends else name})


@cli.command()
@click.argument("shell", type=click.Choice(_SHELLS))
@click.option("--json", "as_json", is_flag=True, help="Print the script as JSON.")
def completion(shell: str, as_json: bool) -> None:
    """Print the script that lets a shell complete qtnet's commands and options.

    bash: put `source <(qtnet completion bash)` into ~/.bashrc; zsh: the same into ~/.zshrc;
    fish: `qtnet completion fish > ~/.config/fish/completions/qtnet.fish`.
    """
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(f"no completion for {shell}")
    made = found(cli, {}, "qtnet", _ASKED_BY)
    script = made.source_template % made.source_vars()  # without asking the shell for its version, as source() does
    if as_json:
        print_json({"shell": shell, "script": script})
    else:
        click.echo(script)


def _list_presets(as_json: bool) -> None:
    from qtnet.config import QUESTIONS

    if as_json:
        kinds = QUESTIONS.items()
        print_json([{"preset": name, "asks": kind.asks, "suits": kind.suits} for name, kind in kinds])
        return
    for name, kind in QUESTIONS.items():
        click.echo(f"{name:<14} {kind.asks}\n{'':<14} {kind.suits}")


def _full_text(kind: Question, documents: tuple[str, ...], title: str | None, poles: str | None) -> str:
    from qtnet.cli.networks import pole_pair
    from qtnet.config import study_text

    settings: dict[str, Mapping[str, object]] = {name: dict(keys) for name, keys in kind.settings.items()}
    settings["corpus"] = {"documents": documents}
    if pair := pole_pair(poles):
        settings["bipolarity"] = {**settings.get("bipolarity", {}), "poles": pair}
    return study_text(title=title or kind.title or kind.asks, question=kind.asks, settings=settings)


def _short_text(study: Path, base: Path, title: str | None) -> str:
    seen = Path(os.path.relpath(base, study.parent)).as_posix()
    lines = [
        f"# Takes every key from {seen} that does not stand here.",
        f"extends = {json.dumps(seen, ensure_ascii=False)}",
    ]
    return "\n".join([*lines, *([f"title = {json.dumps(title, ensure_ascii=False)}"] if title else [])]) + "\n"
