"""What the study was told to do: every number in its configuration, and the versions behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from qtnet.paper.keys import slugs
from qtnet.paper.number import PaperNumber
from qtnet.paper.vocabulary import Vocabulary

__all__ = ["setting_numbers"]

_VERSION = re.compile(r"[0-9][0-9A-Za-z.+-]*")


def setting_numbers(known: Vocabulary) -> Iterator[PaperNumber]:
    """Give the numbers and words of the configuration, and the versions of qtnet, Python and the packages."""
    inputs = known.inputs
    yield from _flat(inputs.config, "settings", "setting")
    yield PaperNumber(key="study/title", label="title of the study", kind="text", words=inputs.title)
    if inputs.exploratory:
        reason = inputs.exploratory_reason
        yield PaperNumber(
            key="study/exploratory", label="why the index is exploratory", kind="text", words=reason, exploratory=True
        )
    packages = inputs.provenance.get("packages", {})
    versions = {"qtnet": inputs.provenance.get("qtnet", ""), "python": inputs.provenance.get("python", "")}
    versions |= dict(packages) if isinstance(packages, Mapping) else {}
    parts = slugs(versions)
    for name, version in sorted(versions.items()):
        if _VERSION.fullmatch(str(version)):
            yield PaperNumber(
                key=f"versions/{parts[name]}", label=f"version of {name}", kind="text", words=str(version)
            )


def _flat(values: Mapping[str, object], start: str, label: str) -> Iterator[PaperNumber]:
    parts = slugs(str(name) for name in values)
    for name, value in sorted(values.items()):
        key, told = f"{start}/{parts[str(name)]}", f"{label} {name}"
        if isinstance(value, Mapping):
            yield from _flat(value, key, told)
        elif isinstance(value, bool):
            continue  # no number, and no word that a sentence needs
        elif isinstance(value, int | float):
            yield PaperNumber(key=key, label=told, kind="setting", value=value)
        elif isinstance(value, str) and value and not key.startswith("settings/corpus/"):
            yield PaperNumber(key=key, label=told, kind="text", words=value)
        elif isinstance(value, list | tuple) and value and not key.startswith("settings/corpus/"):
            yield PaperNumber(key=key, label=told, kind="text", words=", ".join(str(one) for one in value))
