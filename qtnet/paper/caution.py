"""What to read with an interval that rests on few documents: resamples of few documents give too narrow a range."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from qtnet.paper.number import PaperNumber
from qtnet.paper.study import Study
from qtnet.paper.vocabulary import Vocabulary
from qtnet.results import MULTILAYER

__all__ = ["FEW_DOCUMENTS", "cautioned"]

#: With fewer documents an interval from resampled documents carries a caution.
FEW_DOCUMENTS = 30


def cautioned(numbers: Iterable[PaperNumber], known: Vocabulary, study: Study) -> Iterator[PaperNumber]:
    """Give numbers, those whose interval comes from few resampled documents with a caution.

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
        told = f"interval from {count} document{'s' * (count != 1)}"
        yield replace(number, caution=told) if few else number


def _documents(facts: Iterable[str], study: Study) -> int:
    return len({str(study.facts[fact]["doc"]) for fact in facts if fact in study.facts})
