"""Every interval that reports, papers and commands print, and what was measured of it."""

from __future__ import annotations

import re
from typing import NamedTuple

from qtnet.inference.coverage import coverages
from tests.calibration.study import FOLDER

COLUMNS = ("interval of", "printed", "measured in", "covers, 100 documents or fewer", "covers, more documents")
_SMALL = 100


class Printed(NamedTuple):
    """A kind of interval: what it is of, where it is printed, the quantities of the record, and where that is told."""

    what: str
    where: str
    quantities: tuple[str, ...] = ()
    told: str = "not measured"


PRINTED = (
    Printed("C, S, H, D, TBI", "profile, verdicts, numbers", ("C", "S", "H", "D", "TBI"), "`interval_coverage`"),
    Printed("X", "profile, numbers", ("X",), "`interval_coverage`"),
    Printed("alignment of actors between the poles", "actors, numbers", ("alignment",), "`interval_coverage`"),
    Printed("TBI*, J, sqrt(C·S)", "profile, verdicts, numbers", ("TBI*", "J", "sqrt(C·S)"), "`bipolarity_coverage`"),
    Printed("pull, ambivalence, engagement", "bridges", ("pull", "ambivalence", "engagement"), "`bipolarity_coverage`"),
    Printed(
        "TBI and TBI* of poles that are found",
        "as TBI",
        ("TBI, poles found", "TBI*, poles found"),
        "`bipolarity_coverage`",
    ),
    Printed("components in windows of time and under other weights", "over time, robustness", (), "as the components"),
    Printed(
        "strengths and relaxed PageRank",
        "centrality, numbers",
        ("strength_positive", "strength_negative", "relaxed_pagerank"),
        "`centrality_coverage`",
    ),
    Printed(
        "betweenness, participation",
        "centrality, numbers",
        ("actor_betweenness", "participation"),
        "`centrality_coverage`",
    ),
    Printed("ranks", "centrality, numbers", (), "`centrality_coverage`, last column"),
    Printed("P(first), P(top 5): shares of resamples", "centrality, numbers", (), "`rank_probabilities`"),
    Printed("other metrics", "`qtnet metrics`"),
    Printed("number of blocs", "blocs", (), "`blocs_recovery`, right number"),
    Printed("stability of memberships: shares of resamples", "blocs"),
    Printed("precision, recall, F1", "quality", ("precision", "recall", "f1"), "`score_coverage`"),
    Printed("shares in the reliability diagram", "quality", (), "Wilson's, not measured here"),
    Printed("trend, break", "trends", (), "`regression_series`"),
    Printed("difference between two periods", "trends", (), "`regression_periods`"),
    Printed("coefficients of dyadic regression", "regression", (), "`regression_size` (1 − size)"),
)


def rows() -> list[list[str]]:
    """Give the table: least and largest share over worlds, quantities and sizes."""
    return [
        [
            one.what,
            one.where,
            _measured(one.told),
            _span(one.quantities, small=True),
            _span(one.quantities, small=False),
        ]
        for one in PRINTED
    ]


def _measured(told: str) -> str:
    """Say where something was measured, if its study is stored."""
    study = re.match(r"`(\w+)`", told)
    return told if study is None or (FOLDER / f"{study[1]}.json").is_file() else "not measured"


def _span(quantities: tuple[str, ...], *, small: bool) -> str:
    found = [one.covers for one in coverages() if one.quantity in quantities and (one.documents <= _SMALL) == small]
    if not found:
        return "–"
    least, most = (f"{100 * share:.0f}" for share in (min(found), max(found)))
    return f"{least} %" if least == most else f"{least} to {most} %"
