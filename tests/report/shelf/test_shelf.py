"""Several studies in one folder: an index, their pages, and one library where that is asked for."""

import re
from dataclasses import replace

import pytest

from qtnet.errors import InputError
from qtnet.report.shelf import write_shelf
from qtnet.report.shelf.library import without_library
from qtnet.report.shelf.shelf import index_html


@pytest.fixture(scope="module")
def shelf(inputs, tmp_path_factory):
    studies = [("quantum", inputs), ("quantum", replace(inputs, title="Another <b>study</b>"))]
    return write_shelf(studies, tmp_path_factory.mktemp("shelf"), shared=True).parent


def test_the_index_links_every_page(shelf):
    index = (shelf / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'href="([^"]+)"', index) == ["quantum.html", "quantum-2.html"]
    assert all((shelf / name).is_file() for name in ("quantum.html", "quantum-2.html"))


def test_studies_of_one_title_are_told_apart_by_folder_dates_and_level(inputs):
    config = {**inputs.config, "network": {**inputs.config["network"], "level": "actor"}}
    later = replace(inputs, config=config, documents=inputs.documents.assign(date="2026-01"))
    index = index_html({"quantum": inputs, "quantum-2": later})
    sources = re.findall(r'<p class="source">(.*?)</p>', index)
    plain = [re.sub(r"<[^>]+>", "", source) for source in sources]
    assert plain[0].startswith("quantum · documents of 2025 to 2025-11 · countries · ")
    assert plain[1].startswith("quantum-2 · documents of 2026-01 · organisations and countries · ")


def test_the_index_gives_the_headline_numbers_and_no_markup_of_titles(shelf):
    index = (shelf / "index.html").read_text(encoding="utf-8")
    assert "Another &lt;b&gt;study" in index
    assert index.count("exploratory: fewer than 30") == 2
    assert "<script" not in index


def test_pages_share_one_library_and_lose_its_weight(shelf, html):
    libraries = [*shelf.glob("plotly-*.js")]
    assert len(libraries) == 1
    page = (shelf / "quantum.html").read_text(encoding="utf-8")
    assert f'<script src="{libraries[0].name}"></script>' in page
    assert "script-src 'self' " in page
    assert len(html) - len(page) > 0.9 * libraries[0].stat().st_size


def test_without_the_wish_every_page_stands_alone(inputs, html, tmp_path):
    write_shelf([("quantum", inputs)], tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index.html", "quantum.html"]
    assert (tmp_path / "quantum.html").read_text(encoding="utf-8") == html


def test_a_page_without_the_library_is_refused():
    with pytest.raises(InputError, match="carries the plotting library 0 times"):
        without_library("<p>no library</p>")


def test_the_index_is_the_same_bytes_again(inputs):
    assert index_html({"a": inputs}) == index_html({"a": inputs})


def test_an_index_of_nothing_is_refused(tmp_path):
    with pytest.raises(InputError, match="at least one study"):
        write_shelf([], tmp_path)
