"""The sample article: it compiles, and prints the numbers of its run."""

import shutil
import subprocess

import pytest

CITED = ("bipolarity/all/ci", "first/ci", "first/name", "counts/facts", "funding/all", "quality/unseen/pair/f1/ci")


@pytest.fixture
def article(paper, tmp_path, root):
    for name in ("article.tex", "article.md"):
        shutil.copy(root / "reports" / "article" / name, tmp_path / name)
    shutil.copytree(paper, tmp_path / "paper")
    return tmp_path


@pytest.mark.timeout(300)
@pytest.mark.parametrize("engine", ["pdflatex", "lualatex"])
def test_the_article_compiles_and_prints_its_numbers(article, typeset, pdf_text, numbers, engine):
    code, log = typeset(article, "article", engine)
    assert code == 0, log[-3000:]
    made = subprocess.run(["bibtex", "article"], cwd=article, capture_output=True, check=False)
    assert made.returncode == 0, made.stdout.decode()[-1500:]
    for _ in range(2):
        code, log = typeset(article, "article", engine)
        assert code == 0, log[-3000:]
    assert "undefined" not in log
    said = pdf_text(article / "article.pdf").replace("†", "").replace("$ ", "$")
    for key in CITED:
        assert numbers.text(key) in said, key
    assert "References" in said


def test_the_article_becomes_a_word_document(article, numbers):
    import pypandoc

    command = [
        pypandoc.get_pandoc_path(),
        "article.md",
        "--lua-filter",
        "paper/qtnet.lua",
        "-t",
        "plain",
        "--wrap=none",
    ]
    done = subprocess.run(command, cwd=article, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert numbers.text("bipolarity/all/ci") in done.stdout
    assert "qt" not in done.stdout.replace("qtnet", "")
