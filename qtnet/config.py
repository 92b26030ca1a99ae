"""Study files: what a report is built from, read from TOML and checked.

A study file is data, never code. Every key has a default except `title` and `corpus.documents`; an unknown key or a
wrong value gives a `StudyError` that names the file and the key and suggests the nearest known one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import get_args, get_type_hints

from qtnet.corpus.html_reader import HtmlReader
from qtnet.errors import InputError, StudyError, nearest
from qtnet.extract.backends import BACKENDS
from qtnet.extract.vocabulary import STATUSES

__all__ = [
    "FEWEST_DRAWS",
    "BipolarityConfig",
    "BlocsConfig",
    "CentralityConfig",
    "CorpusConfig",
    "ExtractionConfig",
    "NetworkConfig",
    "ReportConfig",
    "RunConfig",
    "StudyConfig",
    "read_study",
]

#: Fewer bootstrap draws give no interval.
FEWEST_DRAWS = 20

Check = Callable[[object], str]  # gives what was expected, or nothing when the value is right


@dataclass(frozen=True, kw_only=True)
class CorpusConfig:
    """The documents, and what people have said about the facts in them. Paths are relative to the study file."""

    documents: tuple[str, ...]
    corrections: str = ""
    gold: str = ""  # folder of annotated facts to score the extraction against
    html: str = "qtnet"  # what reads web pages
    skip_faulty: bool = False  # read the rest when documents cannot be read


@dataclass(frozen=True, kw_only=True)
class ExtractionConfig:
    """What extracts the facts. The key of a model's server never stands in a study file; see `QTNET_LLM_KEY`."""

    backend: str = "rules"
    model: str = ""
    endpoint: str = ""
    cache: str = "answers"  # folder of the model's answers
    offline: bool = False
    budget: str = ""  # tokens (200000) or US dollars ($2.50)
    prices: str = ""  # US dollars per million tokens in and out (0.15,0.60)
    spacy_model: str = ""


@dataclass(frozen=True, kw_only=True)
class NetworkConfig:
    """Which facts become ties, and how heavy they are."""

    level: str = "country"
    aspects: tuple[str, ...] = ("domain",)
    weight: str = "ties"
    status: tuple[str, ...] = ("active", "announced")
    min_confidence: float = 0.0


@dataclass(frozen=True, kw_only=True)
class CentralityConfig:
    """Which centralities are computed, and how many bootstrap draws their intervals rest on."""

    metrics: tuple[str, ...] = (
        "relaxed_pagerank",
        "actor_betweenness",
        "participation",
        "strength_positive",
        "strength_negative",
    )
    draws: int = 199


@dataclass(frozen=True, kw_only=True)
class BlocsConfig:
    """How blocs are found, and how many bootstrap draws tell how far they hang on the documents."""

    restarts: int = 100
    resolution: float = 1.0
    coupling: float = 1.0
    draws: int = 199
    nulls: int = 199  # null networks that tell how many blocs stand out from chance; 0: not asked


@dataclass(frozen=True, kw_only=True)
class BipolarityConfig:
    """Poles (none: found), null model, size of null and bootstrap distributions, and further questions."""

    poles: tuple[str, ...] = ()
    nulls: int = 499
    draws: int = 499
    null: str = "configuration"
    noise: bool = False  # add the rates of missed facts and turned signs measured for extraction
    windows: str = "calendar:5"  # windows of time, as `qtnet bipolarity --windows`; "": none
    influence: tuple[str, ...] = ("documents", "actors", "ties")  # what is left out one at a time; []: nothing
    schemes: bool = True  # repeat under the other schemes of weights


@dataclass(frozen=True, kw_only=True)
class ReportConfig:
    """What the page offers beside the study's own choices."""

    presets: bool = True  # other levels, statuses and confidences that a reader may switch to


@dataclass(frozen=True, kw_only=True)
class RunConfig:
    """What makes a run repeatable."""

    seed: int = 1


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
    run: RunConfig = field(default_factory=RunConfig)

    def path(self, relative: str) -> Path:
        """Resolve a path of the study file."""
        return (self.folder / relative).resolve()

    def to_dict(self) -> dict[str, object]:
        """Give the configuration as plain data, without places of this machine."""
        plain = asdict(self)
        del plain["folder"]
        return plain


def read_study(path: str | Path) -> StudyConfig:
    """Read and check a study file.

    Parameters
    ----------
    path
        A TOML file; `reports/quantum.toml` is an example with every key.

    Raises
    ------
    StudyError
        If the file is missing, is not TOML, or has an unknown key or a wrong value; lists every failure at once.
    """
    path = Path(path)
    if not path.is_file():
        raise StudyError(f"study file {path} is missing")
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise StudyError(f"study file {path} is not valid TOML: {error}") from error
    failures = _failures(table)
    if failures:
        raise StudyError("\n".join(f"study file {path}: {failure}" for failure in failures))
    sections = {name: cls(**_tuples(table.get(name, {}))) for name, cls in _SECTIONS.items()}
    top = {name: table[name] for name in ("title", "question") if name in table}
    return StudyConfig(name=path.stem, folder=path.resolve().parent, **top, **sections)


