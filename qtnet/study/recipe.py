"""The recipe of a study: its steps in order, and what each reads. A step reads its arguments, nothing else.

An argument is a result of an earlier step (`inputs`) or a value of the study file (`settings`). Both, and the code that
the step runs, make the key of its result: a change to anything else leaves the result as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from qtnet.config import StudyConfig
from qtnet.report.inputs import MOST_UNITS
from qtnet.study.steps import bloc_chance, centralities, groups, networks, poles, presets, scoring

__all__ = ["Step", "recipe"]

#: Draws of the other schemes of weights and of the windows: they are shown beside the headline, not instead of it.
_MOST_DRAWS = 199


@dataclass(frozen=True, kw_only=True)
class Step:
    """One computation of a study.

    Parameters
    ----------
    name
        Under which later steps read its result.
    title
        What is said while it is computed.
    function
        A pure function; one with a parameter ``jobs`` gets the number of processes, on which no result may depend.
    inputs
        Parameter → name of the step whose result it gets, or names of several, whose results it gets as a tuple.
    settings
        Parameter → value of the study file.
    is_kept
        Whether the result is worth keeping; what takes less time than reading it is not.
    files
        Name of the file or folder that ``function(inputs, path)`` writes; its result is then those files.
    """

    name: str
    title: str = ""
    function: Callable[..., Any]
    inputs: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    is_kept: bool = True
    files: str = ""


def recipe(study: StudyConfig) -> list[Step]:
    """Give the steps from the facts of a study to all its results.

    The facts are given under the name ``facts``; the annotated facts, where the study names some, as ``gold``.
    """
    return [*_networks(study), *_main(study), *_beside(study)]


def _networks(study: StudyConfig) -> Iterator[Step]:
    yield _cheap("network", networks.network_of, {"facts": "facts"}, chosen=study.network)
    yield _cheap("named_poles", networks.named_poles, _NETWORK, poles=study.bipolarity.poles)
    yield _cheap("windows", networks.windows_of, _NETWORK, windows=study.bipolarity.windows)


def _main(study: StudyConfig) -> Iterator[Step]:
    seed, asked = study.run.seed, study.bipolarity
    names = study.centrality.metrics
    for place, metric in enumerate(names):
        yield Step(
            name=f"centrality {metric}",
            title=f"centrality with intervals: {metric}",
            function=centralities.central,
            inputs=_NETWORK,
            settings={"metric": metric, "place": place, "draws": study.centrality.draws, "seed": seed},
        )
    yield _cheap("centrality", networks.flat, {"parts": tuple(f"centrality {metric}" for metric in names)})
    settings = {**_search(study), "restarts": study.blocs.restarts, "seed": seed}
    yield Step(name="blocs", title="blocs", function=groups.grouped, inputs=_NETWORK, settings=settings)
    yield Step(name="frustration", title="frustration", function=groups.tense, inputs=_NETWORK)
    yield Step(
        name="bipolarity",
        title=f"bipolarity against {asked.nulls} null draws",
        function=poles.headline,
        inputs={**_NETWORK, "poles": "named_poles"},
        settings={"nulls": asked.nulls, "draws": asked.draws, "null": asked.null, "noise": asked.noise, "seed": seed},
    )
    yield _cheap("poles", networks.own_poles, {"bipolarity": "bipolarity"})
    if study.corpus.gold:
        yield Step(
            name="quality",
            title="the extraction against annotated facts",
            function=scoring.scored,
            inputs={"gold": "gold", "facts": "facts"},
            settings={"seed": seed},
        )


def _beside(study: StudyConfig) -> Iterator[Step]:
    seed, asked = study.run.seed, study.bipolarity
    draws = {"nulls": min(asked.nulls, _MOST_DRAWS), "draws": min(asked.draws, _MOST_DRAWS)}
    settings = {**draws, "null": asked.null, "noise": asked.noise, "seed": seed}
    if asked.windows:
        yield from _over_time(study, settings)
    if asked.influence:
        yield Step(
            name="influence",
            title="what would change the answer",
            function=poles.hanging,
            inputs={**_NETWORK, "poles": "poles"},
            settings={"influence": asked.influence, "most": MOST_UNITS, "seed": seed},
        )
    if asked.schemes:
        reads = {"facts": "facts", "poles": "poles"}
        yield _cheap("scheme networks", networks.scheme_networks, reads, chosen=study.network)
        yield Step(
            name="schemes",
            title="other schemes of weights",
            function=poles.under_schemes,
            inputs={"networks": "scheme networks", "poles": "poles"},
            settings=settings,
        )
    yield Step(name="similarity", title="how alike the layers are", function=groups.alike, inputs=_NETWORK)
    yield from _blocs_and_presets(study)


def _over_time(study: StudyConfig, settings: Mapping[str, Any]) -> Iterator[Step]:
    yield Step(
        name="bipolarity over time",
        title="bipolarity in windows of time",
        function=poles.over_time,
        inputs={**_NETWORK, "windows": "windows", "poles": "poles"},
        settings=settings,
    )
    yield Step(
        name="blocs over time",
        title="blocs in windows of time",
        function=bloc_chance.blocs_over_time,
        inputs={"windows": "windows"},
        settings={"restarts": study.blocs.restarts, "seed": study.run.seed},
    )


def _blocs_and_presets(study: StudyConfig) -> Iterator[Step]:
    seed, chosen = study.run.seed, study.blocs
    yield Step(
        name="bloc support",
        title="blocs in resampled corpora",
        function=bloc_chance.supported,
        inputs=_NETWORK,
        settings={**_search(study), "draws": chosen.draws, "restarts": chosen.restarts, "seed": seed},
    )
    if chosen.nulls:
        yield Step(
            name="bloc count",
            title=f"number of blocs against {chosen.nulls} null draws",
            function=bloc_chance.counted,
            inputs=_NETWORK,
            settings={"nulls": chosen.nulls, "seed": seed},
        )
    if study.report.presets:
        yield _cheap("choices", presets.choices, {"facts": "facts", **_NETWORK}, chosen=study.network)
        own = {name: name for name in ("choices", "centrality", "blocs", "bipolarity")}
        yield Step(
            name="presets",
            title="presets of the page",
            function=presets.presets,
            inputs=own,
            settings={**_search(study), "metrics": study.centrality.metrics, "seed": seed},
        )


_NETWORK = {"network": "network"}


def _search(study: StudyConfig) -> dict[str, Any]:
    return {"resolution": study.blocs.resolution, "coupling": study.blocs.coupling}


def _cheap(name: str, function: Callable[..., Any], inputs: Mapping[str, Any], **settings: Any) -> Step:
    return Step(name=name, function=function, inputs=inputs, settings=settings, is_kept=False)
