"""The result of a bipolarity profile: its tables, and what can be said of them in words."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from qtnet.errors import UnknownNameError
from qtnet.inference.bipolarity.nulls import BipolarityNull
from qtnet.inference.bipolarity.verdict import FAMILY
from qtnet.results import MULTILAYER, Result

__all__ = ["Bipolarity"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Bipolarity(Result):
    """The profile of technological bipolarity.

    Attributes
    ----------
    poles
        Pole A (alignment +1) and pole B (−1).
    components
        One row per metric and layer, C, S, H, D, X, B, TBI, TBI*, sqrt(C·S) and J, with intervals; p-values stand on
        TBI and sqrt(C·S), `n` counts independent hostile events, `null_mean` is the mean under the null model, and
        `extraction_share` the part of the variance over resampled corpora that errors of extraction alone make.
    alignment
        One row per layer and actor: alignment in [−1, 1] with interval, the shares of resampled corpora in which the
        actor stands with pole A, with pole B or between them (the rest: unreached); direct pull, ambivalence and
        engagement with percentile intervals; and pivotality, TBI with the actor held at pole A minus at pole B.
    bridges
        The actors between the poles or with much evidence to both, ranked within each layer, each with a reason.
    null_draws
        TBI in each null network, per layer.
    null_name, null
        The null model by name, and what it keeps, in words.
    verdicts
        What the numbers allow to be said, one sentence per layer, with p-values of the layers adjusted as a family.
    certificates
        Between which bounds D is proved to lie, per layer; they are equal where D is exact.
    exploratory, exploratory_reason
        Whether there is too little evidence for the intervals to hold, and why.
    sensitivity
        The components under other choices of τ, λ, capability and poles.
    nulls, draws
        Numbers of null networks and of resampled corpora.
    """

    poles: tuple[str, str]
    found: bool
    components: pd.DataFrame = field(repr=False)
    alignment: pd.DataFrame = field(repr=False)
    bridges: pd.DataFrame = field(repr=False)
    null_draws: pd.DataFrame = field(repr=False)
    null_name: BipolarityNull
    null: str
    verdicts: pd.DataFrame = field(repr=False)
    certificates: pd.DataFrame = field(repr=False)
    capability: str
    exploratory: bool
    exploratory_reason: str
    sensitivity: pd.DataFrame = field(repr=False)
    nulls: int
    draws: int

    def to_frame(self) -> pd.DataFrame:
        """Give a copy of the components."""
        return self.components.copy()

    def remark(self) -> str:
        """Give the verdict over all layers and of each, the null hypothesis, and why the headline is exploratory."""
        told = [f"exploratory: {self.exploratory_reason}."] if self.exploratory else []
        told += [f"{_place(layer)}: {self.verdict(layer)}." for layer in self.verdicts["layer"].iloc[::-1]]
        if self.verdicts["p_adjusted"].notna().any():
            told.append(f"p-values of the layers are adjusted as one family ({FAMILY}, Benjamini–Hochberg).")
        for row in self.certificates[~self.certificates["proved"]].to_dict("records"):
            told.append(
                f"{_place(row['layer'])}: D is not proved; it lies between {row['low']:.2f} and {row['high']:.2f}."
            )
        whole = _extraction(self.components)
        if whole.gt(0).any():
            told.append(f"Errors of extraction make {whole.item():.0%} of the variance of TBI over all layers.")
        told.append(
            "std_error is the spread of resampled corpora; intervals are wider, because they allow for the bias of "
            "few documents. n counts independent hostile events."
        )
        return "\n".join([*told, f"Null hypothesis: {self.null}"])

    def verdict(self, layer: str = MULTILAYER) -> str:
        """Say what the numbers of a layer, or of all layers together, allow to be said.

        Returns
        -------
        str
            ``bipolar beyond chance: …``, ``not told apart from chance: …`` or ``cannot be told from these documents:
            …`` with the reason. Only the first is a finding.

        Raises
        ------
        UnknownNameError
            If there is no such layer.
        """
        known = dict(zip(self.verdicts["layer"], self.verdicts["sentence"], strict=True))
        if layer not in known:
            raise UnknownNameError("layer", layer, known)
        return str(known[layer])


def _place(layer: str) -> str:
    return "All layers together" if layer == MULTILAYER else layer


def _extraction(components: pd.DataFrame) -> pd.Series:
    """Give the part of extraction in the variance of TBI over all layers."""
    whole = (components["metric"] == "TBI") & (components["layer"] == MULTILAYER)
    return components.loc[whole, "extraction_share"]
