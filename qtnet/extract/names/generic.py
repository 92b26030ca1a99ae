"""Bodies of one name in many countries: "Ministry of Economic Affairs" is Taiwan's only where Taiwan is meant."""

from __future__ import annotations

from collections.abc import Sequence

from qtnet.extract.names.home import countries_at, home_around
from qtnet.extract.names.names import Name
from qtnet.extract.names.passages import Passage

__all__ = ["settle_generic"]


def settle_generic(passages: Sequence[Passage], names: Sequence[Sequence[Name]]) -> None:
    """Take back the known actor of a generic name that the text gives to another country, or to none it names.

    The names are changed in place: without actor they are read by their shape.
    """
    present = {name.country for found in names for name in found if name.kind in ("country", "bloc")}
    for passage, found in zip(passages, names, strict=True):
        forms = countries_at(found)
        for name in found:
            if name.form != "generic":
                continue
            votes = home_around(passage.words, forms, name)
            told = min(votes, key=lambda c: (-votes[c], c)) if votes else ""
            if (told or name.country) != name.country or (not told and name.country not in present):
                name.actor, name.source, name.country = "", "shape", told
