"""The page as a file: complete, safe, the same bytes every time."""

import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from qtnet.errors import InputError, TableError
from qtnet.report.page import page_html, write_report

HERE = Path(__file__).parent


def test_plotly_is_in_the_page_once_and_packed(html):
    assert html.count('id="packed-plotly"') == 1
    assert html.count("plotly.js v") == 0


def test_the_page_keeps_within_its_size(html):
    assert len(html.encode()) < 2_500_000


def test_nothing_points_outside_the_page(html):
    start = html.index('<script type="application/octet-stream"')
    markup = html[:start]
    assert not re.search(r'(?:src|href)="(?:https?:)?//', markup)
    assert "url(" not in markup
    assert "@import" not in markup


def test_the_policy_allows_only_the_scripts_of_the_page(html):
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html).group(1).replace("&#39;", "'")
    assert "default-src 'none'" in policy
    assert "connect-src 'none'" in policy
    assert "unsafe-eval" not in policy
    assert len(re.findall(r"'sha256-[^']+'", policy)) == 2
    assert "script-src 'unsafe-inline'" not in policy


QUESTIONS = [
    "What is this, and how sure is it?",
    "Who is central?",
    "Where do the ties run?",
    "Which blocs are there?",
    "Is it bipolar, in which technologies, since when, and is that more than chance?",
    "Who stands where, who hedges, who bridges?",
    "When was what agreed?",
    "Who pays whom?",
    "What would change the answer?",
    "What are the sentences?",
    "How good is the extraction?",
    "How was it done?",
]


def test_every_question_has_its_section(html):
    titles = re.findall(r"<h2 id=\"h-[a-z]+\">([^<]+)</h2>", html)
    assert titles == QUESTIONS


def test_every_link_inside_the_page_has_its_target(html):
    targets = set(re.findall(r'id="([^"]+)"', html))
    links = {link for link in re.findall(r'href="#([^"]+)"', html) if "=" not in link}
    assert links <= targets


def test_identifiers_are_unique(html):
    ids = re.findall(r' id="([^"]+)"', html[: html.index('<script type="application/octet-stream"')])
    assert len(ids) == len(set(ids))


def test_another_process_with_another_hash_seed_gives_the_same_bytes(root, html):
    program = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1]); from pathlib import Path; "
        "from invented import invented_inputs; from qtnet.report.page import page_html; "
        "print(hashlib.sha256(page_html(invented_inputs(Path(sys.argv[2]))).encode()).hexdigest())"
    )
    seed = "77" if os.environ.get("PYTHONHASHSEED") != "77" else "1"
    other = subprocess.run(
        [sys.executable, "-c", program, str(HERE), str(root)],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert other.stdout.strip() == hashlib.sha256(html.encode()).hexdigest()


def test_a_page_that_fails_leaves_the_old_one(inputs, tmp_path):
    path = tmp_path / "report.html"
    path.write_text("old")
    broken = replace(inputs, ties=inputs.ties.assign(start=0))
    with pytest.raises(InputError, match=r"reads '.*', not '"):
        write_report(broken, path)
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["report.html"]


def test_missing_columns_are_all_named(inputs):
    with pytest.raises(TableError, match=r"ties: column 'mode' is missing(.|\n)*quality: column 'f1' is missing"):
        replace(
            inputs,
            ties=inputs.ties.drop(columns="mode"),
            quality=pd.DataFrame(columns=["level", "precision", "recall", "ci_low", "ci_high"]),
        )


def test_a_study_without_any_fact_still_has_a_page(inputs):
    frames = {
        name: getattr(inputs, name).iloc[:0]
        for name in ("ties", "funding", "network", "network_actors", "actors", "centrality", "blocs", "bipolarity",
                     "alignment", "null_draws", "frustration", "frustrated_ties", "funding_totals", "funding_flows",
                     "quality")
    }  # fmt: skip
    empty = replace(inputs, **frames, coassignment=pd.DataFrame(), quality_reason="nothing to compare")
    html = page_html(empty)
    assert html.count("cannot be told from these documents") >= 4
    assert "No tie joins two actors of this network." in html
