"""Large networks lose no tie without a word: what is not drawn by name is drawn together, and counted."""

import numpy as np
import pandas as pd
import pytest

from qtnet.report.figures.gathered import MOST_ACTORS, gather, is_gathered, prepare_ties
from qtnet.report.figures.layered import draw_layered


def network(actors: int, ties: int, *, seed: int = 1) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    ids = np.array([f"A{k:04d}" for k in range(actors)])
    ring = [(k, (k + 1) % actors) for k in range(actors)]
    pairs = [*ring, *(rng.choice(actors, 2, replace=False) for _ in range(max(0, ties - actors)))]
    source, target = np.array(pairs).T
    frame = pd.DataFrame({"source": ids[source], "target": ids[target], "layer": "ai", "directed": True})
    frame["sign"] = rng.choice([1, -1], len(frame))
    frame["weight"] = rng.exponential(1.0, len(frame))
    frame["facts"] = [(f"f{k}",) for k in range(len(frame))]
    return frame


def blocs_of(frame: pd.DataFrame) -> dict[str, int]:
    return {actor: 1 + int(actor[1:]) % 3 for actor in sorted({*frame["source"], *frame["target"]})}


def facts(frame: pd.DataFrame) -> list[str]:
    return [fact for own in frame["facts"] for fact in own]


def test_a_small_network_is_drawn_as_it_is():
    frame = network(20, 60)
    drawn = gather(frame, blocs_of(frame), {})
    assert drawn.ties.equals(frame)
    assert drawn.said == ""


def test_the_others_of_a_bloc_are_one_mark_and_no_weight_is_lost():
    frame = network(100, 300)
    blocs = blocs_of(frame)
    drawn = gather(frame, blocs, {}, top=10)
    marks = {a for a in (*drawn.ties["source"], *drawn.ties["target"]) if is_gathered(a)}
    assert {drawn.blocs[mark] for mark in marks} == {1, 2, 3}
    named = {a for a in (*drawn.ties["source"], *drawn.ties["target"]) if not is_gathered(a)}
    hidden = frame[
        ~frame["source"].isin(named)
        & ~frame["target"].isin(named)
        & (frame["source"].map(blocs) == frame["target"].map(blocs))
    ]
    assert drawn.ties["weight"].sum() == pytest.approx(frame["weight"].sum() - hidden["weight"].sum(), rel=1e-4)
    assert sorted(facts(drawn.ties)) == sorted(set(facts(frame)) - set(facts(hidden)))
    assert f"{len(hidden):,} ties inside a mark are not drawn" in drawn.said
    assert "The 10 heaviest of 100 actors" in drawn.said


def test_beyond_the_limit_few_actors_stand_by_name_and_the_page_says_so():
    frame = network(MOST_ACTORS + 1, 700)
    drawn = gather(frame, blocs_of(frame), {})
    named = {a for a in (*drawn.ties["source"], *drawn.ties["target"]) if not is_gathered(a)}
    assert len(named) == 12
    assert "700 ties of 501 actors, more than can be told apart" in drawn.said
    assert "only the 12 heaviest actors stand by name" in drawn.said


def test_a_matrix_keeps_the_ties_inside_a_mark():
    frame = network(100, 300)
    drawn = gather(frame, blocs_of(frame), {}, top=10, inside=True)
    assert sorted(facts(drawn.ties)) == sorted(facts(frame))
    assert drawn.ties["weight"].sum() == pytest.approx(frame["weight"].sum(), rel=1e-4)
    assert "not drawn" not in drawn.said


def test_small_blocs_share_a_mark():
    frame = network(120, 200)
    singles = {actor: k for k, actor in enumerate(sorted({*frame["source"], *frame["target"]}), start=1)}
    drawn = gather(frame, singles, {}, top=10)
    marks = {a for a in (*drawn.ties["source"], *drawn.ties["target"]) if is_gathered(a)}
    assert len(marks) == 1
    assert drawn.names[marks.pop()] == "110 more of small blocs"


def test_too_many_lines_are_cut_to_the_heaviest_and_counted():
    frame = network(40, 2000)
    drawn = prepare_ties(frame, blocs_of(frame), {})
    assert len(drawn.ties) == 600
    assert drawn.ties["weight"].min() >= frame["weight"].nlargest(600).min()
    assert "The 600 heaviest of 2,000 lines are drawn." in drawn.said


def test_a_mark_of_several_actors_is_open_and_cannot_be_chosen_as_one():
    frame = network(100, 300)
    drawn = prepare_ties(frame, blocs_of(frame), {}, top=10)
    actors = next(t for t in draw_layered(drawn).data if t.customdata is not None)
    several = [k for k, own in enumerate(actors.customdata) if own[0] == ""]
    assert several
    assert all(actors.marker.symbol[k].endswith("-open-dot") for k in several)
    assert not any(actors.marker.symbol[k].endswith("-open-dot") for k in range(len(actors.x)) if k not in several)
