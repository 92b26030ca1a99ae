"""One analysed sentence, small enough to follow by hand, for the examples in this folder's docstrings."""

from __future__ import annotations

import re

from qtnet.corpus.document import Block, Document
from qtnet.extract.analysis import Actor, AnalysedSentence, Analysis, Mention, Token

__all__ = ["example_analysis", "example_sentence"]


def example_sentence() -> AnalysedSentence:
    """Give "Japan signed a pact with India and Kenya." with its three mentions.

    Examples
    --------
    >>> [mention.actor for mention in example_sentence().mentions]
    ['JP', 'IN', 'KE']
    """
    text = "Japan signed a pact with India and Kenya."
    mentions = tuple(
        Mention(start=text.index(name), end=text.index(name) + len(name), actor=code, kind="country", country=code,
                source="gazetteer")
        for name, code in (("Japan", "JP"), ("India", "IN"), ("Kenya", "KE"))
    )  # fmt: skip
    tokens = tuple(Token(m.start(), m.end(), m.group(), m.group().lower()) for m in re.finditer(r"\w+|\S", text))
    block = Block(kind="paragraph", start=0, end=len(text))
    return AnalysedSentence(
        start=0, end=len(text), text=text, block=block, tokens=tokens, mentions=mentions, groups=((1, 2),), scope=()
    )


def example_analysis() -> Analysis:
    """Give the sentence as a document of its own.

    Examples
    --------
    >>> sorted(example_analysis().actors)
    ['IN', 'JP', 'KE']
    """
    sentence = example_sentence()
    actors = {
        mention.actor: Actor(actor=mention.actor, kind=mention.kind, country=mention.country, surfaces=())
        for mention in sentence.mentions
    }
    return Analysis(document=Document(doc="example", text=sentence.text), sentences=(sentence,), actors=actors)
