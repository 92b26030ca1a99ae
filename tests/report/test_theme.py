"""The colours can be seen: marks 3:1 and text 4.5:1 against the page, in light and dark."""

import re

import pytest

from qtnet.report import theme

MARKS = [theme.ESTIMATE, theme.HOSTILE, theme.COOPERATIVE, *theme.BLOC_COLOURS, *theme.LAYER_COLOURS]
TEXT = [theme.INK, theme.MUTED]


def luminance(colour: str) -> float:
    channels = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colour", MARKS)
def test_marks_stand_out_in_both_themes(colour):
    assert contrast(colour, theme.PAPER) >= 3
    assert contrast(theme.DARK[colour], theme.DARK[theme.PAPER]) >= 3


@pytest.mark.parametrize("colour", TEXT)
def test_text_can_be_read_in_both_themes(colour):
    for ground in (theme.PAPER, theme.PLANE):
        assert contrast(colour, ground) >= 4.5
        assert contrast(theme.DARK[colour], theme.DARK[ground]) >= 4.5


def test_each_light_colour_has_one_role(root):
    light = [*theme.DARK]
    assert len(light) == len(set(light))
    assert set(theme.SEQUENTIAL) <= set(light)


def test_the_style_sheet_reads_as_well(root):
    css = (root / "qtnet" / "report" / "assets" / "app.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root(?:\[[^\]]*\])? \{(.*?)\n\}", css, re.DOTALL)
    assert len(blocks) == 2, "one block of colours for each theme"
    for block in blocks:
        colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
        for name in ("ink", "muted", "link", "coop", "host", "money"):
            assert contrast(colours[name], colours["paper"]) >= 4.5, name
        for name in ("ink", "muted"):
            assert contrast(colours[name], colours["soft"]) >= 4.5, name
        assert contrast(colours["mark-ink"], colours["mark"]) >= 4.5


def test_signs_differ_by_dash_and_blocs_by_symbol():
    assert len({dash for _, _, dash in theme.TIES.values()}) == len(theme.TIES)
    assert len(set(theme.BLOC_SYMBOLS)) == len(theme.BLOC_SYMBOLS)
