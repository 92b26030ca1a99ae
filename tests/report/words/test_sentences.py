"""The sentences say what the numbers say, and admit what they cannot."""

import pandas as pd

from qtnet.report.words.sentences import CANNOT_TELL, hedgers_sentence, text_of
from qtnet.results import MULTILAYER, tidy

TIES = pd.DataFrame({"source": ["JP"], "target": ["US"], "layer": ["ai"], "facts": [("f1", "f2")]})
NAMES = {"JP": "Japan", "US": "United States"}


def aligned(*found: tuple[str, float, float, str]) -> pd.DataFrame:
    """Actor, ends of its interval, remark; every actor is with the first pole in nine of ten resamples."""
    rows = [
        {"metric": "alignment", "layer": MULTILAYER, "actor": actor, "estimate": 1.0, "ci_low": low, "ci_high": high,
         "reason": reason}
        for actor, low, high, reason in found
    ]  # fmt: skip
    return tidy(rows).assign(p_pole_a=0.9, p_pole_b=0.1, p_hedger=0.0)


def told(frame: pd.DataFrame) -> str:
    return text_of(hedgers_sentence(frame, TIES, NAMES, poles=("US", "CN")))


MOVES = "the same ties hold it in another place too, if the others start elsewhere"


def test_an_actor_with_an_open_side_is_counted_not_placed():
    frame = tidy([{"metric": "alignment", "layer": MULTILAYER, "actor": "JP", "estimate": 0.2}])
    frame = frame.assign(p_pole_a=0.4, p_pole_b=0.2, p_hedger=0.4)
    assert f"On which side 1 of 1 actor other than the poles stands {CANNOT_TELL}" in told(frame)


def test_an_interval_across_0_or_another_start_leaves_a_side_open_however_probable():
    open_sides = [("JP", -0.2, 1.0, MOVES), ("KR", 0.5, 1.0, MOVES), ("IN", -1.0, 1.0, "")]
    assert told(aligned(*open_sides)).endswith(
        "Of none of the 3 actors other than the poles can it be told from these documents on which side it stands: "
        "the 95 % interval of 2 covers 0 or is missing; 2 places depend on the starting point."
    )
    assert "On which side 1 of 2 actors other than the poles stands" in told(
        aligned(open_sides[0], ("FR", 0.5, 1.0, ""))
    )


def test_settled_sides_and_poles_leave_nothing_open():
    assert CANNOT_TELL not in told(aligned(("FR", 0.5, 1.0, ""), ("US", -1.0, 1.0, MOVES)))


def test_an_actor_between_the_poles_is_named_and_no_open_side():
    frame = aligned(("JP", -0.2, 0.3, ""), ("FR", 0.5, 1.0, "")).assign(p_hedger=[0.8, 0.0])
    assert told(frame) == "Between the poles, with the probability of standing there: Japan 0.80."
