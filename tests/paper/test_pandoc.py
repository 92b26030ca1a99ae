"""The filter for pandoc: the same keys in Word, Typst and LaTeX, and no output with an unknown key."""

import re
import subprocess
import zipfile

import pypandoc
import pytest

ARTICLE = r"""
---
title: Title with []{qt="bipolarity/all/ci"}
---

# Head with []{qt="first/name"}

The index is []{qt="bipolarity/all/ci"}; as in LaTeX \qt{counts/facts} facts, and $x = \qt{bipolarity/all/s}$.

\qt{funding/all}

| what | value |
|------|-------|
| a | []{qt="frustration/all"} |

![Caption with []{qt="first/ci"}](x.png)

A note.^[In a note []{qt="counts/documents"}.]
"""


def pandoc(written, source, *arguments):
    command = [pypandoc.get_pandoc_path(), "--lua-filter", str(written / "qtnet.lua"), *arguments]
    return subprocess.run(command, input=source, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture(scope="module")
def printed(numbers):
    """What a reader must find, marks included."""
    return {
        f"{numbers.text('bipolarity/all/ci')} (exploratory)",
        numbers.text("first/name"),
        numbers.text("counts/facts"),
        numbers.text("funding/all"),
        numbers.text("frustration/all"),
        numbers.text("first/ci"),
    }


def test_a_word_document_holds_the_numbers(written, printed, tmp_path):
    done = pandoc(written, ARTICLE, "-o", str(tmp_path / "x.docx"))
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(tmp_path / "x.docx") as file:
        text = re.sub(r"<[^>]+>", "", file.read("word/document.xml").decode("utf-8"))
    assert all(text_ in text for text_ in printed)


@pytest.mark.parametrize("form", ["typst", "latex", "html", "plain"])
def test_other_forms_hold_them_too(written, printed, numbers, form):
    done = pandoc(written, ARTICLE, "-t", form, "--wrap=none")
    assert done.returncode == 0, done.stderr
    text = done.stdout.replace("\\$", "$").replace("\\", "").replace("{", "").replace("}", "").replace("~", " ")
    assert all(one in text for one in printed), text
    if form == "latex":
        assert f"x = {numbers.text('bipolarity/all/s').replace('−', '-')}text (exploratory)" in text


def test_an_article_in_latex_becomes_a_word_document(written, printed, tmp_path, root):
    source = (root / "reports" / "article" / "article.tex").read_text(encoding="utf-8")
    body = source[source.index(r"\begin{document}") :]
    done = pandoc(written, rf"\documentclass{{article}}{body}", "-f", "latex+raw_tex", "-t", "plain", "--wrap=none")
    assert done.returncode == 0, done.stderr
    assert "qt{" not in done.stdout
    assert sum(one in done.stdout for one in printed) >= 4


@pytest.mark.parametrize(
    "source", ['[]{qt="bipolarity/al"}', r"\qt{bipolarity/al}", r"$\qt{bipolarity/al}$", '[]{qt="counts/facts/ci"}']
)
def test_an_unknown_key_stops_the_conversion(written, source):
    done = pandoc(written, source, "-t", "typst")
    assert done.returncode != 0
    assert "is unknown" in done.stderr


def test_numbers_may_lie_elsewhere(written, tmp_path):
    alone = tmp_path / "qtnet.lua"
    alone.write_text((written / "qtnet.lua").read_text(encoding="utf-8"), encoding="utf-8")
    assert pandoc(tmp_path, "x", "-t", "plain").returncode != 0
    elsewhere = ["--metadata", f"qtnet-numbers={written / 'numbers.json'}"]
    done = pandoc(tmp_path, '[]{qt="counts/documents"}', "-t", "plain", *elsewhere)
    assert done.stdout.strip() == "5"
