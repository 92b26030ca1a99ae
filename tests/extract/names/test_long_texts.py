"""Names of texts that no writer would write: time grows with length, not with its square."""

from __future__ import annotations

import pytest

from qtnet.corpus.document import Document
from qtnet.extract.names.findnames import find_names
from qtnet.extract.names.gazetteer import gazetteer
from qtnet.extract.names.passages import passages
from qtnet.extract.names.register import register
from tests.extract.growth import growth


def reading(text):
    def read():
        parts = passages(Document(doc="d", text=text))
        register(parts, [find_names(part) for part in parts])

    return read


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "Acme ",
        ", ",
        "Ministry of Trade and ",
        "A B. ",
        "Kim-",
        "Japan and the Ministry of Trade of Kenya signed with Acme Quantum ",
        "Zetalon Corp, ",
    ],
)
def test_four_times_the_text_takes_about_four_times_the_time(unit):
    gazetteer()
    short, long = (reading(unit * (characters // len(unit))) for characters in (20_000, 80_000))
    assert growth(short, long, most=8) < 8  # linear is 4, the square 16


@pytest.mark.slow
def test_5000_names_in_a_list_are_found():
    letters = "abcdefghijklmnopqrst"
    names = [f"Zet{a}{b}{c}" for a in letters for b in letters for c in letters][:5000]
    parts = passages(Document(doc="d", text=f"Japan met {', '.join(names)} and Zetalon today."))
    assert sum(len(find_names(part)) for part in parts) == 5002
