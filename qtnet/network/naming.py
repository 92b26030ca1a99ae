"""Which actor a name means: its id, its name, or another way to write a country."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from qtnet.errors import UnknownNameError
from qtnet.reference import reference_table

if TYPE_CHECKING:
    from qtnet.network.multilayer import MultilayerNetwork

__all__ = ["actor_named"]


def actor_named(net: MultilayerNetwork, text: str) -> str:
    """Give the id of the actor that a text names.

    Parameters
    ----------
    net
        The network.
    text
        An id; or, where only one actor fits and regardless of case, its name; or a name or code of the country that is
        the actor (``China``, ``CHN``, ``PRC`` for ``CN``, and the other way round).

    Raises
    ------
    UnknownNameError
        If no actor, or more than one, fits.

    Examples
    --------
    >>> import pandas as pd
    >>> from qtnet.network import MultilayerNetwork
    >>> net = MultilayerNetwork.from_edges(pd.DataFrame({"source": ["US"], "target": ["CN"], "layer": ["ai"]}))
    >>> actor_named(net, "China"), actor_named(net, "usa")
    ('CN', 'US')
    """
    if text in net.ids:
        return text
    wanted = {text.casefold()}
    names = zip(net.actors["actor"], net.actors["name"], strict=True)
    fitting = {actor for actor, name in names if wanted & {str(actor).casefold(), str(name).casefold()}}
    if not fitting:
        writings = {form for forms in _countries() if wanted & forms for form in forms}
        fitting = {actor for actor in net.ids if actor.casefold() in writings}
    if len(fitting) != 1:
        raise UnknownNameError("actor", text, net.ids)
    return str(fitting.pop())


@cache
def _countries() -> tuple[frozenset[str], ...]:
    """Give the ways to write each country: its codes and names, without regard to case."""
    with reference_table("countries.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(frozenset(form.casefold() for form in _forms(row)) for row in csv.DictReader(lines))


def _forms(row: dict[str, str]) -> Iterator[str]:
    yield from (row["iso2"], row["iso3"], row["name"])
    yield from filter(None, row["names"].split("|"))
