"""One form for words and signs that writers spell in two ways, so that features do not tell the ways apart."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["common_form"]

_SIGNS = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "`": "'", "–": "–", "—": "–"}
#: American words, whole or in front of an ending, as spelt in Britain; some the other way, as the triggers have them.
_BRITISH = {
    "center": "centre", "program": "programme", "defense": "defence", "license": "licence", "offense": "offence",
    "fiber": "fibre", "meter": "metre", "theater": "theatre", "labor": "labour", "neighbor": "neighbour",
    "behavior": "behaviour", "favor": "favour", "color": "colour", "honor": "honour", "harbor": "harbour",
    "armor": "armour", "rumor": "rumour", "endeavor": "endeavour", "aluminum": "aluminium", "artifact": "artefact",
    "skeptic": "sceptic", "catalog": "catalogue", "dialog": "dialogue", "analyze": "analyse", "catalyze": "catalyse",
    "modeling": "modelling", "labeled": "labelled", "signaled": "signalled", "signaling": "signalling",
    "cancelled": "canceled", "cancelling": "canceling", "traveled": "travelled", "traveling": "travelling",
    "fueled": "fuelled", "fueling": "fuelling", "channelled": "channeled", "fulfill": "fulfil", "enroll": "enrol",
    "install": "install", "gray": "grey", "maneuver": "manoeuvre", "judgment": "judgement",
}  # fmt: skip
_ENDINGS = ("", "s", "es", "d", "ed", "ing", "ly", "able")
_WHOLE = {a + e: b + e for a, b in _BRITISH.items() for e in _ENDINGS if not (a[-1] == "e" and e[:1] == "e")} | {
    "analyzing": "analysing", "analyzed": "analysed", "catalyzing": "catalysing", "licensing": "licensing",
    "licensed": "licensed", "programing": "programming", "centered": "centred", "programed": "programmed",
}  # fmt: skip
_IZE = re.compile(r"(?<=[a-z]{3})(?<!pr)(?<!se)(?<!si)iz(e|es|ed|ing|er|ers|ation|ations)$")


@lru_cache(maxsize=1 << 16)
def common_form(word: str) -> str:
    """Give the form of a lower-case word that stands for all its spellings: mostly British, with straight quotes.

    Examples
    --------
    >>> [common_form(word) for word in ("’", "center", "programs", "organized", "pact")]
    ["'", 'centre', 'programmes', 'organised', 'pact']
    """
    return _SIGNS.get(word) or _WHOLE.get(word) or _IZE.sub(r"is\1", word)
