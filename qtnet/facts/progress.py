"""The bar of an extraction on standard error: documents, megabytes, rate and time left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qtnet.corpus.document import Document
from qtnet.corpus.spool import byte_sizes
from qtnet.extract.claims import Claims

__all__ = ["shown"]


def shown(claims: Iterable[Claims], documents: Sequence[Document]) -> Iterator[Claims]:
    """Pass on the claims of documents, in their order, and show how far it has come.

    Time left is reckoned by the length of the documents, not their number, since one may be a thousand times as long
    as another.
    """
    from tqdm import tqdm

    sizes = byte_sizes(documents)
    with tqdm(total=sum(sizes), unit="B", unit_scale=True, desc=_told(0, len(sizes))) as bar:
        for number, (claim, size) in enumerate(zip(claims, sizes, strict=True), start=1):
            yield claim
            bar.set_description(_told(number, len(sizes)), refresh=False)
            bar.update(size)


def _told(number: int, total: int) -> str:
    return f"extracting, {number} of {total} documents"
