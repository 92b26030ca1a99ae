"""The names that a model gives, as the ids, kinds and countries that qtnet knows.

An id never comes from the model. A form that the offline analysis has found in the document has that actor's id, a
form of the gazetteer the gazetteer's, and any other the one that its own words give. So facts of both back ends meet.
"""

from __future__ import annotations

from qtnet.extract.analysis import Actor, Analysis
from qtnet.extract.backends.llm.grounding import fold
from qtnet.extract.backends.llm.items import NamedActor
from qtnet.extract.names.gazetteer import Known, gazetteer
from qtnet.extract.names.identity import canonical_id
from qtnet.extract.tokens import tokenise

__all__ = ["Names"]


class Names:
    """The actors of one document by the forms that it uses."""

    def __init__(self, analysis: Analysis) -> None:
        self._actors: dict[str, Actor] = {}
        for actor in analysis.actors.values():
            for form in actor.surfaces:
                self._actors.setdefault(fold(form), actor)

    def resolve(self, named: NamedActor) -> Actor:
        """Give the actor that a model has named.

        Examples
        --------
        >>> from qtnet.corpus import Document
        >>> from qtnet.extract.analyse import analyse
        >>> names = Names(analyse(Document(doc="d", text="TSMC met Vuorela Optics Oy.")))
        >>> names.resolve(NamedActor(name="TSMC", kind="agency", country="", surfaces=())).country
        'TW'
        >>> names.resolve(NamedActor(name="Vuorela Optics Oy", kind="company", country="FI", surfaces=())).actor
        'vuorela-optics'
        """
        forms = tuple(dict.fromkeys(fold(form) for form in (named.name, *named.surfaces)))
        if named.kind == "country":
            return Actor(actor=named.country, kind="country", country=named.country, surfaces=forms)
        known = next((k for form in forms if (k := gazetteer().names.get(form))), None)
        if known is not None:
            return _as_known(known, forms)
        found = next((a for form in forms if (a := self._actors.get(form)) and a.kind not in ("country", "bloc")), None)
        words = [token.text for token in tokenise(forms[0], 0, len(forms[0]))]
        actor = found.actor if found else canonical_id(words, kind=named.kind, country=named.country)
        if named.kind == "bloc":  # a bloc's id is its short name as written
            actor = min(forms, key=lambda form: (len(form), form)).removeprefix("the ").removeprefix("The ")
        surfaces = tuple(dict.fromkeys([*forms, *(found.surfaces if found else ())]))
        return Actor(actor=actor, kind=named.kind, country=named.country, surfaces=surfaces)


def _as_known(known: Known, forms: tuple[str, ...]) -> Actor:
    return Actor(actor=known.actor, kind=known.kind, country=known.country, surfaces=forms)
