"""A small reviewed folder, made by hand: two documents, two ties, one amount, and a sentence that gave no fact."""

from pathlib import Path

from qtnet.corpus.document import Corpus, Document
from qtnet.extract.claims import ActorClaim, Claims, FundingClaim, TieClaim
from qtnet.facts import build_facts
from qtnet.facts.corrections import read_corrections
from qtnet.review.folder import Reviewed

PACT = "Japan and Canada signed an agreement on quantum computing in 2024"
SILENT = "Whatever Germany and France make of it, an alliance is far"
MONEY = "Japan gives Rapidus $5 million"
FIRST = f"A headline 🚀 of chips\n\n{PACT}. The weather was fine.\n{SILENT}.\n"
SECOND = f"{MONEY} in 2023. Japan and Canada deny that Rapidus supplies chips to Canada.\n"


def actor(name, kind="country", country="", surface=""):
    return ActorClaim(actor=name, kind=kind, country=country or name, surfaces=(surface or name,))


ACTORS = (
    actor("JP", surface="Japan"),
    actor("CA", surface="Canada"),
    actor("rapidus", "company", "JP", "Rapidus"),
)


def tie(text=FIRST, words=PACT, **changes):
    start = text.index(words)
    about = {"source": "CA", "target": "JP", "mode": "agreement", "domain": "quantum-computing", "status": "active"}
    more = {
        "year": 2024,
        "instrument": "",
        "start": start,
        "end": start + len(words),
        "confidence": 0.6,
        "rule": "frame",
    }
    return TieClaim(**(about | more | changes))


def money(**changes):
    about = {"funder": "JP", "recipient": "rapidus", "amount": 5e6, "amount_high": None, "currency": "USD"}
    more = {"basis": "total", "years": None, "year": 2023, "domain": "semiconductors", "status": "active"}
    place = {"start": 0, "end": len(MONEY), "confidence": 0.9, "rule": "money"}
    return FundingClaim(**(about | more | place | changes))


def reviewed(folder: Path, *, first=FIRST, ties=None, funding=None, actors=ACTORS, corrections=None) -> Reviewed:
    """Extract as told, apply the corrections of the folder, and give what there is to review."""
    documents = (Document(doc="d1", text=first, title="One"), Document(doc="d2", text=SECOND, title="Two"))
    claims = {
        "d1": Claims(doc="d1", actors=actors, ties=(tie(first),) if ties is None else ties, funding=()),
        "d2": Claims(doc="d2", actors=actors, ties=(), funding=(money(),) if funding is None else funding),
    }
    path = corrections or folder / "corrections.csv"
    said = read_corrections(path) if path.is_file() else ()
    facts = build_facts(Corpus(documents=documents), claims, corrections=said)
    return Reviewed(folder=folder, facts=facts, texts={d.doc: d.text for d in documents}, corrections=path)
