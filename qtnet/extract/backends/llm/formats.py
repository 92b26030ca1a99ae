"""How a server can be made to answer in JSON, found out once: strict schema, any JSON object, or words alone.

Servers differ (vLLM, llama.cpp, Ollama, gateways, OpenAI), and some refuse single parameters. The first request finds
out: a refusal (400, 422, 501) that names a parameter takes that parameter away, any other takes one step down. An
answer is checked in full whatever the server promises, as some take a schema and ignore it.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Literal

from qtnet.extract.backends.llm.schema import answer_schema

__all__ = ["REFUSALS", "Format", "Formats"]

Format = Literal["json_schema", "json_object", "fenced"]

#: Statuses by which servers refuse a parameter that they do not know.
REFUSALS = (400, 422, 501)
_STEPS: tuple[Format, ...] = ("json_schema", "json_object", "fenced")
_DISPENSABLE = ("temperature", "seed")


class Formats:
    """The request parameters that a server is known to take; shared between threads."""

    def __init__(self) -> None:
        self.lock = threading.Lock()  # held while the first request finds out
        self.settled = False
        self._step = 0
        self._dropped: list[str] = []
        self._renamed = False

    @property
    def format(self) -> Format:
        """How the server is asked for JSON."""
        return _STEPS[self._step]

    @property
    def dropped(self) -> tuple[str, ...]:
        """Parameters that the server refused."""
        return tuple(self._dropped)

    def apply(self, params: Mapping[str, object]) -> dict[str, object]:
        """Give the parameters of a request as the server takes them.

        Examples
        --------
        >>> Formats().apply({"temperature": 0})["response_format"]["type"]
        'json_schema'
        """
        found = {name: value for name, value in params.items() if name not in self._dropped}
        if self._renamed:
            found["max_completion_tokens"] = found.pop("max_tokens")
        if self.format == "json_schema":
            schema = {"name": "facts", "strict": True, "schema": answer_schema()}
            found["response_format"] = {"type": "json_schema", "json_schema": schema}
        elif self.format == "json_object":
            found["response_format"] = {"type": "json_object"}
        return found

    def give_way(self, refused: str) -> bool:
        """Take one step back after a refusal; `refused` is the parameter that the server named. False: none is left."""
        if refused == "max_tokens" and not self._renamed:
            self._renamed = True
        elif refused in _DISPENSABLE and refused not in self._dropped:
            self._dropped.append(refused)
        elif self._step + 1 < len(_STEPS):
            self._step += 1
        else:
            return False
        return True
