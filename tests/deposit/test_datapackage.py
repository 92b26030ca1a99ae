"""datapackage.json: valid by frictionless, complete, and it notices what was changed."""

import hashlib
import json

import frictionless
import pytest

from qtnet.deposit import DEPOSIT_FILES, Terms, write_deposit
from qtnet.deposit.files import LISTS, file_meaning
from qtnet.errors import InputError
from qtnet.facts.schema import TABLES


@pytest.fixture(scope="module")
def package(folder):
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


def failures(folder):
    report = frictionless.validate(str(folder / "datapackage.json"))
    errors = [f"{task.name}: {error.type}: {error.message}" for task in report.tasks for error in task.errors]
    return errors + [str(error) for error in report.errors]


def test_frictionless_finds_nothing_to_say_about_a_run(folder):
    assert failures(folder) == []


def test_frictionless_sees_a_cell_that_somebody_changed(copy):
    path = copy / "facts" / "ties.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",restriction,", ",restricted,"), encoding="utf-8")
    found = "\n".join(failures(copy))
    assert "facts-ties: hash-count" in found or "facts-ties: byte-count" in found
    resources = {r["name"]: r for r in json.loads((copy / "datapackage.json").read_text(encoding="utf-8"))["resources"]}
    modes = next(f for f in resources["facts-ties"]["schema"]["fields"] if f["name"] == "mode")
    assert "restricted" not in modes["constraints"]["enum"]


def test_every_file_of_the_run_is_listed_with_its_size_and_hash(folder, package):
    present = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()} - set(LISTS)
    listed = {resource["path"]: resource for resource in package["resources"]}
    assert set(listed) == present
    assert {"CODEBOOK.md", "SOURCES.md"} <= set(listed)
    assert [name for name, resource in listed.items() if not resource.get("description")] == []
    assert len({resource["name"] for resource in package["resources"]}) == len(listed)
    for name, resource in listed.items():
        data = (folder / name).read_bytes()
        assert (resource["bytes"], resource["hash"]) == (len(data), "sha256:" + hashlib.sha256(data).hexdigest()), name


@pytest.mark.parametrize("path", ["paper/MANIFEST.sha256", "paper/README.md", "paper/figures/figures.md"])
def test_files_of_a_paper_are_described(path):
    assert file_meaning(path)


def test_every_table_of_facts_and_results_has_a_schema_in_which_each_column_has_a_meaning(package):
    tables = [r for r in package["resources"] if r["path"].split("/")[0] in ("facts", "results") and "schema" in r]
    assert {f"facts/{name}.csv" for name in TABLES} <= {table["path"] for table in tables}
    assert len(tables) > 30
    for table in tables:
        for field in table["schema"]["fields"]:
            assert field.get("description"), (table["path"], field["name"])
            assert "does not describe" not in field["description"], (table["path"], field["name"])


def test_ties_refer_to_documents_and_actors(package):
    ties = next(r for r in package["resources"] if r["path"] == "facts/ties.csv")
    targets = {key["fields"][0]: key["reference"]["resource"] for key in ties["schema"]["foreignKeys"]}
    assert targets == {"doc": "facts-documents", "source": "facts-actors_resolved", "target": "facts-actors_resolved"}


def test_the_package_says_what_it_rests_on_and_that_it_is_exploratory(package):
    one, two = package["sources"]
    assert (one["licence"], two["licence"]) == ("CC-BY-4.0", "not stated")
    assert "path" not in one, "an address that is no web address is not a link"
    assert two["path"] == "https://x.org/a_b"
    assert package["exploratory"] is True
    assert "hostile event" in package["exploratoryReason"]


def test_terms_stand_in_the_package_only_when_they_are_given(copy, inputs, package):
    assert not {"licenses", "contributors", "created"} & package.keys()
    terms = Terms(licence="CC-BY-4.0", authors=("Ada Lovelace",), published="2026-11-22")
    write_deposit(inputs, copy, terms)
    written = json.loads((copy / "datapackage.json").read_text(encoding="utf-8"))
    assert written["licenses"] == [{"name": "CC-BY-4.0", "path": "https://spdx.org/licenses/CC-BY-4.0.html"}]
    assert written["contributors"] == [{"title": "Ada Lovelace", "roles": ["author"]}]
    assert failures(copy) == []


def test_writing_again_changes_no_byte_and_no_time(copy, inputs):
    before = {name: ((copy / name).read_bytes(), (copy / name).stat().st_mtime_ns) for name in DEPOSIT_FILES}
    write_deposit(inputs, copy)
    after = {name: ((copy / name).read_bytes(), (copy / name).stat().st_mtime_ns) for name in DEPOSIT_FILES}
    assert before == after


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"published": "yesterday"}, "expected a day such as 2026-11-22"),
        ({"licence": "do what you want"}, r"expected an SPDX identifier \(CC-BY-4\.0\)"),
        ({"authors": ("Ada", " ")}, "1 of 2 authors are empty"),
    ],
)
def test_terms_that_are_none_are_refused(given, told):
    with pytest.raises(InputError, match=told):
        Terms(**given)


def test_a_folder_without_a_run_is_refused(tmp_path, inputs):
    with pytest.raises(InputError, match=r"run\.json is missing"):
        write_deposit(inputs, tmp_path)
