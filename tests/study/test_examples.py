"""The examples for scripts: make builds and leaves alone, the other two are well formed and call what there is."""

import ast
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
import yaml

from qtnet.cli import cli
from tests.study.test_interrupted import study

EXAMPLES = Path(__file__).resolve().parents[2] / "reports" / "examples"


def called(text: str) -> list[list[str]]:
    """Find the calls of qtnet in a script."""
    text = text.replace("$(QTNET)", "qtnet").replace("$(STUDY)", "study.toml").replace("$(RUN)", "build/study")
    lines = [line for line in text.splitlines() if not line.lstrip().startswith(("#", "|"))]
    return [
        shlex.split(found.split(">")[0])
        for line in lines
        for found in re.findall(r"qtnet ((?:run|paper|report)\b[^\"]*)", line)
    ]


@pytest.mark.parametrize("name", ["Makefile", "Snakefile", "github-workflow.yml"])
def test_every_call_of_an_example_is_a_command_with_its_options(name):
    calls = called((EXAMPLES / name).read_text(encoding="utf-8"))
    assert calls
    for command, *arguments in calls:
        found = cli.commands[command]
        while isinstance(found, click.Group):
            found = found.commands["write"]
        options = {name for parameter in found.params for name in parameter.opts}
        assert {word for word in arguments if word.startswith("--")} <= options, arguments


def test_the_workflow_is_one():
    flow = yaml.safe_load((EXAMPLES / "github-workflow.yml").read_text(encoding="utf-8"))
    assert {"push", "workflow_dispatch"} == flow[True].keys()  # YAML 1.1 reads the word on as true
    [job] = flow["jobs"].values()
    assert job["runs-on"]
    assert flow["permissions"] == {"contents": "read"}
    for step in job["steps"]:
        assert ("uses" in step) != ("run" in step), step
        assert "uses" not in step or re.fullmatch(r"[\w-]+/[\w-]+@v\d+", step["uses"])


def test_the_rules_of_the_snakefile_are_whole():
    text = (EXAMPLES / "Snakefile").read_text(encoding="utf-8")
    blocks = re.findall(r"^rule (\w+):\n((?: {4}.*\n)+)", text, re.MULTILINE)
    assert [name for name, _ in blocks] == ["all", "study", "index"]
    for name, block in blocks:
        parts = re.findall(r"^ {4}(\w+):(?: .*)?\n?((?: {8}.*\n?)*)", block, re.MULTILINE)
        keys = [key for key, _ in parts]
        assert keys[0] == "input", name
        assert name == "all" or {"output", "shell"} <= {*keys}, name
        for key, body in parts:
            if body.strip():
                ast.parse(f"f({body})")
            assert key in {"input", "output", "params", "shell", "threads"}


def test_the_readme_names_every_example():
    text = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert all(f"`{path.name}`" in text for path in EXAMPLES.iterdir() if path.name != "README.md")


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_make_builds_the_paper_once_and_again_only_when_a_number_changed(tmp_path):
    folder = study(tmp_path / "paper")
    shutil.copy(EXAMPLES / "Makefile", folder)
    (folder / "main.tex").write_text("\\documentclass{article}\n", encoding="utf-8")

    def make() -> None:
        latex = "LATEX=cp -f build/study/paper/numbers.tex main.pdf && echo run >> latex.log && true"
        command = ["make", f"QTNET={sys.executable} -m qtnet", latex]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)

    make()
    make()
    assert (folder / "latex.log").read_text() == "run\n"
    (folder / "docs" / "3.txt").write_text("Japan and Finland signed an agreement on quantum computing in 2024.\n")
    make()
    assert (folder / "latex.log").read_text() == "run\nrun\n"
