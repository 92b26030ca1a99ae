"""From actors to countries: every actor acts for its home country.

In: contributions between actors, and the home of each actor. Out: contributions between countries. Actors without a
home, and ties that stay inside one country, cannot be lifted; they are dropped and counted.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from qtnet.network.members import Memberships

__all__ = ["country_actors", "lifted"]


def lifted(
    records: pd.DataFrame, home: Mapping[str, str], memberships: Memberships | None = None
) -> tuple[pd.DataFrame, dict[str, int]]:
    """Put the home country in place of each source and target; give what was dropped, by reason.

    Parameters
    ----------
    records
        Contributions with the columns source, target, weight, year.
    home
        Country code of each actor; empty for none.
    memberships
        Given, a bloc stands for those that were its members in the year of the tie (now, where the year is unknown),
        and they share the tie's weight, so that a bloc speaks once.

    Examples
    --------
    >>> ties = pd.DataFrame({"source": ["tsmc", "tsmc"], "target": ["US", "itri"], "weight": 1.0, "year": 2024.0})
    >>> countries, dropped = lifted(ties, {"tsmc": "TW", "itri": "TW", "US": "US"})
    >>> countries[["source", "target"]].values.tolist(), dropped
    ([['TW', 'US']], {'inside one country': 1})
    """
    frame = records
    for end in ("source", "target"):
        country = frame[end].map(dict(home)).fillna("")
        frame = frame.assign(**{end: country}) if memberships is None else memberships.expanded(frame, end, country)
    homeless = (frame["source"] == "") | (frame["target"] == "")
    inside = ~homeless & (frame["source"] == frame["target"])
    counts = {"no home country": int(homeless.sum()), "inside one country": int(inside.sum())}
    return frame[~homeless & ~inside].reset_index(drop=True), {why: n for why, n in counts.items() if n}


def country_actors(resolved: pd.DataFrame, countries: Mapping[str, str], used: set[str]) -> pd.DataFrame:
    """Give the actor table of the countries: all homes of the facts' actors, and those that the lift brought in.

    Parameters
    ----------
    resolved
        The facts' actors: actor, name, kind, country.
    countries
        Names by code, for a country that is itself no actor of the facts.
    used
        Codes that ties use.
    """
    own = resolved[resolved["actor"] == resolved["country"]].set_index("actor")
    codes = sorted((set(resolved["country"]) | used) - {""})
    rows = [
        {
            "actor": code,
            "name": str(own.at[code, "name"]) if code in own.index else countries.get(code, code),
            "kind": str(own.at[code, "kind"]) if code in own.index else "country",
            "country": code,
        }
        for code in codes
    ]
    return pd.DataFrame(rows, columns=["actor", "name", "kind", "country"], dtype=str)
