"""Print how fast extraction is: whole, by stage, beside spaCy, and how time grows with the length of a document.

Times are processor time of one core, the least of several runs where runs are repeated, so that other work on the
machine disturbs them little; tables and weights are loaded before.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from qtnet.corpus.document import Document
from qtnet.extract.extract import extract_document
from tests.benchmarks.spacy_pipeline import spacy_seconds
from tests.benchmarks.stages import clocked
from tests.benchmarks.texts import documents, long_document, megabytes

REPEATS = 3
SIZES = (20_000, 40_000, 80_000, 160_000)


def report(say: Callable[[str], None]) -> None:
    ordinary = documents()
    size = megabytes(ordinary)
    start = time.process_time()
    extract_document(Document(doc="first", text="Japan and India signed a pact worth $5 million in 2024."))
    say(f"loading tables and weights: {time.process_time() - start:.2f} s")
    whole = min(seconds(ordinary) for _ in range(REPEATS))
    spacy = spacy_seconds(ordinary, REPEATS)
    say(f"{len(ordinary)} documents, {size:.2f} MB")
    say(f"{'':42}{'MB/s':>8}{'share':>8}")
    say(f"{'qtnet: facts':42}{size / whole:8.3f}")
    say(f"{'spaCy: blank, sentencizer, entity ruler':42}{size / spacy:8.3f}")
    say(f"{'qtnet takes of its time':42}{whole / spacy:7.1f}×")
    stages = clocked(ordinary)
    for label, took in sorted(stages.items(), key=lambda item: -item[1]):
        say(f"  {label:40}{size / took if took else float('inf'):8.2f}{took / sum(stages.values()):8.1%}")
    growth(say)


def growth(say: Callable[[str], None]) -> None:
    times = [min(seconds([long_document(size)]) for _ in range(REPEATS)) for size in SIZES]
    for size, took in zip(SIZES, times, strict=True):
        say(f"one document of {size / 1e6:.2f} MB: {took:.2f} s")
    exponent = np.polyfit(np.log(SIZES), np.log(times), 1)[0]
    say(f"time grows with length to the power of {exponent:.2f}")


def seconds(timed: list[Document]) -> float:
    start = time.process_time()
    for document in timed:
        extract_document(document)
    return time.process_time() - start
