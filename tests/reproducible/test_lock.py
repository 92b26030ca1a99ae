"""What is installed is known: the bill of materials is that of the lock, licences allow use, nothing is withdrawn.

Known weaknesses need a network: ``pip-audit --require-hashes --disable-pip -r .lock/run.txt`` asks for them.
"""

import json
import re
import subprocess
import sys
from importlib.metadata import distribution

import pytest

from tests.reproducible.sbom import SBOM, bill, licence_of, pinned

#: Licences that let a program under MIT use the package.
ALLOWED = {
    *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-CMU", "MPL-2.0", "PSF-2.0"),
    *("Zlib", "LLVM-exception"),
}
_WORDS = re.compile(r"[\w.+-]+")


def test_the_bill_of_materials_is_that_of_the_lock():
    assert SBOM.read_text(encoding="utf-8") == bill(), "run python -m tests.reproducible.sbom"


def test_the_bill_of_materials_names_every_package_once_and_refers_to_nothing_else():
    stored = json.loads(SBOM.read_text(encoding="utf-8"))
    refs = [one["bom-ref"] for one in stored["components"]]
    assert refs == [one.purl for one in pinned()]
    assert len(set(refs)) == len(refs)
    named = {ref for one in stored["dependencies"] for ref in (one["ref"], *one["dependsOn"])}
    assert named == {*refs, stored["metadata"]["component"]["bom-ref"]}
    assert {one["name"] for one in stored["components"] if one["scope"] == "excluded"} >= {"hatchling", "editables"}
    assert (stored["bomFormat"], stored["specVersion"]) == ("CycloneDX", "1.6")
    assert not {"serialNumber", "timestamp"} & {*stored, *stored["metadata"]}


def test_the_bill_of_materials_is_valid_cyclonedx():
    pytest.importorskip("cyclonedx", reason="cyclonedx-python-lib[json-validation], which brings the schema")
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(SBOM.read_text(encoding="utf-8")) is None


def test_the_licence_of_every_package_is_known_and_allows_use():
    unknown = {one.name for one in pinned() if not licence_of(one.name)}
    assert not unknown
    for one in pinned():
        words = {*_WORDS.findall(licence_of(one.name))} - {"AND", "OR", "WITH"}
        assert words <= ALLOWED, (one.name, words - ALLOWED)


def test_every_python_gets_the_same_versions():
    twice = {one.name for one in pinned() if "python" in one.marker}
    assert not twice, "lock with --fork-strategy fewest: other versions of a library may give other bytes"


def test_what_is_installed_is_what_is_locked_and_nothing_of_it_was_withdrawn():
    for one in pinned():
        if one.marker:
            continue
        installed = distribution(one.name)
        assert installed.version == one.version, one.name
        direct = installed.read_text("direct_url.json")
        assert direct is None, f"{one.name} was not installed from an index: {direct}"


@pytest.mark.slow
def test_installed_packages_fit_each_other():
    done = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
