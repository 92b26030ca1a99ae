"""What a report is made of: plain frames and strings, so that the page needs no other stage.

`collect` turns result objects into `ReportInputs`; whoever has the tables can fill it by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

import pandas as pd

from qtnet.errors import TableError
from qtnet.results import FRAME_COLUMNS

__all__ = [
    "FURTHER_COLUMNS",
    "MOST_UNITS",
    "RELIABILITY_COLUMNS",
    "REQUIRED_COLUMNS",
    "UNSEEN_COLUMNS",
    "ReportInputs",
    "no_rows",
]

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

#: Columns of frames that may have no rows: what a study was not asked to compute is not shown.
FURTHER_COLUMNS: dict[str, tuple[str, ...]] = {
    "unseen": UNSEEN_COLUMNS,
    "unread": (*UNSEEN_COLUMNS, "which"),
    "reliability": RELIABILITY_COLUMNS,
    "windows": (*FRAME_COLUMNS, "start", "end", "n_ties", "n_documents", "facts"),
    "window_blocs": ("window", "start", "actor", "bloc", "strength", "facts"),
    "verdicts": ("layer", "verdict", "sentence", "p_value", "q_value", "reason"),
    "influence": ("kind", "item", "label", "layer", "metric", "estimate", "without", "change", "reason", "facts"),
    "bridges": (*FRAME_COLUMNS, "facts"),
    "commitments": ("funder", "recipient", "domain", "status", "amount_usd", "year", "facts"),
    "camps": ("layer", "actor", "side", "group", "settled"),
    "layer_similarity": ("layer_a", "layer_b", "metric", "estimate", "n", "reason"),
    "bloc_support": ("actor", "bloc", "support", "layer", "reason"),
    "bloc_count": (*FRAME_COLUMNS, "blocs", "eigenvalue", "null_high", "stands_out", "null"),
    "schemes": (*FRAME_COLUMNS, "scheme"),
    "presets": ("key", "label", "level", "status", "min_confidence", "n_ties", "n_facts", "own"),
    "preset_metrics": (*FRAME_COLUMNS, "preset"),
    "preset_ties": ("preset", *REQUIRED_COLUMNS["network"]),
    "preset_actors": ("preset", "actor", "name", "kind", "country", "bloc"),
}

#: Documents, actors and ties that a study leaves out in turn at most, those with most weight.
MOST_UNITS = 100


def no_rows(name: str) -> pd.DataFrame:
    """Give one of the frames that may have no rows without any.

    Examples
    --------
    >>> no_rows("layer_similarity").columns.tolist()
    ['layer_a', 'layer_b', 'metric', 'estimate', 'n', 'reason']
    """
    return pd.DataFrame(columns=[*FURTHER_COLUMNS[name]], index=pd.RangeIndex(0))


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
    unread
        The same rates on those of these documents that nobody read while the rules were written; `which` says which.
    corrections
        What people corrected: ``verdicts`` (rows with `id`, `action`, `field`, `value`), ``matched`` (verdict → the id
        its fact has now) and ``not_found`` (verdicts that were not applied); empty when nobody corrected anything.
    windows, window_blocs
        The components of bipolarity in windows of time, with the ids of the facts in each; the blocs of each window,
        numbered alike over the windows, `strength` being the weight of the actor's ties. May be empty.
    verdicts
        What may be said of each layer and of all: ``bipolar``, ``chance`` or ``untold``; `q_value` is adjusted among
        the layers. May be empty.
    influence
        How far the headline moves when one document, actor or tie (`kind`) is left out. May be empty.
    bridges
        Actors tied to both poles, by how much runs over them. May be empty.
    commitments
        Each commitment of money once, of whatever status, with its year where the documents state it. May be empty.
    camps
        The division into two camps behind `frustrated_ties`: the side of each actor; sides compare within a `group`,
        and are `settled` where every best division has them. May be empty.
    layer_similarity
        How alike two layers are, by several measures; one row per ordered pair and measure. May be empty.
    bloc_support
        Share of resampled corpora in which an actor stands with its bloc. May be empty.
    bloc_count
        For each number of blocs, whether so many stand out from chance; row k asks for the k-th bloc. May be empty.
    schemes
        The headline under each scheme of weights: ``ties``, ``funding``, ``combined``. May be empty.
    presets, preset_metrics, preset_ties, preset_actors
        Other choices of level, status and confidence that the reader may switch to: what each is, and its metrics,
        ties and actors. One preset is the study's `own`. May be empty.

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
    corrections: Mapping[str, object] = field(default_factory=dict, repr=False)
    null: str = ""
    sensitivity: pd.DataFrame = field(default_factory=pd.DataFrame, repr=False)
    unseen: pd.DataFrame = field(default_factory=partial(no_rows, "unseen"), repr=False)
    unread: pd.DataFrame = field(default_factory=partial(no_rows, "unread"), repr=False)
    reliability: pd.DataFrame = field(default_factory=partial(no_rows, "reliability"), repr=False)
    windows: pd.DataFrame = field(default_factory=partial(no_rows, "windows"), repr=False)
    window_blocs: pd.DataFrame = field(default_factory=partial(no_rows, "window_blocs"), repr=False)
    verdicts: pd.DataFrame = field(default_factory=partial(no_rows, "verdicts"), repr=False)
    influence: pd.DataFrame = field(default_factory=partial(no_rows, "influence"), repr=False)
    bridges: pd.DataFrame = field(default_factory=partial(no_rows, "bridges"), repr=False)
    commitments: pd.DataFrame = field(default_factory=partial(no_rows, "commitments"), repr=False)
    camps: pd.DataFrame = field(default_factory=partial(no_rows, "camps"), repr=False)
    layer_similarity: pd.DataFrame = field(default_factory=partial(no_rows, "layer_similarity"), repr=False)
    bloc_support: pd.DataFrame = field(default_factory=partial(no_rows, "bloc_support"), repr=False)
    bloc_count: pd.DataFrame = field(default_factory=partial(no_rows, "bloc_count"), repr=False)
    schemes: pd.DataFrame = field(default_factory=partial(no_rows, "schemes"), repr=False)
    presets: pd.DataFrame = field(default_factory=partial(no_rows, "presets"), repr=False)
    preset_metrics: pd.DataFrame = field(default_factory=partial(no_rows, "preset_metrics"), repr=False)
    preset_ties: pd.DataFrame = field(default_factory=partial(no_rows, "preset_ties"), repr=False)
    preset_actors: pd.DataFrame = field(default_factory=partial(no_rows, "preset_actors"), repr=False)

    def __post_init__(self) -> None:
        failures = [
            f"{name}: column '{column}' is missing"
            for name, columns in {**REQUIRED_COLUMNS, **FURTHER_COLUMNS}.items()
            for column in columns
            if column not in getattr(self, name).columns
        ]
        if list(self.coassignment.index) != list(self.coassignment.columns):
            failures.append("coassignment: index and columns are different actors")
        if failures:
            raise TableError("the report's inputs are not complete\n  " + "\n  ".join(failures))

    @property
    def tied_actors(self) -> int:
        """Number of actors with a tie that counts; others of `network_actors` have only ties of another status."""
        return len({*self.network["source"], *self.network["target"]})
