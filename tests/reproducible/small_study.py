"""A study of two documents that asks for little: what is run again and again to compare bytes."""

from pathlib import Path

DOCUMENTS = {
    "one.txt": "Japan and the United States signed an agreement on quantum computing in 2020. The United States "
    "restricted exports of semiconductors to China in 2022.",
    "two.txt": "China and Russia agreed to cooperate on quantum communication in 2021. The İstanbul institute of "
    "Türkiye and Japan launched a joint research programme on quantum sensing.",
}
STUDY = """
title = "Small"
corpus.documents = ["docs"]
[centrality]
metrics = ["strength_positive"]
draws = 20
[blocs]
restarts = 2
draws = 20
nulls = 0
[bipolarity]
poles = ["US", "CN"]
nulls = 19
draws = 20
windows = ""
influence = []
schemes = false
[report]
presets = false
[run]
seed = 7
"""


def small_study(folder: Path) -> Path:
    """Write the documents and the study; give its file."""
    (folder / "docs").mkdir(parents=True)
    for name, text in DOCUMENTS.items():
        (folder / "docs" / name).write_text(text, encoding="utf-8", newline="\n")
    path = folder / "small.toml"
    path.write_text(STUDY, encoding="utf-8", newline="\n")
    return path
