"""Which terms of a dyadic regression the data identify, and which dyads say nothing about any of them.

In: a table of dyads. Out: a table without the dyads that are predicted with certainty, the columns to fit, and for
every other term the reason why it has no estimate.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog

from qtnet.inference.dyadic.actor_orders import FEWEST_ACTORS
from qtnet.inference.dyadic.families import Family, FamilyName, fitted
from qtnet.inference.dyadic.table import DyadTable

__all__ = ["FEWEST_EVENTS", "Identified", "identified"]

Floats = npt.NDArray[np.float64]

#: With fewer tied pairs, or fewer untied ones where ties are yes or no, one pair decides the sign of an estimate.
FEWEST_EVENTS = 5
_SEPARATION = "separation: it tells some {} apart with certainty, so no finite estimate exists"
_COLLINEAR = "collinear with the covariates before it"
_ABSORBED = "collinear with the fixed effects of actors or the covariates before it"
_ROUNDING = 1e-9
#: The linear programme moves dyads by up to 1 and keeps its constraints to 1e-7.
_MOVED = 1e-6


@dataclass(frozen=True, eq=False)
class Identified:
    """What can be fitted: `columns` of `dyads.design` and the `dummies` of actors; `reasons` per term, or empty."""

    dyads: DyadTable
    columns: tuple[int, ...]
    dummies: Floats
    reasons: dict[str, str]

    @property
    def scale(self) -> Floats:
        """The largest size of each column that is fitted: people against dollars must not decide what converges."""
        return np.asarray(np.abs(self.dyads.design[:, list(self.columns)]).max(axis=0))

    @property
    def design(self) -> Floats:
        """What is fitted, columns before dummies, every column divided by its `scale`."""
        return np.hstack([self.dyads.design[:, list(self.columns)] / self.scale, self.dummies])


def identified(dyads: DyadTable, family: FamilyName, *, fixed_effects: bool = False) -> Identified:
    """Say which terms can be estimated; a reason of the intercept is one for all terms.

    Parameters
    ----------
    dyads
        The table of dyads.
    family
        Model of the outcome.
    fixed_effects
        Absorb a constant of every actor: of sender and receiver apart where dyads are directed. Actors that are tied
        with nobody, or with everybody where ties are yes or no, say nothing then and are left out.

    Notes
    -----
    Separation (a covariate along which the likelihood rises without end) is looked for by a linear programme where
    the fit does not converge; the dyads that it predicts with certainty are left out, as the limit of the likelihood
    does [1]_.

    References
    ----------
    .. [1] Correia, Guimarães & Zylkin (2019), arXiv:1903.01633, sect. 2.
    """
    if fixed_effects and family != "linear":
        dyads = _without_certain_actors(dyads, family)
    if reason := _too_little(dyads, family):
        return _nothing(dyads, reason)
    reasons = dict.fromkeys(dyads.names, "")
    for _ in range(len(dyads.names)):
        dummies = _dummies(dyads) if fixed_effects else np.empty((len(dyads), 0))
        columns, dummies = _independent(dyads, dummies, reasons)
        found = Identified(dyads, columns, dummies, reasons)
        if family == "linear" or fitted(Family(family), dyads.outcome, found.design, dyads.offset).converged:
            return found
        direction = _separating(found.design, dyads.outcome, binary=family == "logit")
        certain = np.abs(found.design @ direction) > _MOVED
        if not certain.any():
            return _nothing(dyads, "the fit does not converge")
        guilty = [dyads.names[c] for c, d in zip(columns, direction[: len(columns)], strict=True) if abs(d) > _MOVED]
        apart = "pairs that are tied from others" if family == "logit" else "pairs without a tie"
        reasons |= dict.fromkeys(guilty, _SEPARATION.format(apart))
        dyads = dyads.keep(~certain, "predicted with certainty (separation)")
        if reason := _too_little(dyads, family):
            return _nothing(dyads, f"{reason}, once {' and '.join(guilty) or 'an actor'} has told the others apart")
    return _nothing(dyads, "separation: the covariates together tell pairs that are tied from others")


def _nothing(dyads: DyadTable, reason: str) -> Identified:
    return Identified(dyads, (), np.empty((len(dyads), 0)), dict.fromkeys(dyads.names, reason))


def _too_little(dyads: DyadTable, family: FamilyName) -> str:
    if dyads.n_actors < FEWEST_ACTORS:
        return f"{dyads.n_actors} actors; at least {FEWEST_ACTORS} are needed"
    if family == "linear":
        return "the outcome does not vary" if np.ptp(dyads.outcome) == 0 else ""
    tied, untied = int((dyads.outcome > 0).sum()), int((dyads.outcome == 0).sum())
    if not tied:
        return "no pair is tied"
    if tied < FEWEST_EVENTS:
        return f"{tied} tied pairs; at least {FEWEST_EVENTS} are needed"
    if family == "logit" and untied < FEWEST_EVENTS:
        return f"{untied} pairs without a tie; at least {FEWEST_EVENTS} are needed"
    return ""


def _without_certain_actors(dyads: DyadTable, family: FamilyName) -> DyadTable:
    reason = "an actor tied with nobody" + (" or everybody" if family == "logit" else "")
    while True:
        certain = np.zeros(len(dyads), dtype=bool)
        ends = [[dyads.first], [dyads.second]] if dyads.directed else [[dyads.first, dyads.second]]
        for codes in ends:
            ties, pairs = np.zeros(dyads.n_actors), np.zeros(dyads.n_actors)
            for code in codes:
                ties += np.bincount(code, dyads.outcome, minlength=dyads.n_actors)
                pairs += np.bincount(code, minlength=dyads.n_actors)
            known = (ties == 0) | ((ties == pairs) if family == "logit" else False)
            for code in codes:
                certain |= known[code]
        if not certain.any():
            return dyads
        dyads = dyads.keep(~certain, reason)


def _dummies(dyads: DyadTable) -> Floats:
    one = np.eye(dyads.n_actors)
    if dyads.directed:
        return np.hstack([one[dyads.first], one[dyads.second]])
    return one[dyads.first] + one[dyads.second]


def _independent(dyads: DyadTable, dummies: Floats, reasons: dict[str, str]) -> tuple[tuple[int, ...], Floats]:
    """Choose columns that no others make up: the intercept, then fixed effects, then covariates in their order."""
    columns = [0]
    basis = np.full((len(dyads), 1), len(dyads) ** -0.5)
    used = []
    for number in range(dummies.shape[1]):
        grown = _added(basis, dummies[:, number])
        if grown is not None:
            basis = grown
            used.append(number)
    for column in range(1, dyads.design.shape[1]):
        grown = _added(basis, dyads.design[:, column])
        if grown is not None:
            basis = grown
            columns.append(column)
        elif not reasons[dyads.names[column]]:
            constant = np.ptp(dyads.design[:, column]) == 0
            collinear = _ABSORBED if dummies.shape[1] else _COLLINEAR
            reasons[dyads.names[column]] = "does not vary" if constant else collinear
    return tuple(columns), dummies[:, used]


def _added(basis: Floats, column: Floats) -> Floats | None:
    """Add a column to an orthonormal basis; None if it lies in its span."""
    rest = column - basis @ (basis.T @ column)
    rest = rest - basis @ (basis.T @ rest)
    size = float(np.linalg.norm(rest))
    if size <= _ROUNDING * float(np.linalg.norm(column)):
        return None
    return np.column_stack([basis, rest / size])


def _separating(design: Floats, outcome: Floats, *, binary: bool) -> Floats:
    """Give a direction along which the likelihood rises without end, zero if there is none.

    It moves every dyad towards its outcome or not at all: untied ones down, and tied ones up where ties are yes or
    no; counts of tied pairs must stay where they are.
    """
    toward = np.where(outcome[:, None] > 0, design, -design)
    free = np.ones(len(outcome), dtype=bool) if binary else outcome == 0
    moved, fixed = toward[free], toward[~free]
    if not len(moved):
        return np.zeros(design.shape[1])
    found = linprog(
        -moved.sum(axis=0),
        A_ub=np.vstack([-moved, moved]),
        b_ub=np.concatenate([np.zeros(len(moved)), np.ones(len(moved))]),
        A_eq=fixed if len(fixed) else None,
        b_eq=np.zeros(len(fixed)) if len(fixed) else None,
        bounds=(None, None),
        method="highs",
    )
    return np.asarray(found.x) if found.status == 0 else np.zeros(design.shape[1])
