"""One model behind one server: a question in, its answer out, from the cache where it was asked before.

The order is: cache, `--offline`, budget, server, cache. So a second run sends nothing, and a run that was killed sends
only what is missing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qtnet.errors import EndpointError, InputError
from qtnet.extract.backends.llm.budget import Ledger, tokens_of
from qtnet.extract.backends.llm.cache import Answer, AnswerCache, question_key
from qtnet.extract.backends.llm.endpoint import Endpoint, RefusedError
from qtnet.extract.backends.llm.formats import REFUSALS, Formats
from qtnet.extract.backends.llm.prompt import Message, prompt_version, system_message
from qtnet.extract.backends.llm.schema import answer_schema, schema_hash

__all__ = ["Model", "NotStoredError"]

_MESSAGE_TOKENS = 20  # roles and separators around the messages of a request


class NotStoredError(InputError):
    """An answer is not in the cache and must not be asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Answers questions; safe to share between threads.

    Without an `endpoint` nothing is sent, and an answer that is not stored is an error.
    """

    name: str
    params: Mapping[str, object]  # temperature, seed, max_tokens
    cache: AnswerCache
    endpoint: Endpoint | None
    ledger: Ledger
    formats: Formats

    def ask(self, messages: Sequence[Message]) -> Answer:
        """Give the answer to a question.

        Parameters
        ----------
        messages
            All but the system message, which is always the guide.

        Raises
        ------
        NotStoredError
            If the answer is not stored and there is no endpoint.
        BudgetError
            If the budget does not allow the request.
        EndpointError
            If the server does not answer.
        """
        key = question_key(
            model=self.name, params=self.params, prompt=prompt_version(), schema=schema_hash(), messages=messages
        )
        stored = self.cache.get(key)
        if stored is not None:
            return stored
        if self.endpoint is None:
            raise NotStoredError(
                f"{self.cache.folder}: an answer of model '{self.name}' is not stored, and --offline forbids to ask; "
                "run once without --offline, with the same model and documents"
            )
        aside = self.most_tokens(messages)
        self.ledger.set_aside(*aside)
        answer = None
        try:
            answer = self._sent(self.endpoint, messages, key)
        finally:
            self.ledger.settle(aside, used=(answer.tokens_in, answer.tokens_out) if answer else None)
        asked = {
            "model": self.name,
            "params": dict(self.params),
            "prompt": prompt_version(),
            "schema": schema_hash(),
            "format": self.formats.format,
        }
        self.cache.put(key, answer, asked=asked)
        return answer

    def most_tokens(self, messages: Sequence[Message]) -> tuple[int, int]:
        """Give the most tokens, in and out, that a request can use."""
        chars = len(system_message()) + len(str(answer_schema())) + sum(len(content) for _, content in messages)
        return tokens_of(chars, at_most=True) + _MESSAGE_TOKENS, int(str(self.params["max_tokens"]))

    def _sent(self, endpoint: Endpoint, messages: Sequence[Message], key: str) -> Answer:
        if self.formats.settled:
            return self._posted(endpoint, messages, key)
        with self.formats.lock:
            while not self.formats.settled:
                try:
                    answer = self._posted(endpoint, messages, key)
                except RefusedError as refusal:
                    if refusal.status not in REFUSALS or not self.formats.give_way(refusal.parameter):
                        raise
                else:
                    self.formats.settled = True
                    return answer
        return self._posted(endpoint, messages, key)

    def _posted(self, endpoint: Endpoint, messages: Sequence[Message], key: str) -> Answer:
        told = [("system", system_message()), *messages]
        body = {
            "model": self.name,
            "messages": [{"role": role, "content": content} for role, content in told],
            **self.formats.apply(self.params),
        }
        return _answer(endpoint.post(body, name=key), endpoint.address, self.most_tokens(messages)[0])


def _answer(reply: Mapping[str, Any], address: str, most_tokens_in: int) -> Answer:
    try:
        choice = reply["choices"][0]
        content = choice["message"].get("content") or ""
    except (KeyError, IndexError, TypeError, AttributeError):
        raise EndpointError(
            f"{address}: the answer holds no choices[0].message; expected a server that speaks the OpenAI protocol"
        ) from None
    usage = reply.get("usage")
    counted = usage if isinstance(usage, dict) else {}
    content = content if isinstance(content, str) else str(content)
    return Answer(
        content=content,
        finish_reason=str(choice.get("finish_reason") or ""),
        model=str(reply.get("model") or ""),
        system_fingerprint=str(reply.get("system_fingerprint") or ""),
        # A server that counts nothing must not make the budget endless.
        tokens_in=_count(counted.get("prompt_tokens"), most_tokens_in),
        tokens_out=_count(counted.get("completion_tokens"), tokens_of(len(content), at_most=True)),
    )


def _count(value: object, otherwise: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else otherwise
