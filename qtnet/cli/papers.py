"""Numbers into papers from the command line: `qtnet paper`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qtnet.cli.group import PATH, cli
from qtnet.cli.output import print_json, say

if TYPE_CHECKING:
    from qtnet.paper.check import Change

__all__ = ["paper"]


class _WithDefault(click.Group):
    """A group whose first command may go without its name: `qtnet paper RUN_DIR` is `qtnet paper write RUN_DIR`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in (*self.commands, *ctx.help_option_names):
            args.insert(0, "write")
        return super().parse_args(ctx, args)


@cli.group(cls=_WithDefault, subcommand_metavar="RUN_DIR [OPTIONS] | lint FILE...")
def paper() -> None:
    """Write what a paper quotes of a run, check what changed, and lint a manuscript.

    `qtnet paper RUN_DIR` writes RUN_DIR/paper: numbers by key for LaTeX, Quarto and Word, tables, figures, sources and
    methods. `qtnet paper RUN_DIR --check OLD` writes nothing and says which printed numbers changed, and why.
    `qtnet paper lint FILE --numbers PATH` finds unknown keys and numbers typed by hand.
    """


@paper.command()
@click.argument("run_dir", type=PATH)
@click.option("--out", type=PATH, help="Folder for the files; RUN_DIR/paper by default.")
@click.option("--macros", is_flag=True, help="Also write one LaTeX command per number, in numbers-macros.tex.")
@click.option("--check", "old", type=PATH, help="Compare with the numbers of OLD (a paper's folder, a run, or a file).")
@click.option("--cited", type=PATH, multiple=True, help="With --check: only numbers that this manuscript cites.")
@click.option("--strict", is_flag=True, help="With --check: digits that are not printed count too.")
@click.option("--json", "as_json", is_flag=True, help="Print what was written, or what changed, as JSON.")
def write(
    run_dir: Path,
    out: Path | None,
    macros: bool,
    old: Path | None,
    cited: tuple[Path, ...],
    strict: bool,
    as_json: bool,
) -> None:
    """Write the paper's folder of a finished run, or check its numbers against an older one."""
    from qtnet.paper import write_paper
    from qtnet.paper.provenance import listed_files
    from qtnet.report import read_inputs

    if old is not None:
        if out is not None or macros:
            raise click.UsageError("--check writes nothing: leave out --out and --macros")
        _check(run_dir, old, cited, strict=strict, as_json=as_json)
        return
    if strict or cited:
        raise click.UsageError("--strict and --cited go with --check OLD")
    folder = write_paper(read_inputs(run_dir / "results"), out or run_dir / "paper", macros=macros)
    say(f"wrote {folder}")
    if as_json:
        print_json({"paper": str(folder), "files": sorted(str(path) for path in listed_files(folder))})


@paper.command()
@click.argument("manuscripts", metavar="FILE...", type=PATH, nargs=-1, required=True)
@click.option("--numbers", type=PATH, required=True, help="The numbers: a paper's folder, a run, or numbers.json.")
@click.option("--former", type=PATH, multiple=True, help="Numbers of earlier forms of the manuscript; may be repeated.")
@click.option("--unused", is_flag=True, help="Also list the numbers that no manuscript cites.")
@click.option("--strict", is_flag=True, help="Numerals next to a number's value count too.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
def lint(
    manuscripts: tuple[Path, ...], numbers: Path, former: tuple[Path, ...], unused: bool, strict: bool, as_json: bool
) -> None:
    """Find unknown keys and numbers typed by hand in manuscripts (LaTeX or Markdown).

    A line that ends with the comment `% qtnet: ok` is left alone. Exits with 1 when a key is unknown or a number is
    typed by hand.
    """
    from qtnet.paper.check import numbers_at
    from qtnet.paper.lint import lint as findings_of
    from qtnet.paper.lint import unused_keys

    known, older = numbers_at(numbers), [numbers_at(path) for path in former]
    texts = {path: _read(path) for path in manuscripts}
    found = [(path, finding) for path, text in texts.items() for finding in findings_of(text, known, older)]
    idle = unused_keys("\n".join(texts.values()), known) if unused else ()
    if as_json:
        listed = [{"file": str(path), **vars(finding), "keys": list(finding.keys)} for path, finding in found]
        print_json({"findings": listed, "unused": list(idle)} if unused else {"findings": listed})
    else:
        for path, finding in found:
            click.echo(f"{path}:{finding.line}: {finding.message}")
        for key in idle:
            click.echo(f"not cited: {key}")
    faults = sum(finding.kind not in ("near", "unchecked") or strict for _, finding in found)
    say(f"{faults} to correct, {len(found) - faults} to look at in {len(texts)} file{'s' * (len(texts) != 1)}")
    if faults:
        raise click.exceptions.Exit(1)


def _check(run_dir: Path, old: Path, cited: tuple[Path, ...], *, strict: bool, as_json: bool) -> None:
    from qtnet.paper import paper_numbers
    from qtnet.paper.check import changed_numbers, numbers_at, only_cited
    from qtnet.report import read_inputs

    changes = changed_numbers(numbers_at(old), paper_numbers(read_inputs(run_dir / "results")))
    if cited:
        changes = only_cited(changes, [_read(path) for path in cited])
    failing = [
        one for one in changes if one.kind in ("printed", "gone", "meaning") or (strict and one.kind == "precision")
    ]
    if as_json:
        print_json({"stale": bool(failing), "changes": [vars(one) for one in changes]})
    else:
        click.echo("\n".join(_by_reason(failing)), nl=bool(failing))
    quiet = len(changes) - len(failing)
    say(f"{len(failing)} printed number{'s' * (len(failing) != 1)} changed; {quiet} more differ, but not in print")
    if failing:
        raise click.exceptions.Exit(1)


def _by_reason(changes: list[Change]) -> list[str]:
    """Give a line for each change, those with the same reason together below it."""
    lines = []
    for why in dict.fromkeys(one.why for one in changes):
        lines.append(f"Because of {why}:")
        for one in (one for one in changes if one.why == why):
            now = f"→ {one.new}" if one.new else "is gone"
            lines.append(f"  {one.key}: {one.old} {now}   [{one.label}]")
    return lines


def _read(path: Path) -> str:
    from qtnet.errors import InputError

    if path.suffix.lower() in (".docx", ".doc", ".odt"):
        raise InputError(f"{path}: files of word processors are not read; give the .md or .tex that it is made of")
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as fault:
        raise InputError(f"{path}: not UTF-8 text ({fault.reason} at byte {fault.start})") from fault
