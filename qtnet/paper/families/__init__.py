"""The families of numbers, one file each: every one turns results into numbers with keys."""

from collections.abc import Callable, Iterator

from qtnet.paper.families.alignment import alignment_numbers, bridge_numbers
from qtnet.paper.families.bipolar import bipolarity_numbers, window_numbers
from qtnet.paper.families.blocs import bloc_numbers
from qtnet.paper.families.central import centrality_numbers
from qtnet.paper.families.counts import count_numbers
from qtnet.paper.families.frustration import frustration_numbers
from qtnet.paper.families.layers import layer_numbers
from qtnet.paper.families.money import money_numbers
from qtnet.paper.families.quality import quality_numbers
from qtnet.paper.families.robustness import robustness_numbers
from qtnet.paper.families.settings import setting_numbers
from qtnet.paper.number import PaperNumber
from qtnet.paper.vocabulary import Vocabulary

__all__ = ["FAMILIES"]

#: Every family, in the order in which a reader meets them on the page.
FAMILIES: tuple[Callable[[Vocabulary], Iterator[PaperNumber]], ...] = (
    count_numbers,
    bipolarity_numbers,
    window_numbers,
    alignment_numbers,
    bridge_numbers,
    centrality_numbers,
    bloc_numbers,
    frustration_numbers,
    layer_numbers,
    money_numbers,
    quality_numbers,
    robustness_numbers,
    setting_numbers,
)
