"""Text made safe for LaTeX, Markdown and spreadsheets, and files written whole."""

import pytest

from qtnet.errors import InputError
from qtnet.paper.escaping import latex_text, markdown_text, one_line, spreadsheet_text
from qtnet.writing import write_file


@pytest.mark.parametrize("sign", list("\\{}$&#%_^~"))
def test_no_sign_of_latex_keeps_its_meaning(sign):
    assert latex_text(f"a{sign}b") != f"a{sign}b"
    assert latex_text(sign).startswith("\\")


def test_letters_that_latex_lacks_are_named_or_stripped_of_marks():
    assert latex_text("Huế") == "Hue"
    assert latex_text("中") == "[U+4E2D]"
    assert latex_text("Škoda, Łódź, ñ") == "Škoda, Łódź, ñ"


def test_what_cannot_be_seen_is_dropped():
    assert one_line("a\u202eb\u0000c\ud800 \u2028 d") == "abc d"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@A", "\tx", "＝1"])
def test_a_spreadsheet_takes_no_text_for_a_formula(text):
    assert spreadsheet_text(text) == f"'{text}"


def test_markdown_has_no_markup_left():
    assert markdown_text("[a](b) *c* `d` <e> $f$ @g |h|") == r"\[a\](b) \*c\* \`d\` \<e\> \$f\$ \@g \|h\|"


def test_a_file_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "taken").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match=r"taken.new\.txt: cannot be written"):
        write_file(tmp_path / "taken" / "new.txt", "text")


def test_a_file_is_whole_or_not_there(tmp_path):
    path = write_file(tmp_path / "a" / "b.txt", "text\n")
    assert path.read_bytes() == b"text\n"
    assert [p.name for p in path.parent.iterdir()] == ["b.txt"]
