"""The page: one self-contained HTML file that works offline and shows the same bytes for the same inputs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from plotly.offline import get_plotlyjs

from qtnet.report import theme
from qtnet.report.columns import heading
from qtnet.report.embed import content_policy, figure_json, packed, safe_json
from qtnet.report.evidence import evidence
from qtnet.report.exhibit import Exhibit, Table
from qtnet.report.inputs import ReportInputs
from qtnet.report.labels import layer_label, layers_named, words
from qtnet.report.rounding import digits
from qtnet.report.sections import Context, Section, sections
from qtnet.report.words.headlines import headlines

__all__ = ["page_html", "write_report"]

_SCRIPTS = ("dom.js", "evidence.js", "filters.js", "plots.js", "tables.js", "app.js")
_TABLE_ROWS = 200  # of a table as shown; its CSV has all rows
_SPELT_OUT = 24  # up to here the facts of a number stand in its link, above they have a name in the payload


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
    target = Path(path)
    html = page_html(inputs)
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    part.write_text(html, encoding="utf-8", newline="\n")
    part.replace(target)
    return target


def page_html(inputs: ReportInputs) -> str:
    """Give the page as text."""
    context = Context.of(inputs)
    story = sections(context)
    sets = _FactSets()
    app = "\n".join(_asset(name) for name in _SCRIPTS)
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
        most_rows=_TABLE_ROWS,
    )
    # The payload comes last: rendering names the sets of facts that it must hold.
    return body.replace("@payload@", packed(safe_json(_payload(inputs, story, sets))), 1)


class _FactSets:
    """Names for long lists of facts, taken from their content so that a link stays valid over builds."""

    def __init__(self) -> None:
        self.named: dict[str, list[str]] = {}

    def key(self, facts: tuple[str, ...]) -> str:
        if len(facts) <= _SPELT_OUT:
            return ",".join(facts)
        name = "set-" + hashlib.sha256(" ".join(facts).encode()).hexdigest()[:10]
        self.named[name] = list(facts)
        return name


def _payload(inputs: ReportInputs, story: tuple[Section, ...], sets: _FactSets) -> dict[str, object]:
    proof = evidence(inputs)
    exhibits = [exhibit for section in story for exhibit in section.exhibits]
    tables = {exhibit.key: _table(exhibit.table) for exhibit in exhibits}
    tables |= {named.key: _table(named.table) for section in story for named in section.tables}
    return {
        "figures": {exhibit.key: _figure(exhibit) for exhibit in exhibits if exhibit.wide is not None},
        "template": theme.TEMPLATE.to_plotly_json(),
        "dark": theme.DARK,
        "tables": tables,
        "facts": list(proof.records),
        "paragraphs": list(proof.paragraphs),
        "documents": dict(proof.documents),
        "sets": sets.named,
        "labels": {domain: layer_label(domain) for domain in _domains(inputs)},
        "title": inputs.title,
        "counted": _counted(inputs.config),
    }


def _counted(config: Mapping[str, object]) -> list[str]:
    """Give the statuses of facts that the network counts; none where the study does not say."""
    network = config.get("network", {})
    status = network.get("status", []) if isinstance(network, Mapping) else []
    return [str(name) for name in status] if isinstance(status, list | tuple) else []


def _figure(exhibit: Exhibit) -> dict[str, object]:
    return {
        "wide": figure_json(exhibit.key, exhibit.wide),
        "narrow": figure_json(exhibit.key, exhibit.narrow),
        "variants": {
            variant.key: {
                "wide": figure_json(exhibit.key, variant.wide),
                "narrow": figure_json(exhibit.key, variant.narrow),
            }
            for variant in exhibit.variants
        },
    }


def _table(table: Table) -> dict[str, object]:
    return {"columns": list(table.columns), "rows": [list(row) for row in table.rows]}


def _choices(inputs: ReportInputs) -> dict[str, list[tuple[str, str]]]:
    ties = inputs.ties
    documents = zip(inputs.documents["doc"], inputs.documents["title"], strict=True)
    return {
        "domain": [(domain, layer_label(domain)) for domain in _domains(inputs)],
        "sign": [("+", "Cooperation"), ("-", "Hostility")],
        "mode": [(str(mode), words(str(mode)).capitalize()) for mode in sorted(set(ties["mode"]))]
        + [("money", "Money")],
        "status": [
            (str(status), str(status).capitalize())
            for status in sorted(set(ties["status"]) | set(inputs.funding["status"]))
        ],
        "doc": [(str(doc), str(title or doc)) for doc, title in documents],
    }


def _domains(inputs: ReportInputs) -> list[str]:
    return sorted({str(domain) for domain in (*inputs.ties["domain"], *inputs.funding["domain"])})


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


def _marks() -> dict[str, tuple[str, str]]:
    """Give colour and symbol of the legend marks of blocs."""
    return {f"bloc-{bloc}": theme.bloc_mark(bloc) for bloc in range(7)}


def _asset(name: str) -> str:
    return (files("qtnet.report") / "assets" / name).read_text(encoding="utf-8")
