"""The tables of scores as lines for a terminal: per mode, technology and status, attributes, reliability, sweep."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from qtnet.facts.score import Scores

__all__ = ["score_lines"]

#: Characters of a bar that stands for 1.
_BAR = 40


def score_lines(scores: Scores) -> list[str]:
    """Give all tables that a reader of scores may want, each under its heading."""
    lines: list[str] = []
    for title, frame in (
        ("by mode (ties, level mode)", scores.by_mode),
        ("by technology (ties, level domain)", scores.by_domain),
        ("by status (ties, level full)", scores.by_status),
        ("attributes of ties that agree in pair and mode", scores.attributes),
        ("rates when only facts of a least confidence are kept", scores.sweep),
    ):
        lines += [title, *_indented(_plain(frame)), ""]
    return [*lines, *reliability_lines(scores)]


def reliability_lines(scores: Scores) -> list[str]:
    """Draw the reliability diagram: per bin of confidence, a bar for the share that is right and a mark for the mean.

    Where the mark ``|`` lies to the right of the bar, the extraction is too sure of itself.
    """
    lines = ["reliability of the confidence of ties (level mode): bar = share right, | = mean confidence"]
    for row in scores.reliability.to_dict("records"):
        head = f"  {row['low']:.1f} to {row['high']:.1f}  n {row['n']:4.0f}"
        if not row["n"]:
            lines.append(f"{head}  no facts")
            continue
        bar = list(("█" * round(_BAR * row["right"])).ljust(_BAR + 1))
        bar[round(_BAR * row["confidence"])] = "|"
        lines.append(f"{head}  confidence {row['confidence']:.3f}  right {row['right']:.3f}  {''.join(bar).rstrip()}")
    return [*lines, f"  calibration error {scores.calibration_error:.3f}, Brier score {scores.brier:.3f}"]


def _plain(frame: pd.DataFrame) -> str:
    return frame.to_string(index=False, float_format=lambda v: f"{v:.3f}", na_rep="–")


def _indented(text: str) -> Iterable[str]:
    return (f"  {line}".rstrip() for line in text.splitlines())
