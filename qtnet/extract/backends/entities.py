"""The back end `spacy`: the entities of an installed spaCy pipeline, offered to the rules as additional names.

Only the entities of a pipeline are read, and their offsets, so any pipeline does: a trained one, or a blank one with
an entity ruler that holds a project's own names. Ties, money and all else are found by the rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from qtnet.corpus import Document, blocks
from qtnet.errors import InputError, MissingExtraError
from qtnet.extract.analyse import analyse
from qtnet.extract.claims import Claims
from qtnet.extract.extract import claims_of
from qtnet.extract.names.gazetteer import country_forms
from qtnet.extract.offered import OfferedName
from qtnet.extract.vocabulary import Kind

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["Entities", "offered_name"]

#: What a label makes of a name that qtnet does not know. A recogniser knows one label for all organisations; words
#: around the name (institute, ministry) tell its kind better and outvote it.
_KINDS: dict[str, Kind] = {
    "org": "company",
    "organization": "company",
    "company": "company",
    "agency": "agency",
    "research": "research",
    "programme": "programme",
}
#: Names that are certainly no actor, and that the rules might otherwise take for one.
_NO_ACTORS = frozenset(["person", "per", "product", "work_of_art", "event", "law", "language", "fac"])
#: Places and peoples count as countries where they are one; other places are no actors.
_PLACES = frozenset(["gpe", "norp", "loc", "country"])


class Entities:
    """Claims by the rules, with the names that a pipeline adds.

    Parameters
    ----------
    pipeline
        Name of an installed pipeline, or the folder where one was saved.

    Raises
    ------
    MissingExtraError
        If spaCy is not installed.
    InputError
        If there is no such pipeline.
    """

    def __init__(self, pipeline: str) -> None:
        self._nlp = _loaded(pipeline)
        self._labels: Counter[str] = Counter()
        self._offered = 0

    def claims(self, documents: Sequence[Document]) -> Iterator[Claims]:
        """Extract one document after the other."""
        for document in documents:
            offered = self.names(document)
            self._offered += len(offered)
            yield claims_of(analyse(document, offered=offered))

    def names(self, document: Document) -> list[OfferedName]:
        """Give what the pipeline finds in a document and qtnet can use, in order of the text."""
        parts = [block for block in blocks(document) if block.kind != "boilerplate"]
        found = []
        # By blocks, as a pipeline refuses texts of more than a million characters.
        for block, parsed in zip(parts, self._nlp.pipe(document.text[b.start : b.end] for b in parts), strict=True):
            for entity in parsed.ents:
                self._labels[entity.label_] += 1
                start, end = block.start + entity.start_char, block.start + entity.end_char
                name = offered_name(entity.text, entity.label_, entity.ent_id_, start, end)
                found += [name] if name else []
        return found

    def report(self) -> dict[str, object]:
        """Give the pipeline, its version, and how many entities it found and were of use."""
        meta = self._nlp.meta
        return {
            "name": "spacy",
            "pipeline": f"{meta.get('lang', '')}_{meta.get('name', '')} {meta.get('version', '')}",
            "entities": dict(sorted(self._labels.items())),
            "offered": self._offered,
        }


def offered_name(text: str, label: str, entity_id: str, start: int, end: int) -> OfferedName | None:
    """Give an entity as a name that the analysis can use, or None.

    Parameters
    ----------
    text
        The words of the entity.
    label
        Its label: those of spaCy's pipelines (ORG, GPE, NORP, PERSON, …), or a kind of qtnet (COMPANY, RESEARCH, …).
    entity_id
        The id that an entity ruler gave it; taken as the actor's id.
    start, end
        Where it stands in the stored text.

    Examples
    --------
    >>> offered_name("Finland", "GPE", "", 0, 7).actor, offered_name("Lapland", "GPE", "", 0, 7)
    ('FI', None)
    >>> offered_name("Acme", "ORG", "", 5, 9).kind, offered_name("Ada Byron", "PERSON", "", 5, 14).kind
    ('company', None)
    """
    kind = label.lower()
    if kind in _PLACES:
        country = country_forms().get(" ".join(text.split()).removeprefix("the "), "")
        if not country:
            return None
        return OfferedName(start, end, "country", country, country, "demonym" if kind == "norp" else "name")
    if kind == "bloc":
        return OfferedName(start, end, "bloc", entity_id or text)
    if kind in _KINDS:
        return OfferedName(start, end, _KINDS[kind], entity_id)
    return OfferedName(start, end, None) if kind in _NO_ACTORS else None


def _loaded(pipeline: str) -> Language:
    try:
        import spacy
    except ImportError as error:
        raise MissingExtraError("the back end spacy needs spaCy; pip install spacy") from error
    loaded: Any = None
    try:
        loaded = spacy.load(pipeline)
    except OSError as error:
        raise InputError(
            f"spaCy pipeline '{pipeline}': neither installed nor a folder with a saved pipeline; install one, such as "
            "`python -m spacy download en_core_web_sm`, or give its folder"
        ) from error
    return loaded  # type: ignore[no-any-return]
