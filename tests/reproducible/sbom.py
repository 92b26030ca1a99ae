"""Write what a run installs as a CycloneDX 1.6 bill of materials: ``python -m tests.reproducible.sbom``.

In come the lock and the metadata of the installed packages, out comes ``.lock/sbom.cdx.json``. It has no time and no
random number: the same lock gives the same bytes.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCK, SBOM = ROOT / ".lock" / "run.txt", ROOT / ".lock" / "sbom.cdx.json"
_PINNED = re.compile(r"^([\w.-]+)==([^\s;]+)(?: ; ([^\\]+?))? \\$", re.MULTILINE)
#: Licences of packages whose metadata does not state them as an SPDX expression, read from their licence files.
STATED = {
    "cloudpickle": "BSD-3-Clause",
    "colorama": "BSD-3-Clause",
    "contourpy": "BSD-3-Clause",
    "cycler": "BSD-3-Clause",
    "editables": "MIT",
    "fonttools": "MIT",
    "interface-meta": "MIT",
    "jinja2": "BSD-3-Clause",
    "kiwisolver": "BSD-3-Clause",
    "matplotlib": "PSF-2.0",
    "numba": "BSD-2-Clause",
    "pathspec": "MPL-2.0",
    "patsy": "BSD-2-Clause",
    "pluggy": "MIT",
    "scipy": "BSD-3-Clause",
    "tqdm": "MPL-2.0 AND MIT",
    "trove-classifiers": "Apache-2.0",
    "tzdata": "Apache-2.0",
}


class Pinned(NamedTuple):
    """A package of the lock."""

    name: str
    version: str
    marker: str

    @property
    def purl(self) -> str:
        return f"pkg:pypi/{self.name}@{self.version}"


def pinned() -> list[Pinned]:
    """Give the packages of the lock, sorted."""
    return sorted(Pinned(*found) for found in _PINNED.findall(LOCK.read_text(encoding="utf-8")))


def licence_of(name: str) -> str:
    """Give the licence of a package as an SPDX expression; empty where nobody states it."""
    found = _installed(name)
    expression = str(found.metadata.get("License-Expression", "") or "") if found else ""
    return expression or STATED.get(name, "")


def bill() -> str:
    """Give the bill of materials as text."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    packages = pinned()
    refs: dict[str, list[str]] = {}
    for one in packages:
        refs.setdefault(one.name, []).append(one.purl)
    own = f"pkg:pypi/qtnet@{project['version']}"
    needs = {own: _refs(map(Requirement, project["dependencies"]), refs)}
    needs |= {one.purl: _refs(_requirements(one.name), refs) for one in packages}
    running = _reached(own, needs)
    whole = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application", "bom-ref": own, "name": "qtnet", "version": project["version"],
                "description": project["description"], "licenses": [{"expression": project["license"]}], "purl": own,
            }
        },
        "components": [_component(one, one.purl in running) for one in packages],
        "dependencies": [{"ref": ref, "dependsOn": found} for ref, found in sorted(needs.items())],
    }  # fmt: skip
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def _component(one: Pinned, runs: bool) -> dict[str, object]:
    found: dict[str, object] = {"type": "library", "bom-ref": one.purl, "name": one.name, "version": one.version}
    # what only builds and installs qtnet itself is not part of what runs
    found["scope"] = "required" if runs else "excluded"
    if licence := licence_of(one.name):
        found["licenses"] = [{"expression": licence}]
    found["purl"] = one.purl
    if one.marker:
        found["properties"] = [{"name": "qtnet:marker", "value": one.marker}]
    return found


def _requirements(name: str) -> list[Requirement]:
    found = _installed(name)
    listed = [Requirement(line) for line in (found.requires or [])] if found else []
    return [one for one in listed if one.marker is None or "extra" not in str(one.marker)]


def _refs(requirements: Iterable[Requirement], refs: dict[str, list[str]]) -> list[str]:
    names = {canonicalize_name(one.name) for one in requirements}
    return sorted(ref for name in names for ref in refs.get(name, ()))


def _reached(start: str, needs: dict[str, list[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        if (one := waiting.pop()) not in found:
            found.add(one)
            waiting += needs.get(one, [])
    return found


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:  # a package of another system
        return None


if __name__ == "__main__":
    SBOM.write_text(bill(), encoding="utf-8", newline="\n")
