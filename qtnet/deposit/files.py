"""The files of a run as a depositor lists them: path, kind of content, size and hash, in order of their paths."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from qtnet.errors import InputError

__all__ = ["DEPOSIT_FILES", "LISTS", "RunFile", "file_meaning", "run_files"]

#: The lists of all other files, which cannot hold their own hashes.
LISTS: Final = ("datapackage.json", "ro-crate-metadata.json")
#: What the deposit writes.
DEPOSIT_FILES: Final = ("CODEBOOK.md", "SOURCES.md", *LISTS)
#: What commands write beside a run: the tables once more, and how it differs from a run that is not in the deposit.
_BESIDE: Final = ("store", "diff.html")
_MEDIA: Final = {
    ".bib": "application/x-bibtex",
    ".csv": "text/csv",
    ".graphml": "application/graphml+xml",
    ".html": "text/html",
    ".json": "application/json",
    ".lua": "text/x-lua",
    ".md": "text/markdown",
    ".parquet": "application/vnd.apache.parquet",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".sha256": "text/plain",
    ".sql": "application/sql",
    ".sty": "application/x-tex",
    ".svg": "image/svg+xml",
    ".tex": "application/x-tex",
    ".txt": "text/plain",
    ".yml": "application/yaml",
}
_MEANINGS: Final = {
    "CODEBOOK.md": "Every table with type, unit, meaning and rule of its columns",
    "SOURCES.md": "The documents, how to cite each, and under which licence it may be used",
    "facts/alias_suggestions.csv": "Pairs of actors that may be one, with the reason; nothing is merged by it",
    "facts/extraction.json": "What extraction read, found and dropped, counted by reason",
    "network.graphml": "The network for networkx, igraph and Gephi, with all attributes",
    "paper/MANIFEST.sha256": "Hashes of the files of the paper, for `sha256sum --check`",
    "paper/PROVENANCE.json": "Versions, seed and hashes behind the numbers of the paper",
    "paper/README.md": "How to take numbers, figures and tables into a paper",
    "paper/_variables.yml": "The numbers of the paper, for Quarto",
    "paper/figures/figures.md": "The figures with captions and alternative texts, for Pandoc and Quarto",
    "paper/methods.bib": "The methods that the run used, for BibTeX",
    "paper/methods.md": "Methods paragraph for the paper",
    "paper/methods.tex": "Methods paragraph for the paper",
    "paper/numbers.csv": "Every number that a paper may quote, by key",
    "paper/numbers.json": "Every number that a paper may quote, by key, with its facts",
    "paper/numbers.tex": "The numbers of the paper, for LaTeX",
    "paper/qtnet.lua": "Filter that puts the numbers into Word, Typst and LaTeX by pandoc",
    "paper/qtnet.sty": "LaTeX package that puts the numbers into text by key",
    "paper/sources.bib": "The documents, for BibTeX",
    "paper/sources.csl.json": "The documents, for other programs",
    "report.html": "The interactive report, which works without a network",
    "results/README.md": "Columns of the tables in results/",
    "results/report.json": "The result tables in one file, for `qtnet report`",
    "review.csv": "Verdicts of people on facts",
    "run.json": "Configuration, versions, seed and hashes of the documents",
}
#: What files of one place and ending are.
_PLACES: Final = {
    ("paper/figures", ".alt.txt"): "What a figure shows, in words",
    ("paper/figures", ".csv"): "Data behind a figure",
    ("paper/figures", ".pdf"): "Figure",
    ("paper/figures", ".png"): "Figure",
    ("paper/figures", ".svg"): "Figure",
    ("paper/figures", ".tex"): "Figure with its caption, for LaTeX",
    ("paper/tables", ".csv"): "Table of the paper",
    ("paper/tables", ".html"): "Table of the paper",
    ("paper/tables", ".md"): "Table of the paper",
    ("paper/tables", ".tex"): "Table of the paper",
}


@dataclass(frozen=True, kw_only=True)
class RunFile:
    """A file of a run; `path` is relative to the run's folder, with slashes."""

    path: str
    media: str
    size: int
    sha256: str
    meaning: str = ""


def file_meaning(path: str) -> str:
    """Say what a file of a run is, by its path inside the run; empty where nothing is known of it.

    Examples
    --------
    >>> file_meaning("paper/figures/network.alt.txt")
    'What a figure shows, in words'
    """
    folder, _, name = path.rpartition("/")
    told = (meaning for (place, ending), meaning in _PLACES.items() if place == folder and name.endswith(ending))
    return _MEANINGS.get(path) or next(told, "")


def run_files(folder: Path) -> list[RunFile]:
    """List the files of a run's folder; the store, the comparison with another run and hidden files are left out.

    Raises
    ------
    InputError
        If the folder is not that of a finished run.
    """
    if not (folder / "run.json").is_file():
        raise InputError(f"{folder}: not the folder of a finished run (run.json is missing)")
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return [_described(name, path) for name, path in sorted(found.items()) if _belongs(name)]


def _belongs(name: str) -> bool:
    parts = name.split("/")
    hidden = any(part.startswith(".") for part in parts)
    return not hidden and name not in LISTS and parts[0] not in _BESIDE


def _described(name: str, path: Path) -> RunFile:
    data = path.read_bytes()
    return RunFile(
        path=name,
        media=_MEDIA.get(path.suffix.lower(), "application/octet-stream"),
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        meaning=file_meaning(name),
    )
