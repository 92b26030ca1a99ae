"""Every form of document: its text in reading order, its title and date, and offsets into what is stored."""

import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest

from qtnet.corpus import read_corpus, write_texts
from qtnet.corpus.docx_reader import read_docx
from qtnet.corpus.html_reader import read_html
from qtnet.corpus.markdown_reader import read_markdown
from qtnet.corpus.pdf_reader import read_pdf
from qtnet.corpus.rejoining import PrintedLine, rejoined
from qtnet.errors import CorpusError

PAGE = """<!doctype html><html><head><title>Pact on chips | Daily News</title>
<meta property="article:published_time" content="2025-05-13T10:00Z"><meta property="og:site_name" content="Daily News">
<link rel="canonical" href="https://news.example/pact"></head><body class="has-sidebar">
<header><nav><ul><li><a href="/">Home</a></ul></nav></header><div id="cookieBanner"><p>We use cookies.</p></div>
<main><article><h1>Pact on chips</h1><p>Japan and <b>Korea</b> signed&nbsp;a pact on R&amp;D that both had prepared.</p>
<h2>Terms</h2><ul><li>They pay &euro;5 million.<li>ASML joins.</ul>
<table><tr><th>Who<th>What<tr><td>Japan<td>Lasers</table>
<h3>Related</h3><ul><li><a href="1">Another story</a><li><a href="2">And one more</a></ul></article></main>
<aside>Most read</aside><footer>© 2025 Daily News</footer></body></html>"""


