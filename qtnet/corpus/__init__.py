"""The corpus stage: files in, documents with blocks and sentences out, every offset exact.

Reads text, web pages, PDF, Word, Markdown, tables and archives, checks them at the door, and cuts them into headings,
bullets, paragraphs and sentences.
"""

from qtnet.corpus.blocks import blocks
from qtnet.corpus.document import Block, Corpus, Document, Skipped
from qtnet.corpus.readers import read_corpus
from qtnet.corpus.sentences import Sentence, sentences
from qtnet.corpus.texts import write_texts

__all__ = [
    "Block",
    "Corpus",
    "Document",
    "Sentence",
    "Skipped",
    "blocks",
    "read_corpus",
    "sentences",
    "write_texts",
]