_SECTIONS: dict[str, type] = {
    "corpus": CorpusConfig,
    "extraction": ExtractionConfig,
    "network": NetworkConfig,
    "centrality": CentralityConfig,
    "blocs": BlocsConfig,
    "bipolarity": BipolarityConfig,
    "report": ReportConfig,
    "run": RunConfig,
}
_REQUIRED = ("title", "corpus.documents")
_TYPES = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    tuple[str, ...]: "a list of texts",
}


def _tuples(section: Mapping[str, object]) -> dict[str, object]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in section.items()}


def _failures(table: Mapping[str, object]) -> list[str]:
    found: list[str] = []
    known = ["title", "question", *_SECTIONS]
    for key, value in table.items():
        if key not in known:
            found.append(_unknown(key, known))
        elif key in _SECTIONS:
            found += _section_failures(key, value)
        elif not isinstance(value, str):
            found.append(f"{key} must be a text, not {value!r}")
    for key in _REQUIRED:
        section, _, name = key.rpartition(".")
        holder = table.get(section, {}) if section else table
        if isinstance(holder, Mapping) and not holder.get(name):
            found.append(f"{key} is missing")
    return found


def _section_failures(section: str, table: object) -> list[str]:
    if not isinstance(table, Mapping):
        return [f"{section} must be a table, written [{section}], not {table!r}"]
    hints = get_type_hints(_SECTIONS[section])
    known = [f.name for f in fields(_SECTIONS[section])]
    found = []
    for key, value in table.items():
        name = f"{section}.{key}"
        if key not in known:
            found.append(_unknown(name, [f"{section}.{k}" for k in known]))
        elif not _has_type(value, hints[key]):
            found.append(f"{name} must be {_TYPES[hints[key]]}, not {value!r}")
        elif name in _CHECKS and (expected := _CHECKS[name](value)):
            found.append(f"{name} must be {expected}, not {value!r}")
    return found


def _unknown(key: str, known: list[str]) -> str:
    guess = nearest(key, known)
    return f"key '{key}' is unknown" + (f"; did you mean '{guess}'?" if guess else f"; known: {', '.join(known)}")


def _has_type(value: object, hint: object) -> bool:
    if hint is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if hint is str or hint is bool:
        return isinstance(value, hint)
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _one_of(*choices: str) -> Check:
    return lambda value: "" if value in choices else f"one of {', '.join(choices)}"


def _some_of(*choices: str) -> Check:
    expected = f"one or more of {', '.join(choices)}"
    return lambda value: "" if value and set(value) <= set(choices) else expected  # type: ignore[call-overload]


def _some_or_none_of(*choices: str) -> Check:
    expected = f"any of {', '.join(choices)}, or empty"
    return lambda value: "" if set(value) <= set(choices) else expected  # type: ignore[call-overload]


def _windows(value: object) -> str:
    from qtnet.network.windows import window_choice

    try:
        if value != "":
            window_choice(str(value))
    except InputError as error:
        return str(error).removeprefix("windows: expected ").partition(", not ")[0]
    return ""


def _null_model(value: object) -> str:
    from qtnet.inference.bipolarity.nulls import BIPOLARITY_NULLS  # takes seconds, and few studies name one

    return "" if value in BIPOLARITY_NULLS else f"one of {', '.join(BIPOLARITY_NULLS)}"


def _at_least(low: float) -> Check:
    return lambda value: "" if value >= low else f"at least {low:g}"  # type: ignore[operator]


def _between(low: float, high: float) -> Check:
    return lambda value: "" if low <= value <= high else f"between {low:g} and {high:g}"  # type: ignore[operator]


def _two_poles(value: object) -> str:
    poles = list(value)  # type: ignore[call-overload]
    return "" if not poles or (len(poles) == 2 and poles[0] != poles[1]) else "two different actors, or empty"


_CHECKS: dict[str, Check] = {
    "corpus.html": _one_of(*get_args(HtmlReader)),
    "extraction.backend": _one_of(*BACKENDS),
    "network.level": _one_of("country", "actor"),
    "network.aspects": _some_of("domain", "mode"),
    "network.weight": _one_of("ties", "funding", "combined"),
    "network.status": _some_of(*STATUSES),
    "network.min_confidence": _between(0, 1),
    "centrality.draws": _at_least(FEWEST_DRAWS),
    "blocs.restarts": _at_least(1),
    "blocs.resolution": _at_least(0),
    "blocs.coupling": _at_least(0),
    "blocs.draws": _at_least(FEWEST_DRAWS),
    "blocs.nulls": lambda value: "" if value == 0 else _at_least(19)(value) and "at least 19, or 0",
    "bipolarity.poles": _two_poles,
    "bipolarity.nulls": _at_least(19),
    "bipolarity.draws": _at_least(FEWEST_DRAWS),
    "bipolarity.null": lambda value: "" if value == "configuration" else _null_model(value),
    "bipolarity.windows": _windows,
    "bipolarity.influence": _some_or_none_of("documents", "actors", "ties"),
    "run.seed": _at_least(0),
}
