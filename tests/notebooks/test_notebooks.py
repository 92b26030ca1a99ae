"""Each notebook runs from top to bottom, agrees with its script, and becomes a page that needs no network."""

import asyncio
import json
import sys
from functools import cache

import nbformat
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from traitlets.config import Config

from tests.notebooks.written import FOLDER, SCRIPTS, written

NAMES = [script.stem for script in SCRIPTS]
PLOTLY = "application/vnd.plotly.v1+json"
#: What a reader sees first of a page on a screen, and on a phone.
WIDTHS = (1440, 390)


@cache
def executed(name: str) -> nbformat.NotebookNode:
    if sys.platform == "win32":
        asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())
    notebook = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
    NotebookClient(notebook, timeout=240, resources={"metadata": {"path": str(FOLDER)}}).execute()
    return notebook


def outputs(notebook: nbformat.NotebookNode) -> list[dict[str, object]]:
    return [out["data"] for cell in notebook.cells for out in cell.get("outputs", []) if "data" in out]


def test_the_notebooks_are_numbered_without_a_gap():
    assert [name[:2] for name in NAMES] == [f"{number:02d}" for number in range(1, 9)]


@pytest.mark.parametrize("script", SCRIPTS, ids=NAMES)
def test_a_notebook_is_stored_as_its_script_says_and_without_output(script):
    stored = script.with_suffix(".ipynb").read_text(encoding="utf-8")
    assert stored == written(script), "write it again: python -m tests.notebooks"
    cells = json.loads(stored)["cells"]
    assert all(not cell["outputs"] and cell["execution_count"] is None for cell in cells if cell["cell_type"] == "code")


@pytest.mark.parametrize("script", SCRIPTS, ids=NAMES)
def test_a_notebook_sets_no_renderer_and_shows_figures_by_drawing_them(script):
    text = script.read_text(encoding="utf-8")
    assert "renderers" not in text
    assert ".show(" not in text


@pytest.mark.notebook
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs_and_shows_tables_and_figures(name):
    shown = outputs(executed(name))
    kinds = {kind for data in shown for kind in data}
    assert {"text/html", "text/markdown", "text/latex", PLOTLY} <= kinds
    figures = [data for data in shown if PLOTLY in data]
    assert all(data[PLOTLY]["config"]["showSendToCloud"] is False for data in figures)
    assert sum("data-qtnet-library" in data["text/html"] for data in figures) == 1, "the script comes once"


@pytest.mark.notebook
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_prints_no_warning(name):
    told = [out for cell in executed(name).cells for out in cell.get("outputs", []) if out.get("name") == "stderr"]
    assert not told


@pytest.mark.notebook
@pytest.mark.browser
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
@pytest.mark.parametrize("name", NAMES)
def test_the_page_of_a_notebook_shows_its_figures_offline(name, browser, tmp_path):
    page_file = tmp_path / f"{name}.html"
    page_file.write_text(as_page(executed(name)), encoding="utf-8")
    for width in WIDTHS:
        context = browser.new_context(viewport={"width": width, "height": 900}, offline=True)
        page = context.new_page()
        troubles = watched(page)
        page.goto(page_file.as_uri())
        page.wait_for_function(
            "[...document.querySelectorAll('.qtnet-figure > div')].every(d => d.querySelector('.main-svg'))"
        )
        sizes = page.evaluate("[...document.querySelectorAll('.qtnet-figure .main-svg')].map(s => s.clientWidth)")
        wide = page.evaluate("document.documentElement.scrollWidth")
        context.close()
        assert troubles == []
        assert sizes
        assert all(100 < size <= width for size in sizes)
        assert wide <= width


def watched(page) -> list[str]:
    """Collect what a page asks for outside itself, and what it complains of."""
    troubles: list[str] = []
    page.on("request", lambda r: troubles.append(r.url) if not r.url.startswith(("file:", "data:", "blob:")) else None)
    page.on("console", lambda said: troubles.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    return troubles


def as_page(notebook: nbformat.NotebookNode) -> str:
    settings = json.loads((FOLDER / "offline.json").read_text(encoding="utf-8"))
    return HTMLExporter(config=Config(settings)).from_notebook_node(notebook)[0]
