"""What a calibration study hands on: a table of measured figures with the question that they answer."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "data" / "calibration"

Cell = str | int | float


@dataclass(frozen=True, kw_only=True)
class Study:
    """A measured table.

    `name` is the module's name, `question` what the table answers, `columns` and `rows` the figures (rounded as they
    are to be printed), `verdict` one or two sentences that a referee may quote, `command` what measures it again.
    """

    name: str
    title: str
    question: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    verdict: str

    @property
    def command(self) -> str:
        return f"python -m tests.calibration {self.name}"

    def write(self) -> Path:
        assert all(len(row) == len(self.columns) for row in self.rows), self.name
        FOLDER.mkdir(exist_ok=True)
        path = FOLDER / f"{self.name}.json"
        plain = asdict(self) | {"command": self.command}
        path.write_text(json.dumps(plain, indent=1, ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8")
        return path


def read_study(name: str) -> Study:
    plain = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    del plain["command"]
    rows = tuple(tuple(row) for row in plain.pop("rows"))
    return Study(**plain | {"rows": rows, "columns": tuple(plain["columns"])})
