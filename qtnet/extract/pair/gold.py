"""Annotated documents for training: their gold actors and ties, and which predicted actor is which gold actor."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from qtnet.errors import CorpusError
from qtnet.extract.analysis import Actor

__all__ = ["GoldDocument", "GoldTie", "align", "read_gold"]


@dataclass(frozen=True, slots=True)
class GoldTie:
    """An annotated tie; `optional` marks one on which annotators disagreed."""

    source: str
    target: str
    mode: str
    evidence: str
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A document's text and annotation; `part` is the folder it lies in."""

    part: str
    doc: str
    text: str
    surfaces: dict[str, frozenset[str]]  # by actor: its forms, normalised
    ties: tuple[GoldTie, ...]


def read_gold(part: Path, texts: Path) -> list[GoldDocument]:
    """Read the annotated documents of one part of the corpus, sorted by id.

    Raises
    ------
    CorpusError
        When a table is missing or an annotated document has no text.
    """
    surfaces: dict[str, dict[str, frozenset[str]]] = {}
    for row in _rows(part / "gold" / "actors.csv"):
        surfaces.setdefault(row["doc"], {})[row["actor"]] = _forms(row["actor"], row["surface"].split("|"))
    ties: dict[str, list[GoldTie]] = {}
    for row in _rows(part / "gold" / "ties.csv"):
        tie = GoldTie(row["source"], row["target"], row["mode"], row["evidence"], row.get("optional") == "1")
        ties.setdefault(row["doc"], []).append(tie)
    found = []
    for path in sorted(texts.glob("*.txt")):
        doc = path.stem
        text = path.read_text(encoding="utf-8")
        found.append(GoldDocument(part.name, doc, text, surfaces.get(doc, {}), tuple(ties.get(doc, ()))))
    if missing := sorted((surfaces.keys() | ties.keys()) - {document.doc for document in found}):
        raise CorpusError(f"{part}: annotated documents without a text in {texts}: {', '.join(missing)}")
    return found


def align(document: GoldDocument, actors: Iterable[Actor]) -> dict[str, str]:
    """Map predicted ids to gold ids one to one: the same id, else the largest overlap of surface forms."""
    predicted = {actor.actor: _forms(actor.actor, actor.surfaces) for actor in actors}
    found = {actor: actor for actor in predicted if actor in document.surfaces}
    taken = set(found.values())
    overlaps = sorted(
        (-len(forms & known), actor, gold)
        for actor, forms in predicted.items()
        for gold, known in document.surfaces.items()
        if forms & known
    )
    for _, actor, gold in overlaps:
        if actor not in found and gold not in taken:
            found[actor] = gold
            taken.add(gold)
    return found


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        raise CorpusError(f"{path} is missing; training needs the annotated tables actors.csv and ties.csv")
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _forms(actor: str, surfaces: Iterable[str]) -> frozenset[str]:
    forms = {_normalised(form) for form in surfaces if form.strip()}
    forms.add(_normalised(actor.replace("-", " ")))
    return frozenset(forms - {""})


def _normalised(form: str) -> str:
    """Fold case, punctuation, a leading article and a possessive, as the scorer does."""
    plain = re.sub(r"\s+", " ", re.sub(r"[^\w\s&]", " ", form.casefold())).strip()
    return re.sub(r"\s+s$", "", re.sub(r"^(the|a|an)\s+", "", plain))
