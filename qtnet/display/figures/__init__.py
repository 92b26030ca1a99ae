"""The figures of results by type and name; each is drawn by a figure of the report where the report has one."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from qtnet.display.figures.bipolarity import against_chance, alignment, bridges, profile
from qtnet.display.figures.blocs import alluvial, together
from qtnet.display.figures.estimates import chance, coefficients, estimates, ranking
from qtnet.display.figures.network import camps, layered, multiples, similarity
from qtnet.display.figures.windows import history, series
from qtnet.display.sketches import Sketcher
from qtnet.inference.bipolarity.history import BipolarityHistory
from qtnet.inference.bipolarity.result import Bipolarity
from qtnet.inference.chance.result import PermutationTest
from qtnet.inference.dyadic.result import DyadicRegression
from qtnet.inference.trends.series import WindowSeries
from qtnet.metrics.balance.frustration_result import Frustration
from qtnet.metrics.blocs.history import BlocHistory
from qtnet.metrics.layers.pairs import LayerPairs
from qtnet.network import MultilayerNetwork
from qtnet.results import ActorScores, Partition, Result

__all__ = ["sketches"]

#: The first figure of a type is the one that is shown unasked, unless it is empty.
_FIGURES: Mapping[type, Mapping[str, Sketcher]] = {
    MultilayerNetwork: {"layers": layered, "multiples": multiples},
    ActorScores: {"ranking": ranking},
    Partition: {"together": together},
    BlocHistory: {"alluvial": alluvial},
    Frustration: {"camps": camps},
    Bipolarity: {"chance": against_chance, "profile": profile, "alignment": alignment, "bridges": bridges},
    BipolarityHistory: {"history": history},
    LayerPairs: {"pairs": similarity},
    DyadicRegression: {"coefficients": coefficients},
    PermutationTest: {"chance": chance},
    WindowSeries: {"windows": series},
    Result: {"estimates": estimates},
}


def sketches(shown: object) -> Mapping[str, Sketcher]:
    """Give the figures of a thing by name: those of its type, else those of what it derives from, else none.

    Examples
    --------
    >>> from qtnet.results import NetworkScore
    >>> list(sketches(NetworkScore(metric="D", estimate=0.4))), list(sketches("a text"))
    (['estimates'], [])
    """
    found = next((_FIGURES[kind] for kind in type(shown).__mro__ if kind in _FIGURES), {})
    return MappingProxyType(dict(found))
