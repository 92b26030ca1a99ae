"""The figures of a paper: vector drawings of a column's width, the same bytes each time, with data and words."""

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import matplotlib as mpl
import pandas as pd
import pytest
from pypdf import PdfReader

from qtnet.paper.figures.chance import null_figure
from qtnet.paper.figures.money import funding_figure
from qtnet.paper.figures.render import render
from qtnet.paper.figures.style import DOUBLE, SINGLE, fitted, printed_style, text_width
from qtnet.paper.figures.windows import windows_figure
from qtnet.paper.figures.write import FIGURES
from qtnet.report.figures.profile import prepare_profile
from qtnet.report.inputs import FURTHER_COLUMNS
from qtnet.report.sections.section import Context
from qtnet.results import MULTILAYER

DRAWN = {"network", "centrality", "adjacency", "coassignment", "blocs", "bipolarity", "null", "alignment", "funding"}
FORMS = ("pdf", "svg", "png", "csv", "alt.txt", "tex")
EVIL = "$\\frac{1}$ <script>alert(1)</script> & 中文 \u202e"


def drawn(make, inputs):
    with printed_style():
        return render(make(Context.of(inputs)))


def test_every_figure_has_all_its_files(paper):
    home = paper / "figures"
    for key in DRAWN:
        for form in FORMS:
            assert (home / f"{key}.{form}").stat().st_size > 0, (key, form)


def test_what_is_not_drawn_says_why(paper):
    home = paper / "figures"
    for path in home.glob("*.alt.txt"):
        key = path.name.removesuffix(".alt.txt")
        said = path.read_text(encoding="utf-8")
        assert said.startswith("Not drawn: ") != (home / f"{key}.pdf").exists(), key
        assert len(said) > 20


def test_figures_have_the_width_of_a_column_or_page_and_fit_on_it(paper):
    for path in sorted((paper / "figures").glob("*.pdf")):
        box = PdfReader(path).pages[0].mediabox
        width, height = (float(side) / 72 * 25.4 for side in (box.width, box.height))
        assert min(abs(width - known) for known in (SINGLE, 120.0, DOUBLE)) < 0.1, path.name
        assert height < 225, path.name


def test_fonts_are_embedded_as_truetype(paper):
    data = (paper / "figures" / "null.pdf").read_bytes()
    assert b"LiberationSans" in data
    assert b"/Type3" not in data


def test_an_svg_has_title_description_and_text_and_calls_nowhere(paper):
    for path in sorted((paper / "figures").glob("*.svg")):
        root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
        assert root.get("role") == "img"
        space = {"s": "http://www.w3.org/2000/svg"}
        assert root.find("s:title", space).text
        assert root.find("s:desc", space).text == path.with_suffix(".alt.txt").read_text(encoding="utf-8").strip()
        assert root.findall(".//s:text", space)
        text = path.read_text(encoding="utf-8")
        assert "qtnet sans" not in text
        assert not re.search(r'(href|src)="https?:', text)


def test_no_file_holds_a_date(paper):
    home = paper / "figures"
    assert PdfReader(home / "null.pdf").metadata.creation_date is None
    assert "<dc:date>" not in (home / "null.svg").read_text(encoding="utf-8")


def test_the_data_beside_a_figure_are_those_of_the_page(paper, inputs):
    data = pd.read_csv(paper / "figures" / "bipolarity.csv", keep_default_na=False)
    frame = prepare_profile(inputs.bipolarity, Context.of(inputs).layer_facts)
    assert data["metric"].tolist() == frame["metric"].tolist()
    assert [float(v) if v else None for v in data["estimate"].astype(str)] == [
        None if v != v else v for v in frame["estimate"]
    ]


def test_the_same_run_gives_the_same_bytes(inputs):
    assert drawn(null_figure, inputs) == drawn(null_figure, inputs)


