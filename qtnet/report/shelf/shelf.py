"""A folder of reports: one page per study and an index that gives each study's headline numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from qtnet.errors import InputError
from qtnet.report.inputs import ReportInputs
from qtnet.report.page import page_html
from qtnet.report.sections import Context
from qtnet.report.shelf.library import without_library
from qtnet.report.words.headlines import headlines
from qtnet.writing import write_file

__all__ = ["index_html", "page_names", "write_shelf"]

_INDEX = "index"


def write_shelf(studies: Sequence[tuple[str, ReportInputs]], folder: str | Path, *, shared: bool = False) -> Path:
    """Write the pages of several studies and their index.

    Parameters
    ----------
    studies
        Name and inputs of each study, in the order of the index; two may have the same name.
    folder
        Gets ``index.html`` and a page per study; other files there stay.
    shared
        Whether the pages share one copy of the plotting library, which then lies beside them: smaller, but a page sent
        alone has no figures.

    Returns
    -------
    Path
        The index.

    Raises
    ------
    InputError
        If there is no study.
    """
    if not studies:
        raise InputError("an index needs at least one study")
    target = Path(folder)
    pages = dict(zip(page_names([name for name, _ in studies]), [inputs for _, inputs in studies], strict=True))
    for name, inputs in pages.items():
        html = page_html(inputs)
        if shared:
            html, library, held = without_library(html)
            write_file(target / library, held)
        write_file(target / f"{name}.html", html)
    return write_file(target / f"{_INDEX}.html", index_html(pages))


def index_html(studies: Mapping[str, ReportInputs]) -> str:
    """Give the index as text; the pages lie beside it, each under its name."""
    environment = Environment(
        loader=PackageLoader("qtnet.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("index.html").render(
        css=(files("qtnet.report") / "assets" / "plain.css").read_text(encoding="utf-8"),
        studies=[_study(name, inputs) for name, inputs in studies.items()],
    )


def page_names(names: Sequence[str]) -> list[str]:
    """Give a file name for each study, without its ending: plain letters only, and no name twice.

    Examples
    --------
    >>> page_names(["quantum", "quantum", "Chips & AI", "index"])
    ['quantum', 'quantum-2', 'Chips-AI', 'index-2']
    """
    taken = {_INDEX}
    given = []
    for name in names:
        plain = re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-.") or "study"
        choices = (plain, *(f"{plain}-{number}" for number in range(2, len(names) + 3)))
        given.append(next(choice for choice in choices if choice.lower() not in taken))
        taken.add(given[-1].lower())
    return given


def _study(name: str, inputs: ReportInputs) -> dict[str, object]:
    context = Context.of(inputs)
    return {
        "file": f"{name}.html",
        "title": inputs.title,
        "question": inputs.question,
        "documents": len(inputs.documents),
        "facts": len(inputs.ties) + len(inputs.funding),
        "actors": inputs.tied_actors,
        "exploratory": inputs.exploratory_reason if inputs.exploratory else "",
        "cards": headlines(inputs, context.names, context.layer_facts),
        "apart": [name, *_dated(inputs), *_level(inputs)],
        "version": str(inputs.provenance.get("qtnet", "")),
    }


def _dated(inputs: ReportInputs) -> list[str]:
    """Say from when to when the documents are dated."""
    dates = sorted({str(date) for date in inputs.documents["date"] if date and date == date})
    return [f"documents of {dates[0]}" + (f" to {dates[-1]}" if len(dates) > 1 else "")] if dates else []


def _level(inputs: ReportInputs) -> list[str]:
    """Say whether the actors are countries."""
    network = inputs.config.get("network", {})
    level = network.get("level") if isinstance(network, Mapping) else None
    return [{"country": "countries", "actor": "organisations and countries"}[str(level)]] if level else []
