"""Two networks are the same but for how evidence shares the weight of a tie."""

import pandas as pd


def same(a, b):
    columns = [c for c in a.ties.columns if c not in ("n_evidence", "weight")]
    pd.testing.assert_frame_equal(a.ties[columns], b.ties[columns])
    pd.testing.assert_series_equal(a.ties["weight"], b.ties["weight"], rtol=1e-12)
    pd.testing.assert_frame_equal(a.actors, b.actors)
    assert (a.layers, a.aspects) == (b.layers, b.aspects)
