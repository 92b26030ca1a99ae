"""The one list of all metrics: name, formula, range, what they read, where they come from.

In: functions of a network, entered by the decorator `metric`. Out: the table that the command line, the report's
glossary and the contract test walk. To register is to be documented and tested.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, TypeVar

import numpy as np
import pandas as pd

from qtnet.errors import InputError, QtnetError, UnknownNameError
from qtnet.metrics.scopes import Scope, ScopedScores, in_scope
from qtnet.network import MultilayerNetwork
from qtnet.results import MULTILAYER, ActorScores, Result, tidy

__all__ = ["Kind", "Metric", "Reads", "compute", "find_metric", "list_metrics", "metric"]

Kind = Literal["actor", "network", "partition"]
Reads = Literal["sign", "weight", "direction"]
_Function = TypeVar("_Function", bound=Callable[..., Result])


@dataclass(frozen=True, kw_only=True)
class Metric:
    """What the registry knows of a metric.

    Parameters
    ----------
    name
        Its name on the command line and in every result.
    kind
        What it gives: a score per actor, numbers about the network, or a partition of the actors.
    formula
        The formula computed, in one line.
    range
        Smallest and largest possible estimate; NaN is always possible, with a reason.
    reads
        Which of sign, weight and direction of the ties it reads.
    source
        Where the definition comes from.
    needs
        Keywords that the function requires besides the network, for example ``("rng",)``.
    function
        The function itself.
    """

    name: str
    kind: Kind
    formula: str
    range: tuple[float, float]
    reads: tuple[Reads, ...]
    source: str
    needs: tuple[str, ...]
    function: Callable[..., Result] = field(repr=False)

    @property
    def summary(self) -> str:
        """What it says, in one line: the first of the function's docstring."""
        return (self.function.__doc__ or "").strip().split("\n")[0]

    @property
    def shown_range(self) -> str:
        """The range as a reader writes it, for example ``[0, ∞)``."""
        low, high = self.range
        left = "(−∞" if np.isneginf(low) else f"[{low:g}"
        return f"{left}, ∞)" if np.isposinf(high) else f"{left}, {high:g}]"


_REGISTRY: dict[str, Metric] = {}


def metric(
    *,
    name: str,
    kind: Kind,
    formula: str,
    range: tuple[float, float],  # noqa: A002 - the word of the table's column
    reads: tuple[Reads, ...] = (),
    source: str,
    needs: tuple[str, ...] = (),
) -> Callable[[_Function], _Function]:
    """Enter a function of a network into the registry; the fields are those of `Metric`.

    Raises
    ------
    QtnetError
        If another function has the name.
    """

    def enter(function: _Function) -> _Function:
        known = _REGISTRY.get(name)
        if known is not None and known.function.__module__ != function.__module__:
            raise QtnetError(f"metric '{name}' of {function.__module__} stands already in {known.function.__module__}")
        _REGISTRY[name] = Metric(
            name=name,
            kind=kind,
            formula=formula,
            range=range,
            reads=reads,
            source=source,
            needs=needs,
            function=function,
        )
        return function

    return enter


def find_metric(name: str) -> Metric:
    """Look a metric up by its name.

    Raises
    ------
    UnknownNameError
        If no metric has the name.

    Examples
    --------
    >>> find_metric("pagerank").shown_range
    '[0, 1]'
    """
    _load()
    if name not in _REGISTRY:
        raise UnknownNameError("metric", name, _REGISTRY)
    return _REGISTRY[name]


def list_metrics() -> pd.DataFrame:
    """Give all metrics, one row each, sorted by kind and name.

    Returns
    -------
    pd.DataFrame
        name, kind, summary, formula, range, low, high, reads, needs, source.
    """
    _load()
    known = sorted(_REGISTRY.values(), key=lambda m: (m.kind, m.name))
    rows = [
        {
            "name": m.name,
            "kind": m.kind,
            "summary": m.summary,
            "formula": m.formula,
            "range": m.shown_range,
            "low": m.range[0],
            "high": m.range[1],
            "reads": ", ".join(m.reads),
            "needs": ", ".join(m.needs),
            "source": m.source,
        }
        for m in known
    ]
    return pd.DataFrame(rows)


def compute(
    net: MultilayerNetwork,
    name: str,
    *,
    scope: Scope = "multilayer",
    rng: object = None,
    poles: tuple[str, str] | None = None,
    groups: Mapping[str, Hashable] | pd.Series | None = None,
) -> Result:
    """Compute a metric by its name, for the whole network, for each layer, or for the sum of the layers.

    Parameters
    ----------
    net
        The network.
    name
        A name of `list_metrics`.
    scope
        ``"multilayer"``, ``"layers"`` or ``"aggregate"``; see `qtnet.metrics.scopes`.
    rng, poles, groups
        Seed or generator, two actors, and the group of each actor, for metrics that need them; others do not get them.

    Raises
    ------
    UnknownNameError
        If there is no such metric or scope.
    InputError
        If the metric needs something that is not given.
    """
    found = find_metric(name)
    given = {need: value for need, value in {"rng": rng, "poles": poles, "groups": groups}.items() if value is not None}
    missing = [need for need in found.needs if need not in given]
    if missing:
        raise InputError(f"metric '{name}' needs {', '.join(missing)}; give it, or call {_called(found)} itself")
    keywords = {need: given[need] for need in found.needs}
    parts = [(label, found.function(part, **keywords)) for label, part in in_scope(net, scope)]
    if scope == "multilayer":
        return parts[0][1]
    frames = [_whole(result.to_frame()).assign(layer=label) for label, result in parts]
    frame = pd.concat(frames, ignore_index=True) if frames else tidy([])
    return ActorScores(metric=name, frame=frame) if found.kind == "actor" else ScopedScores(metric=name, frame=frame)


def _whole(frame: pd.DataFrame) -> pd.DataFrame:
    # of a part, only what is said about it as a whole; some results repeat it for its one layer
    whole = frame[frame["layer"] == MULTILAYER]
    return whole if len(whole) else frame


def _called(found: Metric) -> str:
    return f"{found.function.__module__}.{found.function.__name__}"


@cache
def _load() -> None:
    # a metric enters the registry when its module is imported; none is listed by hand
    package = importlib.import_module("qtnet.metrics")
    for info in pkgutil.walk_packages(package.__path__, "qtnet.metrics."):
        importlib.import_module(info.name)
