"""Annotated ties to train on: the rows of each document, and where the quotation of a tie stands in its text."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from qtnet.corpus import read_corpus
from qtnet.extract.analyse import analyse
from qtnet.extract.analysis import Analysis

__all__ = ["annotated_documents", "annotated_ties", "sentence_of"]


def annotated_documents(corpus: Path) -> Iterator[tuple[Analysis, list[Mapping[str, str]]]]:
    """Give the analysis and the ties of each document of all parts that hold their texts (``*/docs``)."""
    for part in sorted(path.parent for path in corpus.glob("*/docs")):
        ties = annotated_ties(part)
        for document in read_corpus([part / "docs"]).documents:
            yield analyse(document), ties.get(document.doc, [])


def annotated_ties(part: Path) -> dict[str, list[Mapping[str, str]]]:
    """Give the rows of ``gold/ties.csv`` of a part by document."""
    ties: defaultdict[str, list[Mapping[str, str]]] = defaultdict(list)
    with (part / "gold" / "ties.csv").open(newline="", encoding="utf-8") as table:
        for row in csv.DictReader(table):
            ties[row["doc"]].append(row)
    return dict(ties)


def sentence_of(analysis: Analysis, quotation: str) -> tuple[int, int] | None:
    """Give the place of the sentence in which a quotation begins, and where it begins; None where the text lacks it."""
    start = analysis.document.text.find(quotation)
    position = next((i for i, s in enumerate(analysis.sentences) if s.start <= start < s.end), None)
    return None if position is None else (position, start)
