"""The tables of a run for SQL: one Parquet file each, and a DuckDB database with views; needs the extra ``store``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import pandas as pd

from qtnet.deposit.kinds import Kind
from qtnet.deposit.tables import DepositColumn, DepositTable, deposit_tables
from qtnet.deposit.views import ASKED, list_views, views_sql
from qtnet.errors import InputError, MissingExtraError
from qtnet.paper.store import LIST, read_lists
from qtnet.report.dictionary import column_meaning
from qtnet.report.inputs import ReportInputs
from qtnet.writing import folder_beside, write_file

__all__ = ["DATABASE", "write_store"]

#: Name of the database inside the store.
DATABASE: Final = "qtnet.duckdb"
_INSTALL = "the store needs duckdb and pyarrow; install them with: pip install duckdb pyarrow"


def write_store(inputs: ReportInputs, folder: Path, out: Path | None = None) -> Path:
    """Write the tables of a finished run as Parquet files and a DuckDB database, and give the folder that holds them.

    The Parquet files of the same run are the same bytes; the database holds the same rows, in pages of its own.

    Parameters
    ----------
    inputs
        The results of the run.
    folder
        The run's folder.
    out
        Where the store goes; ``store`` inside `folder` when not given. An older store there is replaced.

    Raises
    ------
    MissingExtraError
        If duckdb or pyarrow is not installed.
    InputError
        If `out` holds what no store holds.
    """
    arrow, parquet, duckdb = _modules()
    out = (out or folder / "store").resolve()
    _check_replaceable(out)
    with folder_beside(out) as fresh:
        told = [_spelt_out(table, folder) for table in deposit_tables(inputs, folder)]
        tables = [*_stored(told), _coassignment(inputs), _study(inputs)]
        with duckdb.connect(str(fresh / DATABASE)) as database:
            for table in tables:
                rows = _arrow_table(arrow, table)
                parquet.write_table(rows, fresh / f"{table.name}.parquet")
                _insert(database, table, rows)
            for view in list_views():
                database.execute(view.sql)
                database.execute(f"COMMENT ON VIEW {view.name} IS {_text(view.meaning)}")
        write_file(fresh / "views.sql", views_sql())
    return out


def _modules() -> tuple[Any, Any, Any]:
    try:
        return import_module("pyarrow"), import_module("pyarrow.parquet"), import_module("duckdb")
    except ImportError as error:
        raise MissingExtraError(_INSTALL) from error


def _check_replaceable(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise InputError(f"{out}: a file; expected a folder for the store")
    known = {DATABASE, f"{DATABASE}.wal", "views.sql"}
    inside = sorted(path.name for path in out.iterdir()) if out.exists() else []
    if foreign := [name for name in inside if name not in known and not name.endswith(".parquet")]:
        raise InputError(f"{out}: holds what no store holds ({', '.join(foreign[:3])}); give a new or empty folder")


def _stored(tables: Sequence[DepositTable]) -> list[DepositTable]:
    return [_with_asked(table) for table in tables if table.name and table.name != "coassignment"]


def _spelt_out(table: DepositTable, folder: Path) -> DepositTable:
    """Give the facts of the paper's numbers where a row has but the name of their list, so that SQL can join them."""
    if table.name != "numbers" or not table.frame["facts"].str.startswith(LIST).any():
        return table
    lists = {name: " ".join(facts) for name, facts in read_lists(folder / "paper").items()}
    facts = [lists.get(cell, cell) for cell in table.frame["facts"]]
    return replace(table, stored=table.frame.assign(facts=facts))


def _with_asked(table: DepositTable) -> DepositTable:
    known = {column.name for column in table.columns}
    missing = [name for name in ASKED.get(table.name, ()) if name not in known]
    if not missing:
        return table
    told = {name: column_meaning(table.name, name) for name in missing}
    more = [DepositColumn(name=n, kind="number", meaning=meaning, unit=unit) for n, (meaning, unit) in told.items()]
    stored = table.frame.assign(**dict.fromkeys(missing, float("nan")))
    return replace(table, columns=(*table.columns, *more), stored=stored)


