"""How fast extraction reads beside spaCy with the same names, and beside what langextract takes without its model."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from qtnet.corpus.document import Document
from qtnet.extract.extract import extract_document
from tests.benchmarks.spacy_pipeline import spacy_seconds
from tests.benchmarks.texts import documents, megabytes
from tests.benchmarks.timing import Line, least, peer_seconds

REPEATS = 3


def lines() -> Iterator[Line]:
    """Give the line of each peer; their tasks are smaller: names, or putting a model's answers in their place."""
    extract_document(Document(doc="first", text="Japan and India signed a pact worth $5 million in 2024."))
    read = documents()
    own = least(lambda: [extract_document(document) for document in read], REPEATS)
    what = f"extraction, {megabytes(read):.2f} MB ({megabytes(read) / own:.2f} MB/s)"
    subject = "extraction_rates"
    peer = "spaCy: sentences and names only"
    yield Line(subject=subject, what=what, own=own, peer=peer, other=spacy_seconds(read, REPEATS))
    with tempfile.TemporaryDirectory() as folder:
        for document in read:
            Path(folder, f"{document.doc}.txt").write_text(document.text, encoding="utf-8")
        other, reason = peer_seconds("langextract_overhead.py", folder)
    peer = "langextract without its model"
    yield Line(subject=subject, what=what, own=own, peer=peer, other=other, reason=reason)
