"""Whoever acts from outside a sentence gives way to the one whom the sentence itself names."""

from __future__ import annotations

import pytest

from qtnet.extract.pair import without_taken_roles
from qtnet.extract.proposals import TieProposal
from qtnet.extract.vocabulary import Mode


def _proposal(source: str, target: str, *, mode: Mode = "restriction", rule: str, sentence: int = 3) -> TieProposal:
    return TieProposal(
        sentence=sentence, source=source, target=target, mode=mode, start=0, end=9, trigger_start=2, trigger_end=4,
        probability=0.4, rule=rule,
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["scope", "previous"])
def test_an_actor_from_outside_does_not_share_a_ban_that_the_sentence_ascribes(kind: str) -> None:
    outside = _proposal("EU", "JP", rule=f"pair-model:{kind}")
    assert without_taken_roles([outside], [_proposal("CN", "JP", rule="restrict-trade-with")]) == []


@pytest.mark.parametrize(
    ("found", "framed"),
    [
        ({"rule": "pair-model:sentence"}, {}),  # "China, with the EU, ..." names both
        ({"rule": "pair-model:scope", "mode": "supply"}, {"mode": "supply"}),
        ({"rule": "pair-model:scope"}, {"sentence": 4}),
        ({"rule": "pair-model:scope"}, {"mode": "rivalry"}),
    ],
)
def test_all_other_proposals_stay(found: dict[str, str], framed: dict[str, object]) -> None:
    kept = [_proposal("EU", "JP", **found)]  # type: ignore[arg-type]
    assert without_taken_roles(kept, [_proposal("CN", "JP", **{"rule": "a-frame", **framed})]) == kept  # type: ignore[arg-type]
