"""The numbers behind a test against chance: of the data, of every null network, and what limits the test."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import pandas as pd

from qtnet.errors import InputError
from qtnet.inference.chance.result import PermutationTest, untold
from qtnet.inference.chance.statistic import Key, Measured, Statistic, chosen, measured, named
from qtnet.inference.nulls import NullModel, NullName, null_model
from qtnet.inference.nulls.mixing import mixing_of
from qtnet.inference.pvalues import Alternative, permutation_p
from qtnet.network import MultilayerNetwork
from qtnet.parallel import Seed, in_chunks

__all__ = ["NullNumbers", "null_numbers"]

_CHUNK = 50
#: Estimates with and without evidence that differ by less, as a share of their size, are one number.
_SAME = 1e-9


@dataclass(frozen=True, kw_only=True, eq=False)
class NullNumbers:
    """Numbers of the data by key, and of each null network: one dictionary per draw."""

    net: MultilayerNetwork = field(repr=False)
    null: str
    data: Measured
    with_evidence: Measured
    draws: tuple[dict[Key, float], ...] = field(repr=False)
    mixing: pd.DataFrame = field(repr=False)

    def test(self, key: Key, *, alternative: Alternative) -> PermutationTest:
        """Set one of the numbers against chance."""
        estimate = self.data.values[key]
        draws = np.array([draw.get(key, np.nan) for draw in self.draws])
        part = self.net if key.layer not in self.net.layers else self.net.subnetwork(layers=[key.layer])
        documents = len(part.documents)
        return PermutationTest(
            metric=key.metric,
            layer=key.layer,
            actor=", ".join(filter(None, (key.actor, *key.other))),
            null=self.null,
            alternative=alternative,
            estimate=estimate,
            draws=draws,
            p_value=permutation_p(estimate, draws, alternative=alternative),
            n=len(part.tie_arrays),
            documents=documents,
            caution="; ".join(filter(None, (self._unmixed(key), self._uncounted(key)))),
            reason=self._why(key) or untold(estimate, draws, alternative, documents=documents, drawn="null networks"),
        )

    def _why(self, key: Key) -> str:
        # the reason of a number that is defined is a remark on it
        return self.data.reasons[key] if np.isnan(self.data.values[key]) else ""

    def _unmixed(self, key: Key) -> str:
        rows = self.mixing[~self.mixing["mixed"]]
        if key.layer in self.net.layers:
            rows = rows[rows["layer"] == key.layer]
        return "; ".join(f"weak test: in {row['layer']} {row['reason']}" for row in rows.to_dict("records"))

    def _uncounted(self, key: Key) -> str:
        plain, counted = self.data.values[key], self.with_evidence.values.get(key, np.nan)
        if np.isnan(counted) or abs(plain - counted) <= _SAME * max(abs(plain), abs(counted)):
            return ""
        return f"measured with one piece of evidence per tie, as the null networks are; with all evidence {counted:.3g}"


def null_numbers(
    net: MultilayerNetwork,
    statistic: Statistic,
    layers: Sequence[str | None],
    *,
    null: NullName,
    rng: Seed,
    draws: int,
    jobs: int,
    poles: tuple[str, str] | None = None,
    part: Mapping[str, str] | None = None,
) -> NullNumbers:
    """Measure the data and null networks, whole (None) or layer by layer; with `part` one number must be meant."""
    if draws < 1:
        raise InputError(f"draws: expected a whole number of at least 1, got {draws}")
    start, own, chance, state = np.random.default_rng(rng).spawn(4)
    model = null_model(net, null, rng=start)
    seed = int(own.integers(2**63))
    ask = partial(_all, statistic=statistic, layers=tuple(layers), poles=poles)
    data, full = (ask(one, rng=np.random.default_rng(seed)) for one in (model.data, net))
    if part is not None:
        chosen(data, named(statistic), part)
    chunks = in_chunks(partial(_chunk, model, ask), draws=draws, rng=chance, jobs=jobs, size=_CHUNK)
    return NullNumbers(
        net=net,
        null=model.sentence,
        data=data,
        with_evidence=full,
        draws=tuple(draw for chunk in chunks for draw in chunk),
        mixing=mixing_of(model, rng=state),
    )


def _chunk(
    model: NullModel, ask: Callable[..., Measured], draws: int, rng: np.random.Generator
) -> list[dict[Key, float]]:
    chance, own = rng.spawn(2)
    return [ask(net, rng=own).values for net in model.networks(draws=draws, rng=chance)]


def _all(
    net: MultilayerNetwork,
    *,
    statistic: Statistic,
    layers: tuple[str | None, ...],
    poles: tuple[str, str] | None,
    rng: np.random.Generator,
) -> Measured:
    parts = [measured(net, statistic, layer=layer, rng=rng, poles=poles) for layer in layers]
    values = {key: value for part in parts for key, value in part.values.items()}
    return Measured(values, {key: reason for part in parts for key, reason in part.reasons.items()})
