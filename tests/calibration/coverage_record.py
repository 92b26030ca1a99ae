"""Gather coverage and bias from the stored studies into the records that warnings are made from."""

from __future__ import annotations

import json

from qtnet.inference import coverage, extraction_bias
from tests.calibration.study import FOLDER, read_study

#: Studies with coverage, and the column that holds the share of the interval that reports print; those are gathered
#: that are stored.
STUDIES = {
    "interval_coverage": "covers, nested",
    "bipolarity_coverage": "covers",
    "centrality_coverage": "covers",
    "score_coverage": "covers",
}
#: Quantities that results call otherwise; None leaves a row out, which another row of the same actors says better.
NAMES = {"x between the poles": "alignment", "x of all actors": None}


def record() -> str:
    """Give the record as text: a row for each quantity, world and number of documents, sorted."""
    found = []
    for name, column in STUDIES.items():
        if not (FOLDER / f"{name}.json").is_file():
            continue
        study = read_study(name)
        for row in study.rows:
            cells = dict(zip(study.columns, row, strict=True))
            quantity = NAMES.get(str(cells["quantity"]), str(cells["quantity"]))
            if quantity is not None:
                same = {key: cells[key] for key in ("world", "documents", "corpora")}
                found.append({"quantity": quantity, **same, "covers": cells[column]})
    found.sort(key=lambda row: (row["quantity"], row["world"], row["documents"]))
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in found) + "\n]\n"


def bias_record() -> str:
    """Give the bias of TBI as text, by the errors of extraction."""
    study = read_study("extraction_bias")
    cells = [dict(zip(study.columns, row, strict=True)) for row in study.rows]
    rows = {row["errors"]: row for row in cells if row["quantity"] == "TBI"}
    told = {"missed": "facts missed", "turned": "signs turned", "invented": "ties invented", "all": "all three"}
    found = {"value": rows["none"]["value"], **{name: rows[errors]["bias"] for name, errors in told.items()}}
    return json.dumps(found) + "\n"


def write_record() -> None:
    """Write the records."""
    coverage.RECORD.write_text(record(), encoding="utf-8", newline="\n")
    extraction_bias.RECORD.write_text(bias_record(), encoding="utf-8", newline="\n")
