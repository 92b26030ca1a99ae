"""What a model says about a window, item by item: actors, ties and money, and what is wrong with an item."""

from __future__ import annotations

from dataclasses import dataclass, field

from qtnet.extract.vocabulary import Basis, Domain, Kind, Mode, Status

__all__ = ["Fault", "Items", "NamedActor", "NamedMoney", "NamedTie"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedActor:
    """An actor by the name that the text uses; which id it has is decided later."""

    name: str
    kind: Kind
    country: str
    surfaces: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedTie:
    """A tie between two names; `start:end` is its quotation in the stored text."""

    source: str
    target: str
    mode: Mode
    domain: Domain
    status: Status
    year: int | None
    instrument: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedMoney:
    """An amount and the names of who gives and who gets it, empty where the text names none."""

    funder: str
    recipient: str
    amount: float
    amount_high: float | None
    currency: str
    basis: Basis
    years: int | None
    year: int | None
    domain: Domain
    status: Status
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """An item that was rejected: the item as it came, the reason that is counted, and what a model is told."""

    table: str  # actors, ties or funding; empty for an answer that is no object at all
    item: object
    reason: str
    message: str


@dataclass(frozen=True, slots=True)
class Items:
    """What was accepted and what was rejected."""

    actors: list[NamedActor] = field(default_factory=list)
    ties: list[NamedTie] = field(default_factory=list)
    funding: list[NamedMoney] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def __len__(self) -> int:
        """Count accepted and rejected items together."""
        return len(self.actors) + len(self.ties) + len(self.funding) + len(self.faults)
