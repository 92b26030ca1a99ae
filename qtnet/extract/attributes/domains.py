"""The technologies of a tie or an amount.

A linear model with few, shared features (`domain_features`) decides; `domain_training` fits its weights to annotated
documents and `lexicon/domain_weights.json` keeps them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files

from qtnet.extract.analysis import Analysis
from qtnet.extract.attributes.domain_features import names_technology, own_features, zone_features
from qtnet.extract.attributes.domain_zones import Surroundings, Terms, surroundings_of
from qtnet.extract.cachekeys import Identity
from qtnet.extract.proposals import TieProposal
from qtnet.extract.vocabulary import DOMAINS, Domain, Mode

__all__ = ["domain_at", "domain_probabilities", "domains_of"]

_REST: Domain = "science-technology"
#: A further technology is reported where the quotation, or what it leads on to, names it beside the most probable one,
#: and the score gains by it: F1 does where the chance of being right is above half of F1.
_FURTHER = 0.3
_MOST_ZONES = 1 << 16  # kept in memory


def domains_of(
    analysis: Analysis, proposal: TieProposal, weights: Mapping[str, float] | None = None
) -> tuple[Domain, ...]:
    """Give the technologies of a proposed tie, never none, in the order of `DOMAINS`.

    Parameters
    ----------
    analysis
        The document in which the tie was found.
    proposal
        The tie; terms in its quotation and in what that leads on to count most.
    weights
        Of the features; those that come with qtnet when not given.
    """
    parties = proposal.source, proposal.target
    around = surroundings_of(analysis, proposal.sentence, proposal.start, proposal.end, parties)
    chances = domain_probabilities(around, proposal.mode, weights)
    best = _most_probable(chances)
    named = around.zones["onward"].strong
    several = [d for d in DOMAINS if d != _REST and named[d] and chances[d] > _FURTHER]
    return tuple(d for d in DOMAINS if d == best or (d in several and best in several))


def domain_at(
    analysis: Analysis, sentence: int, start: int, end: int, weights: Mapping[str, float] | None = None
) -> Domain:
    """Give the one most probable technology of the quotation `start:end`, for money."""
    chances = domain_probabilities(surroundings_of(analysis, sentence, start, end), None, weights)
    return _most_probable(chances)


def _most_probable(chances: Mapping[Domain, float]) -> Domain:
    return max(chances, key=lambda d: (chances[d], -DOMAINS.index(d)))


def domain_probabilities(
    around: Surroundings, mode: Mode | None, weights: Mapping[str, float] | None = None
) -> dict[Domain, float]:
    """Give each technology's probability of being meant; they need not add up to 1, since several may be.

    Notes
    -----
    ``1 / (1 + exp(-w·x))`` with the shared weights `w` and the features `x` of that technology, see `logistic`.
    """
    scores = _scores(Identity(_weights() if weights is None else weights))
    sums = scores.own(around.kinds, mode, near=names_technology(around))
    for zone, terms in around.zones.items():
        sums = [one + more for one, more in zip(sums, scores.zone(zone, terms), strict=True)]
    return {domain: 1 / (1 + math.exp(-total)) for domain, total in zip(DOMAINS, sums, strict=True)}


class _Scores:
    """The weights of what is often the same, summed once for all technologies: a zone's terms, the mode."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = weights
        self._zones: dict[tuple[object, ...], list[float]] = {}
        self._own: dict[tuple[str, Mode | None, bool], list[float]] = {}

    def zone(self, zone: str, terms: Terms) -> list[float]:
        """Give each technology's sum of weights for one zone."""
        key = (zone, *terms.strong.items(), None, *terms.weak.items())
        found = self._zones.get(key)
        if found is None:
            found = [self._sum(zone_features(zone, terms, domain)) for domain in DOMAINS]
            if len(self._zones) < _MOST_ZONES:
                self._zones[key] = found
        return found

    def own(self, kinds: str, mode: Mode | None, *, near: bool) -> list[float]:
        """Give each technology's sum of weights for what no zone decides."""
        key = (kinds, mode, near)
        if key not in self._own:
            self._own[key] = [self._sum(own_features(kinds, domain, mode, near=near)) for domain in DOMAINS]
        return self._own[key]

    def _sum(self, names: Iterable[str]) -> float:
        return math.fsum(self._weights.get(name, 0.0) for name in dict.fromkeys(names))


_scores = lru_cache(maxsize=2)(lambda key: _Scores(key.held))


@cache
def _weights() -> dict[str, float]:
    table: dict[str, float] = json.loads(
        files("qtnet.extract").joinpath("lexicon", "domain_weights.json").read_text(encoding="utf-8")
    )
    return table
