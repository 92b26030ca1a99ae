"""Documents that copy another one: wire reports as several papers print them.

Facts that a copy tells again are no second witness. They stay in the tables, each with its quotation, but the network
and the sums of money count what a document and its copies tell alike once (`qtnet.facts.counting`).

Two documents are alike by the share of their *shingles* (runs of five words, case and punctuation folded) that both
have: the Jaccard index of the two sets. Exact comparison of all pairs would be quadratic. So each document is first
reduced to a signature of 128 least hashes, whose agreement estimates that share; documents with equal values in one of
32 bands of four become candidates, and candidates are compared exactly. A pair at similarity 0.7 is missed once in six
thousand, at 0.8 once in twenty million.

The earliest document by date, then by id, is the original; a document without a date comes after those with one. A copy
names the original that it is most like, and an original copies nothing, so no chain of small changes joins documents
that have little in common. The result depends on the documents alone: neither on their order, nor on the process.

Why 0.7: among the annotated documents of data/corpus, which tell partly the same events in different words, the most
alike pair has 0.024. A text of 4 kB under another headline, with a note of the desk and a sentence less, has 0.82 to
0.97 (``tests/scale``). The threshold lies far from both.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from qtnet.corpus.document import Document
from qtnet.corpus.spool import bare
from qtnet.errors import InputError

__all__ = ["DEFAULT_SIMILARITY", "LOWEST_SIMILARITY", "Duplicate", "duplicates", "shingles", "similarity_of"]

#: From here on a document is a copy; see above.
DEFAULT_SIMILARITY = 0.7
#: One pair in a hundred is missed here, and below it soon more.
LOWEST_SIMILARITY = 0.6
_WORDS = 5
_BANDS, _ROWS = 32, 4
_AT_ONCE = 1 << 13  # shingles mixed at once: a book has a million
_DIGITS = 4
_FACTORS, _TERMS = np.random.SeedSequence(1).generate_state(2 * _BANDS * _ROWS, np.uint64).reshape(2, -1) | np.uint64(1)


class Duplicate(NamedTuple):
    """A document, the one that it copies, and how alike they are."""

    doc: str
    copy_of: str
    similarity: float


def duplicates(documents: Sequence[Document], *, similarity: float = DEFAULT_SIMILARITY) -> list[Duplicate]:
    """Find the documents that copy another one, sorted by id.

    Parameters
    ----------
    documents
        They are read twice at most, and one after the other.
    similarity
        From what share of common shingles on a document is a copy, in [0.6, 1]; 0 looks for none.

    Raises
    ------
    InputError
        If `similarity` is neither 0 nor in [0.6, 1].

    Examples
    --------
    >>> text = "Japan and the Netherlands signed an agreement on quantum computing in Delft on Tuesday."
    >>> rows = [("b", text, "2024-05-02"), ("a", text, "2024-05-03"), ("c", "Another text.", "")]
    >>> found = duplicates([Document(doc=doc, text=said, date=date) for doc, said, date in rows])
    >>> [(copy.doc, copy.copy_of, copy.similarity) for copy in found]
    [('a', 'b', 1.0)]
    """
    if similarity == 0:
        return []
    if not LOWEST_SIMILARITY <= similarity <= 1:
        raise InputError(f"similarity: expected 0 or a number from {LOWEST_SIMILARITY} to 1, got {similarity}")
    ranks = [(not document.date, document.date, document.doc) for document in bare(documents)]
    order = sorted(range(len(ranks)), key=ranks.__getitem__)
    return sorted(_copies(documents, order, _buckets(documents), similarity))


def shingles(text: str) -> np.ndarray:
    """Give the hashes of the runs of five words of a text, sorted; of a shorter text, of all its words.

    Examples
    --------
    >>> len(shingles("One two three four five six.")), (shingles("Ten, WORDS") == shingles("ten words")).all()
    (2, np.True_)
    """
    words = np.array([_hash(word) for word in re.findall(r"\w+", text.casefold())], dtype=np.uint64)
    runs = max(len(words) - _WORDS + 1, 1)
    total = np.zeros(runs, dtype=np.uint64)
    for place in range(min(_WORDS, len(words))):
        total += words[place : place + runs] * _FACTORS[place]
    return np.unique(total)


def similarity_of(one: np.ndarray, other: np.ndarray) -> float:
    """Give the share of shingles that two texts have in common, from 0 to 1."""
    common = len(np.intersect1d(one, other, assume_unique=True))
    return common / (len(one) + len(other) - common)


@lru_cache(maxsize=1 << 16)
def _hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "big")


def _buckets(documents: Sequence[Document]) -> np.ndarray:
    """Give the bucket of each document in each band, as a number; -1 where it is alone in it."""
    signatures = np.empty((len(documents), _BANDS * _ROWS), dtype=np.uint32)
    for place, document in enumerate(documents):
        signatures[place] = _signature(shingles(document.text))
    found = np.empty((len(documents), _BANDS), dtype=np.int64)
    first = 0
    for band in range(_BANDS):
        part = np.ascontiguousarray(signatures[:, band * _ROWS : (band + 1) * _ROWS])
        keys = part.view(f"V{part.itemsize * _ROWS}").ravel()
        _, inverse, counts = np.unique(keys, return_inverse=True, return_counts=True)
        found[:, band] = np.where(counts[inverse] > 1, inverse + first, -1)
        first += len(counts)
    return found


def _signature(values: np.ndarray) -> np.ndarray:
    """Give the least value of the shingles under each of the mixings."""
    least = np.full(_BANDS * _ROWS, np.iinfo(np.uint64).max, dtype=np.uint64)
    for start in range(0, len(values), _AT_ONCE):
        least = np.minimum(least, (values[start : start + _AT_ONCE, None] * _FACTORS + _TERMS).min(axis=0))
    return (least >> np.uint64(32)).astype(np.uint32)


def _copies(
    documents: Sequence[Document], order: Sequence[int], buckets: np.ndarray, similarity: float
) -> Iterator[Duplicate]:
    """Compare candidates exactly, in order; what is a copy is no original of later ones."""

    @lru_cache(maxsize=256)
    def known(place: int) -> np.ndarray:
        return shingles(documents[place].text)

    originals: dict[int, list[int]] = defaultdict(list)
    for place in order:
        own = [bucket for bucket in buckets[place].tolist() if bucket >= 0]
        candidates = dict.fromkeys(other for bucket in own for other in originals[bucket])
        alike = [(-similarity_of(known(place), known(other)), rank, other) for rank, other in enumerate(candidates)]
        best = min(alike, default=(0.0, 0, 0))
        if alike and -best[0] >= similarity:
            yield Duplicate(documents[place].doc, documents[best[2]].doc, round(-best[0], _DIGITS))
        else:
            for bucket in own:
                originals[bucket].append(place)
