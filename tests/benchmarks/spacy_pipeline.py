"""What extraction is compared with: spaCy's blank English pipeline with sentences and the same names as patterns."""

from __future__ import annotations

import time

from qtnet.corpus.document import Document
from qtnet.extract.names.gazetteer import gazetteer

__all__ = ["spacy_seconds"]


def spacy_seconds(documents: list[Document], repeats: int) -> float:
    """Give the least processor time of several runs over documents, the pipeline already built."""
    import spacy  # the rest can be timed without it, and tests that look through this folder need not wait for it

    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    pipeline.max_length = max(len(document.text) for document in documents) + 1
    ruler = pipeline.add_pipe("entity_ruler")
    names = gazetteer().names
    ruler.add_patterns([{"label": known.kind, "pattern": name} for name, known in sorted(names.items())])  # type: ignore[attr-defined]
    times = []
    for _ in range(repeats):
        start = time.process_time()
        for parsed in pipeline.pipe(document.text for document in documents):
            list(parsed.sents)
        times.append(time.process_time() - start)
    return min(times)
