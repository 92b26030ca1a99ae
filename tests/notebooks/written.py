"""The .ipynb of each notebook, written from its script: without output, and with the same bytes every time."""

from pathlib import Path

import jupytext

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
SCRIPTS = sorted(FOLDER.glob("*.py"))


def written(script: Path) -> str:
    """Give the notebook that belongs to a script; cells are numbered, where jupytext would draw ids at random."""
    notebook = jupytext.read(script)
    for number, cell in enumerate(notebook.cells, start=1):
        cell.id = f"cell-{number:02d}"
    return jupytext.writes(notebook, fmt="ipynb")
