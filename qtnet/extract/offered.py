"""Names that something other than qtnet has found (a named-entity recogniser), fitted among a passage's own names.

They are offers: a name of the gazetteer, or one with a head noun or legal form, is surer and stays. An offer replaces
unknown names, and adds names where there were none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from qtnet.extract.analysis import MentionSource
from qtnet.extract.names.gazetteer import Form
from qtnet.extract.names.names import Name, without_overlap
from qtnet.extract.names.passages import Passage
from qtnet.extract.vocabulary import Kind

__all__ = ["OfferedName", "with_offered"]

_AROUND = frozenset(["the", "The", "a", "A", "an", "An", "'s", ",", ".", "(", ")", '"', "“", "”", "-"])


class OfferedName(NamedTuple):
    """A stretch of the stored text; `kind` None says that it is no actor, `actor` gives its id where that is known."""

    start: int
    end: int
    kind: Kind | None
    actor: str = ""
    country: str = ""
    form: Form = "name"


def with_offered(passage: Passage, names: Sequence[Name], offered: Sequence[OfferedName]) -> list[Name]:
    """Fit what is offered into the names of a passage.

    Parameters
    ----------
    passage
        A sentence.
    names
        What was found in it.
    offered
        What is offered in the whole document, sorted by start.

    Examples
    --------
    >>> from qtnet.corpus import Document
    >>> from qtnet.extract.names.findnames import find_names
    >>> from qtnet.extract.names.passages import passages
    >>> [passage] = passages(Document(doc="d", text="the lab of vuorela met japan."))
    >>> found = with_offered(passage, find_names(passage), [OfferedName(11, 18, "company"), OfferedName(23, 28, None)])
    >>> [(passage.words[name.first], name.kind) for name in found]
    [('vuorela', 'company'), ('japan', 'country')]
    """
    kept = list(names)
    low, high = (bisect_left(offered, at, key=lambda offer: offer.start) for at in (passage.start, passage.end))
    for offer in offered[low:high]:
        first, last = _tokens(passage, offer)
        if first == last:
            continue
        beside = [name for name in kept if name.first < last and first < name.last]
        if any(name.actor or (name.source == "shape" and name.kind) for name in beside):
            continue
        kept = [name for name in kept if name not in beside]
        source: MentionSource = "gazetteer" if offer.actor else "unknown"
        kept.append(Name(first, last, offer.kind, source, offer.actor, offer.country, offer.form))
    return without_overlap(kept)


def _tokens(passage: Passage, offer: OfferedName) -> tuple[int, int]:
    """Give the tokens of an offer, without articles, signs and possessives at its ends."""
    inside = [at for at, token in enumerate(passage.tokens) if offer.start <= token.start and token.end <= offer.end]
    while inside and passage.words[inside[0]] in _AROUND:
        inside.pop(0)
    while inside and passage.words[inside[-1]] in _AROUND:
        inside.pop()
    return (inside[0], inside[-1] + 1) if inside else (0, 0)
