"""The files around the package agree with it: versions, locks, licence, and the top level that was fixed."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

import qtnet

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = {"qtnet", "notebooks", "data", "reports", "tests", "seeds"}
FILES = {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "CITATION.cff", "Makefile"}


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [name for name in listed.stdout.split("\0") if name]


def test_the_top_level_holds_what_was_fixed():
    top = {name.split("/")[0] for name in tracked()}
    assert {name for name in top if not name.startswith(".")} <= FOLDERS | FILES


def test_the_version_is_the_same_everywhere():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert project["version"] == citation["version"] == qtnet.__version__
    assert f"## {qtnet.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_citation_has_what_the_format_requires():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert {"message", "title", "authors", "license"} <= citation.keys()
    assert all({"name", "family-names"} & author.keys() for author in citation["authors"])


@pytest.mark.parametrize("name", ["run", "dev"])
def test_a_lock_pins_every_package_by_version_and_hash(name):
    text = (ROOT / ".lock" / f"{name}.txt").read_text(encoding="utf-8")
    assert "://" not in text
    requirements = [block for block in re.split(r"\n(?=\S)", text.strip()) if not block.startswith("#")]
    assert len(requirements) > 20
    for requirement in requirements:
        assert re.match(r"[\w.-]+==[\w.]+", requirement), requirement[:60]
        assert "--hash=sha256:" in requirement, requirement[:60]


def test_the_locks_hold_every_dependency_of_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    run, dev = ((ROOT / ".lock" / f"{name}.txt").read_text(encoding="utf-8") for name in ("run", "dev"))
    for wanted, lock in ((project["dependencies"], run), (project["optional-dependencies"]["dev"], dev)):
        for requirement in wanted:
            name = re.match(r"[\w.-]+", requirement).group()
            assert re.search(rf"^{re.escape(name)}==", lock, re.MULTILINE), name
