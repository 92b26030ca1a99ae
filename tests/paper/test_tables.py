"""The tables of a paper: every cell is text, numbers are aligned, intervals under estimates, LaTeX takes all."""

import csv
import re
from dataclasses import fields, replace

import pandas as pd
import pytest

from qtnet.paper.tables.as_csv import csv_table
from qtnet.paper.tables.as_html import html_table
from qtnet.paper.tables.as_latex import latex_table
from qtnet.paper.tables.as_markdown import markdown_table
from qtnet.paper.tables.table import Column, PaperTable
from qtnet.paper.tables.write import paper_tables, write_tables
from qtnet.results import MULTILAYER

KEYS = {
    *("documents", "headline", "centrality", "blocs", "bipolarity", "tests", "alignment"),
    *("frustration", "funding", "robustness", "quality"),
}
EVIL = r"\input{/etc/passwd} & 50% of $x_1^2$ #1 ~{\bf } <script>alert(1)</script> | ‮ 中文"


@pytest.fixture(scope="module")
def tables(inputs):
    return {table.key: table for table in paper_tables(inputs)}


def small(rows, kinds=("text", "number"), **more):
    columns = tuple(Column(f"head {k}", kind) for k, kind in enumerate(kinds))
    return PaperTable(key="small", caption="A table.", columns=columns, rows=rows, data=pd.DataFrame(), **more)


def without_tables(inputs):
    """The inputs of a run that found nothing."""
    frames = {f.name: getattr(inputs, f.name) for f in fields(inputs)}
    empty = {name: frame.iloc[:0] for name, frame in frames.items() if isinstance(frame, pd.DataFrame)}
    return replace(inputs, **empty | {"coassignment": inputs.coassignment.iloc[:0, :0]}, config={}, null="", texts={})


def test_every_table_of_a_paper_is_there(tables):
    assert set(tables) == KEYS
    assert [key for key, table in tables.items() if not table.rows] == []


def test_every_row_has_a_cell_for_every_column(tables):
    for table in tables.values():
        assert {len(row) for row in table.rows} <= {len(table.columns)}, table.key
        assert len(table.groups) in (0, len(table.rows)), table.key


def test_rates_of_extraction_are_fractions_with_unread_documents_first(inputs):
    unread = inputs.unseen.assign(f1=0.48, ci_low=0.39, ci_high=0.56, documents=43, which="part e")
    table = next(t for t in paper_tables(replace(inputs, unread=unread)) if t.key == "quality")
    assert table.groups[0] == "Documents that nobody read for the rules (43 documents)"
    assert table.rows[0][5:] == ("0.48", "[0.39, 0.56]")
    assert "All annotated documents (120 documents)" in table.groups


def test_a_table_prints_the_index_as_numbers_json_does(tables, numbers):
    for key in ("bipolarity/all", "bipolarity/quantum"):
        estimate, interval = numbers.text(key), numbers.text(f"{key}/interval")
        layer = "All technologies" if key.endswith("all") else "Quantum in general"
        row = next(row for row in tables["tests"].rows if row[0] == layer)
        assert row[1] == estimate
        assert row[2] == (interval if interval != "—" else "")


def test_every_bipolarity_table_says_that_it_is_exploratory(tables, inputs):
    assert inputs.exploratory
    for key in ("headline", "bipolarity", "tests", "alignment", "robustness"):
        assert any(note.startswith("Exploratory: ") for note in tables[key].notes), key
        assert "Exploratory: " in latex_table(tables[key])


def test_an_undefined_index_is_a_dash_with_its_reason_and_never_zero(inputs):
    lost = (inputs.bipolarity["layer"] == "quantum") & (inputs.bipolarity["metric"] == "TBI")
    frame = inputs.bipolarity.assign(
        estimate=inputs.bipolarity["estimate"].mask(lost), reason=inputs.bipolarity["reason"].mask(lost, "no hostility")
    )
    table = next(t for t in paper_tables(replace(inputs, bipolarity=frame)) if t.key == "tests")
    row = next(row for row in table.rows if row[0] == "Quantum in general")
    assert row[1:3] == ("—", "")
    assert any("Quantum in general: no hostility" in note for note in table.notes)


def test_stars_are_off_unless_asked_for(inputs):
    whole = inputs.bipolarity["layer"] == MULTILAYER
    sure = replace(inputs, bipolarity=inputs.bipolarity.assign(p_value=inputs.bipolarity["p_value"].mask(whole, 0.002)))
    plain, starred = (next(t for t in paper_tables(sure, stars=stars) if t.key == "tests") for stars in (False, True))
    assert "0.002" in plain.rows[0]
    assert "0.002**" in starred.rows[0]
    assert "p < 0.05" in " ".join(starred.notes)
    assert not any("p < 0.05" in note for note in plain.notes)
    assert r"0.002\rlap{$^{**}$}" in latex_table(starred)


