"""What the page's scripts read: figures, tables, facts, actors and presets, each stored once."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from qtnet.report import theme
from qtnet.report.columns import heading
from qtnet.report.evidence import evidence
from qtnet.report.exhibit import Exhibit, Table
from qtnet.report.factsets import FactSets
from qtnet.report.inputs import ReportInputs
from qtnet.report.labels import layer_label
from qtnet.report.packing import LEFT_OUT, packed_exhibit, placed
from qtnet.report.rows import rows
from qtnet.report.sections import Section
from qtnet.report.words.actors import actor_notes

__all__ = ["domains", "payload"]


def payload(
    inputs: ReportInputs, story: tuple[Section, ...], presets: Mapping[str, Mapping[str, Exhibit]], sets: FactSets
) -> dict[str, object]:
    """Gather what the scripts read; `presets` are the exhibits that follow a preset, by their key and its key."""
    proof = evidence(inputs)
    places = dict.fromkeys((str(fact) for fact in (*inputs.ties["tie"], *inputs.funding["funding"])), LEFT_OUT)
    places |= {str(record["id"]): place for place, record in enumerate(proof.records)}
    exhibits = [exhibit for section in story for exhibit in section.exhibits]
    tables = {exhibit.key: _table(exhibit.table, sets) for exhibit in exhibits}
    tables |= {named.key: _table(named.table, sets) for section in story for named in section.tables}
    shown = {exhibit.key for exhibit in exhibits if exhibit.wide is not None}
    return {
        "figures": {
            exhibit.key: packed_exhibit(exhibit, places, presets.get(exhibit.key, {}), sets)
            for exhibit in exhibits
            if exhibit.key in shown
        },
        "words": {exhibit.key: _words(exhibit) for exhibit in exhibits},
        "template": theme.TEMPLATE.to_plotly_json(),
        "dark": theme.DARK,
        "tables": tables,
        "variantTables": {
            exhibit.key: own for exhibit in exhibits if (own := _variant_tables(exhibit, sets)) and exhibit.key in shown
        },
        "presetTables": {
            key: {preset: _table(exhibit.table, sets) | _heads(exhibit) for preset, exhibit in own.items()}
            for key, own in presets.items()
            if key in shown
        },
        "presetWords": {
            key: {preset: _words(exhibit) for preset, exhibit in own.items()}
            for key, own in presets.items()
            if key in shown
        },
        "facts": list(proof.records),
        "paragraphs": list(proof.paragraphs),
        "documents": dict(proof.documents),
        "labels": {domain: layer_label(domain) for domain in domains(inputs)},
        "title": inputs.title,
        "study": _study(inputs),
        "counted": _counted(inputs.config),
        "actors": actor_notes(inputs, places),
        "presets": _presets(inputs),
        # Last: the figures and tables above name sets.
        "sets": {name: placed(facts, places) for name, facts in sets.named.items()},
        "left": {
            name: left
            for name, facts in sets.named.items()
            if (left := sum(places.get(fact) == LEFT_OUT for fact in facts))
        },
    }


def domains(inputs: ReportInputs) -> list[str]:
    """Give the technologies of all facts."""
    return sorted({str(domain) for domain in (*inputs.ties["domain"], *inputs.funding["domain"])})


def _words(exhibit: Exhibit) -> dict[str, object]:
    return {
        "title": exhibit.title,
        "reading": exhibit.reading,
        "alt": exhibit.alt,
        "source": exhibit.source,
        "legend": [[*theme.legend_glyph(mark), text] for mark, text in exhibit.legend],
    }


def _variant_tables(exhibit: Exhibit, sets: FactSets) -> dict[str, dict[str, object]]:
    """Give the tables of those parts of an exhibit that have one, with the columns of the table in the page."""
    return {v.key: _table(v.table, sets) for v in exhibit.variants if v.table is not None}


def _heads(exhibit: Exhibit) -> dict[str, object]:
    """Give the heads of a table that stands in for another: it may have other columns."""
    columns = zip(exhibit.table.columns, exhibit.table.numeric, strict=True)
    return {"heads": [[heading(column, exhibit.key), int(numeric)] for column, numeric in columns]}


def _table(table: Table, sets: FactSets) -> dict[str, object]:
    stored: dict[str, object] = {"columns": list(table.columns), "rows": [list(row) for row in table.rows]}
    if any(table.facts):
        stored["facts"] = [[sets.key(own), len(own)] if own else 0 for own in table.facts]
    return stored


def _study(inputs: ReportInputs) -> dict[str, str]:
    """Give what a download says of its study."""
    told = ("qtnet", "version", "seed", "run_sha256", "config_sha256", "lock")
    kept = {key: inputs.provenance.get(key) for key in told}
    return {key: str(value) for key, value in kept.items() if value not in (None, "")}


def _counted(config: Mapping[str, object]) -> list[str]:
    """Give the statuses of facts that the network counts; none where the study does not say."""
    network = config.get("network", {})
    status = network.get("status", []) if isinstance(network, Mapping) else []
    return [str(name) for name in status] if isinstance(status, list | tuple) else []


def _presets(inputs: ReportInputs) -> list[dict[str, object]]:
    listed = rows(inputs.presets)
    if not any(bool(row["own"]) for row in listed):
        return []
    ordered = sorted(listed, key=lambda row: not row["own"])
    return [
        {
            "key": "" if row["own"] else str(row["key"]),
            "label": str(row["label"]),
            "level": str(row["level"]),
            "status": [str(name) for name in row["status"]],
            "least": _number(row["min_confidence"]),
            "ties": int(row["n_ties"]),
            "facts": int(row["n_facts"]),
        }
        for row in ordered
    ]


def _number(value: object) -> float:
    number = pd.to_numeric(pd.Series([value])).iloc[0]
    return 0.0 if pd.isna(number) else float(number)
