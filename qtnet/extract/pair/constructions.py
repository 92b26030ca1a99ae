"""Constructions: short sentences written to show how ties are told, with placeholders for names.

A line reads ``labels :: sentence``, for example ``su C1 C2 :: C1 supplies C2 with chips.`` Placeholders are a kind and
a number: S state, C company, R research, G agency, P programme; X stands for several kinds in turn. Pairs that the
labels do not list are not tied; a line without a tie has the label ``-``. ``co`` is cooperation in the mode that its
kinds call for.
"""

from __future__ import annotations

import re
from pathlib import Path

from qtnet.corpus.document import Block, Document
from qtnet.errors import InputError
from qtnet.extract import frames
from qtnet.extract.analysis import Actor, AnalysedSentence, Analysis, Mention, Token
from qtnet.extract.pair.candidates import candidates, skeletons
from qtnet.extract.pair.examples import Example, label_of
from qtnet.extract.pair.features import candidate_features
from qtnet.extract.pair.framehits import frame_hits
from qtnet.extract.vocabulary import Kind

__all__ = ["read_constructions"]

KINDS: dict[str, Kind] = {"S": "country", "C": "company", "R": "research", "G": "agency", "P": "programme"}
MODES = {
    "ag": "agreement", "re": "research", "in": "industry", "su": "supply", "fu": "funding", "al": "alignment",
    "rs": "restriction", "rv": "rivalry",
}  # fmt: skip
PLACEHOLDER = re.compile(r"\b([SCRGPX])(\d)\b")
ATTRIBUTE = re.compile(r" (?:company|companies|firm|firms|operator|chipmaker|start-up|fund)\b")
TOKEN = re.compile(r"\d[\d,.]*\d|\d|\w+(?:[-'’]\w+)*|[^\w\s]")
LINK = re.compile(r"\s*(?:,|and|&|or|,\s*and|as well as|plus)\s*(?:the\s*)?")

Ties = dict[tuple[str, str], list[tuple[str, str, str]]]  # by sorted pair: mode, source, target


def read_constructions(path: Path) -> list[Example]:
    """Read the constructions as training examples; those of one line weigh 1 together for each pair.

    Raises
    ------
    InputError
        When a line has no ``::`` or an unknown label.
    """
    found: list[Example] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        labels, separator, sentence = (piece.strip() for piece in line.partition("::"))
        if not separator:
            raise InputError(f"{path.name}, line {number}: expected 'labels :: sentence', found '{line}'")
        variants = _variants(sentence)
        for kinds in variants:
            ties = _ties(labels, kinds, f"{path.name}, line {number}")
            found += _examples(sentence, kinds, ties, f"line {number}", 1 / len(variants))
    return found


def _variants(sentence: str) -> list[dict[str, str]]:
    """Give a kind to each placeholder, in four ways where some stand for any kind."""
    names = sorted({match[0] for match in PLACEHOLDER.finditer(sentence)})
    free = [name for name in names if name[0] == "X"]
    fixed = {name: name[0] for name in names if name[0] != "X"}
    if not free:
        return [fixed]
    alike = [{**fixed, **dict.fromkeys(free, kind)} for kind in "SCR"]
    return [*alike, {**fixed, **{name: "CRSC"[position % 4] for position, name in enumerate(free)}}]


def _ties(labels: str, kinds: dict[str, str], place: str) -> Ties:
    found: Ties = {}
    for part in labels.split(";"):
        word, _, pairs = part.strip().partition(" ")
        if word == "-":
            continue
        if word != "co" and word not in MODES:
            raise InputError(f"{place}: unknown label '{word}'; known: -, co, {', '.join(sorted(MODES))}")
        for pair in pairs.split(","):
            source, target = pair.split()
            mode = _cooperation(kinds[source] + kinds[target]) if word == "co" else MODES[word]
            found.setdefault((min(source, target), max(source, target)), []).append((mode, source, target))
    return found


def _cooperation(kinds: str) -> str:
    if "C" in kinds:
        return "industry"
    return "research" if "R" in kinds else "agreement"


def _examples(sentence: str, kinds: dict[str, str], ties: Ties, place: str, weight: float) -> list[Example]:
    analysis = _analysis(sentence, kinds)
    built, hits = skeletons(analysis), frame_hits(frames.propose(analysis))
    found = []
    for candidate in candidates(analysis, built):
        low, high = sorted(candidate.actors)
        stated = ties.get((low, high), [])
        labels = tuple(sorted({label_of(mode, (one, two), candidate.actors[0]) for mode, one, two in stated}))
        features = candidate_features(analysis, candidate, built[candidate.sentence], hits, None)
        found.append(Example(("", place, low, high), candidate.actors, tuple(features), labels, weight))
    return found


def _analysis(sentence: str, kinds: dict[str, str]) -> Analysis:
    """Analyse a construction: its placeholders are the mentions."""
    actors = {name: Actor(actor=name, kind=KINDS[kind], country=name, surfaces=(name,)) for name, kind in kinds.items()}
    mentions = tuple(
        Mention(
            start=match.start(),
            end=match.end(),
            actor=match[0],
            kind=actors[match[0]].kind,
            country=match[0],
            source="gazetteer",
            adjective=kinds[match[0]] == "S" and ATTRIBUTE.match(sentence, match.end()) is not None,
        )
        for match in PLACEHOLDER.finditer(sentence)
    )
    tokens = tuple(Token(m.start(), m.end(), m[0], m[0].lower()) for m in TOKEN.finditer(sentence))
    block = Block(kind="paragraph", start=0, end=len(sentence))
    analysed = AnalysedSentence(
        start=0,
        end=len(sentence),
        text=sentence,
        block=block,
        tokens=tokens,
        mentions=mentions,
        groups=_groups(sentence, mentions),
        scope=(),
    )
    return Analysis(document=Document(doc="construction", text=sentence), sentences=(analysed,), actors=actors)


def _groups(sentence: str, mentions: tuple[Mention, ...]) -> tuple[tuple[int, ...], ...]:
    groups: list[list[int]] = []
    for position, mention in enumerate(mentions):
        if position and LINK.fullmatch(sentence[mentions[position - 1].end : mention.start]):
            groups[-1].append(position)
        else:
            groups.append([position])
    return tuple(tuple(group) for group in groups if len(group) > 1)
