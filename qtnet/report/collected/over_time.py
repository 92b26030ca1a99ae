"""Windows of time as frames of the page: the profile of each, and its blocs."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from qtnet.inference.bipolarity import BipolarityHistory
from qtnet.metrics.blocs.history import BlocHistory
from qtnet.network.windows import Window
from qtnet.report.inputs import no_rows
from qtnet.results import MULTILAYER

__all__ = ["window_bloc_frame", "window_frame"]


def window_frame(history: BipolarityHistory, windows: Sequence[Window]) -> pd.DataFrame:
    """Give the components of each window, with what they rest on; verdicts stand on the rows of TBI."""
    about = pd.DataFrame([row for window in windows for row in _about(window)])
    said = history.verdicts[["window", "layer", "verdict", "sentence", "p_adjusted", "hostile_events"]]
    said = said.rename(columns={"p_adjusted": "q_value"}).assign(metric="TBI")
    frame = history.components.merge(about, on=["window", "layer"], how="left", validate="many_to_one")
    frame = frame.merge(said, on=["window", "layer", "metric"], how="left", validate="many_to_one")
    texts = ["verdict", "sentence"]
    frame[texts] = frame[texts].fillna("").astype(object)
    return frame


def _about(window: Window) -> list[dict[str, object]]:
    """Give years, ties, documents and facts of a window per layer and over all."""
    ties = window.network.ties
    evidence = window.network.evidence.merge(ties[["layer"]], left_on="tie", right_index=True, how="left")
    rows = []
    for layer in (*window.network.layers, MULTILAYER):
        own = ties if layer == MULTILAYER else ties[ties["layer"] == layer]
        told = evidence if layer == MULTILAYER else evidence[evidence["layer"] == layer]
        row = {"window": window.label, "layer": layer, "start": window.first, "end": window.last, "n_ties": len(own)}
        facts = tuple(sorted({str(fact) for each in own["facts"] for fact in each}))
        rows.append(row | {"n_documents": int(told["doc"].nunique()), "facts": facts})
    return rows


def window_bloc_frame(history: BlocHistory, windows: Sequence[Window]) -> pd.DataFrame:
    """Give the bloc of each actor that has ties in a window, and the weight of these."""
    blocs = {
        (str(row["window"]), str(row["actor"])): row["estimate"]
        for row in history.frame.dropna(subset=["estimate"]).to_dict("records")
    }
    rows: list[dict[str, object]] = []
    for window in windows:
        ties = window.network.ties[["source", "target", "weight", "facts"]]
        ends = pd.concat([ties.rename(columns={end: "actor"}) for end in ("source", "target")])
        for actor, own in ends.groupby("actor", sort=True):
            if (window.label, str(actor)) not in blocs:
                continue
            row = {"window": window.label, "start": window.first, "actor": str(actor)}
            row |= {"bloc": int(blocs[window.label, str(actor)]), "strength": float(own["weight"].sum())}
            rows.append(row | {"facts": tuple(sorted({str(fact) for each in own["facts"] for fact in each}))})
    return pd.DataFrame(rows) if rows else no_rows("window_blocs")
