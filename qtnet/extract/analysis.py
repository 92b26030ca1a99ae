"""The analysed document: what every proposer of ties reads.

`names` finds the mentions; frames, the pair model, money and mood read them. Offsets are positions in the stored
text, so that each quotation stays exact.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from qtnet.corpus.document import Block, Document
from qtnet.extract.records import named_record, record
from qtnet.extract.vocabulary import Kind

__all__ = ["Actor", "AnalysedSentence", "Analysis", "Anaphor", "Mention", "MentionSource", "Token"]

MentionSource = Literal["gazetteer", "acronym", "shape", "unknown", "reference"]

#: How a mention refers: by pronoun (it, they), by possessive (its, their), by a phrase for one (definite) or several
#: (plural) actors, by the speaker's "we" or "our"; empty for a mention that names its actor.
Anaphor = Literal["", "it", "its", "they", "their", "definite", "plural", "we", "our"]


@record
class Token:
    """A word, number or punctuation mark; `lower` is its case-folded text."""

    start: int
    end: int
    text: str
    lower: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """An actor of one document."""

    actor: str  # canonical id
    kind: Kind
    country: str
    surfaces: tuple[str, ...]


@named_record
class Mention:
    """A place in the text that stands for an actor.

    `source` tells how it was recognised: by the gazetteer, by an acronym learnt in the document, by its shape
    (head noun or legal form), as an unknown capitalised name, or by reference ("both countries", "the company").
    A reference to several actors gives one mention for each, with the same offsets; `anaphor` tells its form.
    `adjective` marks a demonym or
    name that only modifies ("Finnish company IQM", "US-based Qualcomm"): an attribute, not a party.
    """

    start: int
    end: int
    actor: str
    kind: Kind
    country: str
    source: MentionSource
    adjective: bool = False
    anaphor: Anaphor = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysedSentence:
    """A sentence with its tokens and mentions (both sorted by start).

    `groups` are the coordinations ("A, B and C"), each a tuple of indices into `mentions`. `scope` are the actors
    that a heading or bullet label makes the subject of sentences that name none; `focus` those that were spoken of
    most before the sentence, the most prominent first.
    """

    start: int
    end: int
    text: str
    block: Block
    tokens: tuple[Token, ...]
    mentions: tuple[Mention, ...]
    groups: tuple[tuple[int, ...], ...]
    scope: tuple[str, ...]
    focus: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """A document's sentences and actors."""

    document: Document
    sentences: tuple[AnalysedSentence, ...]
    actors: Mapping[str, Actor]
