"""What a person should look at first, from the command line: `qtnet review`."""

from __future__ import annotations

from pathlib import Path

import click

from qtnet.cli.group import PATH, cli
from qtnet.cli.output import print_json, say

__all__ = ["review"]


@cli.command()
@click.argument("run_dir", type=PATH)
@click.option("--docs", type=PATH, multiple=True, help="Where the documents of a folder of facts are; may be repeated.")
@click.option("--corrections", type=PATH, help="The file of verdicts; that of the study, or RUN_DIR/corrections.csv.")
@click.option("--out", type=PATH, help="The table to write; RUN_DIR/review.csv by default.")
@click.option("--serve", is_flag=True, help="Show the questions as a page on this computer, to judge them there.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="serve: the port; a free one by default.")
@click.option("--who", default="", help="serve: your name, which goes with each verdict; your login by default.")
@click.option("--json", "as_json", is_flag=True, help="Print what was written as JSON.")
def review(
    run_dir: Path,
    docs: tuple[Path, ...],
    corrections: Path | None,
    out: Path | None,
    serve: bool,
    port: int,
    who: str,
    as_json: bool,
) -> None:
    """Write what a person should look at first: unsure facts, sentences without one, aliases, lost verdicts.

    RUN_DIR is the folder of a run, or a folder of facts. With --serve each verdict is saved at once to
    corrections.csv, which the next run applies.
    """
    import getpass

    from qtnet.review import QUEUE_FILE, Desk, build_queue, read_reviewed, write_queue
    from qtnet.review import serve as serve_desk

    reviewed = read_reviewed(run_dir, docs=docs, corrections=corrections)
    questions = build_queue(reviewed)
    written = write_queue(questions, out or run_dir / QUEUE_FILE)
    say(f"wrote {written}: {len(questions)} questions")
    if as_json:
        print_json({"review": str(written), "questions": len(questions)})
    if serve:
        desk = Desk(reviewed, questions, who=who or getpass.getuser())
        say(f"verdicts go to {desk.path}; Ctrl-C ends")
        serve_desk(desk, port=port, started=lambda url: say(f"open {url}"))
