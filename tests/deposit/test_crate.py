"""ro-crate-metadata.json: read by rocrate, and whole by the rules of RO-Crate 1.1."""

import json
import re
from dataclasses import replace
from urllib.parse import unquote

import pytest
from rocrate.rocrate import ROCrate

from qtnet.deposit import Terms, write_deposit

TERMS = Terms(licence="CC-BY-4.0", authors=("Ada Lovelace (0000-0001-2345-6789)", "Bo"), published="2026-11-22")


@pytest.fixture
def graph(copy, inputs):
    write_deposit(inputs, copy, TERMS)
    crate = json.loads((copy / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    return {entity["@id"]: entity for entity in crate["@graph"]}


def test_rocrate_reads_it_and_finds_every_file(copy, inputs):
    write_deposit(inputs, copy, TERMS)
    crate = ROCrate(str(copy))
    assert crate.root_dataset["name"] == "Tiny"
    files = [entity for entity in crate.data_entities if entity.type == "File"]
    assert {unquote(file.id) for file in files} >= {"report.html", "facts/ties.csv", "network.graphml"}
    assert all((copy / unquote(file.id)).is_file() for file in files)


def test_the_root_has_what_the_profile_demands(graph):
    root, descriptor = graph["./"], graph["ro-crate-metadata.json"]
    assert descriptor["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    assert descriptor["about"] == {"@id": "./"}
    assert {"name", "description", "datePublished", "license"} <= root.keys()
    assert root["datePublished"] == "2026-11-22"
    assert root["license"] == {"@id": "https://spdx.org/licenses/CC-BY-4.0.html"}
    assert [person["@id"] for person in root["author"]] == ["https://orcid.org/0000-0001-2345-6789", "#person-Bo"]
    assert "Exploratory:" in root["description"]


def test_every_reference_leads_to_an_entity(graph):
    for entity in graph.values():
        for value in entity.values():
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, dict) and not one["@id"].startswith("https://w3id.org/ro/crate/"):
                    assert one["@id"] in graph or re.match("https://spdx.org/licenses/MIT", one["@id"]), one


def test_the_way_from_documents_through_qtnet_to_files_is_told(graph):
    action = graph["#run"]
    assert action["instrument"] == {"@id": "#qtnet"}
    assert [graph[one["@id"]]["identifier"] for one in action["object"]] == ["one", "two"]
    assert {"@id": "report.html"} in action["result"]
    assert graph["#doc-one"]["license"] == "CC-BY-4.0"
    assert "license" not in graph["#doc-two"]
    assert "url" not in graph["#doc-one"]


def test_what_was_supplied_for_a_document_is_not_published_as_its_own(copy, inputs):
    listed = [{"doc": "one", "title_supplied": True, "date_inferred": True}, {"doc": "two"}]
    own = replace(inputs, provenance={**inputs.provenance, "inputs": listed})
    write_deposit(own, copy, TERMS)
    crate = json.loads((copy / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    one, two = (next(e for e in crate["@graph"] if e["@id"] == f"#doc-{name}") for name in ("one", "two"))
    assert one["name"].endswith("] (title supplied)")
    assert "datePublished" not in one
    assert not two["name"].startswith("[")
    page = (copy / "SOURCES.md").read_text(encoding="utf-8")
    assert "[2024?]" in page.replace("\\", "")


def test_without_a_day_the_crate_is_a_draft_and_no_clock_replaces_it(folder):
    crate = json.loads((folder / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    root = next(entity for entity in crate["@graph"] if entity["@id"] == "./")
    assert "datePublished" not in root
    assert root["creativeWorkStatus"] == "Draft"
