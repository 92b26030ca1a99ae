"""A document in, the analysed document out: sentences with tokens, mentions, lists and scope, and the actors.

Names are found twice: first in each sentence by gazetteer, shape and capitals; then the document decides which of
them are one actor, and what was learnt (acronyms, short forms) is applied everywhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from qtnet.corpus.document import Block, Document
from qtnet.extract.analysis import Actor, AnalysedSentence, Analysis, Mention
from qtnet.extract.names.coordination import coordinate
from qtnet.extract.names.coreference import Reader
from qtnet.extract.names.findnames import find_names
from qtnet.extract.names.gazetteer import Known
from qtnet.extract.names.generic import settle_generic
from qtnet.extract.names.names import Name, without_overlap
from qtnet.extract.names.nationalities import attributive
from qtnet.extract.names.passages import Passage, passages
from qtnet.extract.names.register import Register, register
from qtnet.extract.offered import OfferedName, with_offered
from qtnet.extract.plain import plain

__all__ = ["analyse"]


def analyse(document: Document, *, offered: Sequence[OfferedName] = ()) -> Analysis:
    """Find who is named in a document, and where.

    Parameters
    ----------
    document
        Its text is read as it stands.
    offered
        Names that something else has found in it, added where they contradict no sure name.

    Examples
    --------
    >>> text = "Finnish company IQM sold a computer to Acme University (AU2). AU2 thanked the company."
    >>> analysis = analyse(Document(doc="d", text=text))
    >>> [(text[m.start : m.end], m.actor, m.source) for s in analysis.sentences for m in s.mentions if not m.adjective]
    [('IQM', 'iqm', 'gazetteer'), ('Acme University', 'acme-university', 'shape'),
     ('AU2', 'acme-university', 'acronym'), ('the company', 'iqm', 'reference')]
    """
    document = plain(document)
    parts = passages(document)
    names = [find_names(passage) for passage in parts]
    if offered:
        names = [with_offered(passage, found, offered) for passage, found in zip(parts, names, strict=True)]
    settle_generic(parts, names)
    learnt = register(parts, names)
    placed = [_placed(p, found, learnt) for p, found in zip(parts, names, strict=True)]
    reader = Reader(placed)
    scopes = _Scopes()
    sentences = []
    for passage, found in zip(parts, placed, strict=True):
        scope = scopes.at(passage.block, found, passage)
        focus = reader.focus
        mentions = reader.read(passage, _mentions(passage, found), scope)
        groups = coordinate(passage.tokens, mentions)
        sentences.append(
            AnalysedSentence(
                start=passage.start,
                end=passage.end,
                text=document.text[passage.start : passage.end],
                block=passage.block,
                tokens=passage.tokens,
                mentions=mentions,
                groups=groups,
                scope=scope,
                focus=focus,
            )
        )
    return Analysis(
        document=document, sentences=tuple(sentences), actors=_actors(document, sentences, parts, names, learnt)
    )


def _placed(passage: Passage, found: Sequence[Name], learnt: Register) -> list[Name]:
    """Give every name its actor; add what was learnt elsewhere; drop people and things."""
    placed: list[Name] = []
    for name in found:
        words = passage.words[name.first : name.last]
        if name.actor:
            placed.append(name)
        elif name.kind and words not in learnt.blocked:
            known = learnt.resolve(words)
            if known:
                placed.append(_with(name, known, words))
    covered = {at for n in [*found, *placed] if n.actor or n.kind is None for at in range(n.first, n.last)}
    for first, last, known in (learnt.folded if passage.case == "folded" else learnt.trie).scan(passage.words):
        extra = Name(first, last, known.kind, "acronym" if last - first == 1 else "shape", known.actor, known.country)
        if covered.isdisjoint(range(first, last)):
            placed.append(extra)
    return _without_bracketed_twins(passage, without_overlap(placed))


def _with(name: Name, known: Known, words: Sequence[str]) -> Name:
    is_acronym = name.source == "unknown" and len(words) == 1 and words[0].isupper() and "-" in known.actor
    source = "acronym" if is_acronym else name.source
    return Name(name.first, name.last, known.kind, source, known.actor, known.country)


def _without_bracketed_twins(passage: Passage, names: list[Name]) -> list[Name]:
    """Drop the acronym in the bracket behind its long form: both are one mention."""
    kept: list[Name] = []
    for name in names:
        twin = kept[-1] if kept else None
        bracketed = name.first > 0 and passage.words[name.first - 1] == "("
        if twin and bracketed and twin.actor == name.actor and name.first - twin.last <= 2:
            continue
        kept.append(name)
    return kept


def _mentions(passage: Passage, names: Sequence[Name]) -> tuple[Mention, ...]:
    return tuple(
        Mention(
            start=passage.tokens[name.first].start,
            end=passage.tokens[name.last - 1].end,
            actor=name.actor,
            kind=name.kind,
            country=name.country,
            source=name.source,
            adjective=attributive(passage.words, names, position),
        )
        for position, name in enumerate(names)
        if name.kind
    )


class _Scopes:
    """The actors of the headings above and of the label in front of a sentence."""

    def __init__(self) -> None:
        self._headings: dict[int, tuple[str, ...]] = {}
        self._is_titled = False

    def at(self, block: Block, names: Sequence[Name], passage: Passage) -> tuple[str, ...]:
        actors = tuple(dict.fromkeys(n.actor for n in names if n.kind))
        if block.kind == "heading":
            is_title = not self._is_titled and block.level == 0
            self._is_titled = True
            self._headings = {k: v for k, v in self._headings.items() if k < block.level}
            self._headings[block.level] = () if is_title or not _is_named(block, names) else actors
            return ()
        self._is_titled = True
        if block.label:
            label_end = block.start + len(block.label) + 3
            labelled = tuple(
                dict.fromkeys(n.actor for n in names if n.kind and passage.tokens[n.first].start < label_end)
            )
            if passage.start <= block.start + 1:
                self._label = (block, labelled)
            if getattr(self, "_label", (None, ()))[0] is block and self._label[1]:
                return self._label[1]
        return self._headings[max(self._headings)] if self._headings else ()


def _is_named(block: Block, names: Sequence[Name]) -> bool:
    """Say whether a heading is about an actor: it has a place in an outline, or the actor stands in front."""
    return block.level > 0 or any(name.kind and name.first <= 1 for name in names)


def _actors(
    document: Document,
    sentences: Sequence[AnalysedSentence],
    parts: Sequence[Passage],
    names: Sequence[Sequence[Name]],
    learnt: Register,
) -> dict[str, Actor]:
    surfaces: dict[str, dict[str, None]] = defaultdict(dict)
    first: dict[str, Mention] = {}
    for sentence in sentences:
        for mention in sentence.mentions:
            first.setdefault(mention.actor, mention)
            if mention.source != "reference":
                surfaces[mention.actor][" ".join(document.text[mention.start : mention.end].split())] = None
    for key, known in learnt.known.items():
        if known.actor in first and all(word.isalnum() for word in key):
            surfaces[known.actor][" ".join(key)] = None
    return {
        actor: Actor(
            actor=actor,
            kind=first[actor].kind,
            country=first[actor].country,
            surfaces=tuple(surfaces[actor]) or (actor,),
        )
        for actor in sorted(first)
    }
