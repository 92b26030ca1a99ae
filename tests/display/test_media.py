"""A notebook gets two outputs, the table and the figure; Plotly's script comes with the first figure and its cell."""

import pytest

from qtnet.display import media
from qtnet.display.library import Carrier, library_html
from qtnet.report.embed import unpacked
from qtnet.results import NetworkScore
from tests.display.test_faces import PLOTLY, scores


class Shell:
    """Stands for the shell of a notebook: keeps what is published."""

    kernel = True

    def __init__(self) -> None:
        self.display_pub = self
        self.cell = "a"
        self.published: list[dict[str, object]] = []

    def publish(self, data):
        self.published.append(data)

    def get_parent(self):
        return {"metadata": {"cellId": self.cell}}


@pytest.fixture
def shell(monkeypatch) -> Shell:
    own = Shell()
    monkeypatch.setattr("IPython.core.getipython.get_ipython", lambda: own)
    monkeypatch.setattr(media, "_CARRIER", Carrier())
    return own


def test_a_result_is_shown_as_its_table_and_then_its_figure(shell):
    scores("JP", "US")._ipython_display_()
    table, figure = shell.published
    assert PLOTLY not in table
    assert "text/latex" in table
    assert PLOTLY in figure
    assert figure["text/plain"] == "Figure: Degree, all actors"


def test_a_result_without_a_figure_is_one_output(shell):
    NetworkScore(metric="D", estimate=0.4)._ipython_display_()
    assert len(shell.published) == 1


def test_a_terminal_gets_the_text_alone(shell, monkeypatch):
    monkeypatch.delattr(Shell, "kernel")
    scores("JP", "US")._ipython_display_()
    assert [sorted(data) for data in shell.published] == [["text/html", "text/latex", "text/markdown", "text/plain"]]


def test_the_script_comes_with_the_first_figure_and_again_when_its_cell_is_run_again(shell):
    carried = []
    for cell in ("a", "b", "b", "a"):
        shell.cell = cell
        scores("JP", "US")._ipython_display_()
        carried.append("data-qtnet-library" in shell.published[-1]["text/html"])
    assert carried == [True, False, False, True]


def test_the_script_is_the_one_that_plotly_brings():
    packed = library_html().split("data-qtnet-library>")[1].split("</script>")[0]
    assert "plotly.js v" in unpacked(packed)[:200]
    assert len(library_html()) < 2_000_000
