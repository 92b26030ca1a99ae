"""From the user's choice to a back end: what is missing or contradicts itself is refused before anything is read."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from qtnet.errors import InputError
from qtnet.extract.backends.backend import Backend, Rules
from qtnet.extract.backends.entities import Entities
from qtnet.extract.backends.llm.backend import Llm
from qtnet.extract.backends.llm.budget import Ledger, Prices, read_limit
from qtnet.extract.backends.llm.cache import AnswerCache
from qtnet.extract.backends.llm.endpoint import Endpoint, chat_address
from qtnet.extract.backends.llm.formats import Formats
from qtnet.extract.backends.llm.model import Model
from qtnet.extract.backends.mix import Mix

__all__ = ["BACKENDS", "KEY", "BackendOptions", "backend_of"]

#: Names of the back ends.
BACKENDS = ("rules", "llm", "spacy", "mix")
#: The environment variable that holds the key of a model's server. It is read here and given to the endpoint alone.
KEY = "QTNET_LLM_KEY"
_READ_BY = {
    **dict.fromkeys(("model", "endpoint", "offline", "budget", "prices"), ("llm", "mix")),
    "spacy_model": ("spacy",),
}
_WITH_JOBS = ("rules", "mix")


@dataclass(frozen=True, slots=True, kw_only=True)
class BackendOptions:
    """How facts are extracted; the command line and study files give the same options."""

    backend: str = "rules"
    model: str = ""
    endpoint: str = ""  # base address of an OpenAI-compatible server
    cache: Path | None = None  # folder of stored answers
    offline: bool = False
    budget: str = ""  # tokens (200000) or US dollars ($2.50)
    prices: str = ""  # US dollars per million tokens in and out (0.15,0.60)
    spacy_model: str = ""  # name of an installed pipeline, or its folder
    jobs: int = 1  # processes for the rules
    seed: int = 1
    threads: int = 4
    timeout: float = 300.0  # seconds that a server may be silent: a slow one needs minutes for a full answer
    window_chars: int = 12_000
    max_tokens: int = 4_096


def backend_of(options: BackendOptions, *, say: Callable[[str], None] | None = None) -> Backend:
    """Give the back end that was chosen.

    Raises
    ------
    InputError
        If an option that the back end needs is missing or not valid.
    MissingExtraError
        If the extra that the back end needs is not installed.

    Examples
    --------
    >>> backend_of(BackendOptions(backend="llm", offline=True))
    Traceback (most recent call last):
    ...
    qtnet.errors.InputError: back end 'llm' needs a model; give --model, such as the name that the server lists
    """
    if options.backend not in BACKENDS:
        raise InputError(f"back end '{options.backend}' is unknown; known: {', '.join(BACKENDS)}")
    _check_used(options)
    if options.backend == "spacy":
        return _spacy(options)
    if options.backend == "llm":
        return _llm(options, say)
    rules = Rules(jobs=options.jobs)
    return Mix(rules, _llm(options, say)) if options.backend == "mix" else rules


def _check_used(options: BackendOptions) -> None:
    """Refuse options that the chosen back end does not read: whoever gives a model expects it to be asked."""
    for name, readers in _READ_BY.items():
        if getattr(options, name) and options.backend not in readers:
            raise InputError(
                f"option '{name}' is read by {' and '.join(readers)}, not by '{options.backend}'; "
                "choose one of them with --backend, or leave the option out"
            )
    if options.jobs != 1 and options.backend not in _WITH_JOBS:
        raise InputError(
            f"option 'jobs' is read by {' and '.join(_WITH_JOBS)}, not by '{options.backend}'; leave the option out"
        )


def _spacy(options: BackendOptions) -> Entities:
    if not options.spacy_model:
        raise InputError(
            "back end 'spacy' needs a pipeline; give --spacy-model, the name of an installed one or its folder"
        )
    return Entities(options.spacy_model)


def _llm(options: BackendOptions, say: Callable[[str], None] | None) -> Llm:
    if not options.model:
        raise InputError(
            f"back end '{options.backend}' needs a model; give --model, such as the name that the server lists"
        )
    if options.cache is None:
        raise InputError(f"back end '{options.backend}' needs a folder for its answers; give --cache")
    if not options.endpoint and not options.offline:
        raise InputError(
            f"back end '{options.backend}' needs a server; give --endpoint, such as http://localhost:8000, or "
            "--offline to use stored answers only"
        )
    prices = _prices(options.prices)
    key = os.environ.get(KEY, "").strip()
    endpoint = None
    if options.endpoint:
        chat_address(options.endpoint, has_key=bool(key))  # offline too: it is stored with a study's results
    if not options.offline:
        endpoint = Endpoint(options.endpoint, key=key, timeout=options.timeout, seed=options.seed)
    model = Model(
        name=options.model,
        params={"temperature": 0, "seed": options.seed, "max_tokens": options.max_tokens},
        cache=AnswerCache(options.cache),
        endpoint=endpoint,
        ledger=Ledger(read_limit(options.budget, prices)),
        formats=Formats(),
    )
    return Llm(model, window_chars=options.window_chars, threads=options.threads, prices=prices, say=say)


def _prices(text: str) -> Prices | None:
    if not text.strip():
        return None
    try:
        tokens_in, tokens_out = (float(part) for part in text.split(","))
    except ValueError:
        tokens_in = tokens_out = -1.0
    if not (0 <= tokens_in < float("inf") and 0 <= tokens_out < float("inf")):
        raise InputError(f"prices '{text}' are not valid; expected US dollars per million tokens in and out: 0.15,0.60")
    return Prices(tokens_in, tokens_out)
