"""Bytes in, normalised text out: strict decoding, no guessing of encodings.

A file that is not text in its declared encoding is refused, since a wrongly decoded name is an actor that
does not exist.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from qtnet.errors import CorpusError

__all__ = ["decode"]

# Control characters that no text file holds; tab, line feed, form feed and carriage return are allowed.
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


def decode(data: bytes, path: Path, encoding: str = "utf-8") -> str:
    r"""Turn a file's bytes into text in Unicode normal form C with line feeds only.

    Parameters
    ----------
    data
        The bytes of the file.
    path
        Where they came from, for the message.
    encoding
        The declared encoding; a byte order mark of UTF-8 is dropped.

    Raises
    ------
    CorpusError
        If the bytes are binary, are not valid in the encoding, or hold no text at all.

    Examples
    --------
    >>> decode("Jülich\r\nand Delft".encode(), Path("a.txt"))
    'Jülich\nand Delft'
    """
    if b"\x00" in data:
        raise CorpusError(f"{path}: this is a binary file (NUL byte at {data.index(0)}); expected plain text")
    try:
        text = data.decode("utf-8-sig" if encoding.lower() in ("utf-8", "utf8") else encoding)
    except LookupError:
        raise CorpusError(
            f"{path}: sources.csv declares the unknown encoding '{encoding}'; use a name like cp1252"
        ) from None
    except UnicodeDecodeError as error:
        raise CorpusError(
            f"{path}: byte 0x{data[error.start]:02x} at position {error.start} is not valid {encoding}; save the file "
            "as UTF-8, or declare its encoding in the column 'encoding' of sources.csv"
        ) from None
    control = _CONTROL.search(text)
    if control:
        raise CorpusError(
            f"{path}: control character U+{ord(control[0]):04X} at position {control.start()}; expected plain text, "
            "this looks like a binary file"
        )
    text = re.sub("\r\n?|\f", "\n", unicodedata.normalize("NFC", text))
    if not text.strip():
        raise CorpusError(f"{path}: the document is empty; remove it or put its text there")
    return text
