"""Where the reference tables are: countries, groups, exchange rates, each row with its source.

They are human-made data, kept in `data/reference/` of the project and carried inside an installed package.
"""

from __future__ import annotations

from pathlib import Path

from qtnet.errors import InputError

__all__ = ["reference_table"]

_INSTALLED = Path(__file__).parent / "_reference"
_CHECKOUT = Path(__file__).parent.parent / "data" / "reference"


def reference_table(name: str) -> Path:
    """Give the path of a reference table.

    Parameters
    ----------
    name
        File name, for example ``"countries.csv"``.

    Raises
    ------
    InputError
        If no such table is part of qtnet.

    Examples
    --------
    >>> reference_table("countries.csv").name
    'countries.csv'
    """
    for folder in (_INSTALLED, _CHECKOUT):
        if (folder / name).is_file():
            return folder / name
    raise InputError(f"reference table '{name}' is not part of this installation of qtnet; install qtnet again")