def test_numbers_are_padded_to_one_width_before_and_after_the_point():
    text = latex_table(small((("a", "1.5"), ("b", "−10.25"), ("c", "1,000"), ("d", "—"))))
    cells = re.findall(r"^\w & (.*) \\tabularnewline", text, re.MULTILINE)
    assert cells == [
        r"\phantom{0000}1.5\phantom{0}",
        r"\phantom{00}$-$10.25",
        r"1{,}000\phantom{.00}",
        "---",
    ]


def test_an_interval_under_its_estimate_is_small_and_kept_on_its_page():
    text = latex_table(small((("a", "1.50"), ("", "[1.00, 2.00]")), below=frozenset({1})))
    assert r"a & 1.50 \tabularnewline*" in text
    assert r" & \fontsize{7}{8}\selectfont [1.00, 2.00] \tabularnewline" in text


def test_a_long_table_runs_over_pages_and_repeats_its_heads():
    text = latex_table(small(tuple((f"r{k}", str(k)) for k in range(60))))
    assert r"\begin{longtable}" in text
    assert text.count("head 0 & head 1") == 2
    assert r"\begin{table}" not in text


def test_a_table_without_rows_says_why():
    table = small((), reason="No tie was found.")
    for written in (latex_table(table), html_table(table), markdown_table(table)):
        assert "No tie was found." in written


def test_words_of_documents_are_only_ever_text():
    table = small(((EVIL, "1"),), notes=(EVIL,))
    latex = latex_table(table)
    assert "\\input{/etc" not in latex
    assert r"\textbackslash{}input\{/etc/passwd\} \& 50\% of \$x\_1" in latex
    assert "[U+4E2D]" in latex
    assert "<script>" not in html_table(table)
    assert "&lt;script&gt;" in html_table(table)
    assert r"\<script\>" in markdown_table(table)
    assert markdown_table(table).splitlines()[2].replace(r"\|", "").count("|") == 3
    assert "\u202e" not in latex + html_table(table) + markdown_table(table)


def test_a_spreadsheet_runs_no_cell_and_reads_full_precision():
    frame = pd.DataFrame({"name": ["=1+1", "+cmd", "-2", "Japan"], "value": [0.1, 1 / 3, float("nan"), -2.0]})
    rows = list(csv.DictReader(csv_table(frame).splitlines()))
    assert [row["name"] for row in rows] == ["'=1+1", "'+cmd", "'-2", "Japan"]
    assert [row["value"] for row in rows] == ["0.1", repr(1 / 3), "", "-2.0"]


def test_the_spreadsheet_beside_a_table_has_what_is_printed(tables):
    data = tables["bipolarity"].data
    own = data[(data["layer"] == MULTILAYER) & (data["metric"] == "TBI")].iloc[0]
    assert f"{own['estimate']:.2f}" == next(row for row in tables["bipolarity"].rows if row[0] == "TBI")[2]


def test_a_run_that_found_nothing_still_has_its_tables(inputs, tmp_path):
    written = write_tables(without_tables(inputs), tmp_path)
    assert {path.stem for path in written} == KEYS
    assert "The documents name no amount" in (tmp_path / "tables" / "funding.tex").read_text(encoding="utf-8")


def test_writing_again_touches_nothing(inputs, tmp_path):
    first = {path: path.stat().st_mtime_ns for path in write_tables(inputs, tmp_path)}
    assert {path: path.stat().st_mtime_ns for path in write_tables(inputs, tmp_path)} == first


def article(folder):
    """Write an article that takes every table of a folder."""
    included = "\n".join(rf"\input{{tables/{key}}}" for key in sorted(KEYS))
    packages = r"\usepackage[T1]{fontenc}\usepackage{lmodern}\usepackage{booktabs,tabularx,longtable}"
    (folder / "all.tex").write_text(
        rf"\documentclass[11pt,a4paper]{{article}}{packages}\begin{{document}}{included}\end{{document}}",
        encoding="utf-8",
    )


@pytest.mark.parametrize("engine", ["pdflatex", "lualatex"])
def test_latex_sets_every_table_with_hostile_words(inputs, tmp_path, typeset, engine):
    names = inputs.network_actors.assign(name=[EVIL, *inputs.network_actors["name"].iloc[1:]])
    documents = inputs.documents.assign(title=EVIL, source=EVIL)
    write_tables(replace(inputs, network_actors=names, documents=documents), tmp_path)
    article(tmp_path)
    code, log = typeset(tmp_path, "all", engine)
    assert code == 0, log[-2000:]


def test_no_table_is_wider_than_the_narrow_line_of_an_article(inputs, tmp_path, typeset):
    write_tables(inputs, tmp_path)
    article(tmp_path)
    _, log = typeset(tmp_path, "all")
    assert [float(points) for points in re.findall(r"Overfull \\hbox \((\S+)pt", log) if float(points) > 2] == []
