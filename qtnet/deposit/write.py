"""Write what makes the folder of a run findable and reusable: data package, RO-Crate, codebook, sources."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from qtnet.deposit.codebook import codebook
from qtnet.deposit.crate import ro_crate
from qtnet.deposit.datapackage import data_package
from qtnet.deposit.files import run_files
from qtnet.deposit.sources import sources_page
from qtnet.deposit.tables import deposit_tables
from qtnet.deposit.terms import Terms
from qtnet.report.inputs import ReportInputs
from qtnet.writing import write_file

__all__ = ["write_deposit"]


def write_deposit(inputs: ReportInputs, folder: Path, terms: Terms | None = None) -> list[Path]:
    """Write ``datapackage.json``, ``ro-crate-metadata.json``, ``CODEBOOK.md`` and ``SOURCES.md`` into a run's folder.

    All other files must be there already, since the first two list sizes and hashes, those of the two pages among them.

    Parameters
    ----------
    inputs
        The results of the run, as `qtnet.report.read_inputs` gives them.
    folder
        The folder of the finished run.
    terms
        Licence, authors and day of the deposit; what is not said is left out.

    Raises
    ------
    InputError
        If the folder is not that of a finished run.
    """
    said = terms or Terms()
    run_files(folder)  # refuses a folder without a run before anything is written into it
    tables = deposit_tables(inputs, folder)
    described = [table for table in tables if table.path.split("/")[0] in ("facts", "results")]
    pages = {"CODEBOOK.md": codebook(described), "SOURCES.md": sources_page(inputs, said)}
    written = [write_file(folder / name, text, keep_same=True) for name, text in pages.items()]
    files = run_files(folder)  # the pages too, with their hashes
    lists = {
        "datapackage.json": _json(data_package(inputs, files, tables, said)),
        "ro-crate-metadata.json": _json(ro_crate(inputs, files, tables, said)),
    }
    return written + [write_file(folder / name, text, keep_same=True) for name, text in lists.items()]


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
