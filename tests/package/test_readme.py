"""The README leads where it says: its commands exist, its links lead somewhere, its examples run on a small study."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import click
import duckdb
import pytest

from qtnet.cli import cli
from qtnet.deposit import write_store
from qtnet.paper import read_numbers
from qtnet.report import read_inputs
from tests.deposit.tiny_run import tiny_run

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


def commands():
    spans = [span.replace("\n", " ") for span in re.findall(r"`(qtnet [^`]+)`", README)]
    lines = [line for block in blocks("sh") for line in block.splitlines() if line.startswith("qtnet ")]
    return [re.sub(r"\s+#.*", "", line) for line in (*lines, *spans)]


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder like that of a newcomer after the second step."""
    folder = tmp_path_factory.mktemp("newcomer")
    tiny_run(folder, "build/my-study")
    return folder


@pytest.mark.parametrize("line", commands())
def test_every_command_exists_with_its_options(line):
    group, words = cli, shlex.split(line)[1:]
    while isinstance(group, click.Group):
        if group is not cli and words[0] not in group.commands:
            words.insert(0, "write")  # `qtnet paper RUN_DIR` is short for it
        assert words[0] in group.commands, line
        group, words = group.commands[words[0]], words[1:]
    group.make_parser(click.Context(group)).parse_args(list(words))


def test_every_link_and_path_leads_to_a_file():
    links = re.findall(r"\]\(([^)]+)\)", README)
    named = re.findall(r"`((?:qtnet|tests|data|reports|notebooks|seeds)/[\w./-]*)`", README)
    assert len(links) > 5
    missing = [name for name in (*links, *named) if not (ROOT / name).exists() and "build" not in name]
    assert missing == []


def test_every_target_of_make_exists():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"\bmake ([a-z-]+)(?=`|\s+#)", README)
    assert set(targets) >= {"report", "test"}
    assert [name for name in targets if not re.search(rf"^{name}:", makefile, re.MULTILINE)] == []


def test_the_files_that_a_run_is_said_to_leave_are_those_it_leaves(place):
    table = README.split("## What a run leaves")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
    named = {name.rstrip("/") for row in rows for name in re.findall(r"`([^`]+)`", row)}
    assert named == {path.name for path in (place / "build" / "my-study").iterdir()}


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="needs LaTeX")
def test_the_article_of_the_readme_compiles_and_prints_the_numbers(place):
    (place / "article.tex").write_text(blocks("latex")[0], encoding="utf-8")
    arguments = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "article.tex"]
    done = subprocess.run(arguments, cwd=place, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:]
    assert (place / "article.pdf").stat().st_size > 5000


def test_what_the_readme_takes_from_the_paper_is_there(place):
    named = re.findall(r"\\(?:input|bibliography|usepackage(?:\[\w+\])?)\{(paper/[^}]+)\}", "".join(blocks("latex")))
    wanted = [name for names in named for name in names.split(",")]
    assert len(wanted) == 6
    run = place / "build" / "my-study"
    assert [name for name in wanted if not any((run / f"{name}{e}").is_file() for e in (".tex", ".bib", ".sty"))] == []


def test_the_keys_that_the_readme_lists_exist(place):
    table = README.split("## Numbers into your paper")[1].split("\n## ")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    keys = {key for row in rows for key in re.findall(r"`([a-z][\w/-]+)`", row)}
    known = set(read_numbers(place / "build" / "my-study" / "paper"))
    elsewhere = {"bipolarity/quantum", "windows/2020-2024/all", "quality/unseen/pair/f1", "alignment/all/in"}
    elsewhere |= {"centrality/relaxed-pagerank/all/us"}
    assert keys - elsewhere <= known
    assert len(keys) > 10


def test_the_lines_of_the_notebook_run_and_show_a_figure(place, monkeypatch):
    monkeypatch.chdir(place)
    names = {}
    exec(next(block for block in blocks("python") if "my-study/facts" in block), names)
    assert "application/vnd.plotly.v1+json" in names["net"]._repr_mimebundle_()


def test_numbers_are_read_by_key_as_the_readme_does(place, monkeypatch, capsys):
    monkeypatch.chdir(place)
    exec(next(block for block in blocks("python") if "read_numbers" in block), {})
    assert capsys.readouterr().out.startswith("TBI ")


def test_the_questions_in_sql_have_answers(place):
    run = place / "build" / "my-study"
    store = write_store(read_inputs(run / "results"), run, place / "store")
    with duckdb.connect(str(store / "qtnet.duckdb"), read_only=True) as database:
        statements = [text for text in "".join(blocks("sql")).split(";") if text.strip()]
        assert len(statements) == 3
        answers = [database.execute(text).fetchall() for text in statements]
    assert answers[1]
    assert answers[2]


def test_the_figures_of_the_extraction_are_those_of_the_last_score():
    recorded = (ROOT / "data" / "corpus" / "README.md").read_text(encoding="utf-8")
    row = next(line for line in recorded.splitlines() if line.startswith("| a-f |"))
    scores = [cell.split() for cell in row.strip("| ").split(" | ")][2:8]
    told = [f"{float(f1):.2f} [{float(low[1:-1]):.2f}, {float(high[:-1]):.2f}]" for f1, low, high in scores]
    table = README.split("## How good is the extraction?")[1].split("\n## ")[0]
    assert re.findall(r"\d\.\d\d \[\d\.\d\d, \d\.\d\d\]", table) == told


@pytest.mark.parametrize("block", blocks("python"))
def test_every_example_in_python_imports_what_there_is(block):
    imports = [line for line in block.splitlines() if line.startswith(("import ", "from "))]
    assert imports
    exec("\n".join(imports), {})
    compile(block, "README.md", "exec")
