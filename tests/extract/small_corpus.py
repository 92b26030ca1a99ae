"""A corpus small enough to train on in a second: the first documents of three parts."""

import csv
from pathlib import Path

CORPUS = Path(__file__).resolve().parents[2] / "data" / "corpus"
MOST = 8  # documents of a part


def small_corpus(folder: Path, *, cut: str = "") -> Path:
    """Copy the first documents of three parts; the annotation of part `cut` loses every other tie."""
    for part in "abg":
        (folder / "corpus" / part / "docs").mkdir(parents=True)
        (folder / "corpus" / part / "gold").mkdir()
        docs = sorted((CORPUS / part / "docs").glob("*.txt"))[:MOST]
        for path in docs:
            (folder / "corpus" / part / "docs" / path.name).write_bytes(path.read_bytes())
        for table in ("actors", "ties", "funding"):
            with (CORPUS / part / "gold" / f"{table}.csv").open(newline="", encoding="utf-8") as file:
                reader = csv.reader(file)
                head, rows = next(reader), [row for row in reader if row[0] in {path.stem for path in docs}]
            if part == cut and table == "ties":
                rows = rows[::2]
            with (folder / "corpus" / part / "gold" / f"{table}.csv").open("w", newline="", encoding="utf-8") as file:
                csv.writer(file, lineterminator="\n").writerows([head, *rows])
    (folder / "constructions").mkdir()
    lines = ["co X1 X2 :: X1 works with X2.", "su C1 C2 :: C1 supplies C2.", "- C1 C2 :: C1, unlike C2, grew."]
    (folder / "constructions" / "constructions.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder / "corpus"
