"""From result objects to the plain frames of a page: with `collected`, all of the report that knows other stages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from qtnet.extract.vocabulary import STATUSES
from qtnet.facts import Facts, Scores
from qtnet.inference.bipolarity import Bipolarity
from qtnet.inference.chance.result import UNTOLD
from qtnet.metrics.balance import Frustration
from qtnet.metrics.funding import NOT_NAMED, commitments, funding_flows, funding_totals
from qtnet.network import MultilayerNetwork
from qtnet.report.inputs import REQUIRED_COLUMNS, ReportInputs, no_rows
from qtnet.results import MULTILAYER, ActorScores, Partition, tidy

__all__ = ["collect", "flat_counts"]

_NOT_SCORED = "the study names no annotated documents to compare with"


def collect(
    *,
    title: str,
    question: str,
    config: Mapping[str, object],
    provenance: Mapping[str, object],
    texts: Mapping[str, str],
    facts: Facts,
    network: MultilayerNetwork,
    centrality: Sequence[ActorScores],
    partition: Partition,
    frustration: Sequence[Frustration],
    bipolarity: Bipolarity,
    quality: Scores | None = None,
    unseen: pd.DataFrame | None = None,
    reliability: pd.DataFrame | None = None,
    unread: pd.DataFrame | None = None,
    corrections: Mapping[str, object] | None = None,
    further: Mapping[str, pd.DataFrame] | None = None,
) -> ReportInputs:
    """Turn the results of a study into the inputs of its page.

    Parameters
    ----------
    title, question, config, provenance
        What the study says of itself.
    texts
        Stored text of each document.
    facts, network, centrality, partition, frustration, bipolarity, quality
        The results, each as its stage gives it; `quality` is None when nothing was scored.
    unseen, reliability, unread
        What is known of the extraction on documents that its weights never saw, and on those of them that nobody read
        for the rules (`qtnet.facts.unseen`).
    corrections
        What people corrected and what became of it; None when nothing was.
    further
        Frames of `FURTHER_COLUMNS` by name, made from other results by `qtnet.report.collected`.

    Returns
    -------
    ReportInputs
        Frames only; no number is computed here.
    """
    return ReportInputs(
        title=title,
        question=question,
        config=config,
        provenance=provenance,
        documents=facts.documents,
        texts=texts,
        actors=_named(facts),
        ties=facts.ties,
        funding=facts.funding,
        network=network.ties,
        network_actors=network.actors,
        centrality=_stacked((scores.to_frame() for scores in centrality), "centrality"),
        blocs=partition.to_frame(),
        coassignment=pd.DataFrame(partition.coassignment, index=list(partition.actors), columns=list(partition.actors)),
        bipolarity=bipolarity.components,
        alignment=bipolarity.alignment,
        null_draws=bipolarity.null_draws,
        null=bipolarity.null,
        poles=bipolarity.poles,
        exploratory=bipolarity.exploratory,
        exploratory_reason=bipolarity.exploratory_reason,
        sensitivity=bipolarity.sensitivity,
        frustration=_stacked((result.to_frame() for result in frustration), "frustration"),
        frustrated_ties=_whole(frustration),
        funding_totals=funding_totals(facts),
        funding_flows=_unnamed(funding_flows(facts)),
        quality=_rates(quality) if quality is not None else pd.DataFrame(columns=REQUIRED_COLUMNS["quality"]),
        quality_reason="" if quality is not None else _NOT_SCORED,
        counts=flat_counts(facts.counts),
        corrections=corrections or {},
        commitments=_unnamed(commitments(facts, status=STATUSES)),
        verdicts=_verdicts(bipolarity),
        bridges=_bridges(bipolarity, network),
        camps=_camps(frustration),
        unseen=unseen if unseen is not None else no_rows("unseen"),
        unread=unread if unread is not None else no_rows("unread"),
        reliability=reliability if reliability is not None else no_rows("reliability"),
        **(further or {}),
    )


def flat_counts(counts: Mapping[str, object], prefix: str = "") -> dict[str, int]:
    """Give nested counts as one level; a list counts its members.

    Examples
    --------
    >>> flat_counts({"ties": 3, "dropped": {"negated": 2}, "skipped": [{"file": "a.pdf"}]})
    {'ties': 3, 'dropped: negated': 2, 'skipped': 1}
    """
    flat: dict[str, int] = {}
    for key, value in counts.items():
        if isinstance(value, Mapping):
            flat |= flat_counts(value, f"{prefix}{key}: ")
        elif isinstance(value, int):
            flat[f"{prefix}{key}"] = value
        elif isinstance(value, Sequence) and not isinstance(value, str):
            flat[f"{prefix}{key}"] = len(value)
    return flat


def _named(facts: Facts) -> pd.DataFrame:
    """Give the actors of the documents with the names that hold over all of them."""
    return facts.actors.merge(facts.actors_resolved[["actor", "name"]], on="actor", how="left")


def _unnamed(money: pd.DataFrame) -> pd.DataFrame:
    """Leave the cell empty where no document names an end."""
    return money.replace({"funder": NOT_NAMED, "recipient": NOT_NAMED}, "")


def _rates(scores: Scores) -> pd.DataFrame:
    """Give the scores per level with the intervals of precision and recall too."""
    ends = [f"{rate}_{end}" for rate in ("precision", "recall") for end in ("low", "high")]
    return scores.quality().join(scores.levels[ends])


def _whole(frustration: Sequence[Frustration]) -> pd.DataFrame:
    """Give the frustrated ties of the division that all layers share."""
    for result in frustration:
        if result.layer == MULTILAYER:
            return result.frustrated_ties
    return pd.DataFrame(columns=REQUIRED_COLUMNS["frustrated_ties"])


def _camps(frustration: Sequence[Frustration]) -> pd.DataFrame:
    """Give the division behind these ties."""
    for result in frustration:
        if result.layer == MULTILAYER:
            return result.bipartition
    return no_rows("camps")


def _verdicts(bipolarity: Bipolarity) -> pd.DataFrame:
    """Give the verdicts with their adjusted p-values, and as reason why nothing can be told."""
    found = bipolarity.verdicts.rename(columns={"p_adjusted": "q_value"})
    untold = found["verdict"] == "untold"
    return found.assign(reason=found["sentence"].str.removeprefix(UNTOLD).where(untold, ""))


def _bridges(bipolarity: Bipolarity, network: MultilayerNetwork) -> pd.DataFrame:
    """Give the ranked bridges as a tidy frame: how far each is tied to both poles, its role, and its facts."""
    found = bipolarity.bridges
    rows = found.assign(
        metric="bridging", estimate=found["ambivalence"] * found["engagement"], reason=found["why"].astype(object)
    )
    facts = [_facts_of(network, str(a), str(b)) for a, b in zip(found["actor"], found["layer"], strict=True)]
    return tidy(rows.drop(columns="why")).assign(facts=pd.Series(facts, dtype=object))


def _facts_of(network: MultilayerNetwork, actor: str, layer: str) -> tuple[str, ...]:
    ties = network.ties
    own = ties[(ties["source"] == actor) | (ties["target"] == actor)]
    here = own if layer == MULTILAYER else own[own["layer"] == layer]
    return tuple(sorted({str(fact) for each in here["facts"] for fact in each}))


def _stacked(frames: Iterable[pd.DataFrame], name: str) -> pd.DataFrame:
    listed = [frame for frame in frames if len(frame)]
    return pd.concat(listed, ignore_index=True) if listed else pd.DataFrame(columns=REQUIRED_COLUMNS[name])
