"""An invented answer to how many blocs stand out from chance."""

import numpy as np
import pandas as pd

from qtnet.results import MULTILAYER, tidy


def bloc_count(stand_out: int, *, reason: str = "") -> pd.DataFrame:
    """Three numbers of blocs were looked at, of which so many stand out."""
    asked = range(1, 4)
    rows = [
        {"metric": "modularity_by_blocs", "layer": MULTILAYER, "estimate": 0.1 * k, "reason": reason,
         "p_value": np.nan if reason or k == 1 else 0.01 if k <= stand_out else 0.4}
        for k in asked
    ]  # fmt: skip
    return tidy(rows).assign(
        blocs=[*asked], eigenvalue=[np.nan, 4.0, 2.0], null_high=[np.nan, 3.0, 3.0],
        stands_out=[k <= stand_out for k in asked], null="ties are placed by chance in ai",
    )  # fmt: skip