@pytest.mark.slow
def test_bytes_do_not_hang_on_the_seed_of_hashes(root):
    script = (
        "import importlib.util, sys, hashlib; from pathlib import Path; root = Path(sys.argv[1]);"
        "s = importlib.util.spec_from_file_location('i', root / 'tests/report/invented.py');"
        "m = importlib.util.module_from_spec(s); s.loader.exec_module(m);"
        "from qtnet.paper.figures.network import network_figure as f;"
        "from qtnet.paper.figures.render import render; from qtnet.paper.figures.style import printed_style;"
        "from qtnet.report.sections.section import Context\n"
        "with printed_style():\n"
        "    print([hashlib.sha256(b).hexdigest() for b in render(f(Context.of(m.invented_inputs(root)))).values()])"
    )
    found = set()
    for seed in ("0", "77"):
        own = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)}
        command = [sys.executable, "-c", script, str(root)]
        found.add(subprocess.run(command, env=own, capture_output=True, text=True, check=True).stdout)
    assert len(found) == 1


def test_drawing_leaves_the_settings_of_the_caller(inputs):
    with mpl.rc_context({"font.size": 31.0}):
        drawn(null_figure, inputs)
        assert mpl.rcParams["font.size"] == 31.0


def test_words_of_documents_are_only_ever_text(inputs):
    flows = inputs.funding_flows.assign(recipient=EVIL)
    forms = drawn(funding_figure, replace(inputs, funding_flows=flows))
    svg = forms["svg"].decode()
    assert "<script>" not in svg
    assert "$\\frac{1}$" in svg
    ElementTree.fromstring(svg)


def test_an_empty_run_draws_nothing_and_says_why(inputs):
    from dataclasses import fields

    frames = {f.name: getattr(inputs, f.name) for f in fields(inputs)}
    empty = {name: frame.iloc[:0] for name, frame in frames.items() if isinstance(frame, pd.DataFrame)}
    none = replace(inputs, **empty | {"coassignment": inputs.coassignment.iloc[:0, :0]})
    with printed_style():
        figures = [make(Context.of(none)) for make in FIGURES]
    assert [figure.key for figure in figures if figure.drawing is not None] == []
    assert all(figure.reason for figure in figures)


def test_a_name_is_cut_to_its_room():
    long = "National Quantum Mission of a country with a long name" * 40
    assert text_width(fitted(long, 20.0)) <= 20.0
    assert fitted(long, 20.0).endswith("…")
    assert fitted("Japan", 20.0) == "Japan"


def test_every_figure_is_taken_by_one_line_of_latex(paper, tmp_path, typeset):
    home = paper / "figures"
    keys = sorted(path.stem for path in home.glob("*.tex"))
    included = "\n".join(rf"\input{{{(home / key).as_posix()}}}" for key in keys)
    head = r"\documentclass{article}\usepackage{lmodern}\usepackage[T1]{fontenc}\usepackage{graphicx}"
    head += rf"\newcommand{{\qtfolder}}{{{paper.as_posix()}}}"
    (tmp_path / "f.tex").write_text(rf"{head}\begin{{document}}{included}\end{{document}}", encoding="utf-8")
    code, log = typeset(tmp_path, "f")
    assert code == 0, log[-2000:]
    assert "Overfull" not in log


def test_the_last_window_is_marked_where_it_is_partial(inputs):
    cells = dict.fromkeys(FURTHER_COLUMNS["windows"], float("nan"))
    spans = [(2019, 2021, 4), (2022, 2024, 3), (2025, 2025, 2)]
    frame = pd.DataFrame(
        [
            {**cells, "window": f"{a}–{b}", "start": a, "end": b, "n_ties": n, "layer": MULTILAYER, "metric": "TBI"}
            | {"facts": (), "n_documents": 1, "reason": "no hostility"}
            for a, b, n in spans
        ]
    )
    shown = windows_figure(Context.of(replace(inputs, windows=frame)))
    assert "The last window, hatched, is partial: 1 of 3 years." in shown.reading
    assert "may stand in several windows" in shown.reading
    hatched = [bar.get_hatch() for axes in shown.drawing.axes for bar in axes.patches]
    assert hatched == [None, None, "////"]
    whole = windows_figure(Context.of(replace(inputs, windows=frame.iloc[:2])))
    assert "partial" not in whole.reading
    growing = windows_figure(Context.of(replace(inputs, windows=frame.assign(start=2019))))
    assert "partial" not in growing.reading
