"""Any number about a network against any null model, with a plain verdict."""

from __future__ import annotations

from qtnet.inference.chance.against_nulls import PermutationTests, null_test, null_tests
from qtnet.inference.chance.poles import pole_test, similar_pairs
from qtnet.inference.chance.result import PermutationTest

__all__ = ["PermutationTest", "PermutationTests", "null_test", "null_tests", "pole_test", "similar_pairs"]
