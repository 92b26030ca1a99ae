"""Keys: one for each name, whatever the name is."""

from hypothesis import given
from hypothesis import strategies as st

from qtnet.paper.keys import KEY, slugs
from qtnet.results import MULTILAYER


@given(st.sets(st.text(min_size=1), max_size=20))
def test_every_name_gets_a_part_of_its_own(names):
    parts = slugs(names)
    assert len(set(parts.values())) == len(names)
    assert all(KEY.fullmatch(part) for part in parts.values())


def test_the_part_of_the_whole_network_is_taken_by_no_layer():
    parts = slugs(["all", "ALL", MULTILAYER])
    assert parts[MULTILAYER] == "all"
    assert parts["all"].startswith("all-")
    assert parts["ALL"].startswith("all-")


def test_a_name_keeps_its_part_when_others_come():
    assert slugs(["JP"])["JP"] == slugs(["JP", "US", "量子"])["JP"] == "jp"


def test_a_name_in_another_script_gets_a_part_too():
    assert slugs(["量子"])["量子"].startswith("x-")
