"""The sentences say what the numbers say, and admit what they cannot."""

import pandas as pd

from qtnet.report.words.sentences import CANNOT_TELL, hedgers_sentence, text_of
from qtnet.results import MULTILAYER, tidy

TIES = pd.DataFrame({"source": ["JP"], "target": ["US"], "layer": ["ai"], "facts": [("f1", "f2")]})
NAMES = {"JP": "Japan", "US": "United States"}


def test_an_actor_with_an_open_side_is_counted_not_placed():
    frame = tidy([{"metric": "alignment", "layer": MULTILAYER, "actor": "JP", "estimate": 0.2}])
    frame = frame.assign(p_pole_a=0.4, p_pole_b=0.2, p_hedger=0.4)
    text = text_of(hedgers_sentence(frame, TIES, NAMES))
    assert f"On which side 1 actor stands {CANNOT_TELL}." in text
