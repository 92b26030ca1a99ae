"""Results of single documents, kept many to a file: a hundred thousand files would be slow to make and to find.

A file holds the results of documents that were done one after the other, whole or not at all, under the hash of its
content. It is written when there are enough of them or some seconds have passed, so that a killed run loses seconds of
work. Which results there are is read from the heads of the files.
"""

from __future__ import annotations

import hashlib
import json
import time
import zlib
from collections.abc import Callable, Iterator
from functools import lru_cache

from qtnet.study.kept import KeptResults

__all__ = ["Shards"]

_MOST_RESULTS, _MOST_BYTES, _MOST_SECONDS = 256, 4_000_000, 10.0
_LOADED = 4


class Shards:
    """Results by key, as bytes.

    Parameters
    ----------
    kept
        The folder in which the files lie, beside the results of steps.
    """

    def __init__(self, kept: KeptResults) -> None:
        self._kept = kept
        self._places: dict[str, tuple[str, int]] = {}
        for name in kept.shards():
            self._enter(name, kept.shard_head(name))
        self._waiting: dict[str, bytes] = {}
        self._since = time.monotonic()
        self._loaded: Callable[[str], list[bytes] | None] = lru_cache(maxsize=_LOADED)(self._load)

    def __contains__(self, key: str) -> bool:
        return key in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def find(self, key: str) -> bytes | None:
        """Give a result, or None where it is missing or its file is damaged."""
        if key not in self._places:
            return None
        name, place = self._places[key]
        results = self._loaded(name)
        return None if results is None else results[place]

    def keep(self, key: str, body: bytes) -> None:
        """Keep a result; it is on disk when `flush` was called or enough others were kept."""
        if not self._waiting:
            self._since = time.monotonic()
        self._waiting[key] = body
        is_large = len(self._waiting) >= _MOST_RESULTS or sum(map(len, self._waiting.values())) >= _MOST_BYTES
        if is_large or time.monotonic() - self._since >= _MOST_SECONDS:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        if not self._waiting:
            return
        keys, bodies = [*self._waiting], [*self._waiting.values()]
        head = json.dumps([[key, len(body)] for key, body in self._waiting.items()], separators=(",", ":")).encode()
        data = head + b"\n" + zlib.compress(b"".join(bodies), level=6)
        name = hashlib.sha256(data).hexdigest()
        self._kept.keep_shard(name, data)
        if self._kept.folder is not None and not self._kept.failure:
            self._places.update({key: (name, place) for place, key in enumerate(keys)})
        self._waiting = {}

    def _enter(self, name: str, head: bytes) -> None:
        try:
            self._places.update({str(key): (name, place) for place, (key, _) in enumerate(json.loads(head))})
        except (ValueError, TypeError):  # damaged: its results are computed again
            return

    def _load(self, name: str) -> list[bytes] | None:
        data = self._kept.find_shard(name)
        if data is None:
            return None
        head, _, packed = data.partition(b"\n")
        try:
            sizes: list[int] = [int(size) for _, size in json.loads(head)]
            whole = zlib.decompress(packed)
        except (ValueError, TypeError, zlib.error):
            return None
        ends = [sum(sizes[: place + 1]) for place in range(len(sizes))]
        return [whole[end - size : end] for end, size in zip(ends, sizes, strict=True)]
