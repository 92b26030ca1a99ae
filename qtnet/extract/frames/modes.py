"""The mode of a tie: what the trigger's family says, decided by who the parties are."""

from __future__ import annotations

from typing import Literal

from qtnet.extract.vocabulary import Kind, Mode

__all__ = ["FAMILIES", "Family", "is_plausible", "mode_of"]

#: What a trigger says before the parties are known. `cooperation`, `research` and `venture` depend on them.
Family = Literal["cooperation", "research", "venture", "supply", "funding", "restriction", "rivalry", "alignment"]
FAMILIES: tuple[Family, ...] = (
    "cooperation",
    "research",
    "venture",
    "supply",
    "funding",
    "restriction",
    "rivalry",
    "alignment",
)

_STATES = frozenset({"country", "bloc"})


def mode_of(family: Family, first: Kind, second: Kind, *, speaks_of_research: bool = False) -> Mode:
    """Give the mode of a tie.

    Parameters
    ----------
    family
        Of the trigger.
    first, second
        Kinds of the two actors.
    speaks_of_research
        Whether the words between or beside them name research or an exchange of people.

    Notes
    -----
    A company makes any cooperation `industry`; a research body makes it `research`; governments and agencies that
    cooperate have an `agreement`, unless the text speaks of joint research.

    Examples
    --------
    >>> mode_of("cooperation", "company", "country"), mode_of("cooperation", "country", "country")
    ('industry', 'agreement')
    >>> mode_of("cooperation", "research", "country"), mode_of("rivalry", "company", "company")
    ('research', 'rivalry')
    """
    if family != "cooperation" and family != "research" and family != "venture":
        return family
    kinds = {first, second}
    if "company" in kinds:
        return "industry"
    if "research" in kinds or family == "research":
        return "research"
    if speaks_of_research and (kinds <= _STATES or "agency" in kinds):
        return "research"
    return "agreement"


def is_plausible(mode: Mode, first: Kind, second: Kind) -> bool:
    """Say whether actors of these kinds can have a tie of this mode.

    A programme gives, gets or is served; otherwise it is the instrument of a tie between others. Rivalry is between
    states or between companies (or a state and a company), not with institutes.

    Examples
    --------
    >>> is_plausible("funding", "country", "programme"), is_plausible("agreement", "country", "programme")
    (True, False)
    """
    if "programme" in (first, second):
        return mode in ("funding", "supply")
    return mode != "rivalry" or "research" not in (first, second)
