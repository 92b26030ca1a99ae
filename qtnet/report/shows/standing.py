"""The exhibit of the actors between the poles."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from qtnet.report.exhibit import Exhibit, exhibit_of
from qtnet.report.figures.alignment import draw_alignment, prepare_alignment
from qtnet.report.inputs import ReportInputs
from qtnet.report.shows.sources import documents_source

__all__ = ["show_alignment"]


def show_alignment(inputs: ReportInputs, names: Mapping[str, str]) -> Exhibit:
    """Show the actors between the poles."""
    frame = prepare_alignment(inputs.alignment, inputs.network, names)
    poles = (names.get(inputs.poles[0], inputs.poles[0]), names.get(inputs.poles[1], inputs.poles[1]))
    return exhibit_of(
        "alignment",
        frame,
        lambda narrow: draw_alignment(frame, poles, narrow=narrow),
        title=f"Between {poles[1]} and {poles[0]}",
        reading="Right: pulled by ties of cooperation and hostility towards the one pole, left: towards the other. "
        "Diamonds in the shaded middle are more likely than not to stand between. Actors without any path to a pole "
        "are left out.",
        alt=_alignment_alt(frame, poles),
        source=documents_source(inputs),
        legend=(("estimate", "aligned, with 95 % interval"), ("hedger", "probably between the poles")),
        table=frame.rename(columns=_sides(poles)),
        reason="No actor is tied to a pole.",
    )


def _sides(poles: tuple[str, str]) -> dict[str, str]:
    """Name the pole in the columns of probabilities."""
    return {
        f"p_pole_{side}": f"probability with {pole}, {end} (share of resamples)"
        for side, pole, end in zip("ab", poles, ("+1", "−1"), strict=True)
    }


def _alignment_alt(frame: pd.DataFrame, poles: tuple[str, str]) -> str:
    middle = frame[frame["p_hedger"].fillna(0) > 0.5]["name"].tolist()
    between = ", ".join(str(name) for name in middle) or "nobody"
    return f"{len(frame)} actors on an axis from {poles[1]} to {poles[0]}; probably between them: {between}."
