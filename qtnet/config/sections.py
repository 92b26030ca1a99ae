"""The sections of a study file: every key with its default, what it is for, and what it must be.

This is the one place that says so. Reading, the file that `qtnet init` writes, and the JSON schema are made of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TypeVar, get_args

from qtnet.config.checks import Check, Named, OneOf, Range, SomeOf
from qtnet.corpus.html_reader import HtmlReader
from qtnet.errors import InputError
from qtnet.extract.backends import BACKENDS
from qtnet.extract.vocabulary import STATUSES
from qtnet.facts.duplicates import DEFAULT_SIMILARITY, LOWEST_SIMILARITY

__all__ = [
    "FEWEST_DRAWS",
    "SECTIONS",
    "BipolarityConfig",
    "BlocsConfig",
    "CentralityConfig",
    "CorpusConfig",
    "DepositConfig",
    "ExtractionConfig",
    "NetworkConfig",
    "ReportConfig",
    "RunConfig",
    "StudyConfig",
]

#: Fewer bootstrap draws give no interval.
FEWEST_DRAWS = 20
#: Fewer null networks give no p-value of 5 %.
_FEWEST_NULLS = 19
_Default = TypeVar("_Default")


def _key(default: _Default, says: str = "", check: Check | None = None) -> _Default:
    return field(default=default, metadata={"says": says, "check": check})


def _windows(value: str) -> str:
    from qtnet.network.windows import window_choice

    try:
        if value != "":
            window_choice(value)
    except InputError as error:
        return str(error).removeprefix("windows: expected ").partition(", not ")[0]
    return ""


def _null_model(value: str) -> str:
    if value == "configuration":
        return ""
    from qtnet.inference.bipolarity.nulls import BIPOLARITY_NULLS  # takes seconds, and few studies name one

    return "" if value in BIPOLARITY_NULLS else f"one of {', '.join(BIPOLARITY_NULLS)}"


def _null_models() -> dict[str, Any]:
    from qtnet.inference.bipolarity.nulls import BIPOLARITY_NULLS

    return {"enum": [*BIPOLARITY_NULLS]}


def _term(name: str) -> Callable[[Any], str]:
    def expected(value: Any) -> str:
        from qtnet.deposit.terms import Terms  # takes a while, and few studies state terms

        try:
            given: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value}
            Terms(**given)
        except InputError as error:
            return str(error).partition("expected ")[2]
        return ""

    return expected


def _two_poles(value: list[str]) -> str:
    return "" if not value or (len(value) == 2 and value[0] != value[1]) else "two different actors, or empty"


@dataclass(frozen=True, kw_only=True)
class CorpusConfig:
    """The documents, and what people have said about the facts in them. Paths are relative to the study file."""

    documents: tuple[str, ...] = field(metadata={"says": "folders or files", "check": None})
    gold: str = _key("", 'annotated facts to score the extraction against ("": none)')
    corrections: str = _key("", 'a corrections.csv, applied on every run ("": none)')
    html: str = _key("qtnet", 'what reads web pages; or "trafilatura" (extra `readers`)', OneOf(get_args(HtmlReader)))
    skip_faulty: bool = _key(True, "read the rest when documents cannot be read; false: refuse all")
    copies: float = _key(
        DEFAULT_SIMILARITY,
        "likeness from which on a document copies another, to count once (0: none)",
        Range(LOWEST_SIMILARITY, 1, or_zero=True),
    )


@dataclass(frozen=True, kw_only=True)
class ExtractionConfig:
    """What extracts the facts. The key of a model's server never stands in a study file; see `QTNET_LLM_KEY`."""

    backend: str = _key(
        "rules",
        'offline; or "llm", "mix" (both), "spacy" (the rules with a pipeline\'s names)',
        OneOf(BACKENDS),
    )
    model: str = _key("", "llm, mix: the model's name, as its server lists it")
    endpoint: str = _key("", "llm, mix: base of an OpenAI-compatible server; its key stands in QTNET_LLM_KEY")
    cache: str = _key("answers", "llm, mix: folder of the model's answers")
    offline: bool = _key(False, "llm, mix: true: stored answers only, nothing is sent")
    budget: str = _key("", 'llm, mix: the most to use: tokens "200000", or US dollars "$2.50"')
    prices: str = _key("", 'llm, mix: US dollars per million tokens in and out: "0.15,0.60"')
    spacy_model: str = _key("", "spacy: name of an installed pipeline, or its folder")


@dataclass(frozen=True, kw_only=True)
class NetworkConfig:
    """Which facts become ties, and how heavy they are."""

    level: str = _key("country", 'or "actor": no lift to home countries', OneOf(("country", "actor")))
    aspects: tuple[str, ...] = _key(("domain",), 'layers by "domain", by "mode" or by both', SomeOf(("domain", "mode")))
    weight: str = _key("ties", 'or "funding", "combined"', OneOf(("ties", "funding", "combined")))
    status: tuple[str, ...] = _key(
        ("active", "announced"), f"which facts count: {', '.join(STATUSES)}", SomeOf(tuple(STATUSES))
    )
    min_confidence: float = _key(0.0, "facts less sure than this do not count", Range(0, 1))


