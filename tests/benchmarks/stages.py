"""Processor time of each stage of extraction: every stage is wrapped by a clock while the documents are extracted."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from qtnet.corpus.document import Document
from qtnet.extract.extract import extract_document

__all__ = ["clocked"]

#: What is clocked: where it is looked up, under which name, and what it is called in the table.
_STAGES = (
    ("qtnet.extract.analyse", "passages", "sentences and tokens"),
    ("qtnet.extract.analyse", "find_names", "names"),
    ("qtnet.extract.analyse", "register", "names: actors of the document"),
    ("qtnet.extract.extract", "analyse", "reference, lists, rest of the analysis"),
    ("qtnet.extract.extract", "funding_claims", "money"),
    ("qtnet.extract.frames", "propose", "frames"),
    ("qtnet.extract.pair.rolefeatures", "read_roles", "pair model: roles"),
    ("qtnet.extract.pair", "skeletons", "pair model: words and classes"),
    ("qtnet.extract.pair", "candidate_groups", "pair model: features"),
    ("qtnet.extract.pair", "propose", "pair model: judgement"),
    ("qtnet.extract.extract", "likely_mood", "status"),
    ("qtnet.extract.extract", "year_of", "year"),
    ("qtnet.extract.extract", "instrument_of", "instrument"),
    ("qtnet.extract.extract", "domains_of", "technology"),
    ("qtnet.extract.extract", "claims_of", "merging"),
)


def clocked(documents: list[Document]) -> dict[str, float]:
    """Give the seconds of processor time that each stage takes by itself, without the stages it calls."""
    spent: Counter[str] = Counter()
    with _wrapped(spent):
        for document in documents:
            extract_document(document)
    return {label: spent[label] for _, _, label in _STAGES}


@contextmanager
def _wrapped(spent: Counter[str]) -> Iterator[None]:
    kept = [(sys.modules[module], name, getattr(sys.modules[module], name)) for module, name, _ in _STAGES]
    inner: list[float] = []
    for (module, name, function), (_, _, label) in zip(kept, _STAGES, strict=True):
        setattr(module, name, _clock(function, label, spent, inner))
    try:
        yield
    finally:
        for module, name, function in kept:
            setattr(module, name, function)


def _clock(function: Callable[..., Any], label: str, spent: Counter[str], inner: list[float]) -> Callable[..., Any]:
    def timed(*arguments: Any, **named: Any) -> Any:
        start = time.process_time()
        inner.append(0.0)
        try:
            return function(*arguments, **named)
        finally:
            took = time.process_time() - start
            spent[label] += took - inner.pop()
            if inner:
                inner[-1] += took

    return timed
