"""The command line: thin commands over the stages.

Results go to standard output, progress and messages to standard error. Exit codes: 0 done, 1 a check failed, 2 bad
input or usage, 3 interrupted. Heavy imports stand inside the commands, so that `qtnet --help` answers at once.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qtnet import __version__
from qtnet.errors import InputError, QtnetError

if TYPE_CHECKING:
    from qtnet.corpus.html_reader import HtmlReader
    from qtnet.facts import Facts
    from qtnet.metrics.scopes import Scope
    from qtnet.network import MultilayerNetwork
    from qtnet.network.build import Level
    from qtnet.results import Result

__all__ = ["cli", "main"]

PATH = click.Path(path_type=Path)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="qtnet")
def cli() -> None:
    """From documents on technology partnerships to a signed multilayer network and defensible numbers."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        code = cli.main(standalone_mode=False)
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except click.ClickException as error:
        error.show()
        code = 2
    except QtnetError as error:
        _say(str(error))
        code = 2
    except OSError as error:
        _say(f"{error.filename or ''}: {error.strerror or error}".lstrip(": "))
        code = 2
    except (KeyboardInterrupt, click.Abort):
        _say("interrupted; the same command starts again")
        code = 3
    sys.exit(code or 0)


@cli.command()
@click.argument("study", type=PATH)
@click.option("--out", type=PATH, help="Folder for the results; build/<study> beside the study file by default.")
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Processes for random draws.")
def run(study: Path, out: Path | None, jobs: int) -> None:
    """Build all of a study: facts, network, numbers with intervals, and the page."""
    from qtnet.study import run_study

    done = run_study(study, out=out, jobs=jobs, say=_say)
    _print_json({"report": str(done.folder / "report.html"), "ties": len(done.facts.ties)})


@cli.command()
@click.argument("docs", nargs=-1, required=True, type=PATH)
@click.option("--out", type=PATH, required=True, help="Folder for documents, actors, ties and funding tables.")
@click.option("--corrections", type=PATH, help="A file of verdicts to apply; OUT/corrections.csv if it is there.")
@click.option("--html", type=click.Choice(["qtnet", "trafilatura"]), default="qtnet", help="What reads web pages.")
@click.option("--skip-faulty", is_flag=True, help="Read the rest when documents cannot be read; ends with code 1 then.")
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
def extract(
    docs: tuple[Path, ...],
    out: Path,
    corrections: Path | None,
    html: HtmlReader,
    skip_faulty: bool,
    cache: Path | None,
    **chosen: Any,
) -> None:
    """Extract the facts of documents, each with its exact quotation.

    DOCS are folders, quoted patterns ('docs/**/*.html') or files: .txt, .md, .html, .pdf, .docx; .zip archives of
    these; .csv, .tsv or .jsonl with the columns doc and text. OUT/texts holds the stored text, which offsets refer to,
    of each document whose file is not plain UTF-8 text.
    """
    from qtnet.corpus import read_corpus, write_texts
    from qtnet.extract.backends import BackendOptions, backend_of
    from qtnet.facts import extract_facts, write_alias_suggestions, write_facts
    from qtnet.facts.unapplied import lost_verdicts

    backend = backend_of(BackendOptions(cache=cache or out / "answers", **chosen), say=_say)
    if corrections is None and (out / "corrections.csv").is_file():
        corrections = out / "corrections.csv"
        _say(f"applying the verdicts of {corrections}")
    corpus = read_corpus(docs, html=html, skip_faulty=skip_faulty)
    facts = extract_facts(corpus, corrections=corrections, progress=sys.stderr.isatty(), backend=backend)
    write_facts(facts, out)
    write_alias_suggestions(facts, out)
    write_texts(corpus, out / "texts")
    _print_json(facts.counts)
    if lost := lost_verdicts(facts):
        _say(f"{len(lost)} verdicts could not be applied: {', '.join(lost[:5])}; qtnet review shows them")
    for skipped in corpus.skipped:
        _say(f"{'not read' if skipped.is_fault else 'left out'}: {skipped.path}: {skipped.reason}")
    if any(skipped.is_fault for skipped in corpus.skipped):
        raise click.exceptions.Exit(1)


