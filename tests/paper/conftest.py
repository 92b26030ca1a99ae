"""An invented study with everything that a paper quotes, its paper written once, and LaTeX where it is installed."""

import importlib.util
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from qtnet.results import MULTILAYER


@pytest.fixture(scope="session")
def inputs(root):
    """The invented inputs of the page's tests, with verdicts and a study's settings."""
    path = root / "tests" / "report" / "invented.py"
    spec = importlib.util.spec_from_file_location("invented_for_papers", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["invented_for_papers"] = module
    spec.loader.exec_module(module)
    found = module.invented_inputs(root)
    config = {**found.config, "bipolarity": {"nulls": 199, "draws": 99}, "centrality": {"draws": 99}}
    return replace(found, verdicts=_verdicts(found), config=config)


def _verdicts(inputs) -> pd.DataFrame:
    layers = [MULTILAYER, *sorted(inputs.network["layer"].unique())]
    return pd.DataFrame(
        {
            "layer": layers,
            "verdict": "untold",
            "sentence": "",
            "p_value": 0.084,
            "q_value": [float("nan"), *[0.4] * (len(layers) - 1)],
            "documents": 5,
            "hostile_events": 6,
            "reason": "few documents",
        }
    )


@pytest.fixture(scope="session")
def paper(inputs, tmp_path_factory):
    """The folder of a paper."""
    from qtnet.paper import write_paper

    return write_paper(inputs, tmp_path_factory.mktemp("written") / "paper")


@pytest.fixture(scope="session")
def numbers(inputs):
    """The numbers of the study."""
    from qtnet.paper import paper_numbers

    return paper_numbers(inputs)


@pytest.fixture(scope="session")
def written(numbers, tmp_path_factory):
    """The folder of a paper with its numbers alone."""
    from qtnet.paper.write import write_numbers

    folder = tmp_path_factory.mktemp("numbers") / "paper"
    write_numbers(numbers, folder)
    return folder


@pytest.fixture(scope="session")
def typeset():
    """A function that runs LaTeX once and gives exit code and log; skips where the engine is not installed."""

    def run(folder: Path, name: str, engine: str = "pdflatex") -> tuple[int, str]:
        if shutil.which(engine) is None:
            pytest.skip(f"{engine} is not installed; `make latex` installs it")
        command = [engine, "-interaction=nonstopmode", "-halt-on-error", f"{name}.tex"]
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=300, check=False)
        return done.returncode, done.stdout.decode("utf-8", "replace")

    return run


@pytest.fixture(scope="session")
def pdf_text():
    """A function that gives the words of a PDF, one space between them."""
    from pypdf import PdfReader

    def read(path: Path) -> str:
        return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())

    return read
