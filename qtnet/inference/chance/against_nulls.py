"""Is a number about a network more than chance would give? Any metric, or any function, against any null model.

In: a network and what is to be measured. Out: a `PermutationTest`, or a family of them with adjusted p-values. Data and
null networks are measured alike, with one piece of evidence per tie.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from qtnet.errors import UnknownNameError
from qtnet.inference.chance.null_numbers import null_numbers
from qtnet.inference.chance.result import LEVEL, PermutationTest
from qtnet.inference.chance.statistic import Statistic, chosen, named
from qtnet.inference.multiplicity import Adjustment, adjust_family
from qtnet.inference.nulls import NullName
from qtnet.inference.pvalues import Alternative, check_alternative
from qtnet.network import MultilayerNetwork
from qtnet.parallel import Seed
from qtnet.results import Result, tidy

__all__ = ["PermutationTests", "null_test", "null_tests"]


@dataclass(frozen=True, kw_only=True, eq=False)
class PermutationTests(Result):
    """Tests of one family, with p-values adjusted for their number; tests that cannot tell anything are not counted."""

    tests: tuple[PermutationTest, ...] = field(repr=False)
    family: str
    adjustment: Adjustment = "benjamini-hochberg"

    def to_frame(self) -> pd.DataFrame:
        """Give one row per test, with family, number of tests, adjusted p-value and verdict."""
        if not self.tests:
            return adjust_family(tidy([]), family=self.family, adjustment=self.adjustment)
        frame = pd.concat([test.to_frame() for test in self.tests], ignore_index=True)
        counted = frame.assign(p_value=frame["p_value"].where(frame["reason"] == ""))
        found = adjust_family(counted, family=self.family, adjustment=self.adjustment, level=LEVEL)
        adjusted = [None if np.isnan(p) else float(p) for p in found["p_adjusted"]]
        verdicts = [test.verdict(p) for test, p in zip(self.tests, adjusted, strict=True)]
        return found.assign(p_value=frame["p_value"], verdict=verdicts)

    def remark(self) -> str:
        """Give every verdict, and the null hypothesis."""
        if not self.tests:
            return "nothing was tested"
        frame = self.to_frame()
        names = [" ".join(filter(None, (test.metric, test.layer, test.actor))) for test in self.tests]
        told = [f"{name}: {verdict}." for name, verdict in zip(names, frame["verdict"], strict=True)]
        return " ".join([*told, f"Null hypothesis: {self.tests[0].null}."])


def null_test(
    net: MultilayerNetwork,
    statistic: Statistic,
    *,
    null: NullName = "configuration",
    rng: Seed,
    draws: int = 999,
    alternative: Alternative = "two-sided",
    layer: str | None = None,
    part: Mapping[str, str] | None = None,
    poles: tuple[str, str] | None = None,
    jobs: int = 1,
) -> PermutationTest:
    """Test a number about a network against a null model.

    Parameters
    ----------
    net
        The data.
    statistic
        Name of a registered metric, or a function of a network that gives a number or a `Result`.
    null
        A name of `list_nulls`: what chance does, and what stays.
    rng
        Seed or generator.
    draws
        Number of null networks; p is at least ``1/(draws + 1)``.
    alternative
        Which values count as extreme: ``"greater"``, ``"less"`` or ``"two-sided"``.
    layer
        Measure this layer alone, in the data and in null networks of the whole; None for all layers together.
    part
        Which row of a result with several, for example ``{"actor": "JP"}`` or ``{"metric": "TBI"}``.
    poles
        Two actors, for metrics that need them.
    jobs
        Processes; the result does not depend on it.

    Returns
    -------
    PermutationTest
        With a reason where nothing can be told: the number is undefined, the null model keeps it as it is, it takes too
        few values for a small p, or the ties rest on fewer than three documents.

    Raises
    ------
    UnknownNameError
        If there is no such metric, null model or layer.
    InputError
        If the statistic gives several numbers and `part` does not choose one, or an argument is out of range.

    Notes
    -----
    The p-value is exact, whatever the statistic, for data from the null model: data and draws are exchangeable. Only
    under ``strengths``, whose weights have estimated means, is it cautious instead. A statistic that searches, such as
    blocs, searches anew in every draw.

    Evidence is not permuted. An estimate that reads events or documents may therefore differ from that of the metric
    itself; the caution then gives that one too.

    References
    ----------
    Phipson & Smyth 2010, doi:10.2202/1544-6115.1585; Besag & Clifford 1989, doi:10.1093/biomet/76.4.633.

    Examples
    --------
    >>> friends = ["ab", "bc", "ac", "de", "ef", "df", "gh", "hi", "gi"]
    >>> edges = pd.DataFrame([tuple(pair) for pair in friends], columns=["source", "target"]).assign(layer="chips")
    >>> def triangles(net):
    ...     A = net.adjacency(symmetric=True).toarray()
    ...     return np.trace(A @ A @ A) / 6
    >>> test = null_test(MultilayerNetwork.from_edges(edges), triangles, rng=1, draws=199)
    >>> test.estimate, test.verdict()
    (3.0, 'more than chance alone would give (p = .03)')
    """
    _check_layers(net, [] if layer is None else [layer])
    check_alternative(alternative)
    meant = part or {}
    numbers = null_numbers(
        net, statistic, (layer,), null=null, rng=rng, draws=draws, jobs=jobs, poles=poles, part=meant
    )
    return numbers.test(chosen(numbers.data, named(statistic), meant), alternative=alternative)


def null_tests(
    net: MultilayerNetwork,
    statistic: Statistic,
    *,
    family: str,
    null: NullName = "configuration",
    rng: Seed,
    draws: int = 999,
    alternative: Alternative = "two-sided",
    layers: Sequence[str] | None = None,
    poles: tuple[str, str] | None = None,
    adjustment: Adjustment = "benjamini-hochberg",
    jobs: int = 1,
) -> PermutationTests:
    """Test every number that a statistic gives, layer by layer, as one family with adjusted p-values.

    Parameters
    ----------
    net, statistic, null, rng, draws, alternative, poles, jobs
        As in `null_test`; all tests share the same null networks.
    family
        What the tests have in common, for example ``"clustering per layer"``.
    layers
        Layers to measure one by one, all when None; with ``()`` the whole network is measured instead.
    adjustment
        As in `adjust_family`.

    Examples
    --------
    >>> pairs = ["ab", "bc", "ac", "bd", "ae", "cf"]
    >>> edges = pd.DataFrame([(*p, layer) for p in pairs for layer in "xy"], columns=["source", "target", "layer"])
    >>> net = MultilayerNetwork.from_edges(edges)
    >>> found = null_tests(net, "edge_overlap", family="overlap", null="actors", layers=(), rng=1, draws=99)
    >>> found.to_frame()[["estimate", "family", "m"]].values.tolist()
    [[1.0, 'overlap', 1]]
    """
    labels = net.layers if layers is None else tuple(layers)
    _check_layers(net, labels)
    check_alternative(alternative)
    numbers = null_numbers(net, statistic, labels or (None,), null=null, rng=rng, draws=draws, jobs=jobs, poles=poles)
    tests = tuple(numbers.test(key, alternative=alternative) for key in numbers.data.values)
    return PermutationTests(tests=tests, family=family, adjustment=adjustment)


def _check_layers(net: MultilayerNetwork, labels: Sequence[str]) -> None:
    for label in labels:
        if label not in net.layers:
            raise UnknownNameError("layer", label, net.layers)
