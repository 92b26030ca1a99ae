"""Supply, funding, restriction and rivalry, each told in the ways in which English tells it."""

from __future__ import annotations

import pytest

from qtnet.extract.frames.marked import analysis_of
from qtnet.extract.frames.proposing import propose

SUPPLY = [  # Acme supplies Bolt
    "[Acme] sells lasers to [Bolt].",
    "[Acme] equips [Bolt]'s plant with lasers.",
    "[Acme] provides [Bolt] with lasers.",
    "[Acme] licenses its designs to [Bolt].",
    "[Acme] serves [Bolt] as well.",
    "[Acme] has a ten-year contract to supply [Bolt] with lasers.",
    "[Bolt] buys its lasers from [Acme].",
    "[Bolt] has its lasers made by [Acme].",
    "[Bolt] will get lasers from [Acme].",
    "[Bolt]'s lasers come from [Acme].",
    "[Bolt]'s sensors contain lasers from [Acme].",
    "[Bolt]'s lines run on [Acme] machines.",
    "[Bolt] trained its model on [Acme]'s chips.",
    "[Bolt] bought 18,000 [Acme] chips.",
    "[Bolt] depends on [Acme] for its lasers.",
    "[Bolt]'s dependence on [Acme] grows.",
    "[Bolt] wants to lessen its dependence on [Acme].",
    "It is [Acme] on which [Bolt] relies.",
    "[Bolt] is one of [Acme]'s largest customers.",
    "[Acme] counts [Bolt] among its customers.",
    "[Bolt] counts [Acme] among its suppliers.",
    "[Bolt] switched to [Acme] last year.",
    "[Bolt] has replaced [Cobalt] with [Acme].",
    "[Bolt] awarded the work to [Acme].",
    "[Acme] landed the job of making lasers for [Bolt].",
    "[Acme] won an order from [Bolt].",
    "[Acme] makes half of its sales with customers like [Bolt].",
    "[Bolt] accounts for half of [Acme]'s revenue.",
    "[Bolt] invited [Acme] to tender for the network.",
    "The lasers for [Bolt] are made by [Acme].",
    "[Acme], a maker of lasers for [Bolt], grows.",
]
FUNDING = [  # Acme funds Bolt
    "[Acme] is putting $5 million into [Bolt].",
    "[Acme] has put more than $5 million into [Bolt].",
    "[Acme] gave [Bolt] a grant.",
    "[Acme] bears half of the cost of [Bolt].",
    "[Acme] backs [Bolt].",
    "[Bolt] is financed by [Acme].",
    "[Bolt]'s plant is financed by [Acme].",
    "[Bolt] was supported with money from [Acme].",
    "[Bolt] received a loan from [Acme].",
    "[Bolt] raised $5 million from investors including [Acme].",
    "[Acme] took part in [Bolt]'s last round.",
    "[Acme], [Bolt]'s largest shareholder, smiled.",
    "[Acme]-backed [Bolt] grows.",
    "[Bolt], which [Acme] funds, grows.",
    "[Acme] loans to [Bolt] grew.",
    "The money for [Bolt] comes from [Acme].",
    "[Acme] selected [Bolt] for a grant.",
]
RESTRICTION = [  # Norway restricts Peru
    "{Norway} banned {Peru} from the forum.",
    "{Peru} has been barred from the forum by {Norway}.",
    "{Norway}'s curbs aimed at {Peru} hurt.",
    "the export controls imposed on {Peru} by {Norway}",
    "the restrictions which {Norway} has imposed on {Peru}",
    "{Norway} hit {Peru} with tariffs.",
    "{Norway} requires licences for exports to {Peru}.",
    "{Norway} forbids its firms to sell lasers to {Peru}.",
    "{Norway} took {Peru} off its list.",
    "{Norway}'s exclusion of {Peru} hurts.",
    "{Norway} levied port fees on {Peru}.",
    "{Peru} is under sanctions imposed by {Norway}.",
    "{Norway} withdrew a licence for {Peru}.",
    "the sanctions by {Norway} on machines for {Peru}",
]
BANS = [  # Norway restricts Acme
    "{Norway} put [Acme] on its entity list.",
    "[Acme] has been on {Norway}'s blacklist since 2020.",
    "[Acme] is on the sanctions list of {Norway}.",
    "{Norway} ordered [Acme] to sell the plant.",
    "{Norway} forced [Acme] to divest the plant.",
    "[Acme], which {Norway} blacklisted, sued.",
    "[Acme] was excluded in {Norway}.",
    "{Norway} blocked the takeover of [Bolt] by [Acme].",
    "Blocked by {Norway} on grounds of security, the takeover of [Bolt] by [Acme] is off.",
    "{Norway}'s ban on [Acme] stands.",
    "{Norway} wants to ban [Acme].",
]
RIVALRY = [  # Norway and Peru are rivals
    "{Norway} competes with {Peru}.",
    "{Norway} and {Peru} are at odds.",
    "{Norway} is at loggerheads with {Peru}.",
    "{Norway} faces competition from {Peru}.",
    "{Norway}'s lead over {Peru} shrinks.",
    "{Norway} is ahead of {Peru} in lasers.",
    "{Norway} sees {Peru} as a rival.",
    "{Norway} wants to catch up with {Peru}.",
    "{Norway} is losing ground to {Peru}.",
    "{Norway} accused {Peru} of spying.",
    "{Norway} and {Peru} accuse each other.",
    "{Norway} filed a complaint against {Peru}.",
    "{Norway} took {Peru} to court.",
    "{Norway} retaliated against {Peru}.",
    "{Norway} serves as a counterweight to {Peru}.",
    "{Norway} wants to curb {Peru}'s influence.",
    "the race between {Norway} and {Peru}",
    "lasers as a battleground for {Norway} and {Peru}",
]


def _ties(sentence: str) -> set[tuple[str, str, str]]:
    return {(tie.source, tie.target, tie.mode) for tie in propose(analysis_of(sentence))}


@pytest.mark.parametrize("sentence", SUPPLY)
def test_who_supplies_whom_is_found(sentence: str) -> None:
    found = _ties(sentence)
    assert ("Acme", "Bolt", "supply") in found
    assert ("Bolt", "Acme", "supply") not in found


@pytest.mark.parametrize("sentence", FUNDING)
def test_who_funds_whom_is_found(sentence: str) -> None:
    assert ("Acme", "Bolt", "funding") in _ties(sentence)


@pytest.mark.parametrize(("sentence", "target"), [*((s, "Peru") for s in RESTRICTION), *((s, "Acme") for s in BANS)])
def test_who_restricts_whom_is_found(sentence: str, target: str) -> None:
    found = _ties(sentence)
    assert ("Norway", target, "restriction") in found
    assert (target, "Norway", "restriction") not in found


@pytest.mark.parametrize("sentence", RIVALRY)
def test_rivals_are_found(sentence: str) -> None:
    pairs = {(frozenset((source, target)), mode) for source, target, mode in _ties(sentence)}
    assert (frozenset(("Norway", "Peru")), "rivalry") in pairs


@pytest.mark.parametrize(
    "sentence",
    [
        "{Norway} granted the venture of [Acme] and [Bolt] $9 million.",
        "{Norway} gave a consortium of [Acme] and [Bolt] $9 million.",
        "{Norway} put $9 million into the venture of [Acme] and [Bolt].",
    ],
)
def test_money_for_what_several_do_together_goes_to_all(sentence: str) -> None:
    assert {("Norway", "Acme", "funding"), ("Norway", "Bolt", "funding")} <= _ties(sentence)
