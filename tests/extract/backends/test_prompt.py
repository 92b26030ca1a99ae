"""The worked examples pass the check that answers have to pass, and leak into nothing."""

import re
from pathlib import Path

import pytest

from qtnet.errors import InputError
from qtnet.extract.backends.llm import prompt
from qtnet.extract.backends.llm.items import Fault
from qtnet.extract.backends.llm.schema import answer_schema
from qtnet.extract.vocabulary import DOMAINS, KINDS, MODES, STATUSES

EXAMPLES = Path(prompt.__file__).with_name("examples.toml")


def test_the_guide_explains_every_word_of_the_vocabularies():
    told = prompt.system_message()
    assert [word for word in (*KINDS, *MODES, *STATUSES, *DOMAINS) if not re.search(rf"\b{word}\b", told)] == []


def test_an_example_with_a_wrong_quotation_is_refused(tmp_path):
    text = EXAMPLES.read_text(encoding="utf-8")
    path = tmp_path / "examples.toml"
    path.write_text(
        text.replace("Chile and Uruguay should pool their", "Chile and Uruguay must pool their", 1), "utf-8"
    )
    with pytest.raises(InputError, match=r"example 3: .*is no exact, unbroken quotation"):
        prompt.read_examples(path)


def test_no_sentence_of_the_examples_stands_in_a_corpus(root):
    texts = [
        p.read_text(encoding="utf-8") for folder in ("seeds", "data/corpus") for p in (root / folder).rglob("*.txt")
    ]
    assert len(texts) > 100
    everything = " ".join(texts)
    for text, _ in prompt.read_examples(EXAMPLES):
        for sentence in re.split(r"(?<=[.])\s+", text):
            assert sentence not in everything


def test_another_wording_is_another_version(monkeypatch):
    before = prompt.prompt_version()
    monkeypatch.setattr(prompt, "system_message", lambda: "something else")
    prompt.prompt_version.cache_clear()
    assert prompt.prompt_version() != before
    prompt.prompt_version.cache_clear()


def test_the_schema_is_strict_at_every_level():
    def objects(schema):
        if isinstance(schema, dict):
            if schema.get("type") == "object":
                yield schema
            for value in schema.values():
                yield from objects(value)

    found = list(objects(answer_schema()))
    assert len(found) == 4
    for schema in found:
        assert schema["additionalProperties"] is False
        assert schema["required"] == list(schema["properties"])


def test_a_repair_lists_every_fault_in_the_order_of_the_items():
    faults = [
        Fault(table="ties", item={"a": 1}, reason="bad-enum", message="mode: x"),
        Fault(table="actors", item={"b": 2}, reason="ungrounded", message="name: y"),
    ]
    (_, failed), (_, told) = prompt.repair(faults)
    assert failed == '{"actors": [{"b": 2}], "ties": [{"a": 1}], "funding": []}'
    assert told.index("1. ties: mode: x") < told.index("2. actors: name: y")
