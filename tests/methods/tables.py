"""The generated tables of the method pages: the registry of metrics, reference values, worlds, measured figures."""

from __future__ import annotations

import re
from pathlib import Path

from qtnet.facts.schema import data_dictionary
from qtnet.inference import list_nulls
from qtnet.metrics.registry import list_metrics
from tests.calibration import printed_intervals
from tests.calibration.study import Study, read_study
from tests.methods import reference, worlds

REPORTS = Path(__file__).resolve().parents[2] / "reports"
PAGE = REPORTS / "METHODS.md"
DICTIONARY = REPORTS.parent / "data" / "DICTIONARY.md"
PAGES = (PAGE, REPORTS / "READING_BIPOLARITY.md")
_BLOCK = re.compile(
    r"<!-- (intervals|metrics|networks|nulls|worlds|calibration: (\w+)) -->\n.*?<!-- end -->", re.DOTALL
)
_KINDS = {"actor": "Scores of actors", "network": "Numbers about a network", "partition": "Divisions of the actors"}


def refreshed(page: str) -> str:
    """Give the page with every block between its marks generated again."""
    return _BLOCK.sub(lambda mark: f"<!-- {mark[1]} -->\n{_content(mark[1], mark[2])}<!-- end -->", page)


def _content(what: str, study: str | None) -> str:
    if study is not None:
        return measured_table(read_study(study))
    tables = {
        "intervals": intervals_table,
        "metrics": metrics_tables,
        "networks": networks_table,
        "nulls": nulls_table,
        "worlds": worlds_table,
    }
    return tables[what]()


def dictionary(page: str) -> str:
    """Give the data dictionary with the tables of facts generated again."""
    return page[: page.index("## documents.csv")] + data_dictionary()


def metrics_tables() -> str:
    """Give one table per kind of metric."""
    listed = list_metrics()
    parts = []
    for kind, title in _KINDS.items():
        rows = listed[listed["kind"] == kind]
        lines = [
            [
                *(f"`{row.name}`", row.summary, f"`{row.formula}`", row.range, row.reads or "–", row.source),
                reference.reference(row.name).shown,
            ]
            for row in rows.itertuples(index=False)
        ]
        table = _table(("metric", "says", "formula", "range", "reads", "source", "reference value"), lines)
        parts.append(f"### {title}\n\n{table}\n")
    return "\n".join(parts)


def networks_table() -> str:
    """Give the networks of the reference values."""
    lines = [[f"*{name}*", told] for name, told in reference.NETWORKS.items()]
    return _table(("network", "what it is"), lines) + "\n"


def worlds_table() -> str:
    """Give the components of bipolarity in worlds whose answer is known, with what each shows."""
    columns = ("world", "C", "S", "H", "D", "TBI", "what it shows")
    return _table(columns, worlds.rows()) + "\n"


def nulls_table() -> str:
    """Give what each null model keeps, asks and comes from."""
    columns = ("null", "sentence", "keeps", "asks", "source")
    rows = [
        [f"`{row.name}`", row.sentence, row.keeps + ("" if row.exact else " (on average)"), row.asks, row.source]
        for row in list_nulls().itertuples(index=False)
    ]
    return _table(columns, rows) + "\n"


def intervals_table() -> str:
    """Give every interval that is printed, with what was measured of it."""
    return _table(printed_intervals.COLUMNS, printed_intervals.rows()) + "\n"


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
