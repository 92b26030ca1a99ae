"""A corpus in, the stored texts out: what offsets refer to where the file itself is not that text."""

from __future__ import annotations

import hashlib
from pathlib import Path

from qtnet.corpus.document import Corpus
from qtnet.errors import InputError
from qtnet.writing import write_file

__all__ = ["write_texts"]


def write_texts(corpus: Corpus, folder: str | Path) -> int:
    """Write the text of each document that was not received as that very text, as ``<doc>.txt`` in UTF-8.

    A plain UTF-8 file, or a row of a table, is its own stored text and is not copied. Each file takes its place whole.

    Returns
    -------
    int
        How many texts were written; the folder is made only if there are any.

    Raises
    ------
    InputError
        If the folder cannot be written.
    """
    folder = Path(folder)
    written = 0
    for document in corpus.documents:
        data = document.text.encode()
        if hashlib.sha256(data).hexdigest() == document.sha256:
            continue
        try:
            write_file(folder / f"{document.doc}.txt", data)
        except OSError as fault:
            raise InputError(f"{folder}: stored texts cannot be written here: {fault.strerror}") from fault
        written += 1
    return written