@dataclass(frozen=True, kw_only=True)
class CentralityConfig:
    """Which centralities are computed, and how many bootstrap draws their intervals rest on."""

    metrics: tuple[str, ...] = _key(
        (
            "relaxed_pagerank",
            "actor_betweenness",
            "participation",
            "strength_positive",
            "strength_negative",
        ),
        "`qtnet list metrics` names all",
    )
    draws: int = _key(199, "bootstrap draws behind each interval", Range(FEWEST_DRAWS))


@dataclass(frozen=True, kw_only=True)
class BlocsConfig:
    """How blocs are found, and how many bootstrap draws tell how far they hang on the documents."""

    restarts: int = _key(100, "searches; their best partition is taken", Range(1))
    resolution: float = _key(1.0, "above 1: more and smaller blocs", Range(0))
    coupling: float = _key(1.0, "weight of the links between an actor's layers", Range(0))
    draws: int = _key(199, "resampled corpora that tell how far blocs hang on the documents", Range(FEWEST_DRAWS))
    nulls: int = _key(
        199,
        "null networks that tell how many blocs stand out from chance (0: not asked)",
        Range(_FEWEST_NULLS, or_zero=True),
    )


@dataclass(frozen=True, kw_only=True)
class BipolarityConfig:
    """Poles (none: found), null model, size of null and bootstrap distributions, and further questions."""

    poles: tuple[str, ...] = _key((), "[]: found, and the null repeats the search", Named(_two_poles))
    nulls: int = _key(499, "draws of the null model", Range(_FEWEST_NULLS))
    draws: int = _key(499, "bootstrap draws", Range(FEWEST_DRAWS))
    null: str = _key(
        "configuration", "what chance does; see `qtnet bipolarity --help`", Named(_null_model, _null_models)
    )
    noise: bool = _key(False, "true: add the rates of missed facts and turned signs measured for extraction")
    windows: str = _key(
        "calendar:5",
        'windows of time: calendar, rolling or cumulative, years ("": none)',
        Named(_windows, lambda: {"pattern": "^$|^(calendar|rolling|cumulative):[0-9]+(:[0-9]+)?$"}),
    )
    influence: tuple[str, ...] = _key(
        ("documents", "actors", "ties"),
        "what is left out, one at a time ([]: nothing)",
        SomeOf(("documents", "actors", "ties"), or_none=True),
    )
    schemes: bool = _key(True, "repeat under the other schemes of weights")


@dataclass(frozen=True, kw_only=True)
class ReportConfig:
    """What the page offers beside the study's own choices."""

    presets: bool = _key(True, "other levels, statuses and confidences that a reader may switch to")


@dataclass(frozen=True, kw_only=True)
class DepositConfig:
    """What the files for an archive say that only the depositor knows; no result depends on it."""

    licence: str = _key("", 'of tables and figures: SPDX identifier ("CC-BY-4.0") or address', Named(_term("licence")))
    authors: tuple[str, ...] = _key((), 'names, as in "Ada Lovelace (0000-0001-2345-6789)"', Named(_term("authors")))
    published: str = _key("", 'day of the deposit, as in "2026-11-22"', Named(_term("published")))


@dataclass(frozen=True, kw_only=True)
class RunConfig:
    """What makes a run repeatable."""

    seed: int = _key(1, "any whole number; the same gives the same bytes", Range(0))


@dataclass(frozen=True, kw_only=True)
class StudyConfig:
    """A whole study file. `folder` is where it lies; its paths are relative to that."""

    name: str
    folder: Path
    title: str
    corpus: CorpusConfig
    question: str = ""
    extraction: ExtractionConfig = field(default_factory=ExtractionConfig)
    network: NetworkConfig = field(default_factory=NetworkConfig)
    centrality: CentralityConfig = field(default_factory=CentralityConfig)
    blocs: BlocsConfig = field(default_factory=BlocsConfig)
    bipolarity: BipolarityConfig = field(default_factory=BipolarityConfig)
    report: ReportConfig = field(default_factory=ReportConfig)
    deposit: DepositConfig = field(default_factory=DepositConfig)
    run: RunConfig = field(default_factory=RunConfig)

    def path(self, relative: str) -> Path:
        """Resolve a path of the study file."""
        return (self.folder / relative).resolve()

    def to_dict(self) -> dict[str, object]:
        """Give the configuration as plain data, without places of this machine and without the terms of a deposit.

        Those stand in the deposit; no result changes with them, so the hash of the configuration does not either.
        """
        plain = asdict(self)
        del plain["folder"], plain["deposit"]
        return plain


SECTIONS: dict[str, type] = {
    "corpus": CorpusConfig,
    "extraction": ExtractionConfig,
    "network": NetworkConfig,
    "centrality": CentralityConfig,
    "blocs": BlocsConfig,
    "bipolarity": BipolarityConfig,
    "report": ReportConfig,
    "deposit": DepositConfig,
    "run": RunConfig,
}
