"""The cards lead with what holds for other documents and other searches, not with what flatters."""

from dataclasses import replace

import pandas as pd
import pytest

from qtnet.report.evidence import actor_names
from qtnet.report.words.headlines import headlines
from qtnet.results import MULTILAYER


@pytest.fixture
def card(inputs):
    def find(label, **changes):
        changed = replace(inputs, **changes)
        return next(c for c in headlines(changed, actor_names(changed), {}) if c.label.startswith(label))

    return find


def test_the_large_score_is_that_of_unseen_documents(inputs, card):
    shown = card("Agreement")
    assert float(shown.value) == pytest.approx(inputs.unseen.set_index("level").loc["pair", "f1"], abs=0.005)
    assert "unseen in training" in shown.note.split(";")[0]
    assert "of this study, which is no test on unseen ones" in shown.note.split(";")[-1]
    assert shown.flag == ""


def test_without_unseen_documents_the_score_is_flagged(inputs, card):
    shown = card("Agreement", unseen=inputs.unseen.iloc[:0])
    assert shown.flag == "not a held-out test"
    assert "expect less on others" in shown.note


def test_without_any_score_none_is_told(inputs, card):
    nothing = {"quality": inputs.quality.iloc[:0], "unseen": inputs.unseen.iloc[:0]}
    assert card("Extraction quality", **nothing).value == "not scored"


def test_blocs_are_judged_by_documents_first_and_by_searches_last(inputs, card):
    actors = inputs.blocs.loc[inputs.blocs["layer"] == MULTILAYER, "actor"]
    support = pd.DataFrame({"actor": actors, "bloc": 1.0, "support": 0.6, "layer": MULTILAYER, "reason": ""})
    shown = card("Blocs", bloc_support=support)
    assert shown.interval == "an actor keeps its bloc in 60% of resampled documents"
    assert shown.note.index("not tested against chance") < shown.note.index("repeated searches")
    assert card("Blocs", bloc_support=support.iloc[:0]).interval == "other documents were not tried"


def test_an_actor_alone_stands_and_two_stand(inputs, card):
    def alone(number):
        table = inputs.blocs.copy()
        for k, actor in enumerate(table["actor"].unique()):
            table.loc[table["actor"] == actor, "estimate"] = 2.0 + k if k < number else 1.0
        return card("Blocs", blocs=table).note

    assert "1 more stands alone" in alone(1)
    assert "2 more stand alone" in alone(2)


def test_payers_are_judged_on_unseen_documents_first(inputs, card):
    ends = inputs.unseen.iloc[:1].assign(level="money+actors", precision=0.48, precision_low=0.37, precision_high=0.6)
    own = inputs.quality.iloc[:1].assign(level="money+actors", precision=0.75)
    note = card("Money", unseen=ends, quality=own).note
    assert note.index("right in 48 % [37, 60] on unseen") < note.index("in 75 %") < note.index("own")
