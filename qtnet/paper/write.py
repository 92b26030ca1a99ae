"""Write everything that a paper needs from one run into one folder."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from qtnet.paper.bibliography import write_bibliography
from qtnet.paper.figures import write_figures
from qtnet.paper.latex import macros_tex, numbers_tex
from qtnet.paper.methods import write_methods
from qtnet.paper.numbers import Numbers, paper_numbers
from qtnet.paper.provenance import MANIFEST, listed_files, manifest, provenance_json
from qtnet.paper.quarto import variables_yml
from qtnet.paper.store import numbers_csv, numbers_json
from qtnet.paper.tables import write_tables
from qtnet.report.inputs import ReportInputs
from qtnet.writing import write_file

__all__ = ["write_numbers", "write_paper"]

_ASSETS = ("README.md", "qtnet.lua", "qtnet.sty")


def write_paper(inputs: ReportInputs, folder: str | Path, *, macros: bool = False) -> Path:
    """Write what a paper quotes of a run: numbers for LaTeX, Quarto and Word, tables, figures, sources and methods.

    Parameters
    ----------
    inputs
        The results of a run, as `qtnet.report.store.read_inputs` reads them.
    folder
        Is made when missing. Files of an earlier writing that are no longer written are removed; all else is left. A
        file whose bytes do not change keeps its time, so that `make` sees what is new.
    macros
        Also write ``numbers-macros.tex``: one LaTeX command per number, for journals that take no package.

    Returns
    -------
    Path
        The folder. ``numbers.json`` is the complete record of what may be quoted, ``MANIFEST.sha256`` lists all files.

    Raises
    ------
    InputError
        If a file cannot be written.
    """
    target = Path(folder)
    before = listed_files(target)
    written = [
        *write_numbers(paper_numbers(inputs), target, macros=macros),
        *write_tables(inputs, target),
        *write_figures(inputs, target),
        *write_bibliography(inputs, target),
        *write_methods(inputs, target),
    ]
    for path in sorted(set(before) - set(written)):
        path.unlink(missing_ok=True)
    write_file(target / MANIFEST, manifest(written, target), keep_same=True)
    return target


def write_numbers(numbers: Numbers, folder: Path, *, macros: bool = False) -> tuple[Path, ...]:
    """Write numbers in every form, with what reads them in LaTeX and pandoc; give the files, sorted."""
    contents = {
        "numbers.json": numbers_json(numbers),
        "numbers.csv": numbers_csv(numbers),
        "numbers.tex": numbers_tex(numbers),
        "_variables.yml": variables_yml(numbers),
        "PROVENANCE.json": provenance_json(numbers.study),
        **{name: (files("qtnet.paper") / "assets" / name).read_text(encoding="utf-8") for name in _ASSETS},
    }
    if macros:
        contents["numbers-macros.tex"] = macros_tex(numbers)
    return tuple(sorted(write_file(folder / name, content, keep_same=True) for name, content in contents.items()))
