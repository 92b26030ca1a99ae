"""The exhibit of what would change the answer."""

from __future__ import annotations

from qtnet.report.exhibit import Exhibit, exhibit_of
from qtnet.report.figures.sensitivity import draw_sensitivity, prepare_sensitivity
from qtnet.report.inputs import ReportInputs

__all__ = ["show_sensitivity"]


def show_sensitivity(inputs: ReportInputs) -> Exhibit:
    """Show how the index moves with the settings of the method."""
    frame = prepare_sensitivity(inputs.sensitivity)
    low, high = (frame["TBI"].min(), frame["TBI"].max()) if len(frame) else (0.0, 0.0)
    return exhibit_of(
        "sensitivity",
        frame,
        lambda narrow: draw_sensitivity(frame, narrow=narrow),
        title="What would change the answer",
        reading="Each stroke is the index over all technologies under another setting of the method; a row holds all "
        "settings that share one choice. Where a row lies apart from its neighbours, that choice matters.",
        alt=f"Over {len(frame)} strokes the index runs from {low:.2f} to {high:.2f}.",
        source="The same facts, other settings; no interval is drawn here.",
        reason="The index is not defined under any other setting, or no other setting was tried.",
        table=inputs.sensitivity.round(4),
    )
