from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from qtnet.extract.claims import TieClaim
from qtnet.extract.merge import merge_ties
from qtnet.extract.vocabulary import STATUSES

TIE = TieClaim(
    source="IN", target="US", mode="agreement", domain="quantum", status="announced", year=None, instrument="",
    start=0, end=9, confidence=0.5, rule="verb-with",
)  # fmt: skip


def test_undirected_ties_run_in_code_point_order():
    [tie] = merge_ties([replace(TIE, source="foxconn", target="IN")])
    assert (tie.source, tie.target) == ("IN", "foxconn")


def test_directed_ties_keep_their_direction():
    [tie] = merge_ties([replace(TIE, source="foxconn", target="IN", mode="supply")])
    assert (tie.source, tie.target) == ("foxconn", "IN")


def test_the_most_real_status_wins_and_past_is_last():
    found = [replace(TIE, status=status, start=at) for at, status in enumerate(reversed(STATUSES))]
    [tie] = merge_ties(found)
    assert tie.status == "active"
    [tie] = merge_ties([replace(TIE, status="past"), replace(TIE, status="proposed")])
    assert tie.status == "proposed"


def test_an_actor_is_not_tied_to_itself():
    assert merge_ties([replace(TIE, target="IN")]) == ()


def test_domains_and_modes_stay_apart():
    assert len(merge_ties([TIE, replace(TIE, domain="ai"), replace(TIE, mode="research")])) == 3


def test_the_quotation_of_the_surest_claim_is_kept():
    [tie] = merge_ties([TIE, replace(TIE, start=50, end=70, confidence=0.9, rule="tie-between")])
    assert (tie.start, tie.end, tie.rule) == (50, 70, "tie-between")


def test_a_second_quotation_counts_half():
    [tie] = merge_ties([TIE, replace(TIE, start=50, end=70)])
    assert tie.confidence == 1 - 0.5 * 0.75


def test_the_same_quotation_does_not_count_twice():
    [tie] = merge_ties([TIE, replace(TIE, rule="pair")])
    assert tie.confidence == 0.5


def test_the_earliest_year_of_the_kept_status_is_taken():
    found = [replace(TIE, year=2024), replace(TIE, year=2021, start=20), replace(TIE, year=2010, status="past")]
    assert merge_ties(found)[0].year == 2021


CLAIMS = st.builds(
    TieClaim,
    source=st.sampled_from("abc"), target=st.sampled_from("abc"), mode=st.sampled_from(["agreement", "supply"]),
    domain=st.just("quantum"), status=st.sampled_from(STATUSES), year=st.none() | st.integers(2000, 2030),
    instrument=st.sampled_from(["", "iCET"]), start=st.integers(0, 5), end=st.integers(6, 9),
    confidence=st.floats(0.05, 1.0), rule=st.sampled_from(["a", "b"]),
)  # fmt: skip


@given(st.lists(CLAIMS, max_size=12), st.randoms(use_true_random=False))
def test_merging_does_not_depend_on_the_order_and_is_done_once(claims, shuffler):
    merged = merge_ties(claims)
    shuffled = list(claims)
    shuffler.shuffle(shuffled)
    assert merge_ties(shuffled) == merged
    assert merge_ties(merged) == merged
    assert all(0 < tie.confidence <= 1 for tie in merged)
