"""The closed vocabularies of a fact: kinds, modes, domains, statuses (the annotation guide's words)."""

from __future__ import annotations

from typing import Literal, NamedTuple

__all__ = [
    "DOMAINS",
    "KINDS",
    "MODES",
    "STATUSES",
    "Basis",
    "Domain",
    "Kind",
    "Mode",
    "ModeProperties",
    "Status",
    "ends_of",
    "is_directed",
    "sign_of",
]

Kind = Literal["country", "bloc", "agency", "research", "company", "programme"]
Status = Literal["active", "announced", "proposed", "past"]
Basis = Literal["total", "per-year", "per-project"]
Mode = Literal["agreement", "research", "industry", "supply", "funding", "alignment", "restriction", "rivalry"]
Domain = Literal[
    "quantum-computing",
    "quantum-communication",
    "quantum-sensing",
    "post-quantum-cryptography",
    "quantum",
    "semiconductors",
    "ai",
    "telecom",
    "materials",
    "science-technology",
]

KINDS: tuple[Kind, ...] = ("country", "bloc", "agency", "research", "company", "programme")
#: From the most to the least real; a tie told in several moods takes the most real (`past` last).
STATUSES: tuple[Status, ...] = ("active", "announced", "proposed", "past")
DOMAINS: tuple[Domain, ...] = (
    "quantum-computing",
    "quantum-communication",
    "quantum-sensing",
    "post-quantum-cryptography",
    "quantum",
    "semiconductors",
    "ai",
    "telecom",
    "materials",
    "science-technology",
)


class ModeProperties(NamedTuple):
    """What a mode fixes: the sign of a tie and whether it has a direction."""

    sign: Literal["+", "-"]
    directed: bool


MODES: dict[Mode, ModeProperties] = {
    "agreement": ModeProperties("+", directed=False),
    "research": ModeProperties("+", directed=False),
    "industry": ModeProperties("+", directed=False),
    "supply": ModeProperties("+", directed=True),
    "funding": ModeProperties("+", directed=True),
    "alignment": ModeProperties("+", directed=False),
    "restriction": ModeProperties("-", directed=True),
    "rivalry": ModeProperties("-", directed=False),
}


def sign_of(mode: Mode) -> Literal["+", "-"]:
    """Give the sign that a mode fixes.

    Examples
    --------
    >>> sign_of("rivalry"), sign_of("supply")
    ('-', '+')
    """
    return MODES[mode].sign


def is_directed(mode: Mode) -> bool:
    """Say whether source and target of a mode have different roles.

    Examples
    --------
    >>> is_directed("supply"), is_directed("research")
    (True, False)
    """
    return MODES[mode].directed


def ends_of(source: str, target: str, mode: Mode) -> tuple[str, str]:
    """Give the two ends of a tie as they are compared: in code-point order where its mode has no direction.

    Examples
    --------
    >>> ends_of("tsmc", "ASML", "supply"), ends_of("tsmc", "ASML", "research")
    (('tsmc', 'ASML'), ('ASML', 'tsmc'))
    """
    return (source, target) if is_directed(mode) or source <= target else (target, source)
