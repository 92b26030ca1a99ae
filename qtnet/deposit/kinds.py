"""What the columns of the result tables hold: text, whole numbers, numbers, truth values or lists of ids.

In a CSV file a table without rows does not show it, and a whole number that may be missing is written ``3.0``.
"""

from __future__ import annotations

from typing import Final, Literal

import pandas as pd

__all__ = ["Kind", "kind_of"]

Kind = Literal["text", "whole", "number", "truth", "list"]

_LISTS: Final = frozenset({"facts", "facts_unnamed"})
_TRUTHS: Final = frozenset({"always", "directed", "own", "settled", "stands_out"})
_WHOLE: Final = frozenset(
    (
        *("bloc", "blocs", "chars", "documents", "draw", "end", "found", "group", "hostile_events", "n", "n_documents"),
        *("n_evidence", "n_facts", "n_not_converted", "n_ties", "n_unnamed", "optima", "side", "start", "usd_year"),
        *("year", "years"),
    )
)
_NUMBERS: Final = frozenset(
    (
        *("B", "C", "D", "H", "J", "S", "TBI", "X", "sqrt(C·S)", "lambda", "tau"),
        *("alignment", "ambivalence", "engagement", "estimate", "pivotality", "pull", "change", "without"),
        *("ambivalence_high", "ambivalence_low", "engagement_high", "engagement_low", "pull_high", "pull_low"),
        *("amount", "amount_high", "amount_usd", "unnamed_usd", "rate"),
        *("ci_high", "ci_low", "std_error", "p_value", "q_value", "null_mean", "null_high", "eigenvalue"),
        *("confidence", "min_confidence", "extraction_share", "f1", "precision", "recall", "high", "low", "right"),
        *("precision_high", "precision_low", "recall_high", "recall_low", "start_high", "start_low"),
        *("lower_bound", "normalised", "tight", "p_first", "p_hedger", "p_pole_a", "p_pole_b", "p_top"),
        *("rank", "rank_high", "rank_low", "stability", "strength", "support", "weight"),
    )
)
#: Columns that hold something else in one table.
_OWN: Final[dict[tuple[str, str], Kind]] = {
    ("centrality", "rank"): "number",
    ("network", "sign"): "whole",
    ("preset_ties", "sign"): "whole",
    ("frustrated_ties", "sign"): "whole",
    ("presets", "status"): "list",
    ("numbers", "counted"): "text",
    ("numbers", "decimals"): "whole",
    ("numbers", "level"): "number",
    ("numbers", "value"): "number",
}


def kind_of(table: str, column: str, cells: pd.Series | None = None) -> Kind:
    """Say what a column of a result table holds.

    Parameters
    ----------
    table, column
        Names of the table and of its column.
    cells
        The cells; they decide where nothing is known of the column.

    Examples
    --------
    >>> kind_of("network", "facts"), kind_of("ties", "sign"), kind_of("network", "sign")
    ('list', 'text', 'whole')
    """
    if (table, column) in _OWN:
        return _OWN[table, column]
    known: dict[Kind, frozenset[str]] = {"list": _LISTS, "truth": _TRUTHS, "whole": _WHOLE, "number": _NUMBERS}
    for kind, names in known.items():
        if column in names:
            return kind
    return "text" if cells is None else _kind_of_cells(cells)


def _kind_of_cells(cells: pd.Series) -> Kind:
    if cells.map(lambda cell: isinstance(cell, list | tuple)).any():
        return "list"
    if pd.api.types.is_bool_dtype(cells.dtype):
        return "truth"
    if pd.api.types.is_integer_dtype(cells.dtype):
        return "whole"
    return "number" if pd.api.types.is_float_dtype(cells.dtype) else "text"
