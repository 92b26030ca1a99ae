"""Sums that several parties give or get each: "A and B contribute M each" is one row for either."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qtnet.extract.money.candidates import Candidate
from qtnet.extract.money.rolepatterns import role_patterns
from qtnet.extract.money.signs import SIGN

__all__ = ["each_of"]


def each_of(role: str, skeleton: str, shown: dict[str, Candidate]) -> Sequence[Candidate]:
    """Give the parties of a named list that each play a role; nothing where no list is said to.

    Parameters
    ----------
    role
        ``each_funder`` or ``each_recipient``, as the patterns of the lexicon are named.
    skeleton, shown
        The sentence, and which candidate each sign stands for.
    """
    for pattern in role_patterns(role):
        if match := pattern.search(skeleton):
            parties = [shown[sign] for sign in re.findall(SIGN, match["list"]) if sign in shown]
            return list({party.actor: party for party in parties}.values())
    return []
