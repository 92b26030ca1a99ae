"""How blocs would change with other documents, and if some extracted facts were wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

import numpy as np
import pandas as pd

from qtnet.errors import InputError
from qtnet.inference.bootstrap import FEWEST_DOCUMENTS
from qtnet.inference.intervals import FEWEST_DRAWS
from qtnet.inference.resampling import Noise, check_kind, evidence_multipliers
from qtnet.metrics.blocs.partition import blocs
from qtnet.metrics.blocs.polishing import many_searches
from qtnet.metrics.blocs.problem import modularity_problem
from qtnet.metrics.blocs.stability import NONE, actor_blocs, state_strength
from qtnet.network import MultilayerNetwork
from qtnet.network.arrays import Ints
from qtnet.parallel import Seed, in_chunks
from qtnet.results import MULTILAYER, Partition, Result, tidy

__all__ = ["BlocsBootstrap", "blocs_bootstrap"]

#: Searches are slow beside the drawing, so chunks are small enough to occupy all processes.
_CHUNK = 16
_WORDS = {
    "documents": "documents are drawn again",
    "extraction": "each fact is kept with its confidence",
    "both": "documents are drawn again and each fact is kept with its confidence",
}


@dataclass(frozen=True, kw_only=True, eq=False)
class BlocsBootstrap(Result):
    """Blocs of the data beside those of resampled corpora.

    Attributes
    ----------
    partition
        Blocs of the data.
    together
        Probability that two actors share a bloc, given that both have ties, shape (n_actors, n_actors) in the order of
        ``partition.actors``; NaN where that is never so, or cannot be told.
    counts
        Number of blocs in each resampled corpus.
    kind
        What was drawn.
    reason
        Why nothing can be told, else empty.
    """

    partition: Partition
    frame: pd.DataFrame = field(repr=False)
    together: np.ndarray = field(repr=False)
    counts: np.ndarray = field(repr=False)
    kind: Noise
    reason: str = ""

    def to_frame(self) -> pd.DataFrame:
        """Give one row per actor: its bloc, ``stability``, ``present`` and ``rival``; and one for the number of blocs.

        ``stability`` is the mean probability of sharing a bloc with the other members of its bloc, ``present`` the
        share of resampled corpora in which the actor has ties, ``rival`` the other bloc whose
        members it joins most often, ``rival_share`` how often.
        """
        return self.frame.copy()

    def probability(self, first: str, second: str) -> float:
        """Give the probability that two actors share a bloc, given that both have ties; NaN where it cannot be told."""
        place = {actor: number for number, actor in enumerate(self.partition.actors)}
        for actor in (first, second):
            if actor not in place:
                raise InputError(f"actor '{actor}' is not in the network")
        return float(self.together[place[first], place[second]])

    def remark(self) -> str:
        """Say what was drawn, and how sure the number of blocs is."""
        if self.reason:
            return f"Cannot be told from these documents: how sure the blocs are ({self.reason})."
        values, times = np.unique(self.counts, return_counts=True)
        shares = ", ".join(f"{value} in {part:.0%}" for value, part in zip(values, times / times.sum(), strict=True))
        return f"In {len(self.counts)} resampled corpora ({_WORDS[self.kind]}) the number of blocs is {shares}."


def blocs_bootstrap(
    net: MultilayerNetwork,
    *,
    rng: Seed,
    draws: int = 999,
    kind: Noise = "both",
    restarts: int = 100,
    restarts_per_draw: int = 5,
    resolution: float = 1.0,
    coupling: float = 1.0,
    jobs: int = 1,
) -> BlocsBootstrap:
    """Find blocs in resampled corpora: which actors stay together, and how many blocs there are.

    Parameters
    ----------
    net
        The network with its evidence.
    rng
        Seed or generator.
    draws
        Number of resampled corpora.
    kind
        ``"documents"``, ``"extraction"`` or ``"both"``, as in `with_intervals`.
    restarts, restarts_per_draw
        Searches from scratch in the data, and in each resampled corpus.
    resolution, coupling
        As in `blocs`.
    jobs
        Processes; the result does not depend on it.

    Returns
    -------
    BlocsBootstrap
        NaN with a reason from fewer than three documents with ties (unless only extraction is drawn).

    Raises
    ------
    InputError
        If an argument is out of range.

    Notes
    -----
    The stability of `blocs` says how far modularity decides in the network as it is; this one how far the documents
    decide. It is low where an actor rests on few documents. Blocs of two corpora are compared by who is with whom, so
    that their numbers need not be matched.

    Examples
    --------
    >>> pairs = [("CN", "RU", 1), ("JP", "US", 1), ("CN", "US", -1), ("JP", "RU", -1)]
    >>> rows = [(*pair, f"d{doc}") for pair in pairs for doc in range(9)]
    >>> edges = pd.DataFrame(rows, columns=["source", "target", "sign", "doc"]).assign(layer="chips")
    >>> found = blocs_bootstrap(MultilayerNetwork.from_edges(edges), rng=1, draws=50)
    >>> found.probability("CN", "RU"), found.probability("CN", "US")
    (1.0, 0.0)
    """
    check_kind(kind)
    if draws < 1 or restarts_per_draw < 1:
        raise InputError(f"draws and restarts_per_draw: expected at least 1, got {draws} and {restarts_per_draw}")
    generator = np.random.default_rng(rng)
    partition = blocs(net, rng=generator, restarts=restarts, resolution=resolution, coupling=coupling)
    untold = partition.reason or (
        f"fewer than {FEWEST_DOCUMENTS} documents"
        if kind != "extraction" and len(net.documents) < FEWEST_DOCUMENTS
        else ""
    )
    if untold:
        return _untold(partition, kind, untold)
    settings = (kind, restarts_per_draw, resolution, coupling)
    chunks = in_chunks(partial(_chunk, net, settings), draws=draws, rng=generator, jobs=jobs, size=_CHUNK)
    runs = np.concatenate(chunks)
    together = _together(runs)
    counts = np.array([len(np.unique(run[run != NONE])) for run in runs])
    rows = [_actor_row(partition, runs, together, number) for number in range(net.n_actors)]
    frame = tidy(pd.DataFrame([_count_row(partition, counts), *rows]))
    return BlocsBootstrap(partition=partition, frame=frame, together=together, counts=counts, kind=kind)


def _chunk(
    net: MultilayerNetwork, settings: tuple[Noise, int, float, float], draws: int, rng: np.random.Generator
) -> Ints:
    """Give the actors' blocs in resampled corpora, shape ``(draws, n_actors)``, -1 for none."""
    kind, restarts, resolution, coupling = settings
    evidence = net.evidence
    document, fact = (np.asarray(pd.factorize(evidence[name], sort=True)[0]) for name in ("doc", "fact"))
    multipliers = evidence_multipliers(
        document,
        fact,
        evidence["confidence"].to_numpy(dtype=float),
        documents=len(net.corpus),
        expected=net.expected_weights,
        draws=draws,
        kind=kind,
        rng=rng,
    )
    runs = np.full((draws, net.n_actors), NONE, dtype=np.int64)
    for run, multiplier in zip(runs, multipliers, strict=True):
        drawn = net.reweighted(multiplier)
        if len(drawn.tie_arrays):
            problem, layer, actor = modularity_problem(drawn, resolution=resolution, coupling=coupling, aligned=False)
            best = many_searches(problem, restarts=restarts, rng=rng).best
            strength = state_strength(drawn.tie_arrays, net.n_layers, net.n_actors)
            run[:] = actor_blocs(best, layer, actor, strength)
    return runs


