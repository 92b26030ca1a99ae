"""What is known of the frustration of a network: value, proof, divisions, and the ties that do not fit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import pandas as pd

from qtnet.network.quotations import quoted
from qtnet.results import Result, tidy

if TYPE_CHECKING:
    from qtnet.facts import Facts

__all__ = ["BIPARTITION_COLUMNS", "TIE_COLUMNS", "Frustration"]

BIPARTITION_COLUMNS = ["layer", "actor", "side", "group", "settled"]
TIE_COLUMNS = ["layer", "source", "target", "sign", "weight", "facts", "always"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Frustration(Result):
    """The frustration index of a layer, or of all layers under one division.

    Parameters
    ----------
    estimate, lower_bound
        Frustrated weight of `bipartition`, and what no division can beat.
    certificate
        ``"optimal"`` when the two meet, ``"gap"`` when the work was used up before, ``"undefined"`` without ties.
    optima
        Number of optimal divisions, a division and its mirror image counted once in each connected component; None
        where it is not known.
    total, worst
        Weight of all dyads, and the frustration that no network with dyads of these sizes can exceed.
    bipartition
        Per actor its side, the number of its settled group (1 the largest; actors of a group stand to each other alike
        in every optimal division), and whether that is the largest group of its component. Actors without ties have no
        side. Where several divisions are optimal the one shown is chosen by a fixed rule.
    frustrated_ties
        Ties that do not fit the division, with the ids of their facts; `always` if they fit no optimal division. Their
        weights may add up to more than `estimate`, which nets what speaks for and against each pair of actors.
    """

    estimate: float
    lower_bound: float
    certificate: Literal["optimal", "gap", "undefined"]
    optima: int | None
    layer: str
    weighted: bool
    dyads: int
    total: float
    worst: float
    bipartition: pd.DataFrame = field(repr=False)
    frustrated_ties: pd.DataFrame = field(repr=False)
    reason: str = ""

    @property
    def normalised(self) -> float:
        """Share of balance, ``F = 1 − 2 estimate / total``: 1 balanced; NaN without ties."""
        return 1 - 2 * self.estimate / self.total if self.total > 0 else float("nan")

    @property
    def tight(self) -> float:
        """Share of balance against the worst case, ``1 − estimate / worst``, in [0, 1]; 1 where nothing can frustrate.

        The worst case is half the weight less a quarter of the lightest spanning forest (Poljak and Turzík 1986),
        unweighted ``m/2 − (n − c)/4``; NaN without ties.
        """
        if self.total <= 0:
            return float("nan")
        return 1 - self.estimate / self.worst if self.worst > 0 else 1.0

    def to_frame(self) -> pd.DataFrame:
        """Give one row; after the fixed columns follow lower_bound, certificate, optima, normalised and tight."""
        row: dict[str, object] = {"metric": "frustration", "layer": self.layer, "estimate": self.estimate}
        row |= {"n": self.dyads, "reason": self.reason, "lower_bound": self.lower_bound}
        row |= {"certificate": self.certificate, "normalised": self.normalised, "tight": self.tight}
        return tidy([row | {"optima": float("nan") if self.optima is None else float(self.optima)}])

    def quotations(self, facts: Facts) -> pd.DataFrame:
        """Give the quotations that the frustrated ties rest on: one row per tie and fact.

        Returns
        -------
        pd.DataFrame
            The columns of `frustrated_ties` with one id in ``fact``, then doc, start, end, evidence.
        """
        return quoted(self.frustrated_ties, facts)

    def details(self) -> dict[str, object]:
        """Give the certificate, the division with its settled groups, and the frustrated ties with their facts."""
        shown = self.bipartition[self.bipartition["side"].notna()]
        ties = self.frustrated_ties.assign(facts=self.frustrated_ties["facts"].map(list))
        return {
            "certificate": self.certificate,
            "lower_bound": None if self.certificate == "undefined" else self.lower_bound,
            "optima": self.optima,
            "bipartition": _plain(shown.astype({"side": int}).drop(columns="layer")),
            "frustrated_ties": _plain(ties),
        }

    def remark(self) -> str:
        """Say what the division leaves open."""
        if self.certificate == "gap":
            return f"Not proved: the index lies between {self.lower_bound:g} and {self.estimate:g}."
        if self.optima is None or self.optima < 2:
            return ""
        tied = self.bipartition[self.bipartition["side"].notna()]
        return (
            f"{self.optima} divisions are equally good and one of them is shown; "
            f"{int(tied['settled'].sum())} of {len(tied)} actors are settled, the others can change sides."
        )


def _plain(frame: pd.DataFrame) -> list[dict[str, object]]:
    return [{str(k): None if v is pd.NA else v for k, v in row.items()} for row in frame.to_dict("records")]
