"""Who belongs to a bloc, and since when: EU-27 is not EU-28.

In: the dated memberships of `data/reference/groups.csv`. Out: contributions in which a bloc is replaced by those that
were its members in the year of the tie.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from qtnet.reference import reference_table

__all__ = ["Memberships", "read_memberships"]


@dataclass(frozen=True, eq=False)
class Memberships:
    """Members of groups with the years in which they joined and left; `table` has group, member, joined, left."""

    table: pd.DataFrame

    def of(self, group: str, year: float = np.nan) -> tuple[str, ...]:
        """Give the members of a group in a year, sorted; those of today when the year is NaN.

        A state counts in the year in which it joins and no longer in the year in which it leaves.

        Examples
        --------
        >>> members = read_memberships()
        >>> len(members.of("EU", 2015)), len(members.of("EU"))
        (28, 27)
        """
        rows = self.table[self.table["group"] == group]
        now = rows["left"].isna()
        inside = now if np.isnan(year) else (rows["joined"] <= year) & ~(rows["left"] <= year)
        return tuple(sorted(rows.loc[inside, "member"]))

    def expanded(self, records: pd.DataFrame, end: str, country: pd.Series) -> pd.DataFrame:
        """Put countries into column `end`: the actor's home, or the members of the group that it names.

        Parameters
        ----------
        records
            Contributions with the columns `end`, weight, year.
        end
            ``"source"`` or ``"target"``.
        country
            Home country of the actor in each row; it may itself be a group, as ``EU`` is.
        """
        groups = set(self.table["group"])
        rows = zip(records[end], country, records["year"], strict=True)
        stands_for = [
            self.of(actor if actor in groups else home, year) if actor in groups or home in groups else (home,)
            for actor, home, year in rows
        ]
        frame = records.assign(weight=records["weight"] / [max(len(who), 1) for who in stands_for])
        frame[end] = pd.Series(stands_for, index=records.index, dtype=object)
        frame = frame.explode(end, ignore_index=True)
        return frame.assign(**{end: frame[end].fillna("").astype(str)})


def read_memberships(path: Path | None = None) -> Memberships:
    """Read the dated memberships; those of the package when no path is given."""
    table = pd.read_csv(path or reference_table("groups.csv"), dtype=str, keep_default_na=False)
    for column in ("joined", "left"):
        table[column] = pd.to_numeric(table[column].str[:4], errors="coerce")
    return Memberships(table)
