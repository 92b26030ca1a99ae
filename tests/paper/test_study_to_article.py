"""From a study file to the printed article: the whole way, on the documents of the repository."""

import shutil

import pytest

import qtnet as qt
from qtnet.paper import read_numbers
from qtnet.paper.lint import lint

STUDY = """
title = "Seeds, small"
[corpus]
documents = ["{root}/seeds"]
gold = "{root}/data/corpus/seeds/gold"
[centrality]
metrics = ["pagerank"]
draws = 20
[blocs]
restarts = 5
draws = 20
[bipolarity]
poles = ["US", "CN"]
nulls = 19
draws = 20
windows = ""
influence = []
schemes = false
[report]
presets = false
"""


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_study_ends_in_an_article_that_prints_its_numbers(root, tmp_path, typeset, pdf_text):
    (tmp_path / "small.toml").write_text(STUDY.format(root=root), encoding="utf-8")
    run = qt.run_study(tmp_path / "small.toml", out=tmp_path / "run")
    numbers = read_numbers(run.folder)
    article = tmp_path / "article"
    shutil.copytree(run.folder / "paper", article / "paper")
    text = (root / "reports" / "article" / "article.tex").read_text(encoding="utf-8")
    assert lint(text, numbers) == ()
    (article / "article.tex").write_text(text, encoding="utf-8")
    code, log = typeset(article, "article")
    assert code == 0, log[-2000:]
    assert numbers.text("bipolarity/all/ci") in pdf_text(article / "article.pdf").replace("†", "")
