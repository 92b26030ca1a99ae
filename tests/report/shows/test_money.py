"""The exhibits of money list apart what is in no sum."""

from dataclasses import replace

import numpy as np

from qtnet.report.evidence import actor_names
from qtnet.report.shows.money import show_flows, show_totals


def _apart(inputs):
    amounts = [5.5e10, *[np.nan] * (len(inputs.funding_totals) - 1)]
    facts = [("m9",), *[()] * (len(amounts) - 1)]
    totals = inputs.funding_totals.assign(unnamed_usd=amounts, n_unnamed=[len(f) for f in facts], facts_unnamed=facts)
    return replace(inputs, funding_totals=totals)


def test_amounts_without_payer_and_recipient_are_told_and_listed(inputs):
    plain = show_totals(inputs, actor_names(inputs), {})
    shown = show_totals(_apart(inputs), actor_names(inputs), {})
    assert "Not counted: US$55 bn, 1 amount for which" in shown.reading
    assert len(shown.table.rows) == len(plain.table.rows) + 1
    assert "not counted above" in " ".join(map(str, shown.table.rows[-1]))
    assert shown.alt == plain.alt
    assert "Not counted" not in plain.reading


def test_the_ribbons_say_what_they_leave_out(inputs):
    assert "Not counted: US$55 bn" in show_flows(_apart(inputs), actor_names(inputs), {}).reading