@cli.command()
@click.argument("gold", type=PATH)
@click.argument("predicted", type=PATH)
@click.argument("more", nargs=-1, type=PATH)
@click.option("--json", "json_file", type=PATH, help="Write the scores to this file.")
@click.option("--errors", is_flag=True, help="List missed and extra facts with their evidence, each once.")
@click.option("--brief", is_flag=True, help="Print the rates only, no tables.")
@click.option("--reliability", type=PATH, help="Draw confidence against truth into this .html file.")
@click.option("--agreement", is_flag=True, help="Compare two or more annotations of equal rank instead.")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="Of the bootstrap intervals.")
def score(
    gold: Path,
    predicted: Path,
    more: tuple[Path, ...],
    json_file: Path | None,
    errors: bool,
    brief: bool,
    reliability: Path | None,
    agreement: bool,
    seed: int,
) -> None:
    """Compare extracted facts with annotated ones: precision, recall and F1 with intervals, tables, reliability.

    With --agreement the folders are annotators' (two or more): F1 per level, Cohen's kappa of attributes, overlap of
    quotations, Krippendorff's alpha.
    """
    if agreement:
        if errors or brief or reliability is not None:
            raise click.UsageError("--agreement goes with --json and --seed only")
        _score_agreement((gold, predicted, *more), json_file, seed)
        return
    if more:
        raise click.UsageError(f"{more[0]}: more than two folders are compared with --agreement only")
    from qtnet.facts import read_facts
    from qtnet.facts import score as score_facts
    from qtnet.facts.error_lines import error_lines
    from qtnet.facts.score_tables import document_lines, score_lines, score_records

    annotated, found = read_facts(gold), read_facts(predicted)
    _check_same_documents(annotated, found, gold, predicted)
    scores = score_facts(annotated, found, rng=seed)
    if errors:
        click.echo("\n".join([*error_lines(scores.errors), ""]) if len(scores.errors) else "no errors")
    click.echo(scores.summary())
    if not brief:
        click.echo("\n".join(["", *score_lines(scores), "", *document_lines(scores)]))
    if reliability is not None:
        from qtnet.report.figures.reliability import write_reliability

        _say(f"wrote {write_reliability(scores.reliability, reliability)}")
    if json_file is not None:
        json_file.write_text(json.dumps(score_records(scores), indent=1, allow_nan=False) + "\n", encoding="utf-8")


def _score_agreement(folders: tuple[Path, ...], json_file: Path | None, seed: int) -> None:
    from qtnet.facts import read_facts
    from qtnet.facts.agreement import agreement

    if len({*folders}) < len(folders):
        raise click.UsageError("one folder is given twice; an annotator agrees with itself")
    found = agreement({str(folder): read_facts(folder) for folder in folders}, rng=seed)
    click.echo(found.summary())
    if json_file is not None:
        json_file.write_text(json.dumps(_records(found), indent=1, allow_nan=False) + "\n", encoding="utf-8")


@cli.command()
@click.argument("facts_or_edges", type=PATH)
@click.option("--out", type=PATH, required=True, help="The file to write.")
@click.option("--level", type=click.Choice(["country", "actor"]), default="country", show_default=True)
@click.option("--aspect", "aspects", type=click.Choice(["domain", "mode"]), multiple=True, default=("domain",))
@click.option("--format", "form", type=click.Choice(["graphml", "csv"]), default="graphml", show_default=True)
def network(facts_or_edges: Path, out: Path, level: Level, aspects: tuple[str, ...], form: str) -> None:
    """Build the multilayer network of a folder of facts or a CSV of edges, and write it."""
    from qtnet.network import write_edges, write_graphml

    net = _load_network(facts_or_edges, level, aspects)
    (write_graphml if form == "graphml" else write_edges)(net, out)
    _say(f"{out}: {net.n_actors} actors, {net.n_layers} layers, {len(net.ties)} ties")


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

    pair = _poles(poles)
    for name in names:
        if pair is None and "poles" in find_metric(name).needs:
            raise click.UsageError(f"metric '{name}' needs --poles, two actors such as US,CN")
    net = _load_network(facts_or_edges, level, ("domain",))
    results = {name: compute(net, name, scope=scope, rng=seed, poles=pair) for name in names}
    if as_json:
        _print_json({name: _records(result) for name, result in results.items()})
    else:
        click.echo("\n\n".join(result.summary() for result in results.values()))


@cli.command()
@click.argument("facts_or_edges", type=PATH)
@click.option("--poles", help="Two actors, for example US,CN; found among the most capable when not given.")
@click.option("--nulls", type=click.IntRange(min=19), default=499, show_default=True, help="Draws of the null model.")
@click.option("--draws", type=click.IntRange(min=20), default=499, show_default=True, help="Bootstrap draws.")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True)
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def bipolarity(
    facts_or_edges: Path, poles: str | None, nulls: int, draws: int, seed: int, jobs: int, as_json: bool
) -> None:
    """Measure technological bipolarity: profile, headline, null model and intervals."""
    from qtnet.inference.bipolarity import bipolarity as measure

    pair = _poles(poles)
    net = _load_network(facts_or_edges, "country", ("domain",))
    found = measure(net, rng=seed, poles=pair, nulls=nulls, draws=draws, jobs=jobs)
    if as_json:
        _print_json({"poles": found.poles, "components": _records(found), "exploratory": found.exploratory_reason})
    else:
        click.echo(found.summary())


