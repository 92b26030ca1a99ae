"""The left-out scores as lines for a terminal and as plain numbers for a file."""

from __future__ import annotations

from collections.abc import Mapping

from qtnet.facts.judging import OUTCOMES
from qtnet.facts.score import LEVELS, Scores
from qtnet.facts.score_tables import score_lines, score_records

__all__ = ["leftout_lines", "leftout_records"]


def leftout_lines(scores: Mapping[str, Scores], *, brief: bool = False) -> list[str]:
    """Give one line per level and collection, then the details of each group of parts."""
    lines = [f"{'level':13} {'left out':8} {'precision':>9} {'recall':>7} {'f1':>7}  95 % interval of f1"]
    for level in LEVELS:
        for name, of in scores.items():
            row = of.levels.set_index("level").loc[level]
            rates = f"{row['precision']:9.3f} {row['recall']:7.3f} {row['f1']:7.3f}"
            counts = "  ".join(f"{outcome} {row[outcome]:.0f}" for outcome in OUTCOMES)
            lines.append(f"{level:13} {name:8} {rates}  [{row['f1_low']:.3f}, {row['f1_high']:.3f}]  {counts}")
    for name, of in scores.items():
        shares = [f"{row['attribute']} {row['accuracy']:.3f}" for row in of.actors.to_dict("records")]
        shares += [f"{row['attribute']} {row['accuracy']:.3f}" for row in of.attributes.to_dict("records")]
        ece = f"calibration error {of.calibration_error:.3f}  Brier {of.brier:.3f}"
        lines.append(f"{'attributes':13} {name:8} {'  '.join(shares)}  {ece}")
    if not brief:
        for name, of in scores.items():
            if not name.startswith("part "):
                lines += ["", f"=== {name}", *score_lines(of)]
    return lines


def leftout_records(scores: Mapping[str, Scores]) -> dict[str, dict[str, object]]:
    """Give every number of the scores, by collection; undefined ones are None."""
    return {name: score_records(of) for name, of in scores.items()}
