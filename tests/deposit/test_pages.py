"""CODEBOOK.md and SOURCES.md: complete, and text of documents stays text."""

import html
import re

import pypandoc
import pytest

from qtnet.deposit.tables import deposit_tables
from qtnet.deposit.terms import is_web_address
from qtnet.deposit.views import list_views


def test_the_codebook_explains_every_table_and_column(folder, inputs):
    text = (folder / "CODEBOOK.md").read_text(encoding="utf-8")
    described = [t for t in deposit_tables(inputs, folder) if t.path.startswith(("facts/", "results/"))]
    assert len(described) > 30
    for table in described:
        own = text.split(f"## {table.path}")[1].split("\n## ")[0]
        if table.path != "results/coassignment.csv":
            assert all(f"| `{column.name}` |" in own for column in table.columns), table.path
    assert all(f"| `{view.name}` |" in text for view in list_views())


def test_sources_cite_each_document_with_its_licence(folder):
    text = (folder / "SOURCES.md").read_text(encoding="utf-8")
    assert "2 documents; the licence of 1 is not stated." in text
    assert "- licence: CC-BY-4.0" in text
    assert "The Paper (no date). *Chips in Europe*. <https://x.org/a_b>" in text


@pytest.mark.parametrize("form", ["gfm", "markdown"])
def test_a_hostile_title_is_text_when_the_page_is_shown(folder, form):
    text = (folder / "SOURCES.md").read_text(encoding="utf-8")
    shown = pypandoc.convert_text(text, "html", format=form)
    assert "<script" not in shown
    assert set(re.findall(r'href="([^"]*)"', shown)) == {"https://x.org/a_b"}
    assert "[x](javascript:alert(2))" in html.unescape(shown)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("https://x.org/a?b=1&c=2", True),
        ("http://x.org", True),
        ("", False),
        ("x.org", False),
        ("https://x.org/a b", False),
        ("https://x.org/<b>", False),
        ("data:text/html,x", False),
    ],
)
def test_only_addresses_of_the_web_become_links(text, is_one):
    assert is_web_address(text) is is_one
