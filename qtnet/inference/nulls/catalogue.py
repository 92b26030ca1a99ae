"""All null models of networks by name: what each keeps, what it lets vary, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import pandas as pd

from qtnet.errors import UnknownNameError

__all__ = ["NULLS", "NullKind", "NullName", "find_null", "list_nulls"]

NullName = Literal["configuration", "strengths", "signs", "dyads", "layers", "actors", "across"]


@dataclass(frozen=True, kw_only=True)
class NullKind:
    """What is known of a null model.

    Attributes
    ----------
    name
        Its name in calls and tables.
    sentence
        The null hypothesis: what chance does and what stays, in words.
    keeps
        What every draw shares with the data.
    exact
        Whether it is kept exactly in every draw, or in expectation.
    asks
        The question that a test against it answers.
    source
        Where it comes from.
    """

    name: NullName
    sentence: str
    keeps: str
    exact: bool
    asks: str
    source: str


_DEGREES = "each actor's number of ties of either sign, those that it sends and those that it receives if they differ"
_APART = "signs apart on each pair where the data have them apart"

_KINDS = (
    NullKind(
        name="configuration",
        sentence=(
            "ties are placed by chance within each layer; each actor keeps its number of cooperative and of hostile "
            "ties, and weights are exchanged among ties of the same sign"
        ),
        keeps=f"per layer: {_DEGREES}; the weights of either sign; {_APART}",
        exact=True,
        asks="Is there more than the activity of the actors explains?",
        source="Maslov & Sneppen 2002, doi:10.1126/science.1065103; signed: Gallo et al. 2024, arXiv:2404.15914",
    ),
    NullKind(
        name="strengths",
        sentence=(
            "ties are placed by chance within each layer, each actor keeping its number of ties of either sign, and "
            "weights are drawn anew so that each actor keeps its total weight of either sign on average"
        ),
        keeps=f"per layer: {_DEGREES}, exactly; each actor's total weight of either sign, in expectation; {_APART}",
        exact=False,
        asks="Is there more than activity and volume of the actors explain?",
        source="Parisi, Squartini & Garlaschelli 2020, doi:10.1088/1367-2630/ab74a7",
    ),
    NullKind(
        name="signs",
        sentence="ties stay where they are, and signs with their weights are exchanged among them within each layer",
        keeps="per layer: which pairs are tied in which direction; the number and the weights of ties of either sign",
        exact=True,
        asks="Given who deals with whom, does it matter who is hostile to whom?",
        source="sign permutation; Leskovec, Huttenlocher & Kleinberg 2010, doi:10.1145/1753326.1753532",
    ),
    NullKind(
        name="dyads",
        sentence="pairs of actors exchange by chance whatever ties them, within each layer; activity is not kept",
        keeps="per layer: the number of pairs with the same ties, signs and weights; which actors may have ties",
        exact=True,
        asks="Is there more than the number of ties explains?",
        source="permutation of dyads; Holland & Leinhardt 1976, doi:10.2307/270703 (uniform given the dyad census)",
    ),
    NullKind(
        name="layers",
        sentence="each pair of actors keeps its ties with sign and weight, but chance says in which layers they stand",
        keeps="every pair's ties, signs and weights, each pair's number of layers, and so the sum of all layers",
        exact=True,
        asks="Does the layer matter, given who is tied to whom?",
        source="permutation of layer labels per dyad, defined here",
    ),
    NullKind(
        name="actors",
        sentence="actors exchange their places by chance within each layer, among those that have ties in it",
        keeps="the shape of every layer, hence its degrees, weights and balance; which actors are in which layers",
        exact=True,
        asks="Do the layers agree more than layers of these shapes would by chance?",
        source="permutation of actors per layer (QAP); Krackhardt 1988, doi:10.1016/0378-8733(88)90004-4",
    ),
    NullKind(
        name="across",
        sentence=(
            "ties exchange ends by chance across layers; each actor keeps its number of ties of either sign over all "
            "layers, and each layer its ties of either sign in number and weight"
        ),
        keeps=f"over all layers: {_DEGREES}; per layer: number and weights of ties of either sign; {_APART}",
        exact=True,
        asks="Are actors active in particular layers, or is there structure that their total activity cannot explain?",
        source="swaps of ties across layers, defined here after Maslov & Sneppen 2002",
    ),
)

#: The null models by name.
NULLS: dict[str, NullKind] = {kind.name: kind for kind in _KINDS}


def find_null(name: str) -> NullKind:
    """Look a null model up by its name.

    Raises
    ------
    UnknownNameError
        If there is no such null model.

    Examples
    --------
    >>> find_null("signs").exact
    True
    """
    if name not in NULLS:
        raise UnknownNameError("null model", str(name), get_args(NullName))
    return NULLS[name]


def list_nulls() -> pd.DataFrame:
    """Give all null models, one row each: name, sentence, keeps, exact, asks, source."""
    return pd.DataFrame([vars(kind) for kind in _KINDS])
