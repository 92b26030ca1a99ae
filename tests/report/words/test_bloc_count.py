"""How many blocs stand out from chance is told with its p-value, its reason, or as not asked."""

from qtnet.report.inputs import no_rows
from qtnet.report.words.bloc_count import UNTESTED, count_text, counted_blocs, counted_table
from qtnet.report.words.sentences import CANNOT_TELL
from tests.report.bloc_counts import bloc_count


def test_blocs_that_stand_out_are_counted_with_the_weakest_p_value():
    assert count_text(bloc_count(3)) == "against chance 3 blocs stand out (p = 0.010)"


def test_one_bloc_is_no_finding():
    assert count_text(bloc_count(1)) == "whether there is more than one bloc cannot be told from chance (p = 0.400)"


def test_without_a_test_the_reason_or_nothing_is_told():
    assert count_text(bloc_count(1, reason="no ties")) == f"whether there is more than one {CANNOT_TELL}: no ties"
    assert count_text(no_rows("bloc_count")) == UNTESTED


def test_the_table_starts_with_the_second_bloc():
    table = counted_table(bloc_count(2))
    assert table["blocs"].tolist() == [2, 3]
    assert table["verdict"].tolist() == ["stands out", "no more than chance"]
    assert counted_blocs(bloc_count(2)) == 2
