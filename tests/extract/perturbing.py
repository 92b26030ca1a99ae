"""Ways to change a text that should leave its facts as they are, or change them in one known way."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Mapping

from qtnet.corpus.document import Document
from qtnet.extract import extract_document
from qtnet.extract.analyse import analyse
from qtnet.extract.extract import tie_claims
from qtnet.extract.frames.proposing import propose
from qtnet.extract.money.funding import funding_claims
from qtnet.extract.money.ties import funding_ties

#: What an American writes otherwise than a Briton, in words of this genre.
SPELLINGS = {
    "programme": "program", "programmes": "programs", "centre": "center", "centres": "centers", "defence": "defense",
    "licence": "license", "licences": "licenses", "labour": "labor", "organisation": "organization",
    "organisations": "organizations", "subsidise": "subsidize", "subsidised": "subsidized", "criticise": "criticize",
    "criticises": "criticizes", "criticised": "criticized", "harmonise": "harmonize", "harmonised": "harmonized",
    "harmonisation": "harmonization", "modernise": "modernize", "finalised": "finalized", "formalised": "formalized",
    "neighbour": "neighbor", "neighbours": "neighbors", "favour": "favor", "cancelled": "canceled",
    "fibre": "fiber", "metre": "meter", "colour": "color", "co-operation": "cooperation", "co-operate": "cooperate",
    "industrialised": "industrialized", "specialised": "specialized", "recognised": "recognized",
}  # fmt: skip
#: Country, demonym and capital; none has a dollar, so that "$" means the same in every text.
STATES = {
    "Japan": ("Japan", "Japanese", "Tokyo"), "France": ("France", "French", "Paris"),
    "Kenya": ("Kenya", "Kenyan", "Nairobi"), "Poland": ("Poland", "Polish", "Warsaw"),
    "Vietnam": ("Vietnam", "Vietnamese", "Hanoi"), "Brazil": ("Brazil", "Brazilian", "Brasília"),
}  # fmt: skip
IRRELEVANT = "The cherry trees have blossomed early."

Tie = tuple[str, str, str]
Ties = frozenset[Tie]


def rule_ties(text: str) -> Ties:
    """Give the source, target and mode of each tie that frames and money rules find, whatever was trained."""
    analysis = analyse(Document(doc="d", text=text))
    proposals = [*propose(analysis), *funding_ties(analysis, funding_claims(analysis))]
    return frozenset((tie.source, tie.target, tie.mode) for tie in tie_claims(analysis, proposals, Counter()))


def ties(text: str) -> Ties:
    """Give the source, target and mode of each tie that is found, by rules or by the trained model."""
    return frozenset((tie.source, tie.target, tie.mode) for tie in extract_document(Document(doc="d", text=text)).ties)


def facts(text: str) -> frozenset[tuple[object, ...]]:
    """Give all that is told apart of a text's facts, except confidence and quotation."""
    claims = extract_document(Document(doc="d", text=text))
    told = [(t.source, t.target, t.mode, t.domain, t.status, t.year, t.instrument) for t in claims.ties]
    money = [(m.funder, m.recipient, m.amount, m.currency, m.basis, m.year, m.status) for m in claims.funding]
    return frozenset((*told, *money))


def renamed(text: str, names: Mapping[str, str]) -> str:
    """Put other names in the place of names, all at once."""
    longest = sorted(names, key=lambda name: (-len(name), name))
    return re.sub(r"\b(?:" + "|".join(map(re.escape, longest)) + r")\b", lambda found: names[found.group()], text)


def swapped(text: str, one: str, other: str) -> str:
    """Let two countries change places, with their people and capitals."""
    pairs = list(zip(STATES[one], STATES[other], strict=True))
    return renamed(text, dict(pairs) | {second: first for first, second in pairs})


def repeated(text: str) -> str:
    """Let a text stand twice."""
    return f"{text.rstrip()}\n\n{text}"


def wrapped(text: str) -> str:
    """Break lines at 80 columns, with a blank line between paragraphs."""
    lines = [line for line in text.split("\n") if line.strip()]
    return "\n\n".join(textwrap.fill(line, 80, break_on_hyphens=False, break_long_words=False) for line in lines)


def curly(text: str) -> str:
    """Use typographic quotation marks and apostrophes."""
    return re.sub(r'(^|[\s(\[])"', r"\1“", text, flags=re.MULTILINE).replace('"', "”").replace("'", "’")


def straight(text: str) -> str:
    """Use the marks of a typewriter."""
    return text.translate(str.maketrans("“”’‘", "\"\"''"))


def american(text: str) -> str:
    """Spell as Americans do."""
    return re.sub(r"[a-z-]+", lambda word: SPELLINGS.get(word.group(), word.group()), text)


def with_loud_headline(text: str) -> str:
    """Set the first line in capitals."""
    headline, end, rest = text.partition("\n")
    return headline.upper() + end + rest


def with_irrelevant_sentence(text: str) -> str:
    """Say something else first, in the paragraph under the headline."""
    headline, _, rest = text.partition("\n")
    return f"{headline}\n\n{IRRELEVANT} {rest.lstrip()}"
