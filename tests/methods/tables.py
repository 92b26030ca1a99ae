"""The generated tables of METHODS.md: the registry of metrics, and the measured figures."""

from __future__ import annotations

import re
from pathlib import Path

from qtnet.inference import list_nulls
from qtnet.metrics.registry import list_metrics
from tests.calibration.study import Study, read_study

PAGE = Path(__file__).resolve().parents[2] / "reports" / "METHODS.md"
_BLOCK = re.compile(r"<!-- (metrics|nulls|calibration: (\w+)) -->\n.*?<!-- end -->", re.DOTALL)
_KINDS = {"actor": "Scores of actors", "network": "Numbers about a network", "partition": "Divisions of the actors"}


def refreshed(page: str) -> str:
    """Give the page with every block between its marks generated again."""
    return _BLOCK.sub(lambda mark: f"<!-- {mark[1]} -->\n{_content(mark[1], mark[2])}<!-- end -->", page)


def _content(what: str, study: str | None) -> str:
    if study is not None:
        return measured_table(read_study(study))
    return metrics_tables() if what == "metrics" else nulls_table()


def metrics_tables() -> str:
    """Give one table per kind of metric."""
    listed = list_metrics()
    parts = []
    for kind, title in _KINDS.items():
        rows = listed[listed["kind"] == kind]
        lines = [
            [f"`{row.name}`", row.summary, f"`{row.formula}`", row.range, row.reads or "–", row.source]
            for row in rows.itertuples(index=False)
        ]
        table = _table(("metric", "says", "formula", "range", "reads", "source"), lines)
        parts.append(f"### {title}\n\n{table}\n")
    return "\n".join(parts)


def nulls_table() -> str:
    """Give what each null model keeps, asks and comes from."""
    columns = ("null", "sentence", "keeps", "asks", "source")
    rows = [
        [f"`{row.name}`", row.sentence, row.keeps + ("" if row.exact else " (on average)"), row.asks, row.source]
        for row in list_nulls().itertuples(index=False)
    ]
    return _table(columns, rows) + "\n"


def measured_table(study: Study) -> str:
    """Give a calibration study as a table with its question, verdict and command."""
    table = _table(study.columns, [[_shown(cell) for cell in row] for row in study.rows])
    return f"*{study.title}.* {study.question}\n\n{table}\n\n{study.verdict} (`{study.command}`)\n"


def _table(columns: tuple[str, ...], rows: list[list[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(_escaped(cell) for cell in line) + " |" for line in lines)


def _shown(cell: str | int | float) -> str:
    return f"{cell:g}" if isinstance(cell, float) else str(cell)


def _escaped(cell: str) -> str:
    # a bar inside code ends a cell of a table all the same
    return cell.replace("|", "\\|")
