"""Blocs against chance, in other corpora, and against given groupings."""

from __future__ import annotations

from qtnet.inference.blocs.against_chance import ModularityTest, modularity_test
from qtnet.inference.blocs.block_models import BlockModels, blockmodels
from qtnet.inference.blocs.groupings import agreement_test
from qtnet.inference.blocs.parallel_analysis import BlocCount, number_of_blocs
from qtnet.inference.blocs.resampled import BlocsBootstrap, blocs_bootstrap

__all__ = [
    "BlocCount",
    "BlockModels",
    "BlocsBootstrap",
    "ModularityTest",
    "agreement_test",
    "blockmodels",
    "blocs_bootstrap",
    "modularity_test",
    "number_of_blocs",
]
