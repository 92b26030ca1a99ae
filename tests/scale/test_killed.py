"""Extraction that is killed again and again ends with the same bytes as one that nobody disturbs."""

import csv
import hashlib
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.scale.recombining import copies, write_documents

_KILLS = 20
_DOCUMENTS = 2_000
_KILOBYTES = 0.3


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def started(place: Path, docs: Path, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "qtnet", "extract", str(docs), "--out", str(place / "facts"), *options]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def survived(place: Path, docs: Path, expected: dict[str, str], *, kills: int, seconds: float) -> int:
    """Kill runs at random moments, each run going on where the one before was; give how many came to their end.

    What has come to its end is compared and removed, and the next run begins from nothing.
    """
    chance, ended, killed = random.Random(1), 0, 0
    while killed < kills:
        run = started(place, docs)
        try:
            run.wait(timeout=chance.uniform(0.1, 1.0) * seconds)
        except subprocess.TimeoutExpired:
            run.send_signal(signal.SIGKILL)
            run.wait()
            killed += 1
            continue
        assert run.returncode == 0
        assert hashes(place / "facts") == expected
        shutil.rmtree(place)
        ended += 1
    assert started(place, docs).wait() == 0
    assert hashes(place / "facts") == expected
    return ended


def check_killed(folder: Path, documents: int, kills: int) -> int:
    """Compare killed runs with an undisturbed one; give how many of them came to their end."""
    write_documents(folder / "docs", documents, kilobytes=_KILOBYTES)
    began = time.monotonic()
    assert started(folder / "whole", folder / "docs").wait() == 0
    seconds = time.monotonic() - began
    expected = hashes(folder / "whole" / "facts")
    with (folder / "whole" / "facts" / "documents.csv").open(newline="", encoding="utf-8") as file:
        listed = [row["doc"] for row in csv.DictReader(file)]
    assert listed == [f"d{number:06d}" for number in range(documents)]
    return survived(folder / "killed", folder / "docs", expected, kills=kills, seconds=seconds)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_runs_killed_at_twenty_random_moments_end_with_the_bytes_of_an_undisturbed_one(tmp_path):
    check_killed(tmp_path, _DOCUMENTS, _KILLS)


@pytest.mark.slow
def test_all_copies_that_were_made_are_found_and_no_others(tmp_path):
    from qtnet.corpus import read_corpus
    from qtnet.facts.duplicates import duplicates

    made = write_documents(tmp_path, 500)
    found = {copy.doc: copy for copy in duplicates(read_corpus(tmp_path).documents)}
    assert {doc: copy.copy_of for doc, copy in found.items()} == copies(500)
    assert sum(copy.similarity == 1 for copy in found.values()) == made.exact == 10
    assert made.near == 10


@pytest.mark.slow
def test_no_annotated_document_counts_as_a_copy(root):
    from qtnet.corpus import read_corpus
    from qtnet.facts.duplicates import LOWEST_SIMILARITY, duplicates

    parts = sorted((root / "data" / "corpus").glob("*/docs"))
    documents = [document for part in parts for document in read_corpus([part]).documents]
    assert len(documents) > 300
    assert duplicates(documents, similarity=LOWEST_SIMILARITY) == []
