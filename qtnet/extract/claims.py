"""Claims: what extraction proposes, before `facts` has checked it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from qtnet.extract.vocabulary import Basis, Domain, Kind, Mode, Status

__all__ = ["ActorClaim", "Claims", "FundingClaim", "TieClaim"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorClaim:
    """An actor named in a document, with every form used there."""

    actor: str
    kind: Kind
    country: str
    surfaces: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TieClaim:
    """A tie between two actors of one document; `start:end` are its quotation's offsets in the stored text."""

    source: str
    target: str
    mode: Mode
    domain: Domain
    status: Status
    year: int | None
    instrument: str
    start: int
    end: int
    confidence: float  # in (0, 1]
    rule: str  # what found it


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingClaim:
    """Money for a technology; empty `funder` or `recipient` where the text names none."""

    funder: str
    recipient: str
    amount: float  # in units of `currency`; the lower end of a range
    amount_high: float | None
    currency: str  # ISO 4217
    basis: Basis
    years: int | None
    year: int | None
    domain: Domain
    status: Status
    start: int
    end: int
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """All that was found in one document; `counts` has sentences, candidates and drops by reason."""

    doc: str
    actors: tuple[ActorClaim, ...]
    ties: tuple[TieClaim, ...]
    funding: tuple[FundingClaim, ...]
    counts: Counter[str] = field(default_factory=Counter)