@cli.command()
@click.argument("run_dir", type=PATH)
def report(run_dir: Path) -> None:
    """Write the page of a finished run again, from its results."""
    from qtnet.report import read_inputs, write_report

    _say(f"wrote {write_report(read_inputs(run_dir / 'results'), run_dir / 'report.html')}")


@cli.command()
@click.argument("run_dir", type=PATH)
@click.option("--docs", type=PATH, multiple=True, help="Where the documents of a folder of facts are; may be repeated.")
@click.option("--corrections", type=PATH, help="The file of verdicts; that of the study, or RUN_DIR/corrections.csv.")
@click.option("--out", type=PATH, help="The table to write; RUN_DIR/review.csv by default.")
@click.option("--serve", is_flag=True, help="Show the questions as a page on this computer, to judge them there.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="serve: the port; a free one by default.")
@click.option("--who", default="", help="serve: your name, which goes with each verdict; your login by default.")
def review(
    run_dir: Path, docs: tuple[Path, ...], corrections: Path | None, out: Path | None, serve: bool, port: int, who: str
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
    _say(f"wrote {written}: {len(questions)} questions")
    if serve:
        desk = Desk(reviewed, questions, who=who or getpass.getuser())
        _say(f"verdicts go to {desk.path}; Ctrl-C ends")
        serve_desk(desk, port=port, started=lambda url: _say(f"open {url}"))


@cli.group()
def lexicon() -> None:
    """Check the extractor's lexicons."""


@lexicon.command("lint")
def lexicon_lint() -> None:
    """Look for entries that are doubled, unreachable or contradict each other."""
    from qtnet.extract.frames.lint import lint

    _report_failures(lint())


@lexicon.command("test")
def lexicon_test() -> None:
    """Run every frame's own yes and no sentences."""
    from qtnet.extract.frames.lint import run_examples

    _report_failures(run_examples())


@cli.command("list")
@click.argument("what", type=click.Choice(["metrics", "layers", "studies"]))
def list_names(what: str) -> None:
    """List what there is: metrics, layers (technologies and modes), or the studies of this folder."""
    if what == "metrics":
        from qtnet.metrics.registry import list_metrics

        click.echo(list_metrics()[["name", "kind", "range", "formula"]].to_string(index=False))
    elif what == "layers":
        from qtnet.extract.vocabulary import DOMAINS, MODES

        click.echo("\n".join([*(f"domain  {name}" for name in DOMAINS), *(f"mode    {name}" for name in MODES)]))
    else:
        from qtnet.config import read_study

        found = sorted(Path("reports").glob("*.toml"))
        if not found:
            raise InputError(
                f"{Path('reports').resolve()}: no study files; they are the *.toml files of a folder reports"
            )
        for path in found:
            click.echo(f"{path}  {read_study(path).title}")


def _load_network(path: Path, level: Level, aspects: tuple[str, ...]) -> MultilayerNetwork:
    from qtnet.facts import read_facts
    from qtnet.network import MultilayerNetwork, build_network, read_edges

    if path.is_dir():
        return build_network(read_facts(path), level=level, aspects=aspects)
    return MultilayerNetwork.from_edges(read_edges(path))


def _check_same_documents(annotated: Facts, found: Facts, gold: Path, predicted: Path) -> None:
    docs = {doc for table in (annotated.actors, annotated.ties, annotated.funding) for doc in table["doc"]}
    have = {doc for table in (found.documents, found.actors, found.ties, found.funding) for doc in table["doc"]}
    if not docs & have:
        raise InputError(
            f"{predicted}: none of the {len(docs)} annotated documents of {gold} is there; nothing to score"
        )


def _poles(text: str | None) -> tuple[str, str] | None:
    if text is None:
        return None
    names = [name.strip() for name in text.split(",")]
    if len(names) != 2 or not all(names) or names[0] == names[1]:
        raise click.BadParameter(f"two different actors separated by a comma, not '{text}'", param_hint="--poles")
    return names[0], names[1]


def _report_failures(failures: list[str]) -> None:
    for failure in failures:
        click.echo(failure)
    _say(f"{len(failures)} failures")
    if failures:
        raise click.exceptions.Exit(1)


def _records(result: Result) -> list[dict[Any, Any]]:
    frame = result.to_frame()
    return [{k: v for k, v in row.items() if v == v and v != ""} for row in frame.to_dict("records")]


def _print_json(data: object) -> None:
    click.echo(json.dumps(data, indent=1, ensure_ascii=False, allow_nan=False))


def _say(line: str) -> None:
    click.echo(f"qtnet: {line}", err=True)
