"""Weights for a part of the corpus come from the other parts, whatever the part itself says."""

from dataclasses import replace

import numpy as np
import pytest

from qtnet.corpus.document import Document
from qtnet.extract import analyse, claims_of
from qtnet.extract.leftout import models_for_parts, read_annotated
from qtnet.extract.models import Models
from qtnet.extract.pair.model import load_model
from tests.extract.small_corpus import small_corpus


@pytest.fixture(scope="module")
def trained(tmp_path_factory) -> dict[str, dict[str, Models]]:
    return {
        cut: models_for_parts(read_annotated(small_corpus(tmp_path_factory.mktemp("corpus"), cut=cut)))
        for cut in ("", "a")
    }


def test_only_measured_parts_are_left_out(trained):
    assert list(trained[""]) == ["a", "b"]


def test_the_annotation_of_a_part_does_not_reach_its_own_weights(trained):
    whole, cut = trained[""]["a"], trained["a"]["a"]
    assert whole.domains == cut.domains
    assert whole.pair.rows == cut.pair.rows
    assert np.array_equal(whole.pair.weights, cut.pair.weights)
    assert str(whole.pair.forest) == str(cut.pair.forest)


def test_the_annotation_of_a_part_reaches_the_weights_of_the_others(trained):
    whole, cut = trained[""]["b"], trained["a"]["b"]
    assert whole.domains != cut.domains
    assert not np.array_equal(whole.pair.weights, cut.pair.weights)


def test_extraction_works_with_the_weights_that_it_is_given():
    """A model that proposes nothing leaves frames and money; domain weights of nothing but one word decide alone."""
    text = (
        "Japan and the Netherlands signed an agreement on quantum computing. Acme of Japan was seen with Bolt of Italy."
    )
    analysis = analyse(Document(doc="d", text=text))
    silent = replace(load_model(), threshold=1.1)
    given = claims_of(analysis, Models(pair=silent, domains={"is telecom": 9.0}))
    assert {tie.domain for tie in given.ties} == {"telecom"}
    assert all("pair-model" not in tie.rule for tie in given.ties)
    assert {tie.domain for tie in claims_of(analysis).ties} == {"quantum-computing"}
