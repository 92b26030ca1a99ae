"""How far errors of extraction push the index of bipolarity, where the truth was known.

The figures are measured by a calibration study (``python -m tests.calibration extraction_bias``) and recorded beside
this file.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["RECORD", "TOLD_FROM", "ExtractionBias", "bias_warning", "extraction_bias"]

RECORD = Path(__file__).with_name("extraction_bias.json")
#: A smaller bias of an index between 0 and 1 is not warned of.
TOLD_FROM = 0.05


@dataclass(frozen=True, kw_only=True)
class ExtractionBias:
    """Mean estimate of TBI minus its true value, by the errors that extraction made."""

    value: float
    missed: float
    turned: float
    invented: float
    all: float


@cache
def extraction_bias() -> ExtractionBias:
    """Give what was measured."""
    return ExtractionBias(**json.loads(RECORD.read_text(encoding="utf-8")))


def bias_warning() -> str:
    """Say how far the errors that were measured of extraction push TBI; nothing where they hardly do.

    Examples
    --------
    >>> bias_warning()[:81]
    'Errors of extraction push the index down: in simulated corpora by 0.17 (true TBI '
    """
    bias = extraction_bias()
    if abs(bias.all) < TOLD_FROM:
        return ""
    alone = {
        "facts that were missed": bias.missed,
        "signs that were turned": bias.turned,
        "ties that nobody wrote": bias.invented,
    }
    cause, most = max(alone.items(), key=lambda item: abs(item[1]))
    return (
        f"Errors of extraction push the index {'down' if bias.all < 0 else 'up'}: in simulated corpora by "
        f"{abs(bias.all):.2f} (true TBI {bias.value:.2f}), most of all {cause}, alone by {abs(most):.2f}. Neither the "
        "interval nor the correction for noise undoes that."
    )
