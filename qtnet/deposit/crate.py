"""ro-crate-metadata.json: the run as a research object, from documents through qtnet to tables, figures and page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote

from qtnet.deposit.files import RunFile
from qtnet.deposit.tables import DepositTable
from qtnet.deposit.terms import NOT_STATED, Terms, is_web_address, licence_of_document, licence_url
from qtnet.paper.bibliography.stated import documents_as_stated, titled
from qtnet.report.inputs import ReportInputs

__all__ = ["ro_crate"]

_CONTEXT: Final = ["https://w3id.org/ro/crate/1.1/context", {"sha256": "https://schema.org/sha256"}]
_ORCID: Final = re.compile(r"(.*?)\s*\((\d{4}-\d{4}-\d{4}-\d{3}[\dX])\)")
_SOFTWARE: Final = "#qtnet"
_RUN: Final = "#run"


def ro_crate(
    inputs: ReportInputs, files: Sequence[RunFile], tables: Sequence[DepositTable], terms: Terms
) -> dict[str, Any]:
    """Describe a run as an RO-Crate 1.1.

    The profile asks for the day of publication and the licence of the whole: they stand in the crate when the
    depositor states them in `terms`, and no clock or guess replaces them.
    """
    documents = _documents(inputs)
    meanings = {table.path: table.meaning for table in tables}
    entities = [_descriptor(), _root(inputs, files, documents, terms)]
    entities += [_file(file, meanings.get(file.path, file.meaning)) for file in files]
    entities += [*documents, _software(inputs), _action(inputs, files, documents)]
    entities += [_publisher(name) for name in sorted(set(inputs.documents["source"]) - {""})]
    entities += [_person(name) for name in terms.authors]
    if terms.licence:
        url = licence_url(terms.licence)
        entities.append({"@id": url, "@type": "CreativeWork", "name": terms.licence, "url": url})
    return {"@context": _CONTEXT, "@graph": entities}


def _descriptor() -> dict[str, Any]:
    return {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
    }


def _root(
    inputs: ReportInputs, files: Sequence[RunFile], documents: Sequence[dict[str, Any]], terms: Terms
) -> dict[str, Any]:
    caution = f" Exploratory: {inputs.exploratory_reason}." if inputs.exploratory else ""
    root: dict[str, Any] = {
        "@id": "./",
        "@type": "Dataset",
        "name": inputs.title,
        "description": f"{inputs.question or inputs.title}{caution}",
        "hasPart": [{"@id": _address(file.path)} for file in files],
        "isBasedOn": [{"@id": document["@id"]} for document in documents],
        "mentions": {"@id": _RUN},
    }
    if terms.published:
        root["datePublished"] = terms.published
    else:
        root["creativeWorkStatus"] = "Draft"
    if terms.licence:
        root["license"] = {"@id": licence_url(terms.licence)}
    if terms.authors:
        root["author"] = [{"@id": _person(name)["@id"]} for name in terms.authors]
    return root


def _file(file: RunFile, meaning: str) -> dict[str, Any]:
    told = {"@id": _address(file.path), "@type": "File", "name": file.path, "description": meaning}
    told |= {"encodingFormat": file.media, "contentSize": str(file.size), "sha256": file.sha256}
    return {key: value for key, value in told.items() if value}


def _documents(inputs: ReportInputs) -> list[dict[str, Any]]:
    licences = licence_of_document(inputs)
    found = []
    for row in documents_as_stated(inputs).to_dict("records"):
        told = {"@id": f"#doc-{quote(row['doc'], safe='')}", "@type": "CreativeWork", "identifier": row["doc"]}
        told |= {
            "name": titled({str(name): cell for name, cell in row.items()}, row["title"] or row["doc"]),
            "url": row["url"] if is_web_address(row["url"]) else "",
            "datePublished": "" if row["date_inferred"] else row["date"],
        }
        told |= {"sha256": row["sha256"], "inLanguage": row.get("language", "")}
        licence = licences[row["doc"]]
        told["license"] = "" if licence == NOT_STATED else licence
        publisher = {"publisher": {"@id": _publisher(row["source"])["@id"]}} if row["source"] else {}
        found.append({key: value for key, value in told.items() if value} | publisher)
    return found


def _publisher(name: str) -> dict[str, Any]:
    return {"@id": f"#publisher-{quote(name, safe='')}", "@type": "Organization", "name": name}


def _software(inputs: ReportInputs) -> dict[str, Any]:
    version = str(inputs.provenance.get("qtnet", ""))
    told = {"@id": _SOFTWARE, "@type": "SoftwareApplication", "name": "qtnet", "softwareVersion": version}
    return {key: value for key, value in told.items() if value} | {"license": {"@id": licence_url("MIT")}}


def _action(inputs: ReportInputs, files: Sequence[RunFile], documents: Sequence[dict[str, Any]]) -> dict[str, Any]:
    seed, config = (inputs.provenance.get(key, "") for key in ("seed", "config_sha256"))
    return {
        "@id": _RUN,
        "@type": "CreateAction",
        "name": "qtnet run",
        "description": f"seed {seed}, configuration {config}; run.json holds the whole configuration",
        "instrument": {"@id": _SOFTWARE},
        "object": [{"@id": document["@id"]} for document in documents],
        "result": [{"@id": _address(file.path)} for file in files],
    }


def _person(name: str) -> dict[str, Any]:
    match = _ORCID.fullmatch(name)
    if match is None:
        return {"@id": f"#person-{quote(name, safe='')}", "@type": "Person", "name": name}
    return {"@id": f"https://orcid.org/{match[2]}", "@type": "Person", "name": match[1]}


def _address(path: str) -> str:
    return quote(path)
