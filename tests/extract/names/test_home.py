"""The home country that a name itself tells."""

from __future__ import annotations

import pytest

from qtnet.extract.names.home import home_in_name


@pytest.mark.parametrize(("name", "home"), [("QuantumKorea", "KR"), ("FinlandHub", "FI"), ("PhotonWorks", "")])
def test_a_country_written_into_one_word_is_the_home(name: str, home: str) -> None:
    assert home_in_name([name]) == home
