"""The multilayer network: actors × layers, signed weighted ties, and the evidence of each.

In: checked edges or facts. Out: one immutable object that every metric reads. Isolates are kept, order is fixed
(code points), and nothing changes a network once it is made: every verb gives a new one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NoReturn, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd
import scipy.sparse as sp

from qtnet.errors import InputError, UnknownNameError
from qtnet.network import matrices
from qtnet.network.actors import actor_table
from qtnet.network.arrays import EvidenceArrays, TieArrays, names_in, reweigh
from qtnet.network.checks import checked_multiplier, checked_sign, edge_records
from qtnet.network.records import collapsed_records
from qtnet.network.tables import tie_table
from qtnet.network.views import Combine, of_actors, of_layers, projected
from qtnet.network.windows import inside_years
from qtnet.showing import Shown

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["AGGREGATE", "ASPECT_SEPARATOR", "MultilayerNetwork"]

#: The single layer of a projected network.
AGGREGATE = "(aggregate)"
#: Stands between the aspects of a layer's label, as in ``"quantum|research"``.
ASPECT_SEPARATOR = "|"


class MultilayerNetwork(Shown):
    """Actors in layers with signed, weighted, directed or undirected ties, each resting on evidence.

    Built by `from_edges` or `build_network`; immutable.

    Attributes
    ----------
    layers
        Labels, sorted by code point; several aspects are joined by ``|``.
    aspects
        What a layer's label says, for example ``("domain",)`` or ``("domain", "mode")``.
    dropped
        What did not become a tie, counted by reason.
    corpus
        All documents that were read, sorted: those without a tie too, also after ties were left out of a part.
    expected_weights
        Whether weights contain the confidence, so that they are those that are to be expected.

    Examples
    --------
    >>> edges = pd.DataFrame({"source": ["JP", "US"], "target": ["US", "CN"], "layer": "chips", "sign": [1, -1]})
    >>> net = MultilayerNetwork.from_edges(edges)
    >>> net
    MultilayerNetwork(3 actors, 1 layer, 2 ties: 1 positive, 1 negative)
    >>> net.ties[["source", "target", "sign", "weight"]].values.tolist()
    [['CN', 'US', -1, 1.0], ['JP', 'US', 1, 1.0]]
    """

    layers: tuple[str, ...]
    aspects: tuple[str, ...]
    dropped: Mapping[str, int]
    expected_weights: bool
    _actors: pd.DataFrame
    _ties: TieArrays
    _evidence: EvidenceArrays
    _corpus: tuple[str, ...] | None  # None: those of the ties, found when asked for

    def __init__(
        self,
        *,
        actors: pd.DataFrame,
        layers: tuple[str, ...],
        aspects: tuple[str, ...],
        ties: TieArrays,
        evidence: EvidenceArrays,
        dropped: Mapping[str, int],
        corpus: tuple[str, ...] | None,
        expected_weights: bool,
    ) -> None:
        state = {"_actors": actors, "layers": layers, "aspects": aspects, "_ties": ties, "_evidence": evidence}
        state |= {"_corpus": corpus, "expected_weights": expected_weights}
        self.__dict__.update(state, dropped=MappingProxyType(dict(sorted(dropped.items()))))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a MultilayerNetwork cannot be changed ('{name}'); its verbs give a new network")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"a MultilayerNetwork cannot be changed ('{name}')")

    def __reduce__(self) -> tuple[Any, ...]:
        # the state goes round __setattr__; cached tables are rebuilt where they are needed
        return partial(MultilayerNetwork, **self._state() | {"dropped": dict(self.dropped)}), ()

    def __repr__(self) -> str:
        positive, many = int((self._ties.sign > 0).sum()), "" if self.n_layers == 1 else "s"
        return (
            f"MultilayerNetwork({self.n_actors} actors, {self.n_layers} layer{many}, {len(self._ties)} ties: "
            f"{positive} positive, {len(self._ties) - positive} negative)"
        )

    @classmethod
    def from_edges(
        cls,
        frame: pd.DataFrame,
        *,
        actors: pd.DataFrame | Iterable[str] | None = None,
        directed: bool = False,
        aspects: tuple[str, ...] = ("layer",),
        layers: Iterable[str] = (),
    ) -> MultilayerNetwork:
        """Make a network from a table of edges; parallel rows add up, rows of weight 0 are dropped and counted.

        Parameters
        ----------
        frame
            Columns ``source, target, layer`` and, if wanted, ``weight`` (≥ 0; 1 where missing), ``sign`` (``+``,
            ``-``, 1, -1; positive where missing), ``directed``, ``time`` (a year), ``doc``, ``fact``, ``event``,
            ``confidence`` (0 to 1), ``status``.
        actors
            All actors, isolates included: ids, or a table with the column ``actor`` and, if wanted, ``name``,
            ``kind``, ``country``. Without it the actors are those of the edges.
        directed
            What the edges are when there is no column ``directed``.
        aspects
            What the layers' labels say.
        layers
            Layers to keep although no edge is in them.

        Raises
        ------
        TableError
            If columns are missing or cells are wrong; the message lists all failures.
        """
        listed = None if actors is None else actor_table(actors)
        known = None if listed is None else listed["actor"].tolist()
        edges = edge_records(frame, directed=directed, actors=known, place=lambda i: f"row {i}", table="the edge table")
        if listed is None:
            listed = pd.DataFrame({"actor": [*{*names_in(edges["source"]), *names_in(edges["target"])}]}, dtype=str)
        return cls.from_records(edges, actors=listed, aspects=aspects, layers=layers)

    @classmethod
    def from_records(
        cls,
        records: pd.DataFrame,
        *,
        actors: pd.DataFrame,
        aspects: tuple[str, ...],
        layers: Iterable[str] = (),
        dropped: Mapping[str, int] | None = None,
        corpus: Iterable[str] = (),
        expected_weights: bool = False,
    ) -> MultilayerNetwork:
        """Make a network from checked contributions, one row each, as `checks.edge_records` gives them.

        Parameters
        ----------
        records
            Columns source, target, layer, weight, sign, directed, year, confidence, status and, if they have names of
            their own, doc, fact, event.
        actors
            Column actor and, where known, name, kind, country; must hold every source and target.
        aspects
            What the layers' labels say.
        layers
            Layers to keep although no tie is in them.
        dropped
            What was dropped on the way, by reason.
        corpus
            Documents that were read; those of the ties need not be named.
        expected_weights
            Whether weights contain the confidence.

        Raises
        ------
        InputError
            If an end of a record is not among the actors.
        """
        actors = actor_table(actors)
        labels, ties, evidence, zero = collapsed_records(records, actors=actors, layers=layers)
        return cls(
            actors=actors,
            layers=labels,
            aspects=aspects,
            ties=ties,
            evidence=evidence,
            dropped={**(dropped or {})} | ({"weight 0": zero} if zero else {}),
            corpus=tuple(sorted({*read, *evidence.sources()["doc"]})) if (read := tuple(corpus)) else None,
            expected_weights=expected_weights,
        )

    @property
    def actors(self) -> pd.DataFrame:
        """Actors, isolates included: actor, name, kind, country; sorted by code point."""
        return self._actors.copy()

    @property
    def n_actors(self) -> int:
        """Number of actors."""
        return len(self._actors)

    @property
    def n_layers(self) -> int:
        """Number of layers."""
        return len(self.layers)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Actor ids in the order of every matrix."""
        return tuple(self._actors["actor"].tolist())

    @property
    def tie_arrays(self) -> TieArrays:
        """Ties as read-only arrays of codes, for measures that count."""
        return self._ties

    @property
    def ties(self) -> pd.DataFrame:
        """Ties, one row per (source, target, layer, sign, directed), with weight, year, confidence and fact ids."""
        return self._tie_table.copy()

    @property
    def evidence(self) -> pd.DataFrame:
        """Contributions: tie (row of `ties`), fact, doc, event, weight, confidence, status, year."""
        return self._evidence_table.copy()

    @cached_property
    def corpus(self) -> tuple[str, ...]:
        """All documents that were read, sorted."""
        return self.documents if self._corpus is None else self._corpus

    @cached_property
    def documents(self) -> tuple[str, ...]:
        """Documents that the ties rest on, sorted."""
        return tuple(sorted(set(self._evidence_table["doc"])))

    @cached_property
    def presence(self) -> npt.NDArray[np.bool_]:
        """Say in which layers each actor has a tie; shape (n_layers, n_actors)."""
        mask = matrices.present(self._ties, self.n_actors, self.n_layers)
        mask.setflags(write=False)
        return mask

    @cached_property
    def _evidence_table(self) -> pd.DataFrame:
        return self._evidence.to_frame()

    @cached_property
    def _tie_table(self) -> pd.DataFrame:
        return tie_table(self._ties, self._evidence_table, ids=self.ids, layers=self.layers)

    def adjacency(self, layer: str | None = None, sign: int | None = None, *, symmetric: bool = False) -> sp.csr_array:
        """Give the adjacency matrix, shape (n_actors, n_actors), rows are sources.

        Parameters
        ----------
        layer
            A layer's label; None for the sum over all layers.
        sign
            +1 or -1 for the sizes of ties of one sign; None for the signed sum.
        symmetric
            Drop directions: a directed tie fills both triangles, as undirected ties always do.
        """
        ties = self._ties if layer is None else self._ties.take(self._ties.layer == self._layer_code(layer))
        return matrices.adjacency(ties, self.n_actors, sign=checked_sign(sign), symmetric=symmetric)

    def supra_adjacency(
        self, *, coupling: float = 1.0, aligned: bool = True, sign: int | None = None
    ) -> tuple[sp.csr_array, pd.DataFrame]:
        """Give the supra-adjacency in layer-major order and its index (columns layer, actor), row by row.

        Parameters
        ----------
        coupling
            Weight ≥ 0 of the link between any two states of one actor.
        aligned
            Every actor has a state in every layer; otherwise only where it has a tie.
        sign
            As in `adjacency`.
        """
        if not (np.isfinite(coupling) and coupling >= 0):
            raise InputError(f"coupling is {coupling!r}; expected a finite number ≥ 0")
        states = np.ones_like(self.presence) if aligned else self.presence
        supra, layer, actor = matrices.supra_adjacency(self._ties, states, coupling=coupling, sign=checked_sign(sign))
        labels, ids = np.array(self.layers, dtype=object), np.array(self.ids, dtype=object)
        index = pd.DataFrame({"layer": labels[layer], "actor": ids[actor]}, dtype=str)
        return supra, index

    def to_networkx(self, layer: str | None = None) -> nx.MultiDiGraph[str]:
        """Give a networkx MultiDiGraph; an undirected tie becomes two arcs that say ``directed=False``."""
        from qtnet.network.graph import to_networkx

        return to_networkx(self if layer is None else self.subnetwork(layers=[layer]))

    def to_edges(self) -> pd.DataFrame:
        """Give the ties as an edge table that `from_edges` reads; ``facts`` joins the fact ids by ``|`` for the reader.

        The year is called ``time``. Evidence is summed up: a network made from the table has one contribution per tie.
        """
        edges = self.ties.drop(columns="n_evidence").rename(columns={"year": "time"})
        return edges.assign(facts=edges["facts"].map("|".join))

    def write_graphml(self, path: str | Path) -> Path:
        """Write GraphML with all attributes, readable by networkx, igraph and Gephi; give the path."""
        from qtnet.network.formats.graphml import write_graphml

        return write_graphml(self, Path(path))

    def reweighted(self, multiplier: npt.ArrayLike) -> MultilayerNetwork:
        """Multiply the weight of each row of `evidence`; ties are summed again and those of weight 0 dropped.

        Parameters
        ----------
        multiplier
            Numbers ≥ 0, shape (n_evidence,): how often each contribution counts.
        """
        factors = checked_multiplier(multiplier, self._evidence.weight.shape)
        return self._with(*reweigh(self._ties, self._evidence, factors))

    def subnetwork(self, layers: Sequence[str] | None = None, actors: Iterable[str] | None = None) -> MultilayerNetwork:
        """Keep some layers and the ties among some actors; all actors that are asked for stay, tied or not."""
        ties, evidence, table, labels = self._ties, self._evidence, self._actors, self.layers
        if layers is not None:
            codes = np.array(sorted({self._layer_code(name) for name in layers}), dtype=np.int64)
            ties, evidence = of_layers(ties, evidence, codes)
            labels = tuple(self.layers[c] for c in codes)
        if actors is not None:
            codes = np.array(sorted({self._actor_code(name) for name in actors}), dtype=np.int64)
            ties, evidence = of_actors(ties, evidence, codes)
            table = table.iloc[codes].reset_index(drop=True)
        return self._with(ties, evidence, actors=table, layers=labels)

    def window(self, first: int, last: int) -> MultilayerNetwork:
        """Keep the contributions of the years from `first` to `last`; `dropped` counts those of other or no year."""
        inside, lost = inside_years(self._evidence, first, last)
        return self._with(*reweigh(self._ties, self._evidence, inside)).with_dropped(lost)

    def with_dropped(self, lost: Mapping[str, int]) -> MultilayerNetwork:
        """Count what was left out, by reason, beside what was dropped before."""
        return self._with(self._ties, self._evidence, dropped=Counter(self.dropped) + Counter(lost))

    def project(self, aspect: str | None = None, *, combine: Combine = "sum") -> MultilayerNetwork:
        """Lay the layers on one another in one called ``(aggregate)``, or in one per label of an aspect.

        Of the weights of a tie in layers that become one, `combine` takes the sum, the largest (its evidence alone
        stays), or the mean over these layers, 0 where the tie is missing.
        """
        if aspect is not None and aspect not in self.aspects:
            raise UnknownNameError("aspect", aspect, self.aspects)
        if combine not in get_args(Combine):
            raise UnknownNameError("combine", combine, get_args(Combine))
        labels = [AGGREGATE] * self.n_layers
        if aspect is not None:
            labels = [name.split(ASPECT_SEPARATOR)[self.aspects.index(aspect)] for name in self.layers]
        ties, evidence, names = projected(self._ties, self._evidence, labels, n_actors=self.n_actors, combine=combine)
        return self._with(ties, evidence, layers=names, aspects=(aspect or "aggregate",))

    def _with(self, ties: TieArrays, evidence: EvidenceArrays, **other: Any) -> MultilayerNetwork:
        return MultilayerNetwork(**{**self._state(), "ties": ties, "evidence": evidence, **other})

    def _state(self) -> dict[str, Any]:
        names = ("layers", "aspects", "dropped", "corpus", "expected_weights")
        own = {name: getattr(self, name) for name in names}
        return {"actors": self._actors, "ties": self._ties, "evidence": self._evidence, **own}

    def _layer_code(self, layer: str) -> int:
        if layer not in self.layers:
            raise UnknownNameError("layer", layer, self.layers)
        return self.layers.index(layer)

    def _actor_code(self, actor: str) -> int:
        if actor not in self._actor_codes:
            raise UnknownNameError("actor", actor, self.ids)
        return self._actor_codes[actor]

    @cached_property
    def _actor_codes(self) -> dict[str, int]:
        return {actor: code for code, actor in enumerate(self.ids)}