def pdf(pages: list[list[str]]) -> bytes:
    """Write a PDF by hand: Helvetica of 10 points, one line of text every 12 points."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for lines in pages:
        drawn = "BT /F 10 Tf 12 TL 72 720 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
        objects.append(f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream".encode())
        content = len(objects)
        page = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F 3 0 R>>>>/Contents {content} 0 R>>"
        )
        objects.append(page.encode())
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>".encode()
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj" % number + body + b"endobj\n"
    table = "".join(f"{at:010} 00000 n \n" for at in offsets)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\n"
    return data + f"{end}startxref\n{len(data)}\n%%EOF".encode()


def docx(body: str, styles: str = "") -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/styles.xml", f"<w:styles {space}>{styles}</w:styles>")
    return packed.getvalue()


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_a_page_gives_its_article_without_what_stands_around_it():
    found = read_html(PAGE.encode(), "a.html")
    assert found.text == (
        "# Pact on chips\n\nJapan and Korea signed a pact on R&D that both had prepared.\n\n## Terms\n\n"
        "- They pay €5 million.\n- ASML joins.\n\nWho | What\nJapan | Lasers"
    )
    assert (found.title, found.date, found.source) == ("Pact on chips", "2025-05-13", "Daily News")
    assert found.url == "https://news.example/pact"


def test_a_form_around_the_whole_page_is_no_boilerplate():
    assert "Japan met Korea" in read_html(b"<form><div class=menu-page><p>Japan met Korea.</p></div></form>", "a").text


def test_a_page_in_its_declared_encoding_is_read():
    page = "<meta charset=shift_jis><p>東芝 and RIKEN agreed.</p>".encode("shift_jis")
    assert read_html(page, "a.html").text == "東芝 and RIKEN agreed."


def test_trafilatura_reads_pages_where_it_is_asked_for():
    found = read_html(PAGE.replace("prepared.", "prepared. " * 20).encode(), "a.html", reader="trafilatura")
    assert found.reader == "html by trafilatura"
    assert "Japan and Korea signed" in found.text


def test_a_pdf_loses_line_breaks_hyphens_and_page_edges():
    body = ["So Japan and the Nether-", "lands signed a long-", "term pact on chips.", "The long-term plan", "is new"]
    pages = [["Daily News", f"Part {'abc'[n - 1]}.", *body, f"End {'abc'[n - 1]}.", f"Page {n}"] for n in (1, 2, 3)]
    text = read_pdf(pdf(pages), "a.pdf", max_bytes=10_000).text
    assert "Japan and the Netherlands signed a long-term pact on chips." in text
    assert "Daily News" not in text
    assert "Page" not in text


def test_a_pdf_without_text_says_so():
    with pytest.raises(CorpusError, match="OCR"):
        read_pdf(pdf([[""]]), "scan.pdf", max_bytes=10_000)


def test_a_truncated_pdf_is_refused():
    data = pdf([["Japan and Korea signed a pact on chips."]])
    with pytest.raises(CorpusError, match=r"x\.pdf"):
        read_pdf(data[: len(data) // 3], "x.pdf", max_bytes=10_000)


def test_a_name_with_a_hyphen_keeps_it_over_a_line_end():
    lines = [PrintedLine("The project is EU-", y=40, size=10), PrintedLine("funded by Brussels.", y=28, size=10)]
    assert rejoined(lines) == "The project is EU-funded by Brussels."


def test_a_word_file_gives_headings_lists_and_rows_in_order():
    styles = '<w:style w:styleId="T1"><w:name w:val="heading 1"/></w:style>'
    row = "<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    rows = row.format(paragraph("Who"), paragraph("What")) + row.format(paragraph("Japan"), paragraph("Chips"))
    body = (
        paragraph("Pact", '<w:pStyle w:val="T1"/>')
        + paragraph("Japan met Korea.")
        + paragraph("Lasers", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
        + f"<w:tbl>{rows}</w:tbl>"
        + "<w:p><w:del><w:r><w:t>gone</w:t></w:r></w:del><w:r><w:t>The end.</w:t></w:r></w:p>"
    )
    found = read_docx(docx(body, styles), "a.docx", max_bytes=100_000, max_text=100_000)
    assert found.text == "# Pact\n\nJapan met Korea.\n\n- Lasers\n\nWho | What\nJapan | Chips\n\nThe end."
    assert found.title == "Pact"


def test_markdown_keeps_headings_and_words_only():
    source = b"---\ntitle: Pact\ndate: 2025-05-13\n---\n"
    source += b"Chips\n=====\n\n**Japan** met [Korea](http://k.ex/a_(b)).\n\n- *One*\n"
    found = read_markdown(source, "a.md")
    assert found.text == "# Chips\n\nJapan met Korea.\n\n- One\n"
    assert (found.title, found.date) == ("Pact", "2025-05-13")


def test_a_table_gives_one_document_per_row(tmp_path):
    long = "Japan and Korea signed the pact. " * 5_000
    (tmp_path / "t.csv").write_text(
        f'doc,text,date,note\na,"{long}",2025-05,x\nb,Spain met Peru.,,\n', encoding="utf-8"
    )
    found = read_corpus(tmp_path / "t.csv").documents
    assert [(d.doc, d.date, len(d.text)) for d in found] == [("a", "2025-05", len(long)), ("b", "", 15)]
    assert found[1].sha256 == hashlib.sha256(b"Spain met Peru.").hexdigest()


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("doc,title\na,b\n", "column 'text' is missing"),
        ("doc,text\na,\n", "row 1, field text: empty"),
        ("doc,text\n,x\n", "row 1, field doc: empty"),
        ("doc,text,date\na,x,May\n", "row 1, field date: 'May'"),
        ("doc,text\na,x\nb\n", "row 2: 1 fields"),
        ("doc,text\na,x one\na,y two\n", "the id 'a' is taken by"),
        ('doc,text\na,"x\n', "not a readable table"),
    ],
)
def test_a_faulty_table_is_refused_by_row_and_field(tmp_path, table, words):
    (tmp_path / "t.csv").write_text(table, encoding="utf-8")
    with pytest.raises(CorpusError, match=words):
        read_corpus(tmp_path / "t.csv")


def test_json_lines_are_read_and_faults_named_all_at_once(tmp_path):
    path = tmp_path / "t.jsonl"
    path.write_text(json.dumps({"doc": "a", "text": "Japan met Korea."}) + '\n[1]\n{"doc": 5}\nno\n', encoding="utf-8")
    with pytest.raises(CorpusError) as caught:
        read_corpus(path)
    assert [f"row {n}" in str(caught.value) for n in (1, 2, 3, 4)] == [False, True, True, True]
    assert len(read_corpus(path, skip_faulty=True)) == 1


def test_patterns_find_files_below(tmp_path):
    for name in ("a.txt", "x/b.html", "x/y/c.html", "x/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<p>Japan met Korea in {name}.</p>", encoding="utf-8")
    assert [d.doc for d in read_corpus(tmp_path / "**" / "*.html").documents] == ["b", "c"]
    with pytest.raises(CorpusError, match="no document matches"):
        read_corpus(tmp_path / "*.pdf")


def test_an_archive_gives_its_documents_with_their_sources(tmp_path):
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("docs/a.txt", "Japan met Korea.")
        archive.writestr("sources.csv", "doc,title\na,Pact\n")
        archive.writestr("slides.pptx", "x")
    corpus = read_corpus(path)
    assert [(d.doc, d.title) for d in corpus.documents] == [("a", "Pact")]
    assert corpus.skipped[0].reason == "no reader for '.pptx'"


def test_one_id_in_two_forms_is_refused_and_both_are_named(tmp_path):
    (tmp_path / "a.txt").write_text("Japan met Korea.", encoding="utf-8")
    (tmp_path / "a.html").write_text("<p>Spain met Peru.</p>", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"a\.txt: the id 'a' is taken by .*a\.html"):
        read_corpus(tmp_path)


def test_only_texts_that_are_not_their_files_are_stored(tmp_path):
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "a.txt").write_text("Japan met Korea.", encoding="utf-8")
    (docs / "b.html").write_text("<p>Spain met Peru.</p>", encoding="utf-8")
    assert write_texts(read_corpus(docs), tmp_path / "texts") == 1
    assert (tmp_path / "texts" / "b.txt").read_text(encoding="utf-8") == "Spain met Peru."
    assert [path.name for path in Path(tmp_path / "texts").iterdir()] == ["b.txt"]
