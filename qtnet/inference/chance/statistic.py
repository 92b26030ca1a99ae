"""What is measured of a network, as numbers with a key each, whatever kind of result holds them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np

from qtnet.errors import InputError, NotDefinedError, UnknownNameError
from qtnet.metrics.registry import compute, find_metric
from qtnet.network import MultilayerNetwork
from qtnet.results import MULTILAYER, NetworkScore, Partition, Result

__all__ = ["Key", "Measured", "Statistic", "chosen", "measured", "named"]

#: Name of a registered metric, or a function of a network.
Statistic = str | Callable[[MultilayerNetwork], Result | float]


class Key(NamedTuple):
    """What a number is about; `other` holds what further columns say, such as the second of two layers."""

    metric: str
    layer: str
    actor: str
    other: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Measured:
    """Numbers by key, and why those are undefined that are."""

    values: dict[Key, float]
    reasons: dict[Key, str]


def named(statistic: Statistic) -> str:
    """Give the name under which a statistic is reported.

    Raises
    ------
    UnknownNameError
        If it is the name of no registered metric.
    """
    if isinstance(statistic, str):
        return find_metric(statistic).name
    function = statistic.func if isinstance(statistic, partial) else statistic
    return getattr(function, "__name__", "statistic")


def measured(
    net: MultilayerNetwork,
    statistic: Statistic,
    *,
    layer: str | None,
    rng: np.random.Generator,
    poles: tuple[str, str] | None = None,
) -> Measured:
    """Measure a network, or one of its layers; what cannot be measured at all is undefined under the statistic's name.

    Of a layer alone only what is said about it as a whole counts. A partition counts as its quality. Metrics that need
    `poles` get them; functions do not.
    """
    whole = Key(named(statistic), MULTILAYER if layer is None else layer, "")
    try:
        part = net if layer is None else net.subnetwork(layers=[layer])
        result = compute(part, statistic, rng=rng, poles=poles) if isinstance(statistic, str) else statistic(part)
    except NotDefinedError as error:
        return Measured({whole: float("nan")}, {whole: str(error)})
    if isinstance(result, Partition):
        key = whole._replace(metric=f"{result.metric} quality")
        return Measured({key: result.quality}, {key: result.reason})
    if isinstance(result, NetworkScore):  # the common case, without a table
        key = Key(result.metric, result.layer if layer is None else layer, "")
        return Measured({key: result.estimate}, {key: result.reason})
    if isinstance(result, Result):
        return _read(result, layer)
    if not isinstance(result, int | float | np.integer | np.floating):
        raise InputError(f"statistic {whole.metric}: expected a number or a Result, got {type(result).__name__}")
    return Measured({whole: float(result)}, {whole: "the function gives NaN" if np.isnan(result) else ""})


def chosen(found: Measured, name: str, part: Mapping[str, str]) -> Key:
    """Choose the one number that is meant: by `part`, else what is said about all layers under the statistic's name.

    Raises
    ------
    UnknownNameError
        If `part` names a column other than metric, layer and actor.
    InputError
        If no number or more than one is left.
    """
    keys = list(found.values)
    for column, value in part.items():
        if column not in Key._fields[:3]:
            raise UnknownNameError("column", column, Key._fields[:3])
        keys = [key for key in keys if getattr(key, column) == value]
    for preferred in ("layer", "metric"):
        wanted = {"layer": MULTILAYER, "metric": name}[preferred]
        if preferred not in part and any(getattr(key, preferred) == wanted for key in keys):
            keys = [key for key in keys if getattr(key, preferred) == wanted]
    if len(keys) != 1:
        some = "; ".join(", ".join(filter(None, key[:3])) for key in (keys or list(found.values))[:5])
        raise InputError(
            f"part of '{name}': expected the choice of one number, got {len(keys)} of {len(found.values)}; "
            f"choose by metric, layer or actor among: {some}"
        )
    return keys[0]


def _read(result: Result, layer: str | None) -> Measured:
    frame = result.to_frame()
    if layer is not None and (frame["layer"] == MULTILAYER).any():
        frame = frame[frame["layer"] == MULTILAYER]
    others = [column for column in frame.columns if column.startswith("other_")]
    values, reasons = {}, {}
    for row in frame.to_dict("records"):
        place = str(row["layer"]) if layer is None else layer
        key = Key(str(row["metric"]), place, str(row["actor"]), tuple(str(row[column]) for column in others))
        values[key], reasons[key] = float(row["estimate"]), str(row["reason"])
    return Measured(values, reasons)
