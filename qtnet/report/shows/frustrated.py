"""The exhibit of the ties that do not fit two camps."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from qtnet.report.exhibit import Exhibit, exhibit_of
from qtnet.report.figures.camps import draw_camps, left_out, prepare_camps, prepare_misfits
from qtnet.report.inputs import ReportInputs
from qtnet.report.labels import layer_label
from qtnet.report.rounding import number_text
from qtnet.report.rows import Row, rows
from qtnet.report.shows.sources import documents_source
from qtnet.report.words.camps import camps_text, netting_text, unsettled_text
from qtnet.report.words.sentences import count

__all__ = ["show_frustrated"]


def show_frustrated(inputs: ReportInputs, names: Mapping[str, str]) -> Exhibit:
    """Show the best division into two camps, and which ties do not fit it."""
    ties = inputs.frustrated_ties
    misfits = prepare_misfits(ties)
    actors = prepare_camps(inputs.camps, misfits, inputs.network, names)
    hidden = left_out(inputs.camps, actors)
    more = f" Not drawn: {count(hidden, 'actor')} with lighter ties." if hidden else ""
    return exhibit_of(
        "frustrated",
        misfits if len(actors) else misfits.iloc[:0],
        lambda narrow: draw_camps(actors, misfits, inputs.network, narrow=narrow),
        title="Ties that cross the best division into two camps",
        reading=f"{camps_text(inputs.frustration)} Grey lines fit the division.{unsettled_text(inputs.camps)}{more}",
        alt=_alt(misfits, names),
        source=documents_source(inputs) + netting_text(inputs.frustration, float(ties["weight"].sum())),
        legend=(("cooperation", "cooperation across the camps"), ("hostility", "hostility inside a camp")),
        reason="No tie speaks against two camps."
        if misfits.empty
        else "The camps are not stored with these results; the table has the ties that do not fit.",
        table=_table(ties, names),
    )


def _table(ties: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    heavy = ties.sort_values(["weight", "source", "target"], ascending=[False, True, True])
    return pd.DataFrame(
        {
            "technology": [layer_label(str(layer)) for layer in heavy["layer"]],
            "tie": [_pair(row, names) for row in rows(heavy)],
            "sign": ["cooperation across" if int(sign) > 0 else "hostility inside" for sign in heavy["sign"]],
            "weight": heavy["weight"].astype(float).round(3).tolist(),
            "facts": heavy["facts"].tolist(),
        }
    )


def _pair(row: Row, names: Mapping[str, str]) -> str:
    return f"{names.get(str(row['source']), str(row['source']))} – {names.get(str(row['target']), str(row['target']))}"


def _alt(misfits: pd.DataFrame, names: Mapping[str, str]) -> str:
    told = [
        f"{_pair(row, names)} ({'cooperation across' if row['sign'] > 0 else 'hostility inside'}, "
        f"{number_text(row['weight'])})"
        for row in rows(misfits.head(4))
    ]
    return f"Two camps; heaviest ties that do not fit: {'; '.join(told)}."
