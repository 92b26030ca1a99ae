"""One server of a language model: sends a request until it is answered, refused, or not worth more tries.

Timeouts, dropped connections, 408, 409, 429 and 5xx are tried again, after as long as `Retry-After` says, else after
an exponentially growing pause with seeded jitter. The key goes into the header of a request and nowhere else: it is
taken out of whatever a server sends back before anybody reads it.
"""

from __future__ import annotations

import json
import random
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from qtnet.errors import EndpointError, InputError, MissingExtraError

if TYPE_CHECKING:
    import httpx

__all__ = ["Endpoint", "RefusedError", "chat_address"]

_AGAIN = (408, 409, 429)
_ATTEMPTS = 6
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 60.0  # seconds
_LONGEST_WAIT = 300.0  # seconds; who is told to come back later than this runs the command again
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_HIDDEN = "[key]"


class RefusedError(EndpointError):
    """The server answered with an error that trying again does not mend; `parameter` is what it named."""

    def __init__(self, message: str, *, status: int, parameter: str) -> None:
        super().__init__(message)
        self.status, self.parameter = status, parameter


def chat_address(base: str, *, has_key: bool) -> str:
    """Give the address of chat completions from the base of a server.

    Raises
    ------
    InputError
        If the base is no web address, holds a password, or would carry a key unencrypted over a network.

    Examples
    --------
    >>> chat_address("http://localhost:8000", has_key=False)
    'http://localhost:8000/v1/chat/completions'
    >>> chat_address("https://api.example.org/v1/", has_key=True)
    'https://api.example.org/v1/chat/completions'
    """
    parts = urlsplit(base)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise InputError("the endpoint is not valid; expected the base of a server such as http://localhost:8000")
    if parts.username or parts.password:
        raise InputError("the endpoint holds a user name or password; put the key into QTNET_LLM_KEY instead")
    if has_key and parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        raise InputError(
            f"endpoint {base}: the key would travel unencrypted; use https, or unset QTNET_LLM_KEY if none is needed"
        )
    trimmed = base.rstrip("/")
    return f"{trimmed}/chat/completions" if trimmed.endswith("/v1") else f"{trimmed}/v1/chat/completions"


class Endpoint:
    """A server that speaks the OpenAI chat protocol; safe to share between threads.

    It is used in a ``with`` block, which holds the connections. After `stop`, pauses end and nothing is sent any more.

    Parameters
    ----------
    base
        Address up to, or with, ``/v1``.
    key
        Sent as bearer token; empty for none.
    timeout
        Seconds that a server may be silent.
    seed
        Of the jitter.
    sleep
        Called with the seconds of each pause; a pause that `stop` ends when not given.
    """

    def __init__(
        self,
        base: str,
        *,
        key: str = "",
        timeout: float = 120.0,
        seed: int = 1,
        sleep: Callable[[float], object] | None = None,
    ) -> None:
        if not (key.isascii() and key.isprintable()) or " " in key:
            raise InputError("the key in QTNET_LLM_KEY holds blanks or signs that no key has; copy it again")
        self._httpx = _httpx()
        self._key, self._seed, self._timeout = key, seed, timeout
        self._stopped = threading.Event()
        self._sleep = sleep or self._stopped.wait
        self.address = chat_address(base, has_key=bool(key))
        self._client: httpx.Client | None = None
        self.retried: Counter[str] = Counter()

    def __enter__(self) -> Endpoint:
        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        self._client = self._httpx.Client(timeout=self._timeout, headers=headers)
        self._stopped.clear()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._client is not None:
            self._client.close()
        self._client = None

    def stop(self) -> None:
        """End all pauses and send nothing more: another request has failed, or a person interrupts."""
        self._stopped.set()

    def post(self, body: Mapping[str, object], *, name: str) -> dict[str, Any]:
        """Send a request and give the server's answer as parsed JSON.

        Parameters
        ----------
        body
            The request.
        name
            What tells this request from others; the jitter of its pauses depends on it.

        Raises
        ------
        RefusedError
            If the server refuses the request.
        EndpointError
            If the server stays silent, busy or broken, or answers with something else than JSON.
        """
        fault = ""
        for attempt in range(_ATTEMPTS):
            if self._client is None or self._stopped.is_set():
                raise EndpointError(f"{self.address}: stopped before the request was sent")
            wait: float | None = None
            try:
                response = self._client.post(self.address, json=dict(body))
            except self._httpx.TransportError as error:
                fault = type(error).__name__
            else:
                text = self._without_key(response.text)
                if response.is_success:
                    parsed = _parsed(text)
                    if parsed is not None:
                        return parsed
                    fault = "no JSON object"
                elif response.status_code in _AGAIN or response.status_code >= 500:
                    fault, wait = (
                        f"status {response.status_code}",
                        _retry_after(response.headers.get("retry-after", "")),
                    )
                    if response.status_code == 501:
                        raise self._refused(501, text)
                else:
                    raise self._refused(response.status_code, text)
            self.retried[fault] += 1
            if attempt + 1 < _ATTEMPTS:
                self._pause(attempt, wait, name)
        raise EndpointError(f"{self.address}: no answer after {_ATTEMPTS} tries; the last one failed with: {fault}")

    def _refused(self, status: int, text: str) -> RefusedError:
        error = (_parsed(text) or {}).get("error")
        detail = error if isinstance(error, dict) else {"message": error if isinstance(error, str) else text}
        said = " ".join(str(detail.get("message") or "").split())[:300] or "no reason given"
        hint = {
            401: "; put a valid key into the environment variable QTNET_LLM_KEY",
            403: "; the key in QTNET_LLM_KEY may not use this model",
            404: "; check the endpoint and the name of the model",
        }.get(status, "")
        return RefusedError(
            f"{self.address}: refused with status {status}: {said}{hint}",
            status=status,
            parameter=str(detail.get("param") or ""),
        )

    def _pause(self, attempt: int, wait: float | None, name: str) -> None:
        if wait is not None and wait > _LONGEST_WAIT:
            raise EndpointError(
                f"{self.address}: busy, and asks to wait {wait:.0f} seconds; run the same command again after that, "
                "all answers so far are stored"
            )
        jitter = random.Random(f"{self._seed}:{name}:{attempt}").uniform(0.5, 1.0)
        self._sleep(wait if wait is not None else min(_LONGEST_PAUSE, _FIRST_PAUSE * 2**attempt) * jitter)

    def _without_key(self, text: str) -> str:
        return text.replace(self._key, _HIDDEN) if self._key else text


def _httpx() -> Any:
    try:
        import httpx
    except ImportError as error:
        raise MissingExtraError("the back end llm needs httpx; pip install httpx") from error
    return httpx


def _parsed(text: str) -> dict[str, Any] | None:
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _retry_after(header: str) -> float | None:
    """Read a Retry-After in seconds or as a date."""
    try:
        return max(0.0, float(header))
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(header) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None
