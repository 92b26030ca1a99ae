"""Variables for Quarto: valid YAML, and Markdown that reads as what is printed."""

import pypandoc
import pytest
import yaml

from qtnet.paper import Numbers, PaperNumber
from qtnet.paper.quarto import inline_markdown, variables_yml

HOSTILE = (
    "<script>alert(1)</script>", "*now* _or_ `never`", "[link](http://x)", "{{< include secret >}}",
    "a -- b ... 'c' \"d\"",
    "1. first", "- item", "+ item", "(a) item", "$x$ ~s~ ^t^", "@cite & #head | cell", "no", "back\\slash", "{.class}",
    "two\nlines: yes", "12,346", "−0.12 [−1.00, 0.50]", "p < 0.001", "73 % [68, 78]", "US$1.46 bn", "-0.5", "0.43", "—",
)  # fmt: skip


def read_as_markdown(texts):
    """Read each text as a paragraph of Markdown and give its words; anything but words fails."""
    source = "\n\n".join(f"§{text}§" if text[:1] not in "(+-1" else text for text in texts)
    plain = pypandoc.convert_text(source, "plain", format="markdown", extra_args=["--wrap=none"])
    return [line.strip("§") for line in plain.strip().split("\n\n")]


def test_every_text_reads_as_it_is_printed_in_markdown():
    wanted = [" ".join(text.split()) for text in HOSTILE]
    assert read_as_markdown([inline_markdown(text) for text in HOSTILE]) == wanted


def test_a_variable_is_reached_by_the_parts_of_its_key(written, numbers):
    variables = yaml.safe_load((written / "_variables.yml").read_text(encoding="utf-8"))["qtnet"]
    for key, number in numbers.items():
        place = variables
        for part in key.split("/"):
            place = place[part]
        for form in ("est", "ci", "interval", "low", "high", "n", "p", "raw"):
            assert (form in place) == (form in number.forms), key
        mark = " (exploratory)" if number.exploratory and number.is_defined else ""
        assert place["est"] == inline_markdown(number.text()) + mark


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_the_file(text):
    number = PaperNumber(key="no/yes/2024", label="x", kind="text", words=text)
    read = yaml.safe_load(variables_yml(Numbers([number])))
    assert read["qtnet"]["no"]["yes"]["2024"]["est"] == inline_markdown(text)


def test_numbers_stay_readable():
    assert inline_markdown("0.43") == "0.43"
    assert inline_markdown("p = 0.031") == "p = 0.031"
