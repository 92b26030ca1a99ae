"""Where actors stand between the poles: alignment with its interval, chances of each side, and who bridges."""

from __future__ import annotations

from collections.abc import Iterator

from qtnet.paper.families.bipolar import bipolarity_method
from qtnet.paper.number import PaperNumber
from qtnet.paper.vocabulary import Vocabulary
from qtnet.report.labels import layer_label
from qtnet.report.rows import rows

__all__ = ["alignment_numbers", "bridge_numbers"]

_UNREACHED = "unreached"


def alignment_numbers(known: Vocabulary) -> Iterator[PaperNumber]:
    """Give alignment and chances of every actor that a tie reaches, per technology and over all."""
    inputs = known.inputs
    poles = [known.name(pole) for pole in inputs.poles]
    reached = inputs.alignment[(inputs.alignment["reason"] != _UNREACHED) & inputs.alignment["estimate"].notna()]
    for row in rows(reached):
        actor, layer = str(row["actor"]), str(row["layer"])
        start = f"alignment/{known.layers[layer]}/{known.actors[actor]}"
        where = f"{known.name(actor)}, {layer_label(layer)}"
        facts = known.facts(actor, layer)
        yield PaperNumber(
            key=start,
            label=f"alignment, −1 with {poles[1]} to 1 with {poles[0]}: {where}",
            kind="estimate",
            value=float(row["estimate"]),
            low=float(row["ci_low"]),
            high=float(row["ci_high"]),
            std_error=float(row["std_error"]),
            unit="alignment, −1 to 1",
            method=bipolarity_method(known),
            layer=layer,
            facts=facts,
            reason=str(row["reason"] or ""),
            exploratory=inputs.exploratory,
        )
        if actor in inputs.poles:
            continue
        for column, name, side in (
            ("p_pole_a", "with-first-pole", f"with {poles[0]}"),
            ("p_pole_b", "with-second-pole", f"with {poles[1]}"),
            ("p_hedger", "between", "between the poles"),
        ):
            yield PaperNumber(
                key=f"{start}/{name}",
                label=f"probability of standing {side}, share of resamples: {where}",
                kind="weight",
                value=float(row[column]),
                unit="probability",
                layer=layer,
                facts=facts,
                exploratory=inputs.exploratory,
            )


def bridge_numbers(known: Vocabulary) -> Iterator[PaperNumber]:
    """Give ambivalence times engagement of the actors that are pulled to both poles."""
    for row in rows(known.inputs.bridges):
        actor, layer = str(row["actor"]), str(row["layer"])
        yield PaperNumber(
            key=f"bridges/{known.layers[layer]}/{known.actors[actor]}",
            label=f"bridging, ambivalence times engagement: {known.name(actor)}, {layer_label(layer)}",
            kind="estimate",
            value=float(row["estimate"]),
            low=float(row["ci_low"]),
            high=float(row["ci_high"]),
            unit="0 to 1",
            layer=layer,
            facts=tuple(row["facts"]),
            reason=str(row["reason"] or ""),
            exploratory=known.inputs.exploratory,
        )
