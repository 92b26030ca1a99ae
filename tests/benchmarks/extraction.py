"""Print how fast extraction is: whole, by stage, beside spaCy, and how time grows with the length of a document.

Times are processor time of one core, the least of several runs where runs are repeated, so that other work on the
machine disturbs them little; tables and weights are loaded before.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from qtnet.corpus.document import Document
from qtnet.extract.extract import extract_document
from tests.benchmarks.spacy_pipeline import spacy_seconds
from tests.benchmarks.stages import clocked
from tests.benchmarks.texts import documents, long_document, megabytes

REPEATS = 3
#: Characters of one document, and how many times as long the other is.
SIZE, TIMES = 20_000, 10


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
    """Print the exponent with which time grows: 1 is linear, 2 the square."""
    short, long = (min(seconds([long_document(size)]) for _ in range(REPEATS)) for size in (SIZE, SIZE * TIMES))
    say(f"one document of {SIZE / 1e6:.2f} MB: {short:.2f} s; of {TIMES} times the length: {long:.2f} s")
    say(f"time grows with length to the power of {math.log(long / short) / math.log(TIMES):.2f}")


def seconds(timed: list[Document]) -> float:
    start = time.process_time()
    for document in timed:
        extract_document(document)
    return time.process_time() - start
