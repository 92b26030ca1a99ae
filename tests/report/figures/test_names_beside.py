"""Names beside marks cover neither one another nor a mark, and stay on the drawing."""

import itertools

from qtnet.report.figures.names_beside import Mark, _box, placed_names

SIDES = {"middle right": (1, 0), "middle left": (-1, 0), "top center": (0, 1), "bottom center": (0, -1),
         "top right": (1, 1), "bottom right": (1, -1), "top left": (-1, 1), "bottom left": (-1, -1)}  # fmt: skip


def test_names_do_not_overlap():
    marks = [Mark(f"Country {k}", 60 + 17 * (k % 5), 60 + 13 * (k // 5), 4) for k in range(20)]
    placed = placed_names(marks, size=11, width=300, height=200)
    boxes = [_box(marks[name.mark], *SIDES[name.side], 11) for name in placed]
    assert 4 < len(boxes) < 20
    for a, b in itertools.combinations(boxes, 2):
        assert a.right <= b.left or b.right <= a.left or a.top <= b.bottom or b.top <= a.bottom


def test_a_name_at_the_edge_turns_inwards():
    assert [n.side for n in placed_names([Mark("United States", 98, 50, 3)], size=11, width=100, height=100)] == [
        "middle left"
    ]
