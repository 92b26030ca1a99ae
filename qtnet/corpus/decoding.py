"""Bytes in, normalised text out: strict decoding, and no guess that could garble a name.

A wrongly decoded name is an actor that does not exist. So a file is read by its byte order mark, by the encoding that
is declared, as UTF-8, as UTF-16 when its zero bytes give it away, or as Windows-1252 when all of it is plausible
Western European; else it is refused. What was used is said, so that a guess is never silent.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from pathlib import Path

from qtnet.corpus.western import implausible_at
from qtnet.errors import CorpusError

__all__ = ["bytes_to_text", "check_text", "decode", "is_encoding", "normalised"]

# Control characters that no text file holds; tab, line feed, form feed and carriage return are allowed.
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_LINE_ENDS = re.compile("\r\n?|[\f\x85\u2028\u2029]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
# The mark of UTF-32-LE begins with that of UTF-16-LE, so it is tried first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Python knows these as encodings of text, but no document is written in them, and some take quadratic time.
_NO_DOCUMENT = {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"}


def decode(data: bytes, path: Path | str, encoding: str = "") -> str:
    r"""Turn a file's bytes into text in Unicode normal form C with line feeds only.

    Parameters
    ----------
    data
        The bytes of the file.
    path
        Where they came from, for the message.
    encoding
        The declared encoding; a byte order mark is stronger. When empty: UTF-8, else UTF-16 without a mark, else
        Windows-1252, each only where nothing speaks against it.

    Raises
    ------
    CorpusError
        If the bytes are binary, are not valid in the encoding, or hold no text at all.

    Examples
    --------
    >>> decode("Jülich\r\nand Delft".encode(), Path("a.txt"))
    'Jülich\nand Delft'
    """
    return check_text(bytes_to_text(data, path, encoding)[0], path)


def bytes_to_text(data: bytes, path: Path | str, encoding: str = "") -> tuple[str, str]:
    """Decode bytes and say how: the text as it stands, and the encoding, marked where it was guessed.

    Examples
    --------
    >>> bytes_to_text("Zürich’s".encode("cp1252"), "a.txt")
    ('Zürich’s', 'cp1252, guessed')
    """
    mark = next((name for start, name in _MARKS if data.startswith(start)), "")
    if encoding and not is_encoding(encoding):
        raise CorpusError(f"{path}: sources.csv declares the unknown encoding '{encoding}'; use a name like cp1252")
    if mark or encoding:
        return _strictly(data, path, mark or encoding), (mark or encoding).removesuffix("-sig").lower()
    wide = _wide(data)
    if wide:
        return _strictly(data, path, wide), f"{wide}, guessed"
    if b"\x00" in data:
        raise CorpusError(f"{path}: this is a binary file (NUL byte at {data.index(0)}); expected plain text")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        return _western(data, path, error.start), "cp1252, guessed"


def check_text(text: str, path: Path | str) -> str:
    """Normalise text and refuse what no document holds."""
    control = _CONTROL.search(text)
    if control:
        raise CorpusError(
            f"{path}: control character U+{ord(control[0]):04X} at position {control.start()}; expected plain text, "
            "this looks like a binary file"
        )
    lone = _LONE_SURROGATE.search(text)
    if lone:
        raise CorpusError(
            f"{path}: half a character (U+{ord(lone[0]):04X}) at position {lone.start()}; write the text anew as UTF-8"
        )
    text = normalised(text)
    if not text.strip():
        raise CorpusError(f"{path}: the document is empty; remove it or put its text there")
    return text


def normalised(text: str) -> str:
    """Give the text in Unicode normal form C, with line feeds only."""
    return _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text))


def is_encoding(name: str) -> bool:
    """Tell whether documents can be written in the encoding of this name.

    Examples
    --------
    >>> is_encoding("shift_jis"), is_encoding("klingon"), is_encoding("zip")
    (True, False, False)
    """
    try:
        if codecs.lookup(name).name.replace("_", "-") in _NO_DOCUMENT:
            return False
        b"a".decode(name)  # an error of look-up for codecs that turn bytes into bytes
    except UnicodeError:
        return True
    except (LookupError, ValueError):
        return False
    return True


def _strictly(data: bytes, path: Path | str, encoding: str) -> str:
    try:
        return data.decode("utf-8-sig" if encoding.lower() in ("utf-8", "utf8") else encoding)
    except UnicodeDecodeError as error:
        shown = encoding.removesuffix("-sig")
        raise CorpusError(
            f"{path}: byte 0x{data[error.start]:02x} at position {error.start} is not valid {shown}; save the file "
            "as UTF-8, or declare its encoding in the column 'encoding' of sources.csv"
        ) from None
    except UnicodeError as error:
        raise CorpusError(f"{path}: not valid {encoding}: {error}; save the file as UTF-8") from None


def _wide(data: bytes) -> str:
    """Name the UTF-16 that zero bytes give away: nearly every second byte of English is one, the others never are."""
    if len(data) < 4 or len(data) % 2:
        return ""
    pairs = len(data) // 2
    zeros = data[0::2].count(0), data[1::2].count(0)
    for odd, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if zeros[odd] >= 0.7 * pairs and zeros[1 - odd] == 0:
            return name
    return ""


def _western(data: bytes, path: Path | str, first: int) -> str:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        at = error.start
    else:
        at = implausible_at(text)
        if at < 0:
            return text
    raise CorpusError(
        f"{path}: byte 0x{data[first]:02x} at position {first} is not valid utf-8, and byte 0x{data[at]:02x} at "
        f"position {at} is no Western European text either; save the file as UTF-8, or declare its encoding (cp1250, "
        "shift_jis, gb18030, big5, euc_kr, koi8_r …) in the column 'encoding' of sources.csv"
    )
