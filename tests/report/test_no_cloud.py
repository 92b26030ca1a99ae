"""Nothing offers to send a figure to a cloud: not the page, not a notebook, not what this project writes for people."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.py"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_figure_of_a_notebook_is_shown_with_the_cloud_off(path):
    source = path.read_text(encoding="utf-8")
    shown = re.findall(r"\.show\((.*?)\)$", source, re.MULTILINE)
    settings = re.findall(r"^(\w+) = \{\"showSendToCloud\": False", source, re.MULTILINE)
    assert all(any(f"config={name}" in call for name in settings) for call in shown), shown


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_shows_no_figure_by_naming_it(path):
    """A cell that ends with a figure shows it with Plotly's own settings, where the cloud may be on."""
    cells = json.loads(path.with_suffix(".ipynb").read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]).strip().splitlines() for cell in cells if cell["cell_type"] == "code"]
    figures = {
        name for lines in code for line in lines for name in re.findall(r"^(\w+) = (?:go\.Figure|draw_|px\.)", line)
    }
    assert not [lines[-1] for lines in code if lines and lines[-1] in figures]


def test_the_page_and_written_figures_turn_the_cloud_off():
    sources = [*(ROOT / "qtnet").rglob("*.js"), *(ROOT / "qtnet").rglob("*.py")]
    drawing = [
        p
        for p in sources
        if re.search(r"Plotly\.(newPlot|react)\(|\.write_html\(|\.to_html\(include_plotlyjs", p.read_text("utf-8"))
    ]
    assert drawing
    settings = "".join(p.read_text("utf-8") for p in sources)
    for path in drawing:
        text = path.read_text("utf-8")
        assert "showSendToCloud" in text or ("SETTINGS" in text and "showSendToCloud: false" in settings), path.name
