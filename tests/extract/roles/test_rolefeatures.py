"""Features of roles: the same for every order of words, and none where a name stands outside the sentence."""

from __future__ import annotations

import re

from qtnet.corpus.document import Block
from qtnet.extract.analysis import Actor, AnalysedSentence, Analysis, Mention, Token
from qtnet.extract.pair.candidates import Candidate
from qtnet.extract.pair.example import example_analysis
from qtnet.extract.pair.groups import names_of
from qtnet.extract.pair.regions import regions_of
from qtnet.extract.pair.rolefeatures import role_features
from qtnet.extract.pair.skeleton import build_skeleton

NAMES = {"Ara": "JP", "Bel": "KE"}


def features(text: str, *, first: int = 0) -> set[str]:
    mentions = tuple(
        Mention(start=m.start(), end=m.end(), actor=NAMES[m.group()], kind="country", country=NAMES[m.group()],
                source="gazetteer")
        for m in re.finditer("Ara|Bel", text)
    )  # fmt: skip
    tokens = tuple(Token(m.start(), m.end(), m.group(), m.group().lower()) for m in re.finditer(r"\w+|\S", text))
    sentence = AnalysedSentence(
        start=0, end=len(text), text=text, block=Block(kind="paragraph", start=0, end=len(text)), tokens=tokens,
        mentions=mentions, groups=(), scope=(),
    )  # fmt: skip
    actors = {code: Actor(actor=code, kind="country", country=code, surfaces=()) for code in NAMES.values()}
    analysis = Analysis(document=example_analysis().document, sentences=(sentence,), actors=actors)
    order = ("JP", "KE") if first < 0 or mentions[0].actor == "JP" else ("KE", "JP")
    candidate, skeleton = Candidate("sentence", 0, first, 1, order), build_skeleton(sentence)
    return set(names_of(role_features(regions_of(analysis, candidate, skeleton), candidate, skeleton)))


def test_passive_and_fronted_orders_state_the_same_tie() -> None:
    assert "rs=supply>" in features("Ara sells chips to Bel.")
    assert "rs=supply<" in features("To Bel chips are sold by Ara.")


def test_a_name_acts_through_the_noun_that_it_describes() -> None:
    assert {"rs=rivalry=", "rs:climbs1"} <= features("Ara competes with firms of Bel.")


def test_an_actor_outside_the_sentence_has_no_roles() -> None:
    assert not features("Ara sells chips to Bel.", first=-1)


def test_negation_of_the_verb_shows() -> None:
    assert "rs:not" in features("Ara has not invested $5m in Bel.")
    assert "rs:not" not in features("Ara has invested $5m in Bel.")
