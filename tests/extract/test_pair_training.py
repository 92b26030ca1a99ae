"""Training of the pair model: constructions, gold, alignment, calibration, and the same bytes twice."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import sparse

from qtnet.errors import CorpusError, InputError
from qtnet.extract.analysis import Actor
from qtnet.extract.pair.calibration import calibrate, calibration_error, fit_calibration
from qtnet.extract.pair.constructions import read_constructions
from qtnet.extract.pair.fit import fit
from qtnet.extract.pair.forest import forest_of
from qtnet.extract.pair.gold import GoldDocument, GoldTie, align, read_gold
from qtnet.extract.pair.grow import (
    LEARNING_RATE,
    LEAST_EXAMPLES,
    MOST_LEAVES,
    N_TREES,
    PENALTY,
    SHARE_OF_FEATURES,
    grow,
)  # fmt: skip
from qtnet.extract.pair.model import LABELS, write_weights
from qtnet.extract.pair.trial import Best, Rates, Trial, add_keys, gold_keys
from qtnet.extract.pair.triggers import load_lexicon
from qtnet.extract.pair.word_forms import verb_forms

# Training imports it when it begins, and that import draws from the global generator, which no test may touch.
pytest.importorskip("sklearn.ensemble")


def _lines(tmp_path, *lines):
    path = tmp_path / "constructions.txt"
    path.write_text("\n".join(lines) + "\n")
    return path


def test_a_construction_labels_its_pairs_and_no_others(tmp_path):
    found = read_constructions(_lines(tmp_path, "su C1 C2 :: C1 supplies C2, as C3 reported."))
    assert {example.key[2:]: example.labels for example in found} == {
        ("C1", "C2"): ("supply>",), ("C1", "C3"): (), ("C2", "C3"): (),
    }  # fmt: skip


def test_a_free_kind_gives_four_variants_that_weigh_one_together(tmp_path):
    found = read_constructions(_lines(tmp_path, "co X1 X2 :: X1 works with X2."))
    assert [example.labels for example in found] == [("agreement",), ("industry",), ("research",), ("industry",)]
    assert sum(example.weight for example in found) == pytest.approx(1)


def test_an_unknown_label_is_refused_with_its_line(tmp_path):
    with pytest.raises(InputError, match="line 2: unknown label 'zz'"):
        read_constructions(_lines(tmp_path, "# none", "zz C1 C2 :: C1 and C2."))


def test_a_missing_table_is_named(tmp_path):
    with pytest.raises(CorpusError, match=r"actors\.csv is missing"):
        read_gold(tmp_path, tmp_path)


def test_actors_are_aligned_by_id_then_by_surface():
    document = GoldDocument("a", "d", "", {"US": frozenset({"us"}), "acme": frozenset({"acme corp"})}, ())
    known = Actor(actor="US", kind="country", country="US", surfaces=("America",))
    other = Actor(actor="acme-corp", kind="company", country="", surfaces=("Acme Corp.",))
    assert align(document, [known, other]) == {"US": "US", "acme-corp": "acme"}


def test_optional_ties_are_neither_wanted_nor_extra():
    sure, doubtful = GoldTie("IN", "US", "agreement", "", False), GoldTie("CN", "US", "rivalry", "", True)
    wanted, optional = gold_keys([GoldDocument("a", "d", "", {}, (sure, doubtful))])
    assert wanted["pair"] == {("a", "d", "IN", "US", "+")}
    assert optional["mode"] == {("a", "d", "CN", "US", "rivalry")}


def _best(pair, tied, label=0):
    labels = np.zeros(11)
    labels[label] = 1.0
    return Best(("a", "d", *pair), pair, tied, labels, tied * labels)


def _beside_research(*judged):
    framed, wanted = ({"pair": set(), "mode": set()} for _ in range(2))
    add_keys(framed, "a", "d", "IN", "US", "research")
    return Trial(judged, framed, wanted, wanted).found("both", 0.5)["mode"]


def test_the_model_adds_pairs_that_frames_left_open():
    found = _beside_research(_best(("CN", "US"), 0.8))
    assert found == {("a", "d", "IN", "US", "research"), ("a", "d", "CN", "US", "agreement")}


def test_a_framed_pair_gets_a_further_mode_where_the_model_is_sure_of_it():
    assert ("a", "d", "IN", "US", "rivalry") in _beside_research(_best(("IN", "US"), 0.9, LABELS.index("rivalry")))
    assert _beside_research(_best(("IN", "US"), 0.3, LABELS.index("rivalry"))) == {("a", "d", "IN", "US", "research")}


def _trial(*ties):
    """Judge pairs of which each is right or wrong."""
    judged = [_best((f"A{at}", f"B{at}"), tied) for at, (tied, _) in enumerate(ties)]
    wanted, nothing = ({"pair": set(), "mode": set()} for _ in range(2))
    for item, (_, right) in zip(judged, ties, strict=True):
        if right:
            add_keys(wanted, *item.key, "agreement")
    return Trial(judged, nothing, wanted, nothing)


def test_of_thresholds_about_as_good_the_lowest_is_chosen():
    sure = [(0.82, True)] * 300
    one_in_three = [(0.5, True), (0.5, False), (0.5, False)]
    assert _trial(*sure, *one_in_three).best_threshold() < 0.5
    assert _trial(*sure, *[(0.5, False)] * 60).best_threshold() > 0.5


@pytest.mark.parametrize(("doc", "is_unread"), [("e02", True), ("e03", False)])
def test_documents_that_nobody_read_for_the_rules_choose_the_threshold(doc, is_unread):
    ties = _trial(*[(0.8, True)] * 60, *[(0.4, False)] * 10, *[(0.3, True)] * 5)

    def moved(keys):
        late = {item.key[2:] for item in ties.judged[70:]}
        return {("e", doc, *key[2:]) if key[2:4] in late else key for key in keys}

    judged = [*ties.judged[:70], *(replace(item, key=("e", doc, *item.key[2:])) for item in ties.judged[70:])]
    wanted = {level: moved(keys) for level, keys in ties.wanted.items()}
    assert (Trial(judged, ties.framed, wanted, ties.optional).best_threshold() <= 0.3) is is_unread


def test_without_sufficient_precision_the_most_precise_threshold_is_chosen():
    assert _trial(*[(0.8, True), (0.8, False)] * 9, *[(0.5, False)] * 9).best_threshold() > 0.5


def test_f1_is_the_harmonic_mean():
    rates = Rates(2, 4, 8)
    assert rates.f1 == pytest.approx(2 * rates.precision * rates.recall / (rates.precision + rates.recall))


def test_calibration_undoes_overconfidence():
    rng = np.random.default_rng(1)
    truth = rng.uniform(0.05, 0.95, 4000)
    right = rng.uniform(size=4000) < truth
    overconfident = calibrate(truth, 2.0, 0.0)
    assert calibration_error(overconfident, right) > 0.08
    assert calibration_error(calibrate(overconfident, *fit_calibration(overconfident, right)), right) < 0.03


def test_training_twice_gives_the_same_bytes(tmp_path):
    lines = ["co X1 X2 :: X1 works with X2.", "su C1 C2 :: C1 supplies C2.", "rv S1 S2 :: S1 competes with S2.",
             "- :: X1 ranks ahead of X2.", "- :: C1 is based in S1."]  # fmt: skip
    examples = read_constructions(_lines(tmp_path, *lines))
    header = {"slope": 1.0, "intercept": 0.0, "threshold": 0.5, "second": 0.4}
    for name in ("one", "two"):
        weights = fit([], examples)
        write_weights(weights.names, weights.values, {"forest": weights.forest, **header}, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_stored_trees_judge_as_the_trained_ones_did():
    sklearn = pytest.importorskip("sklearn.ensemble")
    rng = np.random.default_rng(3)
    design = sparse.csr_matrix((rng.uniform(size=(400, 6)) < 0.5).astype(float))
    held = design.toarray()
    tied = (held[:, 0] * held[:, 1] + held[:, 2] + rng.normal(0, 0.3, 400)) > 0.8
    names = [f"f{k}" for k in range(6)]
    stored = grow(design, names, tied, np.ones(400))
    options = {"learning_rate": LEARNING_RATE, "max_iter": N_TREES, "max_leaf_nodes": MOST_LEAVES, "max_bins": 3}
    options |= {"min_samples_leaf": LEAST_EXAMPLES, "l2_regularization": PENALTY, "max_features": SHARE_OF_FEATURES}
    reference = sklearn.HistGradientBoostingClassifier(**options, early_stopping=False, random_state=0)
    reference.fit(held, tied, sample_weight=np.ones(400))
    rows = [[name for name, value in zip(names, row, strict=True) if value] for row in held]
    assert np.allclose(forest_of(stored).log_odds(rows), reference.decision_function(held), atol=0.01)


@pytest.mark.parametrize(
    ("base", "form"), [("ban", "banned"), ("supply", "supplies"), ("win", "won"), ("agree", "agreed")]
)
def test_verbs_are_inflected(base, form):
    assert form in verb_forms(base)


def test_no_word_form_of_the_lexicon_is_empty():
    assert all(all(words) for words in load_lexicon().classes)
