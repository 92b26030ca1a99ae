"""Who bridges: the figure, the sentence and the verdicts of technologies."""

import pandas as pd
import pytest

from qtnet.report.figures.bridges import draw_bridges, prepare_bridges
from qtnet.report.words.bridges import bridges_sentence
from qtnet.report.words.sentences import CANNOT_TELL, text_of
from qtnet.report.words.verdicts import verdict_table
from qtnet.results import MULTILAYER, tidy

NAMES = {"IN": "India", "EU": "European Union"}
ALIGNED = tidy(
    [{"metric": "alignment", "layer": MULTILAYER, "actor": actor, "estimate": x, "ambivalence": both,
      "engagement": 1.0, "p_hedger": 0.8 if actor == "IN" else 0.4, "reason": reason}
     for actor, x, both, reason in (("IN", 0.1, 0.9, ""), ("EU", 0.7, 0.6, ""), ("JP", 1.0, 0.0, ""),
                                    ("KR", 1.0, 0.0, ""), ("TW", 1.0, 0.0, ""), ("PE", 0.0, 0.0, "unreached"))]
)  # fmt: skip
BRIDGES = tidy(
    [{"metric": "bridging", "layer": MULTILAYER, "actor": actor, "estimate": 0.9, "role": role, "facts": (f"f{actor}",)}
     for actor, role in (("IN", "hedger"), ("EU", "bridge"))]
)  # fmt: skip


def prepared() -> pd.DataFrame:
    return prepare_bridges(ALIGNED, BRIDGES, NAMES, {"IN": ("fIN",)})


def test_reached_actors_come_by_how_much_ties_them_to_both():
    frame = prepared()
    assert frame["name"].tolist() == ["India", "European Union", "JP", "KR", "TW"]
    assert frame["tied_to_both"].tolist() == [0.9, 0.6, 0.0, 0.0, 0.0]
    assert frame["role"].tolist() == ["hedger", "bridge", "", "", ""]


def test_the_same_probability_places_an_actor_between_the_poles_in_both_figures():
    seldom = ALIGNED.assign(p_hedger=[0.1, 0.9, 0.9, 0.1, 0.1, 0.1])
    roles = prepare_bridges(seldom, BRIDGES, NAMES, {}).set_index("actor")["role"]
    assert roles.to_dict() == {"IN": "bridge", "EU": "hedger", "JP": "outsider", "KR": "", "TW": ""}


@pytest.mark.parametrize("narrow", [False, True])
def test_a_role_has_a_symbol_of_its_own_and_actors_in_one_place_are_counted(narrow):
    figure = draw_bridges(prepared(), ("United States", "China"), narrow=narrow)
    marks = {t.customdata[0][0]: t.marker.symbol for t in figure.data if len(t.x)}
    assert marks == {"IN": "diamond", "EU": "square", "JP": "circle"}
    assert "3 actors" in [note.text for note in figure.layout.annotations]


@pytest.mark.parametrize("narrow", [False, True])
def test_names_do_not_stand_on_one_another(narrow):
    crowd = prepared().iloc[[0] * 6].assign(actor=[f"A{k}" for k in range(6)], name="A long name")
    figure = draw_bridges(crowd, ("United States", "China"), narrow=narrow)
    shown = [text for trace in figure.data for text in trace.text or () if text]
    assert len(shown) <= 2
    assert sum(len(trace.hovertext) for trace in figure.data) == 6


def test_an_alignment_without_exposure_draws_nothing():
    bare = ALIGNED.drop(columns=["ambivalence", "engagement"])
    assert prepare_bridges(bare, BRIDGES, NAMES, {}).empty


def bridging(*ties: tuple[str, str, str, str]) -> str:
    """Say who bridges, from ties between two actors with their fact and its document."""
    ends = pd.DataFrame(ties, columns=["source", "target", "tie", "doc"])
    network = ends.assign(facts=[(tie,) for tie in ends["tie"]])
    probable = BRIDGES.assign(p_hedger=[0.8, 0.4])
    return text_of(bridges_sentence(probable, network, ends, NAMES, poles=("US", "CN")))


DIRECT = [("IN", "US", "f1", "d1"), ("CN", "IN", "f2", "d2"), ("EU", "US", "f3", "d1"), ("CN", "EU", "f4", "d2")]


def test_direct_ties_to_both_poles_make_a_bridge():
    assert bridging(*DIRECT) == (
        "Probably between the poles, with direct ties to both: India. With direct ties to both poles, yet not probably "
        "between them: European Union."
    )


def test_a_pull_without_direct_ties_to_both_from_two_documents_tells_nothing():
    untold = f"Who bridges the poles {CANNOT_TELL} where an actor is pulled to both by way of others"
    assert untold in bridging(*DIRECT[:3])
    assert "with direct ties to both: India" in bridging(*DIRECT[:3])
    assert bridging(("IN", "US", "f1", "d1"), ("CN", "IN", "f2", "d1")).startswith(untold)
    assert bridging(*DIRECT[:3]).endswith("documents: European Union.")


def test_nobody_pulled_to_both_is_said():
    none = bridges_sentence(BRIDGES.iloc[:0].assign(p_hedger=0.0), pd.DataFrame(), pd.DataFrame(), NAMES, poles=())
    assert text_of(none) == "No actor is pulled to both poles by much evidence."


def test_verdicts_name_technologies_poles_and_reasons():
    frame = pd.DataFrame(
        {
            "layer": ["telecom", "ai", MULTILAYER],
            "verdict": ["untold", "bipolar", "chance"],
            "reason": ["TBI is undefined (no ties of pole CN in this layer)", "", ""],
            "p_value": [float("nan"), 0.001, 0.4],
            "q_value": [float("nan"), 0.002, float("nan")],
            "documents": [1, 120, 130],
            "hostile_events": [0, 40, 41],
        }
    )
    draws = pd.DataFrame({"layer": ["ai", "ai", "telecom"], "TBI": [0.2, float("nan"), float("nan")]})
    table = verdict_table(frame, {"ai": ("t1",)}, {"CN": "China"}, draws)
    assert table["technology"].tolist() == ["All technologies", "AI", "Telecom"]
    assert table["what can be said"].tolist() == [
        "no more than chance gives", "bipolar beyond chance", "cannot be told from these documents"
    ]  # fmt: skip
    assert table["why"].tolist() == [
        "",
        "Only 1 of 2 random networks is defined; p cannot fall below 0.50",
        "TBI is undefined (no ties of China in this technology)",
    ]
    assert table["facts"].tolist() == [(), ("t1",), ()]
