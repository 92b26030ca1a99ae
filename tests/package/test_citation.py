"""CITATION.cff is valid, and cites the package that stands here."""

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
RULES = jsonschema.Draft202012Validator(json.loads((Path(__file__).parent / "cff.json").read_text(encoding="utf-8")))


@pytest.fixture
def citation():
    return yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))


def test_the_citation_is_valid(citation):
    assert [error.message for error in RULES.iter_errors(citation)] == []


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("cff-version", "1.1.0"),
        ("authors", []),
        ("authors", [{"name": "A", "orcid": "0000-0001-2345-6789"}]),
        ("authors", [{"familyname": "A"}]),
        ("date-released", "22 November 2026"),
        ("license", "MIT licence"),
        ("keywords", ["one", "one"]),
        ("doi", "https://doi.org/10.5281/zenodo.1"),
        ("licence", "MIT"),
    ],
)
def test_what_the_format_forbids_is_seen(citation, field, wrong):
    assert list(RULES.iter_errors(citation | {field: wrong}))


def test_the_citation_says_what_the_project_says(citation):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (citation["version"], citation["license"]) == (project["version"], project["license"])
    assert [author["name"] for author in citation["authors"]] == [author["name"] for author in project["authors"]]