def _together(runs: Ints) -> np.ndarray:
    n = runs.shape[1]
    shared, both = np.zeros((n, n)), np.zeros((n, n))
    for run in runs:
        active = run != NONE
        both += active[:, None] & active
        shared += (run[:, None] == run) & active
    return np.asarray(np.where(both > 0, shared / np.maximum(both, 1), np.nan))


def _actor_row(partition: Partition, runs: Ints, together: np.ndarray, number: int) -> dict[str, object]:
    """Say how often an actor is with its bloc, and with which other bloc next."""
    numbers = partition.blocs().to_numpy()
    row = {"metric": "blocs", "layer": MULTILAYER, "actor": partition.actors[number], "estimate": numbers[number]}
    row["present"] = float((runs[:, number] != NONE).mean())
    if np.isnan(numbers[number]):
        return row | {"reason": "no ties"}
    shares = {}
    for bloc in np.unique(numbers[~np.isnan(numbers)]):
        others = np.flatnonzero((numbers == bloc) & (np.arange(len(numbers)) != number))
        known = together[number, others][np.isfinite(together[number, others])]
        shares[bloc] = float(known.mean()) if len(known) else np.nan
    own = shares.pop(numbers[number])
    told = {bloc: share for bloc, share in shares.items() if np.isfinite(share)}
    rival = max(told, key=lambda bloc: (round(told[bloc], 12), -bloc), default=np.nan)
    row |= {"stability": own, "rival": rival, "rival_share": told.get(rival, np.nan)}
    return row | {"reason": "" if np.isfinite(own) else "never with another member of its bloc in the draws"}


def _count_row(partition: Partition, counts: np.ndarray) -> dict[str, object]:
    row: dict[str, object] = {"metric": "number of blocs", "layer": MULTILAYER, "n": len(partition.actors)}
    row["estimate"] = partition.blocs().nunique()
    if len(counts) < FEWEST_DRAWS:
        return row | {"reason": f"no interval: fewer than {FEWEST_DRAWS} draws"}
    low, high = np.quantile(counts, [0.025, 0.975])
    return row | {"std_error": counts.std(ddof=1), "ci_low": low, "ci_high": high, "reason": ""}


def _untold(partition: Partition, kind: Noise, reason: str) -> BlocsBootstrap:
    n = len(partition.actors)
    count = {"metric": "number of blocs", "layer": MULTILAYER, "estimate": np.nan, "n": n, "reason": reason}
    if not partition.reason:
        count["estimate"] = partition.blocs().nunique()
    numbers = partition.blocs()
    actors = pd.DataFrame(
        {"metric": "blocs", "layer": MULTILAYER, "actor": numbers.index, "estimate": numbers.to_numpy()}
    )
    whys = np.where(numbers.isna(), "no ties", reason)
    empty = actors.assign(reason=whys, present=np.nan, stability=np.nan, rival=np.nan, rival_share=np.nan)
    frame = tidy(pd.concat([pd.DataFrame([count]), empty], ignore_index=True))
    missing = np.full((n, n), np.nan)
    return BlocsBootstrap(
        partition=partition, frame=frame, together=missing, counts=np.empty(0), kind=kind, reason=reason
    )