def _coassignment(inputs: ReportInputs) -> DepositTable:
    """Give the square of actors as one row per pair, which SQL can join."""
    square = inputs.coassignment
    names = [str(actor) for actor in square.index]
    share = square.to_numpy(dtype=float).tolist()
    rows = [(a, b, share[i][j]) for i, a in enumerate(names) for j, b in enumerate(names) if i != j]
    columns = (
        DepositColumn(name="actor", kind="text", meaning="id of the actor"),
        DepositColumn(name="other", kind="text", meaning="id of another actor"),
        DepositColumn(name="share", kind="number", meaning="share of searches in which both are in one bloc"),
    )
    frame = pd.DataFrame(rows, columns=["actor", "other", "share"])
    meaning = "Share of the repeated searches in which two actors are in the same bloc"
    return DepositTable(path="", name="coassignment", meaning=meaning, columns=columns, stored=frame)


def _study(inputs: ReportInputs) -> DepositTable:
    """Give the one row that says what the study is, so that no query is without its caution."""
    version, seed, config = (str(inputs.provenance.get(key, "")) for key in ("qtnet", "seed", "config_sha256"))
    told: list[tuple[str, Kind, object, str]] = [
        ("title", "text", inputs.title, "title of the study"),
        ("question", "text", inputs.question, "what it asks"),
        ("pole_a", "text", inputs.poles[0], "the pole at alignment 1"),
        ("pole_b", "text", inputs.poles[1], "the pole at alignment −1"),
        ("exploratory", "truth", inputs.exploratory, "whether bipolarity is exploratory: too little evidence to tell"),
        ("exploratory_reason", "text", inputs.exploratory_reason, "why"),
        ("qtnet", "text", version, "version of qtnet"),
        ("seed", "text", seed, "seed of the random draws"),
        ("config_sha256", "text", config, "hash of the configuration"),
    ]
    columns = tuple(DepositColumn(name=name, kind=kind, meaning=meaning) for name, kind, _, meaning in told)
    frame = pd.DataFrame({name: pd.Series([value], dtype=object) for name, _, value, _ in told})
    return DepositTable(path="", name="study", meaning="The study, in one row", columns=columns, stored=frame)


def _arrow_table(arrow: Any, table: DepositTable) -> Any:
    types = {"text": arrow.string(), "whole": arrow.int64(), "number": arrow.float64(), "truth": arrow.bool_()}
    types["list"] = arrow.list_(arrow.string())
    frame = table.frame
    schema = arrow.schema([arrow.field(column.name, types[column.kind]) for column in table.columns])
    cells = [[_cell(value, column.kind) for value in frame[column.name].tolist()] for column in table.columns]
    return arrow.table([arrow.array(c, type=f.type) for c, f in zip(cells, schema, strict=True)], schema=schema)


def _cell(value: Any, kind: Kind) -> Any:
    if kind == "list":
        items = value.split() if isinstance(value, str) else value
        return [str(item) for item in items] if isinstance(items, list | tuple) else []
    if value is None or value is pd.NA or value != value or value == "":
        return None
    if kind == "text":
        return str(value)
    return bool(value) if kind == "truth" else int(float(value)) if kind == "whole" else float(value)


def _insert(database: Any, table: DepositTable, rows: Any) -> None:
    database.register("rows_of_table", rows)
    database.execute(f"CREATE TABLE {_name(table.name)} AS SELECT * FROM rows_of_table")
    database.unregister("rows_of_table")
    database.execute(f"COMMENT ON TABLE {_name(table.name)} IS {_text(table.meaning)}")
    for column in table.columns:
        told = f"{column.meaning} ({column.unit})" if column.unit else column.meaning
        database.execute(f"COMMENT ON COLUMN {_name(table.name)}.{_name(column.name)} IS {_text(told)}")


def _name(identifier: str) -> str:
    return '"' + identifier.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
