"""Facts from documents, from the command line: `qtnet extract` and `qtnet lexicon`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qtnet.cli.group import PATH, cli
from qtnet.cli.output import PROGRESS, is_shown, print_json, say
from qtnet.cli.sharing import shares_work

if TYPE_CHECKING:
    from qtnet.corpus.html_reader import HtmlReader

__all__ = ["extract", "lexicon"]

#: `qtnet.facts.duplicates.DEFAULT_SIMILARITY`, as a test makes sure: to say its options, a command loads no table.
DEFAULT_COPIES = 0.7


@cli.command()
@click.argument("docs", nargs=-1, required=True, type=PATH)
@click.option("--out", type=PATH, required=True, help="Folder for documents, actors, ties and funding tables.")
@click.option("--corrections", type=PATH, help="A file of verdicts to apply; OUT/corrections.csv if it is there.")
@click.option("--html", type=click.Choice(["qtnet", "trafilatura"]), default="qtnet", help="What reads web pages.")
@click.option(
    "--strict", is_flag=True, help="Refuse all when a document cannot be read; else read the rest, end with code 1."
)
@click.option("--backend", type=click.Choice(["rules", "llm", "spacy", "mix"]), default="rules", show_default=True)
@click.option("--model", default="", help="llm, mix: name of the model, as its server lists it.")
@click.option(
    "--endpoint",
    default="",
    help="llm, mix: base address of an OpenAI-compatible server; the key, if it "
    "needs one, stands in the environment variable QTNET_LLM_KEY.",
)
@click.option("--cache", type=PATH, help="llm, mix: folder of the answers; OUT/answers by default.")
@click.option("--offline", is_flag=True, help="llm, mix: use stored answers only, send nothing.")
@click.option("--budget", default="", help="llm, mix: the most to use, tokens (200000) or US dollars ('$2.50').")
@click.option("--prices", default="", help="llm, mix: US dollars per million tokens in and out, as 0.15,0.60.")
@click.option("--spacy-model", default="", help="spacy: name of an installed pipeline, or its folder.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="rules, mix: processes that share the work.",
)
@shares_work("--workers")
@click.option("--fresh", is_flag=True, help="rules: extract all again; neither use nor keep what was read before.")
@click.option(
    "--copies",
    type=float,
    default=DEFAULT_COPIES,
    show_default=True,
    help="As alike as this, a document is a copy of another, and what both tell counts once; 0: none is.",
)
@PROGRESS
@click.option("--json", is_flag=True, expose_value=False, help="Print the counts as JSON, as is always done.")
def extract(
    docs: tuple[Path, ...],
    out: Path,
    corrections: Path | None,
    html: HtmlReader,
    strict: bool,
    cache: Path | None,
    backend: str,
    jobs: int,
    fresh: bool,
    copies: float,
    progress: bool | None,
    **chosen: Any,
) -> None:
    """Extract the facts of documents, each with its exact quotation.

    DOCS are folders, quoted patterns ('docs/**/*.html') or files: .txt, .md, .html, .pdf, .docx; .zip archives of
    these; .csv, .tsv or .jsonl with the columns doc and text. OUT/texts holds the stored text, which offsets refer to,
    of each document whose file is not plain UTF-8 text. What was read is kept in the folder .qtnet beside OUT, which
    `qtnet run` shares: the same command reads only new and changed documents, and resumes after it was stopped.
    """
    from qtnet.corpus import read_corpus, write_texts
    from qtnet.extract.backends import BackendOptions, backend_of
    from qtnet.facts.alias_suggestions import suggested, write_suggestions
    from qtnet.facts.build import extract_into
    from qtnet.facts.tables import TableFiles
    from qtnet.facts.unapplied import lost_verdicts
    from qtnet.study.claims import KeptClaims
    from qtnet.study.kept import kept_beside

    reader = backend_of(BackendOptions(backend=backend, jobs=jobs, cache=cache or out / "answers", **chosen), say=say)
    if backend == "rules":
        kept = kept_beside(out, keep=not fresh, say=say)
        reader = KeptClaims(kept, jobs=jobs, say=say)
    if corrections is None and (out / "corrections.csv").is_file():
        corrections = out / "corrections.csv"
        say(f"applying the verdicts of {corrections}")
    with TableFiles(out) as files:
        corpus = read_corpus(docs, html=html, skip_faulty=not strict)
        done = extract_into(
            files,
            corpus,
            corrections=corrections,
            progress=is_shown(progress),
            backend=reader,
            similarity=copies,
        )
        files.finish(done.counts)
    write_suggestions(suggested(done.use, done.resolved), out)
    write_texts(corpus, out / "texts")
    print_json(done.counts)
    if lost := lost_verdicts(done):
        many = f"{len(lost)} verdict{'s' * (len(lost) != 1)}"
        say(f"{many} could not be applied: {', '.join(lost[:5])}; qtnet review shows them")
    for skipped in corpus.skipped:
        say(f"{'not read' if skipped.is_fault else 'left out'}: {skipped.path}: {skipped.reason}")
    if any(skipped.is_fault for skipped in corpus.skipped):
        raise click.exceptions.Exit(1)


@cli.group()
def lexicon() -> None:
    """Check the extractor's lexicons."""


@lexicon.command("lint")
@click.option("--json", "as_json", is_flag=True, help="Print the failures as JSON.")
def lexicon_lint(as_json: bool) -> None:
    """Look for entries that are doubled, unreachable or contradict each other."""
    from qtnet.extract.frames.lint import lint

    _report_failures(lint(), as_json)


@lexicon.command("test")
@click.option("--json", "as_json", is_flag=True, help="Print the failures as JSON.")
def lexicon_test(as_json: bool) -> None:
    """Run every frame's own yes and no sentences."""
    from qtnet.extract.frames.lint import run_examples

    _report_failures(run_examples(), as_json)


def _report_failures(failures: list[str], as_json: bool) -> None:
    if as_json:
        print_json({"failures": failures})
    for failure in failures if not as_json else ():
        click.echo(failure)
    say(f"{len(failures)} failures")
    if failures:
        raise click.exceptions.Exit(1)
