"""The page on paper: every section with its figures and nothing that only a screen can do."""

import io

import pytest

from tests.report.test_page import QUESTIONS

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def pages(browser, full_report):
    """The text of each page of the PDF."""
    reader = pytest.importorskip("pypdf", reason="pypdf is not installed")
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True, color_scheme="dark")
    page = context.new_page()
    page.goto(full_report.as_uri())
    page.wait_for_selector("html[data-ready]", state="attached")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    count = page.locator(".plot").count()
    page.wait_for_selector(f"html[data-drawn='{count}']", state="attached")
    printed = page.pdf(format="A4", print_background=True)
    headings = page.evaluate("[...document.querySelectorAll('main > section > h2')].map(h => h.textContent.trim())")
    titles = page.evaluate("[...document.querySelectorAll('.exhibit h3')].map(h => h.firstChild.textContent.trim())")
    context.close()
    return [" ".join(p.extract_text().split()) for p in reader.PdfReader(io.BytesIO(printed)).pages], headings, titles


def test_the_pdf_has_every_section_in_order(pages):
    text, headings, _ = pages
    whole = " ".join(text)
    places = [whole.rfind(heading) for heading in headings]
    assert headings == QUESTIONS
    assert -1 not in places
    assert places == sorted(places)


def test_the_pdf_names_every_figure(pages):
    text, _, titles = pages
    whole = " ".join(text)
    assert [title for title in titles if title not in whole] == []


def test_the_pdf_has_no_empty_page(pages):
    text, _, _ = pages
    assert [number for number, words in enumerate(text, 1) if len(words) < 20] == []
