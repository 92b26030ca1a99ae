"""The rules as a back end that keeps the claims of each document, and reads only what is new or has changed.

`qtnet extract` and `qtnet run` share what is kept. This module loads no later stage: an extraction needs none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress

from qtnet.corpus import Document
from qtnet.corpus.spool import Chosen
from qtnet.extract.backends import Rules
from qtnet.extract.claims import Claims
from qtnet.extract.extract import extract_document
from qtnet.study.code import code_digest, is_code_as_before, machine
from qtnet.study.kept import KeptResults
from qtnet.study.shards import Shards
from qtnet.study.store import DamagedError, decoded, digest_of, encoded, record_types

__all__ = ["KeptClaims", "claims_reader"]


class KeptClaims:
    """The rules, with the claims of each document kept as soon as they are there.

    Parameters
    ----------
    kept
        Where they are looked for and kept.
    jobs
        Processes for those that are not there.
    say
        Called with one line where the claims cannot be kept.
    """

    def __init__(self, kept: KeptResults, *, jobs: int = 1, say: Callable[[str], None] = lambda _line: None) -> None:
        self._kept, self._rules, self._say, self._is_as_before = kept, Rules(jobs=jobs), say, True
        self._shards = Shards(kept)

    def unread(self, documents: Sequence[Document]) -> list[int]:
        """Give the places of the documents whose claims are not kept."""
        return [place for place, document in enumerate(documents) if _key(document) not in self._shards]

    def claims(self, documents: Sequence[Document]) -> Iterator[Claims]:
        """Give the claims of each document in order; extract what is missing, a few at a time."""
        records = record_types(Claims)
        keys = [_key(document) for document in documents]
        unread = [place for place, key in enumerate(keys) if key not in self._shards]
        fresh = self._rules.claims(Chosen(documents, unread)) if unread else iter(())
        missing = frozenset(unread)
        try:
            for place, key in enumerate(keys):
                if place in missing:
                    claims = next(fresh)
                    if self._may_keep():
                        self._shards.keep(key, encoded(claims).body())
                    yield claims
                else:
                    body = self._shards.find(key)
                    yield self._read(body, records) or extract_document(documents[place])
        finally:
            self._shards.flush()
            if self._kept.failure:
                self._say(self._kept.failure)

    def _read(self, body: bytes | None, records: Mapping[str, type]) -> Claims | None:
        with suppress(DamagedError):
            if body is not None:
                found: Claims = decoded(body, records)
                return found
        return None

    def _may_keep(self) -> bool:
        self._is_as_before = self._is_as_before and is_code_as_before(extract_document, "extraction", self._say)
        return self._is_as_before

    def report(self) -> dict[str, object]:
        """Give nothing: the counts of the documents say it all."""
        return self._rules.report()


def claims_reader() -> dict[str, str]:
    """Give what claims depend on beside their document."""
    return {"code": code_digest(extract_document), "machine": machine()}


def _key(document: Document) -> str:
    return digest_of({"document": digest_of(document), **claims_reader()})
