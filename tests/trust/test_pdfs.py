"""PDFs that go round in circles, unpack to mountains or draw for ever: read or refused by name, in bounded work."""

import io
import random
import zlib

import pytest

from qtnet.corpus import pdf_reader
from qtnet.corpus.forms import Limits, read_bytes
from qtnet.errors import CorpusError

pypdf = pytest.importorskip("pypdf", reason="reading PDF needs the extra 'readers'")

TEXT = b"BT /F 12 Tf 50 700 Td (Japan and Korea signed an agreement on quantum technology.) Tj ET\n"
CATALOG, FONT = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>"
FORM = b"/Type/XObject/Subtype/Form/Resources<</Font<</F 5 0 R>>/XObject<</X %d 0 R>>>>"


def pdf(*objects: bytes, extra: bytes = b"") -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % p for p in places)
    return out + b"trailer\n<<%s/Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (extra, len(objects) + 1, at)


def stream(content: bytes, extra: bytes = b"", *, times: int = 1) -> bytes:
    for _ in range(times):
        content = zlib.compress(content, 9)
    filters = b"/Filter[" + b"/FlateDecode" * times + b"]"
    return b"<</Length %d%s%s>>\nstream\n%s\nendstream" % (len(content), filters, extra, content)


def page(content: bytes, *more: bytes) -> list[bytes]:
    return [CATALOG, PAGES, PAGE, content, FONT, *(more or [b"null"])]


def encrypted() -> bytes:
    writer, made = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(pdf(*page(stream(TEXT)))))), io.BytesIO()
    writer.encrypt("secret")
    writer.write(made)
    return made.getvalue()


def outcome(data: bytes) -> str:
    try:
        return read_bytes(data, "x", ".pdf", encoding="", html="qtnet", limits=Limits()).text
    except CorpusError as error:
        return str(error)


ODD = {
    "as it should be": (lambda: pdf(*page(stream(TEXT))), "Japan and Korea"),
    "pages in a circle": (lambda: pdf(CATALOG, b"<</Type/Pages/Kids[2 0 R]/Count 1>>"), "no PDF that can be read"),
    "a count of pages that is none": (
        lambda: pdf(CATALOG, PAGES.replace(b"Count 1", b"Count 999999999"), *page(stream(TEXT))[2:]), "Japan"),
    "one page many times": (
        lambda: pdf(CATALOG, PAGES.replace(b"3 0 R", b"3 0 R " * 200_000), *page(stream(TEXT))[2:]), "x: "),
    "a bomb": (lambda: pdf(*page(stream(b" " * 120_000_000))), "no PDF that can be read"),
    "a bomb in a bomb in a bomb": (lambda: pdf(*page(stream(b" " * 100_000_000, times=3))), "no PDF that can be read"),
    "a form that draws itself": (
        lambda: pdf(*page(stream(TEXT + b"/X Do\n"), stream(b"/X Do /X Do", FORM % 6))), "Japan"),
    "objects that are each other": (lambda: pdf(b"1 0 R", b"2 0 R"), "no PDF that can be read"),
    "a length that is its stream": (
        lambda: pdf(*page(b"<</Length 4 0 R>>\nstream\nabc\nendstream")), "x: "),
    "deep lists": (
        lambda: pdf(CATALOG[:-2] + b"/A " + b"[" * 50_000 + b"]" * 50_000 + b">>", *page(stream(TEXT))[1:]), ""),
    "an earlier table that is itself": (lambda: pdf(*page(stream(TEXT)), extra=b"/Prev 9"), ""),
    "a table far away": (lambda: b"%PDF-1.7\n" + b"x" * 99_999 + b"startxref\n99999999999\n%%EOF", "x: "),
    "noise": (lambda: b"%PDF-1.7\n" + b"<<" * 200_000, "x: "),
    "encrypted": (encrypted, "the PDF is encrypted"),
}  # fmt: skip


@pytest.mark.timeout(120)
@pytest.mark.parametrize("name", ODD)
def test_an_odd_pdf_is_read_or_refused(name):
    make, expected = ODD[name]
    assert expected in outcome(make())


def test_forms_that_draw_each_other_ever_more_often_are_given_up(monkeypatch):
    monkeypatch.setattr(pdf_reader, "_MOST_FORMS", 100)
    forms = [stream(b"/X Do " * 10 if number < 25 else TEXT, FORM % (number + 1)) for number in range(6, 26)]
    assert "steps to draw" in outcome(pdf(*page(stream(TEXT + b"/X Do\n"), *forms)))


def test_a_page_with_more_operators_than_a_book_is_given_up(monkeypatch):
    monkeypatch.setattr(pdf_reader, "_MOST_OPERATORS", 500)
    assert "steps to draw" in outcome(pdf(*page(stream(TEXT + b"q Q " * 1_000))))


@pytest.mark.slow
def test_pdfs_with_any_damage_are_read_or_refused():
    rng, whole = random.Random(6), pdf(*page(stream(TEXT)))
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(rng.choice([1, 2, 5, 20])):
            data[rng.randrange(len(data))] = rng.randrange(256)
        assert outcome(bytes(data))
