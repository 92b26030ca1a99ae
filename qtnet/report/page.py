"""The page: one self-contained HTML file that works offline and shows the same bytes for the same inputs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from plotly.offline import get_plotlyjs

from qtnet.report import theme
from qtnet.report.carried import carried_facts
from qtnet.report.columns import heading
from qtnet.report.embed import content_policy, json_pieces, packed
from qtnet.report.exhibit import Exhibit
from qtnet.report.factsets import FactSets
from qtnet.report.inputs import ReportInputs
from qtnet.report.labels import layer_label, layers_named, words
from qtnet.report.payload import domains, payload
from qtnet.report.presets import preset_exhibits
from qtnet.report.rounding import digits
from qtnet.report.sections import Context, Section, sections
from qtnet.report.words.headlines import byline, headlines
from qtnet.writing import write_file

__all__ = ["page_html", "write_report"]

_SCRIPTS = (
    "dom.js", "address.js", "unpacking.js", "evidence.js", "filters.js", "factlist.js", "tables.js", "linked.js",
    "figurekeys.js", "plots.js", "downloads.js", "printing.js", "app.js",
)  # fmt: skip
_FIRST_ROWS = 12  # of a table as it stands in the page; the others come when it is opened


def write_report(inputs: ReportInputs, path: str | Path) -> Path:
    """Write the page of a study.

    Parameters
    ----------
    inputs
        What the page shows.
    path
        The HTML file; it takes the place of an older one only when it is complete.

    Returns
    -------
    Path
        The file that was written.

    Raises
    ------
    InputError
        If a fact does not stand in its document.
    """
    return write_file(path, page_html(inputs))


def page_html(inputs: ReportInputs) -> str:
    """Give the page as text."""
    body, told = _body(inputs)
    return body.replace("@payload@", packed(json_pieces(told)), 1)


def _body(inputs: ReportInputs) -> tuple[str, dict[str, object]]:
    """Give the page without what its scripts read, and that; the drawn figures, which take much room, end here."""
    context = Context.of(inputs)
    story = sections(context)
    presets = preset_exhibits(inputs)
    sets = FactSets()
    app = "\n".join(_slim(_asset(name)) for name in _SCRIPTS)
    plotly = get_plotlyjs()
    environment = Environment(
        loader=PackageLoader("qtnet.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    environment.filters.update(layer_label=layer_label, words=words, heading=heading, digits=digits)
    body = environment.get_template("page.html").render(
        inputs=inputs,
        sections=story,
        headlines=headlines(inputs, context.names, context.layer_facts),
        facts_key=sets.key,
        choices=_choices(inputs),
        null=layers_named(inputs.null, inputs.network["layer"]),
        poles=[context.names.get(pole, pole) for pole in inputs.poles],
        config=_flat(inputs.config),
        provenance=_provenance(inputs),
        css=_asset("app.css"),
        csp=content_policy((app, plotly)),
        app=app,
        plotly=packed(plotly),
        payload="@payload@",
        marks=_marks(),
        further={key: _further_marks(story, key, own.values()) for key, own in presets.items()},
        first_rows=_FIRST_ROWS,
        byline=byline(inputs),
    )
    # The payload comes last: rendering names the sets of facts that it must hold.
    return body, payload(inputs, story, presets, sets)


def _choices(inputs: ReportInputs) -> dict[str, list[tuple[str, str]]]:
    ties = inputs.ties
    carried = carried_facts(inputs)
    listed = inputs.documents if carried is None else inputs.documents.iloc[:0]
    documents = zip(listed["doc"], listed["title"], strict=True)
    return {
        "domain": [(domain, layer_label(domain)) for domain in domains(inputs)],
        "sign": [("+", "Cooperation"), ("-", "Hostility")],
        "mode": [(str(mode), words(str(mode)).capitalize()) for mode in sorted(set(ties["mode"]))]
        + [("money", "Money")],
        "status": [
            (str(status), str(status).capitalize())
            for status in sorted(set(ties["status"]) | set(inputs.funding["status"]))
        ],
        "year": [(year, year) for year in _years(inputs)],
        "doc": [(str(doc), str(title or doc)) for doc, title in documents],
    }


def _years(inputs: ReportInputs) -> list[str]:
    told = [str(year) for frame in (inputs.ties, inputs.funding) for year in frame["year"]]
    return sorted({found.group() for year in told if (found := re.search(r"\d{4}", year))})


def _provenance(inputs: ReportInputs) -> list[tuple[str, str]]:
    rows = []
    for key, value in inputs.provenance.items():
        if key == "inputs":
            continue
        text = ", ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, Mapping) else str(value)
        rows.append((words(str(key)).replace("sha256", "SHA-256"), text))
    return rows


def _flat(config: Mapping[str, object], prefix: str = "") -> list[tuple[str, str]]:
    """Give nested configuration as dotted keys in sorted order."""
    rows: list[tuple[str, str]] = []
    for key in sorted(config):
        value = config[key]
        if isinstance(value, Mapping):
            rows += _flat(value, f"{prefix}{key}.")
        else:
            rows.append(
                (f"{prefix}{key}", json.dumps(value, ensure_ascii=False) if not isinstance(value, str) else value)
            )
    return rows


def _further_marks(story: tuple[Section, ...], key: str, presets: Iterable[Exhibit]) -> list[tuple[str, str]]:
    """Give the marks that the legend of an exhibit has under some preset only, each once."""
    own = {mark for section in story for exhibit in section.exhibits if exhibit.key == key for mark in exhibit.legend}
    return sorted({mark for exhibit in presets for mark in exhibit.legend} - own)


def _marks() -> dict[str, tuple[str, str]]:
    """Give colour and symbol of the legend marks of blocs."""
    return {f"bloc-{bloc}": theme.bloc_mark(bloc) for bloc in range(7)}


def _slim(script: str) -> str:
    """Leave out indentation and comments on lines of their own: they are for those who write the scripts."""
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def _asset(name: str) -> str:
    return (files("qtnet.report") / "assets" / name).read_text(encoding="utf-8")
