"""Write the references of a paper."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from qtnet.paper.bibliography.bibtex import Entry, bibtex
from qtnet.paper.bibliography.references import chosen_references
from qtnet.paper.bibliography.sources import sources_bib, sources_csl
from qtnet.paper.bibliography.stated import documents_as_stated
from qtnet.paper.methods.paragraphs import cited_methods
from qtnet.report.inputs import ReportInputs
from qtnet.writing import write_file

__all__ = ["write_bibliography"]

#: Of qtnet itself, as CITATION.cff and CHANGELOG.md state it: not yet released.
_YEAR: Final = "n.d."


def write_bibliography(inputs: ReportInputs, folder: Path) -> tuple[Path, ...]:
    """Write ``sources.bib`` and ``sources.csl.json`` (the documents) and ``methods.bib`` into a paper's folder.

    Parameters
    ----------
    inputs
        The results of a run.
    folder
        Folder of the paper.

    Returns
    -------
    tuple[Path, ...]
        The files, sorted.
    """
    documents = documents_as_stated(inputs)
    contents = {
        "sources.bib": sources_bib(documents),
        "sources.csl.json": sources_csl(documents),
        "methods.bib": _methods_bib(inputs),
    }
    return tuple(sorted(write_file(folder / name, text, keep_same=True) for name, text in contents.items()))


def _methods_bib(inputs: ReportInputs) -> str:
    """Write qtnet itself and the references that the methods paragraphs cite."""
    version = str(inputs.provenance.get("qtnet", inputs.provenance.get("version", "")))
    title = "qtnet: from documents on technology partnerships to a signed multilayer network and defensible numbers"
    said = {"author": "The qtnet developers", "title": title, "year": _YEAR, "note": f"Version {version}"}
    itself = Entry("misc", "qtnet", said)
    return bibtex([itself]) + "\n" + chosen_references(cited_methods(inputs))
