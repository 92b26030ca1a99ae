"""The views of the store, read from ``views.sql``: each with its name, one line of meaning, and its statement."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Final, NamedTuple

__all__ = ["ASKED", "View", "list_views", "views_sql"]

_VIEW: Final = re.compile(r"^-- (?P<meaning>.+)\n(?P<sql>CREATE VIEW (?P<name>\w+) AS\n[^;]+;)", re.MULTILINE)


#: Columns that views ask for and small studies do not have; the store holds them without values then.
ASKED: Final = {"bipolarity": ("null_mean",), "centrality": ("rank", "rank_low", "rank_high")}


class View(NamedTuple):
    """A view of the store."""

    name: str
    meaning: str
    sql: str


def list_views() -> list[View]:
    """Give the views in the order in which they can be made.

    Examples
    --------
    >>> [view.name for view in list_views()][:3]
    ['statements', 'tie_statements', 'network_statements']
    """
    return [View(found["name"], found["meaning"], found["sql"]) for found in _VIEW.finditer(views_sql())]


def views_sql() -> str:
    """Give the text of ``views.sql``."""
    return files("qtnet.deposit").joinpath("views.sql").read_text(encoding="utf-8")
