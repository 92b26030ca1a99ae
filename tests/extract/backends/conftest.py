"""A back end that asks a fake server and notes its pauses instead of taking them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from qtnet.corpus import Document
from qtnet.extract.backends.llm.backend import Llm
from qtnet.extract.backends.llm.budget import Ledger
from qtnet.extract.backends.llm.cache import AnswerCache
from qtnet.extract.backends.llm.endpoint import Endpoint
from qtnet.extract.backends.llm.formats import Formats
from qtnet.extract.backends.llm.model import Model
from qtnet.extract.claims import Claims

PARAMS = {"temperature": 0, "seed": 1, "max_tokens": 4096}


@pytest.fixture(autouse=True)
def _no_key(monkeypatch):
    monkeypatch.delenv("QTNET_LLM_KEY", raising=False)


class Asking:
    """Reads documents by a model behind `base`; `pauses` and `said` are what it noted."""

    def __init__(self, base: str, cache: Path, **changed) -> None:
        self.pauses: list[float] = []
        self.said: list[str] = []
        self.endpoint = base and Endpoint(
            base, key=changed.get("key", ""), timeout=changed.get("timeout", 5.0), sleep=self.pauses.append
        )
        self.ledger = Ledger(changed.get("limit"))
        self.model = Model(
            name=changed.get("model", "m"),
            params=PARAMS,
            cache=AnswerCache(cache),
            endpoint=self.endpoint or None,
            ledger=self.ledger,
            formats=Formats(),
        )
        chars, threads = changed.get("window_chars", 12_000), changed.get("threads", 1)
        self.backend = Llm(self.model, window_chars=chars, threads=threads, say=self.said.append)

    def read(self, *texts: str) -> list[Claims]:
        return list(self.backend.claims([Document(doc=f"d{i}", text=text) for i, text in enumerate(texts)]))


@pytest.fixture
def asking(tmp_path) -> Callable[..., Asking]:
    """Make a back end whose answers lie in this test's own folder."""

    def make(base: str = "", **changed) -> Asking:
        return Asking(base, tmp_path / "answers", **changed)

    return make
