"""A page carries all facts of a small study, and of a large one the surest of each tie first."""

from types import SimpleNamespace

import pandas as pd

from qtnet.report.carried import carried_facts
from qtnet.report.packing import LEFT_OUT, placed


def inputs():
    ties = [("US", 0.9), ("US", 0.8), ("US", 0.7), ("JP", 0.2), ("JP", 0.1)]
    rows = [
        {"tie": f"t{n}", "source": "FR", "target": end, "sign": "+", "domain": "ai", "confidence": sure}
        for n, (end, sure) in enumerate(ties)
    ]
    money = {"funding": "m0", "funder": "FR", "recipient": None, "domain": "ai", "confidence": 0.5}
    return SimpleNamespace(ties=pd.DataFrame(rows), funding=pd.DataFrame([money]))


def test_all_facts_are_carried_while_they_are_few():
    assert carried_facts(inputs()) is None
    assert carried_facts(inputs(), most=6) is None


def test_of_many_facts_each_tie_has_its_surest_carried_before_another_has_its_second():
    assert carried_facts(inputs(), most=3) == {"t0", "m0", "t3"}
    assert carried_facts(inputs(), most=5) == {"t0", "m0", "t3", "t1", "t4"}


def test_a_fact_that_is_not_carried_has_no_place():
    assert placed(["a", "b", "elsewhere"], {"a": 4, "b": LEFT_OUT}) == [4, "elsewhere"]
