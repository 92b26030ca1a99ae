"""Parquet out and in: one row per tie for DuckDB, R, Julia and polars; needs the extra ``store``."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pandas as pd

from qtnet.errors import InputError, MissingExtraError
from qtnet.network.multilayer import MultilayerNetwork
from qtnet.writing import open_fresh

__all__ = ["read_parquet", "write_parquet"]

#: Key of the file's metadata: actors (isolates included), layers and aspects as JSON.
_KEY = b"qtnet"
_INSTALL = "Parquet needs pyarrow; install it with: pip install pyarrow"


def write_parquet(net: MultilayerNetwork, path: str | Path) -> Path:
    """Write the ties as Parquet and give the path.

    Columns are source, target, layer, sign, weight, directed, time (empty where unknown), confidence and facts (a list
    of ids). What ties do not say, actors without a tie and empty layers, stands in the file's metadata.

    Raises
    ------
    MissingExtraError
        If pyarrow is not installed.
    """
    pa, pq = _arrow()
    types = {"source": pa.string(), "target": pa.string(), "layer": pa.string(), "sign": pa.int8()}
    types |= {"weight": pa.float64(), "directed": pa.bool_(), "time": pa.float64(), "confidence": pa.float64()}
    types["facts"] = pa.list_(pa.string())
    ties = net.ties.rename(columns={"year": "time"})
    columns = {name: _cells(ties[name]) for name in types}
    whole = {"actors": net.actors.to_dict("list"), "layers": net.layers, "aspects": net.aspects}
    table = pa.table(columns, schema=pa.schema(list(types.items())))
    path = Path(path)
    with open_fresh(path) as file:
        pq.write_table(table.replace_schema_metadata({_KEY: json.dumps(whole, ensure_ascii=False)}), file)
    return path


def read_parquet(path: str | Path) -> MultilayerNetwork:
    """Read a network from Parquet: a file of `write_parquet`, or any edge table with source, target and layer.

    Raises
    ------
    InputError
        If the file is missing or is no Parquet, or an edge is not valid; the message names the file.
    MissingExtraError
        If pyarrow is not installed.
    """
    pa, pq = _arrow()
    path = Path(path)
    if not path.is_file():
        raise InputError(f"{path}: no such file; expected Parquet")
    try:
        table = pq.ParquetFile(path).read()
        kept = json.loads((table.schema.metadata or {}).get(_KEY, b"{}"))
    except (pa.ArrowException, OSError, ValueError) as error:
        raise InputError(f"{path}: not a Parquet file ({error})") from error
    try:
        return _network(table, kept)
    except ValueError as error:
        raise InputError(f"{path}: {error}") from error


def _network(table: Any, kept: dict[str, Any]) -> MultilayerNetwork:
    frame = pd.DataFrame({name: pd.Series(table[name].to_pylist(), dtype=object) for name in table.column_names})
    if "facts" in frame:
        frame = _by_fact(frame)
    if not kept:
        return MultilayerNetwork.from_edges(frame)
    actors = pd.DataFrame(kept["actors"], dtype=str)
    return MultilayerNetwork.from_edges(frame, actors=actors, aspects=tuple(kept["aspects"]), layers=kept["layers"])


def _by_fact(frame: pd.DataFrame) -> pd.DataFrame:
    """Make each fact one contribution again; how the weight was shared among them is not in the file."""
    facts = frame["facts"].map(lambda ids: tuple(ids) if isinstance(ids, list) else ())
    shares = facts.map(len).clip(lower=1)
    weight = frame["weight"] if "weight" in frame else pd.Series(1.0, index=frame.index)
    frame = frame.assign(weight=weight.astype(float) / shares, fact=facts).drop(columns="facts")
    rows = frame.explode("fact", ignore_index=True)
    rows["fact"] = [f"row{i}" if fact != fact else fact for i, fact in enumerate(rows["fact"])]
    return rows if "doc" in rows else rows.assign(doc=rows["fact"])


def _cells(column: pd.Series) -> list[Any]:
    return [None if cell != cell else cell for cell in column.tolist()]


def _arrow() -> tuple[Any, Any]:
    try:
        return import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as error:
        raise MissingExtraError(_INSTALL) from error
