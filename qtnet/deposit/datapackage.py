"""datapackage.json: every file of a run with its hash, every table with the type, unit and rule of its columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from qtnet.deposit.files import RunFile
from qtnet.deposit.tables import DepositColumn, DepositTable
from qtnet.deposit.terms import Terms, is_web_address, licence_of_document, licence_url
from qtnet.facts.schema import Column as FactColumn
from qtnet.report.inputs import ReportInputs

__all__ = ["data_package"]

_PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES: Final = {"text": "string", "whole": "integer", "number": "number", "truth": "boolean", "list": "string"}
#: Frictionless takes JSON for a descriptor of its own by the name of the file or a word in it, unless its format is
#: another than ``json``.
_FORMATS: Final = {".json": "qtnet-json"}
#: Columns of facts that name a row of another table.
_REFERENCES: Final = {
    "actors": {"doc": ("documents", "doc"), "actor": ("actors_resolved", "actor")},
    "funding": {"doc": ("documents", "doc")},
    "ties": {
        "doc": ("documents", "doc"),
        "source": ("actors_resolved", "actor"),
        "target": ("actors_resolved", "actor"),
    },
}


def data_package(
    inputs: ReportInputs, files: Sequence[RunFile], tables: Sequence[DepositTable], terms: Terms
) -> dict[str, Any]:
    """Describe a run as a Frictionless Data Package, version 2.

    Parameters
    ----------
    inputs
        The results of the run.
    files
        The files of its folder.
    tables
        Its tables; a file that is none of them is listed without a schema.
    terms
        Licence, authors and day, where the depositor said them.
    """
    described = {table.path: table for table in tables}
    package: dict[str, Any] = {
        "$schema": _PROFILE,
        "name": _slug(str(inputs.config.get("name", "")) or "study"),
        "title": inputs.title,
        "description": inputs.question,
    }
    package |= _said(terms)
    package["exploratory"] = inputs.exploratory
    if inputs.exploratory:
        package["exploratoryReason"] = inputs.exploratory_reason
    kept = ("qtnet", "python", "seed", "run_sha256", "config_sha256", "code_sha256", "lexicon_sha256", "rules_sha256")
    package["provenance"] = {key: inputs.provenance[key] for key in kept if key in inputs.provenance}
    package["sources"] = _sources(inputs)
    package["resources"] = [_resource(file, described.get(file.path)) for file in files]
    return package


def _said(terms: Terms) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if terms.published:
        said["created"] = f"{terms.published}T00:00:00Z"
    if terms.licence:
        named = {} if is_web_address(terms.licence) else {"name": terms.licence}
        said["licenses"] = [{**named, "path": licence_url(terms.licence)}]
    if terms.authors:
        said["contributors"] = [{"title": name, "roles": ["author"]} for name in terms.authors]
    return said


def _sources(inputs: ReportInputs) -> list[dict[str, str]]:
    licences = licence_of_document(inputs)
    sources = []
    for row in inputs.documents.to_dict("records"):
        told = {
            "title": row["title"] or row["doc"],
            "path": row["url"] if is_web_address(row["url"]) else "",
            "date": row["date"],
            "publisher": row["source"],
        }
        told |= {"doc": row["doc"], "sha256": row["sha256"], "licence": licences[row["doc"]]}
        sources.append({key: str(value) for key, value in told.items() if value})
    return sources


def _resource(file: RunFile, table: DepositTable | None) -> dict[str, Any]:
    resource: dict[str, Any] = {"name": _resource_name(file.path), "path": file.path}
    meaning = table.meaning if table is not None else file.meaning
    if meaning:
        resource["description"] = meaning
    form = _FORMATS.get(Path(file.path).suffix, Path(file.path).suffix[1:])
    resource |= {"format": form, "mediatype": file.media, "bytes": file.size}
    resource["hash"] = f"sha256:{file.sha256}"
    if table is not None:
        resource |= {"type": "table", "encoding": "utf-8", "schema": _schema(table)}
    return resource


def _schema(table: DepositTable) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in table.columns], "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    references = _REFERENCES.get(table.name, {}) if table.fact is not None else {}
    if references:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": _resource_name(f"facts/{other}.csv"), "fields": [key]}}
            for column, (other, key) in references.items()
        ]
    return schema


def _field(column: DepositColumn) -> dict[str, Any]:
    kind = "number" if column.kind == "whole" and not column.is_whole_on_file else column.kind
    told: dict[str, Any] = {"name": column.name, "type": _TYPES[kind]}
    if column.meaning:
        told["description"] = column.meaning
    if column.unit:
        told["unit"] = column.unit.replace("`", "")
    constraints = _constraints(column.fact) if column.fact is not None else {}
    return told | ({"constraints": constraints} if constraints else {})


def _constraints(column: FactColumn) -> Mapping[str, Any]:
    rules: dict[str, Any] = {"required": True} if column.required else {}
    if column.allowed:
        rules["enum"] = list(column.allowed)
    if column.pattern:
        rules["pattern"] = column.pattern
    if column.type != "text":
        as_written = int if column.type == "integer" else float
        rules |= {"minimum": as_written(column.low)} if column.low > float("-inf") else {}
        rules |= {"maximum": as_written(column.high)} if column.high < float("inf") else {}
    return rules


def _resource_name(path: str) -> str:
    return _slug(path.rsplit(".", 1)[0] if path.endswith(".csv") else path)


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9_]+", "-", text.lower()).strip("-") or "study"
