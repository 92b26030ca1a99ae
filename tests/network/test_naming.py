"""Actors are named by id, by name, or by another way to write a country."""

import pandas as pd
import pytest

from qtnet.errors import UnknownNameError
from qtnet.network import MultilayerNetwork
from qtnet.network.naming import actor_named


def network(*actors: str, names: dict[str, str] | None = None) -> MultilayerNetwork:
    """A chain of the actors in one layer."""
    edges = pd.DataFrame({"source": actors[:-1], "target": actors[1:], "layer": "ai"})
    listed = pd.DataFrame({"actor": actors, "name": [(names or {}).get(a, a) for a in actors]})
    return MultilayerNetwork.from_edges(edges, actors=listed)


@pytest.mark.parametrize("written", ["CN", "cn", "China", "china", "CHN", "PRC"])
def test_a_country_may_be_written_out(written):
    assert actor_named(network("CN", "US"), written) == "CN"


@pytest.mark.parametrize("code", ["CN", "CHN"])
def test_a_code_finds_the_country_that_is_written_out(code):
    assert actor_named(network("China", "USA"), code) == "China"


def test_the_name_in_the_table_of_actors_counts():
    assert actor_named(network("a1", "b2", names={"a1": "Acme Quantum"}), "acme quantum") == "a1"


def test_an_id_goes_before_all_names():
    assert actor_named(network("CN", "China"), "China") == "China"


def test_two_that_fit_are_none():
    with pytest.raises(UnknownNameError, match="actor 'acme' is unknown"):
        actor_named(network("a", "b", names={"a": "Acme", "b": "ACME"}), "acme")


def test_the_unknown_is_refused_with_what_is_known():
    with pytest.raises(UnknownNameError, match="actor 'Peru' is unknown; known: CN, US"):
        actor_named(network("CN", "US"), "Peru")
