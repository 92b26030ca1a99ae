"""The reliability diagram: filled classes only, the diagonal, and one file that needs no network."""

import re
from dataclasses import replace

import pytest

from qtnet.errors import InputError
from qtnet.report.figures.reliability import draw_reliability, prepare_reliability, wilson, write_reliability
from qtnet.report.shows.quality import show_reliability, show_unseen


def test_empty_classes_are_not_drawn(inputs):
    frame = prepare_reliability(inputs.reliability)
    assert frame["n"].tolist() == [20, 30, 60, 90]
    diagonal, dots = draw_reliability(frame).data
    assert list(diagonal.x) == list(diagonal.y) == [0, 1]
    assert list(dots.x) == frame["confidence"].tolist()
    assert list(dots.y) == frame["right"].tolist()


def test_every_dot_has_the_interval_of_wilson(inputs):
    frame = prepare_reliability(inputs.reliability)
    bars = draw_reliability(frame).data[1].error_y
    high = [right + up for right, up in zip(frame["right"], bars.array, strict=True)]
    low = [right - down for right, down in zip(frame["right"], bars.arrayminus, strict=True)]
    assert high == pytest.approx(frame["ci_high"].tolist(), abs=1e-3)
    assert low == pytest.approx(frame["ci_low"].tolist(), abs=1e-3)
    # Newcombe (1998), table I: 81 of 263 and 15 of 148.
    assert wilson(81 / 263, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(15 / 148, 148) == pytest.approx((0.0624, 0.1605), abs=5e-5)
    assert wilson(0.0, 20)[0] == 0.0


def test_a_class_of_more_ties_is_larger(inputs):
    sizes = draw_reliability(prepare_reliability(inputs.reliability)).data[1].marker.size
    assert list(sizes) == sorted(sizes)


def test_the_number_of_a_class_at_the_bottom_stands_above_its_dot(inputs):
    frame = prepare_reliability(inputs.reliability).assign(right=[0.0, 0.5, 0.7, 0.9])
    assert draw_reliability(frame).data[1].textposition == ("top right", *["bottom right"] * 3)


def test_without_facts_there_is_only_the_diagonal(inputs):
    frame = prepare_reliability(inputs.reliability.iloc[:0])
    assert len(draw_reliability(frame).data[1].x) == 0


def test_the_file_loads_nothing_and_is_the_same_twice(inputs, tmp_path):
    first, second = (write_reliability(inputs.reliability, tmp_path / name) for name in ("a.html", "b.html"))
    assert first.read_bytes() == second.read_bytes()
    assert "<script src=" not in first.read_text(encoding="utf-8")


def test_another_ending_is_refused(inputs, tmp_path):
    with pytest.raises(InputError, match=r"written as \.html, not '\.png'"):
        write_reliability(inputs.reliability, tmp_path / "a.png")


def test_scores_on_unread_documents_stand_below_those_on_all_unseen_ones(inputs):
    lower = inputs.unseen.assign(f1=[0.5, 0.3], ci_low=0.2, ci_high=0.6, documents=43, which="those of part e")
    shown = show_unseen(replace(inputs, unread=lower))
    assert [row[0] for row in shown.table.rows][:4] == [
        "Pair and sign", "unread: Pair and sign", "… and status", "unread: … and status"
    ]  # fmt: skip
    assert "(those of part e)" in shown.reading
    assert "unread" not in show_unseen(inputs).reading.lower()


def test_the_exhibits_say_in_words_what_they_show(inputs):
    assert re.search(r"confidence 0\.90: 0\.88\d? \[0\.\d+, 0\.\d+\] right \(n 90\)", show_reliability(inputs).alt)
    assert "Pair and sign F1 0.65" in show_unseen(inputs).alt
