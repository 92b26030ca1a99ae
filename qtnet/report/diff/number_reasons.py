"""Why numbers moved: facts of their technology that came, went or changed, and settings that bear on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import pandas as pd

from qtnet.report.diff.causes import CAUSES
from qtnet.report.diff.settings import differs
from qtnet.report.inputs import ReportInputs
from qtnet.report.labels import layer_label
from qtnet.report.words.sentences import count
from qtnet.results import MULTILAYER

__all__ = ["NumberReasons"]

#: Sections of the configuration that bear on a family of numbers, beside those on the network.
_SECTIONS = {
    "centrality": ("centrality.",),
    "blocs": ("blocs.", "run."),
    "bloc_count": ("blocs.", "run."),
    "bipolarity": ("bipolarity.",),
    "alignment": ("bipolarity.",),
    "windows": ("bipolarity.", "windows."),
    "bridges": ("bipolarity.",),
    "quality": ("corpus.gold",),
}
#: Families that depend on amounts of money too; capability is money where the facts have enough of it.
_WITH_MONEY = ("bipolarity", "alignment", "windows", "schemes", "funding")


class NumberReasons:
    """Finds reasons; numbers of one family in one layer share theirs."""

    def __init__(self, before: ReportInputs, after: ReportInputs, facts: pd.DataFrame, settings: pd.DataFrame) -> None:
        counted = {str(s) for run in (before, after) for s in _counted(run)}
        self._facts = facts[facts["status"].isin(counted)] if counted else facts
        self._settings = settings
        self._known: dict[tuple[str, str], str] = {}

    def of(self, family: str, layer: str) -> str:
        """Give the reason for a number of one family (a frame of the results) in one layer."""
        key = (family, layer)
        if key not in self._known:
            self._known[key] = self._reason(family, layer)
        return self._known[key]

    def _reason(self, family: str, layer: str) -> str:
        said = differs(self._settings, "network.", *_SECTIONS.get(family, ()))
        mine = self._of_family(family)
        here = mine if layer == MULTILAYER else mine[mine["domain"].isin(layer.split("|"))]
        told = [*said, *([_facts_text(here)] if len(here) else [])]
        if not told and len(mine):
            told = [f"nothing in {layer_label(layer)}; elsewhere {_facts_text(mine)}"]
        if not told:
            told = differs(self._settings, "provenance.qtnet", "provenance.packages.", "run.")
            told = told or differs(self._settings, "provenance.code_sha256")
        return "; ".join(told) or CAUSES["unknown"]

    def _of_family(self, family: str) -> pd.DataFrame:
        if family == "funding":
            return self._facts[self._facts["kind"] == "money"]
        return self._facts if family in _WITH_MONEY else self._facts[self._facts["kind"] == "tie"]


def _counted(inputs: ReportInputs) -> list[object]:
    network = inputs.config.get("network", {})
    status = network.get("status", []) if isinstance(network, Mapping) else []
    return list(status) if isinstance(status, list | tuple) else []


def _facts_text(facts: pd.DataFrame) -> str:
    """Say how many facts changed and why, for example ``3 facts added (new document)``."""
    parts: list[str] = []
    for change in ("added", "gone", "changed"):
        part = facts[facts["change"] == change]
        if len(part):
            causes = ", ".join(_causes(part["cause"]))
            parts.append(f"{count(len(part), 'fact') if not parts else len(part)} {change} ({causes})")
    return ", ".join(parts)


def _causes(codes: pd.Series) -> Iterator[str]:
    for code, number in sorted(Counter(codes).items(), key=lambda item: (-item[1], item[0])):
        name = " or ".join(CAUSES[part] for part in code.split("+"))
        yield name if number == len(codes) else f"{number} {name}"
