"""Canonical ids: kebab case without legal form, article or accents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from qtnet.extract.names.namewords import name_words

__all__ = ["canonical_id", "without_legal_form"]

_GENERIC = re.compile(
    r"(?:ministry|department|ministries|bureau|office|national-(?:\w+-)*council|national-\w+-agency|federal-ministry)(?:-|$)"
)

_STROKES = str.maketrans({"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})


def without_legal_form(words: Sequence[str]) -> tuple[str, ...]:
    """Drop articles in front and legal forms behind a name.

    Examples
    --------
    >>> without_legal_form(["The", "Chelpis", "Quantum", "Co", ".", ",", "Ltd", "."])
    ('Chelpis', 'Quantum')
    """
    legal = name_words().legal
    kept = list(words)
    if kept and kept[0].lower() in ("the", "a", "an") and len(kept) > 1:
        kept = kept[1:]
    while len(kept) > 1 and (kept[-1] in legal or not kept[-1][0].isalnum()):
        kept.pop()
    return tuple(kept)


def canonical_id(words: Sequence[str], *, kind: str = "", country: str = "") -> str:
    """Give the id of an actor that is not in the gazetteer.

    The country code is added where the bare name is that of a body which most countries have.

    Examples
    --------
    >>> canonical_id(["Jülich", "Research", "Centre"])
    'julich-research-centre'
    >>> canonical_id(["Ministry", "of", "Education"], kind="agency", country="IN")
    'ministry-of-education-in'
    """
    text = " ".join(w for w in without_legal_form(words) if w not in (".", ",", "'s"))
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ").translate(_STROKES))
    slug = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower()).strip("-")
    if not slug:
        slug = re.sub(r"\W+", "-", text.casefold()).strip("-")
    if kind == "agency" and country and _GENERIC.match(slug):
        return f"{slug}-{country.lower()}"
    return slug
