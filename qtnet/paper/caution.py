"""What to read with an interval: that it rests on few documents, and that such intervals were seen to hold too rarely.

Resamples of few documents give too narrow a range. How often intervals of a kind held the truth was measured where it
was known (`qtnet.inference.coverage`); all kinds are judged by one rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from qtnet.inference.coverage import TOO_LOW, measured_coverage
from qtnet.paper.keys import slugs
from qtnet.paper.number import PaperNumber
from qtnet.paper.study import Study
from qtnet.paper.vocabulary import Vocabulary
from qtnet.report.words.coverage import quantity_of
from qtnet.results import MULTILAYER

__all__ = ["FEW_DOCUMENTS", "cautioned"]

#: With fewer documents an interval from resampled documents carries a caution.
FEW_DOCUMENTS = 30


def cautioned(numbers: Iterable[PaperNumber], known: Vocabulary, study: Study) -> Iterator[PaperNumber]:
    """Give numbers with a caution where their interval comes from few documents, or its kind held too rarely.

    Parameters
    ----------
    numbers
        In any order.
    known
        The inputs, and the facts of each technology.
    study
        What says in which document a fact stands.
    """
    documents = {layer: _documents(facts, study) for layer, facts in known.layer_facts.items()}
    unseen = known.inputs.unseen
    trained = int(unseen["documents"].iloc[0]) if len(unseen) else 0
    quantities = _Quantities(known)
    for number in numbers:
        family = number.key.partition("/")[0]
        if not number.has_interval or number.key.endswith("/chance"):  # the range of chance rests on random networks
            yield number
            continue
        if family == "quality":
            count = trained if number.key.startswith("quality/unseen/") else 0
        elif family == "windows":
            count = _documents(number.facts, study)
        else:
            count = documents.get(number.layer or MULTILAYER, 0)
        few = 0 < count < FEW_DOCUMENTS
        told = [f"interval from {count} document{'s' * (count != 1)}"] * few
        tried = count or (len(known.inputs.documents) if family == "quality" else 0)
        told += _held_too_rarely(quantities.of(number), tried)
        yield replace(number, caution="; ".join(told)) if told else number


def _held_too_rarely(quantity: str, documents: int) -> list[str]:
    """Say how often intervals of this kind held the truth, where that is too rarely."""
    found = measured_coverage(quantity, documents)
    if found is None or found.covers >= TOO_LOW:
        return []
    where = f"{found.documents:,} documents, {found.world}"
    return [f"such intervals held the truth in {100 * found.covers:.0f} % of simulated corpora ({where})"]


class _Quantities:
    """Which quantity a number is, as its coverage is recorded; nothing where no coverage can be."""

    def __init__(self, known: Vocabulary) -> None:
        self._config = known.inputs.config
        components = {
            str(metric) for frame in (known.inputs.bipolarity, known.inputs.windows) for metric in frame["metric"]
        }
        self._components = {part: name for name, part in slugs(components).items()}
        self._components |= {"": "TBI", "beyond-chance": "TBI*", "cooperation-alone": "sqrt(C·S)"}
        metrics = slugs(str(metric) for metric in known.inputs.centrality["metric"])
        self._metrics = {part: name for name, part in metrics.items()}

    def of(self, number: PaperNumber) -> str:
        family, *parts = number.key.split("/")
        if number.kind == "rank":
            return ""
        if family in ("bipolarity", "windows"):
            part = "/".join(parts[1 if family == "bipolarity" else 2 :])
            return quantity_of(self._components.get(part, ""), self._config)
        if family == "alignment":
            return "alignment" if len(parts) == 2 else parts[-1]
        if family in ("centrality", "first"):
            return self._metrics.get(parts[0], "") if parts else ""
        return parts[-1] if family == "quality" else ""


def _documents(facts: Iterable[str], study: Study) -> int:
    return len({str(study.facts[fact]["doc"]) for fact in facts if fact in study.facts})
