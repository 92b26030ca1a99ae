"""What a report is made of: plain frames and strings, so that the page needs no other stage.

`collect` turns result objects into `ReportInputs`; whoever has the tables can fill it by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from qtnet.errors import TableError
from qtnet.results import FRAME_COLUMNS

__all__ = ["RELIABILITY_COLUMNS", "REQUIRED_COLUMNS", "UNSEEN_COLUMNS", "ReportInputs"]

#: Columns that each frame must have; further columns are welcome.
REQUIRED_COLUMNS: dict[str, tuple[str, ...]] = {
    "documents": ("doc", "title", "date", "source", "url", "sha256", "chars"),
    "actors": ("doc", "actor", "kind", "country", "surface"),
    "ties": (
        "tie",
        "doc",
        "source",
        "target",
        "mode",
        "sign",
        "domain",
        "status",
        "year",
        "instrument",
        "evidence",
        "start",
        "end",
        "confidence",
        "rule",
    ),
    "funding": (
        "funding",
        "doc",
        "funder",
        "recipient",
        "amount",
        "currency",
        "domain",
        "status",
        "year",
        "evidence",
        "start",
        "end",
        "amount_usd",
        "confidence",
        "rule",
    ),
    "network": ("source", "target", "layer", "sign", "weight", "directed", "confidence", "n_evidence", "facts"),
    "network_actors": ("actor", "name", "kind", "country"),
    "centrality": FRAME_COLUMNS,
    "blocs": (*FRAME_COLUMNS, "stability"),
    "bipolarity": FRAME_COLUMNS,
    "alignment": (*FRAME_COLUMNS, "p_pole_a", "p_pole_b", "p_hedger"),
    "null_draws": ("layer", "draw", "TBI"),
    "frustration": FRAME_COLUMNS,
    "frustrated_ties": ("layer", "source", "target", "sign", "weight", "facts"),
    "funding_totals": ("domain", "amount_usd", "n", "facts"),
    "funding_flows": ("funder", "recipient", "domain", "amount_usd", "facts"),
    "quality": ("level", "precision", "recall", "f1", "ci_low", "ci_high"),
}

#: Columns of `unseen` and `reliability`, which may have no rows.
UNSEEN_COLUMNS = (*REQUIRED_COLUMNS["quality"], "documents")
RELIABILITY_COLUMNS = ("low", "high", "n", "confidence", "right")


@dataclass(frozen=True, kw_only=True, eq=False)
class ReportInputs:
    """Everything that one page shows.

    Parameters
    ----------
    title, question
        What the study is called and what it asks, in the reader's words.
    config
        The study's configuration as it was resolved.
    provenance
        ``version``, ``seed``, ``python``, ``config_sha256``, ``inputs`` (list of ``{doc, sha256}``), ``lock``.
    documents, actors, ties, funding
        The fact tables.
    texts
        Stored text of each document; all offsets refer to it.
    network, network_actors
        Ties and actors of the network at the study's level, ties with the ids of their facts.
    centrality, blocs, coassignment, bipolarity, alignment, null_draws, frustration, frustrated_ties
        Result frames; `coassignment` is square with actors as index and columns.
    funding_totals, funding_flows
        Money in constant US dollars.
    quality
        Precision, recall and F1 per level of comparison; empty with `quality_reason` when nothing was scored.
    unseen, reliability
        The same rates, and confidence against truth, on annotated documents that the weights never saw; may be empty.

    Raises
    ------
    TableError
        If a frame lacks a column; the message lists all that are missing.
    """

    title: str
    question: str
    config: Mapping[str, object]
    provenance: Mapping[str, object]
    documents: pd.DataFrame = field(repr=False)
    texts: Mapping[str, str] = field(repr=False)
    actors: pd.DataFrame = field(repr=False)
    ties: pd.DataFrame = field(repr=False)
    funding: pd.DataFrame = field(repr=False)
    network: pd.DataFrame = field(repr=False)
    network_actors: pd.DataFrame = field(repr=False)
    centrality: pd.DataFrame = field(repr=False)
    blocs: pd.DataFrame = field(repr=False)
    coassignment: pd.DataFrame = field(repr=False)
    bipolarity: pd.DataFrame = field(repr=False)
    alignment: pd.DataFrame = field(repr=False)
    null_draws: pd.DataFrame = field(repr=False)
    poles: tuple[str, str]
    exploratory: bool
    exploratory_reason: str
    frustration: pd.DataFrame = field(repr=False)
    frustrated_ties: pd.DataFrame = field(repr=False)
    funding_totals: pd.DataFrame = field(repr=False)
    funding_flows: pd.DataFrame = field(repr=False)
    quality: pd.DataFrame = field(repr=False)
    quality_reason: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    null: str = ""
    sensitivity: pd.DataFrame = field(default_factory=pd.DataFrame, repr=False)
    unseen: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=[*UNSEEN_COLUMNS]), repr=False)
    reliability: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=[*RELIABILITY_COLUMNS]), repr=False)

    def __post_init__(self) -> None:
        failures = [
            f"{name}: column '{column}' is missing"
            for name, columns in REQUIRED_COLUMNS.items()
            for column in columns
            if column not in getattr(self, name).columns
        ]
        if list(self.coassignment.index) != list(self.coassignment.columns):
            failures.append("coassignment: index and columns are different actors")
        if failures:
            raise TableError("the report's inputs are not complete\n  " + "\n  ".join(failures))
