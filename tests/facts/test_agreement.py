"""Agreement of annotators: equal rank, hand-worked counts, kappa of attributes, alpha over pairs of actors."""

import numpy as np
import pytest

from qtnet.errors import InputError
from qtnet.facts.agreement import agreement
from qtnet.facts.tables import read_facts
from tests.facts.gold import ACTORS, FUNDING, TIES, write_gold


@pytest.fixture
def annotator(tmp_path):
    def annotated(name, **tables):
        return read_facts(write_gold(tmp_path / name, **tables))

    return annotated


def level(found, name):
    return found.levels.set_index("level").loc[name]


def attribute(found, name):
    return found.attributes.set_index("attribute").loc[name]


def test_two_annotators_who_agree_have_no_disagreement(annotator):
    found = agreement({"Ann": annotator("a"), "Ben": annotator("b")}, rng=1, draws=20)
    assert (found.levels["f1"] == 1).all()
    assert (found.attributes["agreement"] == 1).all()
    assert (found.evidence[["overlap", "same_words"]] == 1).all().all()
    assert found.alpha["alpha"].tolist() == [1, 1]


def test_facts_of_both_and_of_one_are_counted(annotator):
    found = agreement({"Ann": annotator("a"), "Ben": annotator("b", ties=TIES[:2])}, rng=1, draws=20)
    row = level(found, "pair")
    assert row["both"] == 2
    assert sorted([row["only_first"], row["only_second"]]) == [0, 1]
    assert row["f1"] == pytest.approx(0.8)
    assert level(found, "actors")["f1"] == 1
    assert level(found, "money")["f1"] == 1


def test_the_order_of_annotators_changes_nothing(annotator):
    wrong = ("d1", "EU", "JP", "research", *TIES[0][4:])
    sides = {"Ann": annotator("a"), "Ben": annotator("b", ties=[wrong, *TIES[1:]])}
    forth = agreement(sides, rng=1, draws=50)
    back = agreement(dict(reversed(sides.items())), rng=1, draws=50)
    for table in ("levels", "attributes", "evidence", "alpha"):
        assert getattr(forth, table).equals(getattr(back, table))


def test_another_mode_lowers_kappa_of_the_mode_but_not_f1_of_the_pair(annotator):
    """Three shared pairs: agreement, supply, research against research, supply, research: two of three agree."""
    wrong = ("d1", "EU", "JP", "research", *TIES[0][4:])
    found = agreement({"Ann": annotator("a"), "Ben": annotator("b", ties=[wrong, *TIES[1:]])}, rng=1, draws=20)
    assert level(found, "pair")["f1"] == 1
    row = attribute(found, "mode")
    assert row["agreement"] == pytest.approx(2 / 3)
    assert row["kappa"] == pytest.approx((2 / 3 - 1 / 3) / (1 - 1 / 3))


def test_a_turned_supply_is_a_disagreement_on_direction(annotator):
    turned = ("d1", "JP", "tsmc", *TIES[1][3:])
    found = agreement({"Ann": annotator("a"), "Ben": annotator("b", ties=[TIES[0], turned, TIES[2]])}, rng=1, draws=20)
    assert attribute(found, "direction")["agreement"] == pytest.approx(2 / 3)
    assert attribute(found, "mode")["agreement"] == 1


def test_a_missing_year_and_instrument_are_disagreements(annotator):
    bare = (*TIES[0][:7], "", "", TIES[0][9])
    found = agreement({"Ann": annotator("a"), "Ben": annotator("b", ties=[bare, *TIES[1:]])}, rng=1, draws=20)
    assert attribute(found, "year")["agreement"] == pytest.approx(2 / 3)
    assert attribute(found, "instrument")["agreement"] == pytest.approx(2 / 3)
    assert attribute(found, "status")["kappa"] == 1


def test_kappa_of_one_value_is_undefined_with_its_reason(annotator):
    one = {"actors": ACTORS[:3], "ties": TIES[:1], "funding": FUNDING}
    found = agreement({"Ann": annotator("a", **one), "Ben": annotator("b", **one)}, rng=1, draws=20)
    row = attribute(found, "status")
    assert np.isnan(row["kappa"])
    assert row["reason"].startswith("only one value occurs")
    assert np.isnan(level(found, "pair")["f1_low"])
    assert "no interval: one document" in set(found.to_frame()["reason"])


def test_actors_named_otherwise_are_aligned(annotator):
    renamed = [(d, "taiwan-semi" if a == "tsmc" else a, *rest) for d, a, *rest in ACTORS]
    ties = [TIES[0], ("d1", "taiwan-semi", *TIES[1][2:]), TIES[2]]
    found = agreement({"Ann": annotator("a"), "Ben": annotator("b", actors=renamed, ties=ties)}, rng=1, draws=20)
    assert level(found, "full")["f1"] == 1
    assert found.alpha["alpha"].tolist() == [1, 1]


def test_alpha_of_three_annotators_counts_pairs_of_actors(annotator):
    """d1 has three actors, three pairs; d2 one. The third annotator misses the research tie of d2."""
    sides = {"Ann": annotator("a"), "Ben": annotator("b"), "Cem": annotator("c", ties=TIES[:2])}
    found = agreement(sides, rng=1, draws=20)
    assert len(found.levels) == 3 * 7
    pair = found.alpha.set_index("level").loc["pair"]
    assert pair["n"] == 4
    # Answers: + + +, + + +, none ×3, + + none. Two of the last unit's three pairs of answers disagree.
    observed = (4 / 2) / 12
    expected = 2 * 8 * 4 / (12 * 11)
    assert pair["alpha"] == pytest.approx(1 - observed / expected)


def test_an_optional_mark_is_not_read(tmp_path, annotator):
    marked = annotator("b")
    marked.ties["optional"] = "1"
    assert agreement({"Ann": annotator("a"), "Ben": marked}, rng=1, draws=20).levels["f1"].tolist() == [1] * 7


def test_one_annotation_is_refused(annotator):
    with pytest.raises(InputError, match="at least two annotations; 1 given"):
        agreement({"Ann": annotator("a")}, rng=1)


def test_annotations_of_other_documents_are_refused(annotator):
    other = {
        "actors": [("d9", *a[1:]) for a in ACTORS if a[0] == "d2"],
        "ties": [("d9", *TIES[2][1:])],
        "funding": [],
    }
    with pytest.raises(InputError, match="share no document in which both found a fact"):
        agreement({"Ann": annotator("a"), "Ben": annotator("b", **other)}, rng=1)
