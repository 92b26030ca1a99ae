"""Parts of speech where one word may be two."""

from __future__ import annotations

import pytest

from qtnet.extract.roles.tagging import tag_words


def tags(text: str) -> str:
    words = text.split()
    return "".join(tag_words(words, [word == "§" for word in words])[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The supply of chips fell", "DNPNY"),
        ("§ supplies chips", "EZN"),
        ("The supplies of § fell", "DNPEY"),
        ("§ plans to build a plant", "EZTBDN"),
        ("its plans for a plant", "DNPDN"),
        ("the pact signed by §", "DNVPE"),
        ("§ whose first plant opens", "EWJNZ"),
        ("on behalf of §", "P--E"),
        ("in May", "PQ"),
    ],
)
def test_context_decides_the_part_of_speech(text: str, expected: str) -> None:
    assert tags(text) == expected
