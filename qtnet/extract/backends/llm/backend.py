"""The back end `llm`: documents are read by a model, several at once, and come out in their own order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from qtnet.corpus import Document
from qtnet.errors import BudgetError
from qtnet.extract.analyse import analyse
from qtnet.extract.backends.llm.budget import Prices, tokens_of
from qtnet.extract.backends.llm.claiming import claims_of_reading
from qtnet.extract.backends.llm.endpoint import Endpoint
from qtnet.extract.backends.llm.model import Model, NotStoredError
from qtnet.extract.backends.llm.prompt import prompt_version, system_message
from qtnet.extract.backends.llm.reading import Reading, read_document
from qtnet.extract.backends.llm.schema import answer_schema, schema_hash
from qtnet.extract.claims import Claims

__all__ = ["Estimate", "Llm"]

_OUT_PER_IN = 1.5  # tokens of an answer per token of the text that it is about: a document full of facts


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a run will about send: requests and tokens, without items that have to be sent back."""

    requests: int
    tokens_in: int
    tokens_out: int


class Llm:
    """Claims by a language model.

    Parameters
    ----------
    model
        Answers the questions.
    window_chars
        Most characters of a document that are read at once.
    threads
        Documents that are read at once.
    prices
        To tell the cost, where known.
    say
        Called with one line before the first request (what the run will about use) and one after the last.
    """

    def __init__(
        self,
        model: Model,
        *,
        window_chars: int = 12_000,
        threads: int = 4,
        prices: Prices | None = None,
        say: Callable[[str], None] | None = None,
    ) -> None:
        self._model, self._window_chars, self._threads, self._prices = model, window_chars, threads, prices
        self._say = say or (lambda _line: None)
        self._used: Counter[str] = Counter()
        self._served: dict[str, None] = {}

    def claims(self, documents: Sequence[Document]) -> Iterator[Claims]:
        """Read documents and give their claims in order.

        Raises
        ------
        BudgetError
            If the estimate exceeds the budget (nothing is sent then), or the next request would.
        EndpointError
            If the server fails; what was answered before is stored.
        NotStoredError
            If an answer is missing and must not be asked for.
        """
        self._used.clear()
        self._served.clear()
        endpoint = self._model.endpoint
        if endpoint is None:
            yield from self._in_order(documents)
            return
        self._announce(self.estimate(documents))
        with endpoint:
            try:
                yield from self._in_order(documents, stop=endpoint.stop)
            finally:
                self._say(self._usage(endpoint))

    def estimate(self, documents: Sequence[Document]) -> Estimate:
        """Estimate what is not stored yet."""
        stored = replace(self._model, endpoint=None)
        overhead = tokens_of(len(system_message()) + len(str(answer_schema())))
        requests = tokens_in = tokens_out = 0
        for document in documents:
            reading = Reading()
            try:
                read_document(document, stored.ask, window_chars=self._window_chars, reading=reading)
            except NotStoredError:
                rest = len(document.text) - reading.rest
                sent = -(-rest // self._window_chars)
                requests += sent
                tokens_in += sent * overhead + tokens_of(rest)
                tokens_out += round(_OUT_PER_IN * tokens_of(rest))
        return Estimate(requests, tokens_in, tokens_out)

    def report(self) -> dict[str, object]:
        """Give model, versions and what the answers used, whether they were sent or stored."""
        return {
            "name": "llm",
            "model": self._model.name,
            "params": dict(self._model.params),
            "prompt": prompt_version(),
            "schema": schema_hash()[:12],
            "answered_by": sorted(self._served),
            **{name: self._used[name] for name in ("answers", "tokens_in", "tokens_out")},
        }

    def _in_order(self, documents: Sequence[Document], *, stop: Callable[[], None] = lambda: None) -> Iterator[Claims]:
        pool = ThreadPoolExecutor(max_workers=self._threads)
        try:
            for claims, reading in pool.map(self._read, documents):
                self._note(reading)
                yield claims
        except BaseException:
            stop()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _read(self, document: Document) -> tuple[Claims, Reading]:
        reading = read_document(document, self._model.ask, window_chars=self._window_chars)
        return claims_of_reading(analyse(document), reading), reading

    def _note(self, reading: Reading) -> None:
        for answer in reading.answers:
            self._used.update(answers=1, tokens_in=answer.tokens_in, tokens_out=answer.tokens_out)
            self._served[" ".join(part for part in (answer.model, answer.system_fingerprint) if part)] = None

    def _announce(self, estimate: Estimate) -> None:
        self._say(
            f"model '{self._model.name}': about {estimate.requests:,} requests, {estimate.tokens_in:,} tokens in, "
            f"{estimate.tokens_out:,} out{self._cost(estimate.tokens_in, estimate.tokens_out)}"
        )
        limit = self._model.ledger.limit
        if limit and limit.used(estimate.tokens_in, estimate.tokens_out) > limit.amount:
            needed = limit.show(limit.used(estimate.tokens_in, estimate.tokens_out))
            raise BudgetError(
                f"the run needs about {needed}, more than its budget of {limit.show(limit.amount)}; nothing was sent"
            )

    def _usage(self, endpoint: Endpoint) -> str:
        ledger, retried = self._model.ledger, sum(endpoint.retried.values())
        again = f", {retried} tried again" if retried else ""
        cost = self._cost(ledger.tokens_in, ledger.tokens_out)
        return f"{ledger.requests:,} requests{again}, {ledger.tokens_in:,} tokens in, {ledger.tokens_out:,} out{cost}"

    def _cost(self, tokens_in: int, tokens_out: int) -> str:
        return f", ${self._prices.cost(tokens_in, tokens_out):,.4f}" if self._prices else ""
