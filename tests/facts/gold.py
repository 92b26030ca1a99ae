"""Small annotated folders, written by hand for the tests of this stage."""

import csv
from pathlib import Path

from qtnet.facts.annotation import ANNOTATED

ACTORS = [("d1", "EU", "bloc", "EU", "EU|Brussels"), ("d1", "JP", "country", "JP", "Japan|Tokyo"),
          ("d1", "tsmc", "company", "TW", "TSMC"), ("d2", "JP", "country", "JP", "Japan"),
          ("d2", "US", "country", "US", "US")]  # fmt: skip
TIES = [
    ("d1", "EU", "JP", "agreement", "+", "quantum", "active", "2025", "letter of intent", "both signed"),
    ("d1", "tsmc", "JP", "supply", "+", "semiconductors", "active", "", "", "TSMC supplies Japan"),
    ("d2", "JP", "US", "research", "+", "ai", "announced", "", "", "Japan and the US will"),
]
FUNDING = [
    ("d1", "JP", "", "250000000", "", "JPY", "per-project", "", "2025", "quantum", "active", "up to ¥250 million")
]


def write_table(folder: Path, name: str, rows: list[tuple[str, ...]], columns: tuple[str, ...] | None = None) -> None:
    folder.mkdir(exist_ok=True)
    with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([columns or ANNOTATED[name], *rows])


def write_gold(folder: Path, *, actors=None, ties=None, funding=None) -> Path:
    write_table(folder, "actors", ACTORS if actors is None else actors)
    write_table(folder, "ties", TIES if ties is None else ties)
    write_table(folder, "funding", FUNDING if funding is None else funding)
    return folder
