"""A small finished run of two documents, one of whose titles wants to be more than text."""

from pathlib import Path

import qtnet as qt

ONE = """A pact on quantum computing

12 March 2024. Japan and the United States signed an agreement on quantum computing research on Tuesday. The United
States imposed export restrictions on China over quantum computers.
"""
TWO = """Chips in Europe

5 May 2025. Germany will provide 900 million euros to TSMC for a semiconductor plant in Dresden. China and Russia agreed
to cooperate in semiconductor research. The Netherlands banned the export of lithography machines to China.
"""
HOSTILE = '=cmd|"/C calc"!A1 <script>alert(1)</script> [x](javascript:alert(2))'
STUDY = """
title = "Tiny"
question = "Who?"
[corpus]
documents = ["docs"]
[centrality]
metrics = ["pagerank"]
draws = 20
[blocs]
restarts = 3
[bipolarity]
poles = ["US", "CN"]
nulls = 19
draws = 20
[report]
presets = false
[run]
seed = 7
"""


def tiny_run(place: Path, out: str = "out") -> Path:
    """Write the documents and the study into a folder, build it there, and give the folder of the run."""
    (place / "docs").mkdir()
    for name, text in (("one", ONE), ("two", TWO)):
        (place / "docs" / f"{name}.txt").write_text(text, encoding="utf-8")
    quoted = HOSTILE.replace('"', '""')
    rows = [f'one,"{quoted}",2024-03-12,Sons & `|,javascript:alert(3),CC-BY-4.0', "two,,,The Paper,https://x.org/a_b,"]
    header = "doc,title,date,source,url,licence"
    (place / "docs" / "sources.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    (place / "tiny.toml").write_text(STUDY, encoding="utf-8")
    return qt.run_study(place / "tiny.toml", out=place / out).folder
