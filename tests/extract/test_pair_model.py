"""The pair model: its weights, what it proposes, and that it is blind to names."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from qtnet.corpus.document import Document
from qtnet.errors import InputError
from qtnet.extract.analyse import analyse
from qtnet.extract.pair import propose
from qtnet.extract.pair.candidates import MOST_MENTIONS, candidates, skeletons
from qtnet.extract.pair.example import example_analysis
from qtnet.extract.pair.features import candidate_features
from qtnet.extract.pair.framehits import frame_hits
from qtnet.extract.pair.model import LABELS, PairModel, load_model, read_weights, write_weights
from qtnet.extract.pair.regions import regions_of
from qtnet.extract.proposals import TieProposal

BAN = "Canberra bans Huawei\n\nAustralia has banned Huawei from its 5G networks, citing national security."


def _analysis(text):
    return analyse(Document(doc="d", text=text))


def test_shipped_weights_are_small():
    assert (Path(__file__).parents[2] / "qtnet/extract/pair/weights.tsv").stat().st_size < 2_000_000


def test_probabilities_of_labels_sum_to_one():
    [judgement] = load_model().judge([["bias", "rel=in", "pB=with", "path:agree>with"]])
    assert judgement.labels.sum() == pytest.approx(1)
    assert 0 < judgement.tied < 1


def test_unknown_features_change_nothing():
    model = load_model()
    [with_it, without] = model.judge([["bias", "no such feature"], ["bias"]])
    assert with_it.tied == without.tied
    assert np.array_equal(with_it.labels, without.labels)


def test_a_candidate_is_judged_the_same_alone_and_among_others():
    rows = [["bias", "rel=in", "Mc:agreein"], ["bias", "rel=same"], ["bias", "rel=out", "pB=with"]]
    together = [judgement.tied for judgement in load_model().judge(rows)]
    assert together == [load_model().judge([row])[0].tied for row in rows]
    assert len(set(together)) > 1
    assert load_model().judge([]) == []


def test_a_restriction_is_proposed_with_its_direction():
    [tie] = propose(_analysis(BAN))
    assert (tie.source, tie.target, tie.mode) == ("AU", "huawei", "restriction")


def test_a_quotation_holds_both_names_and_the_trigger():
    text = "Japan has signed a pact on quantum computing with Kenya."
    [tie] = propose(_analysis(text))
    assert text[tie.start : tie.end].startswith("Japan")
    assert text[tie.start : tie.end].endswith("Kenya")
    assert tie.start <= tie.trigger_start < tie.trigger_end <= tie.end


def test_names_in_a_ranking_are_not_tied():
    assert propose(_analysis("Japan ranks second, ahead of Kenya and Chile.")) == []


def test_a_pair_that_frames_tied_is_left_to_them():
    analysis = _analysis(BAN)
    [tie] = propose(analysis)
    assert propose(analysis, [replace(tie, rule="frame")]) == []


def test_swapping_names_of_one_kind_changes_no_feature():
    analysis = example_analysis()
    built = skeletons(analysis)
    names = {"JP": "CL", "IN": "NO", "KE": "PE"}
    sentence = analysis.sentences[0]
    mentions = tuple(replace(m, actor=names[m.actor], country=names[m.country]) for m in sentence.mentions)
    actors = {names[k]: replace(a, actor=names[k], country=names[a.country]) for k, a in analysis.actors.items()}
    swapped = replace(analysis, sentences=(replace(sentence, mentions=mentions),), actors=actors)

    def of(one):
        return [candidate_features(one, c, built[0], frame_hits([]), None) for c in candidates(one, built)]

    assert of(analysis) == of(swapped)


def test_a_long_list_gives_a_bounded_number_of_candidates():
    analysis = example_analysis()
    sentence = analysis.sentences[0]
    many = tuple(
        replace(sentence.mentions[0], actor=f"a{k}") for k in range(3 * MOST_MENTIONS)
    )  # one place, many actors: as dense as text can be
    dense = replace(analysis, sentences=(replace(sentence, mentions=many, groups=()),))
    found = list(candidates(dense, skeletons(dense)))
    assert len(found) == MOST_MENTIONS * (MOST_MENTIONS - 1) // 2


def test_a_frame_on_the_pair_is_a_feature():
    analysis = example_analysis()
    tie = TieProposal(
        sentence=0, source="JP", target="KE", mode="agreement", start=0, end=9, trigger_start=0, trigger_end=1,
        probability=0.9, rule="frame",
    )  # fmt: skip
    built = skeletons(analysis)
    found = {
        c.actors: candidate_features(analysis, c, built[0], frame_hits([tie]), None)
        for c in candidates(analysis, built)
    }
    assert "frame=agreement" in found["JP", "KE"]
    assert "frame=agreement" not in found["JP", "IN"]


def test_a_frame_on_one_member_of_a_list_speaks_for_the_others():
    analysis = example_analysis()  # Japan signed a pact with India and Kenya.
    tie = TieProposal(
        sentence=0, source="JP", target="IN", mode="agreement", start=0, end=9, trigger_start=0, trigger_end=1,
        probability=0.9, rule="frame",
    )  # fmt: skip
    built = skeletons(analysis)
    found = {
        c.actors: candidate_features(analysis, c, built[0], frame_hits([tie]), None)
        for c in candidates(analysis, built)
    }
    assert "frame:sibling=agreement" in found["JP", "KE"]
    assert "frame:sibling=agreement" not in found["IN", "KE"]


def test_words_between_a_name_and_a_list_end_where_the_list_begins():
    analysis = example_analysis()
    built = skeletons(analysis)
    [candidate] = [c for c in candidates(analysis, built) if c.actors == ("JP", "KE")]
    assert [node.word for node in regions_of(analysis, candidate, built[0]).between] == ["signed", "a", "pact", "with"]


def test_weights_survive_writing_and_reading(tmp_path):
    weights = np.zeros((2, 1 + len(LABELS)))
    weights[0, 0], weights[1, 3] = 1.234, -0.5
    forest = {"start": -1.0, "features": ["a"], "trees": [[(0, 1, 2), 0.0, 1.0], [0.25]]}
    header = {"forest": forest, "slope": 1.0, "intercept": 0.0, "threshold": 0.5, "second": 0.4}
    write_weights(["b", "a"], weights, header, tmp_path / "w.tsv")
    model = read_weights(tmp_path / "w.tsv")
    assert isinstance(model, PairModel)
    assert model.raw(["b"])[0] == pytest.approx(1.23)
    assert model.raw(["a"])[3] == pytest.approx(-0.5)
    assert [*model.rows] == ["a", "b"]
    assert model.forest.log_odds([["a"], ["b"]]).tolist() == [0.25, -0.75]


def test_weights_for_other_labels_are_refused(tmp_path):
    (tmp_path / "w.tsv").write_text('{"labels": ["friendship"]}\n')
    with pytest.raises(InputError, match="trained for the labels"):
        read_weights(tmp_path / "w.tsv")
