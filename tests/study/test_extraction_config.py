"""A study names its back end, and runs by it."""

import json

import pytest

from qtnet.config import read_study
from qtnet.errors import InputError, StudyError
from qtnet.study import run_study
from tests.extract.backends.fake_server import Reply, document_in, facts, serving, tie

TEXTS = [
    "Oman and Peru signed a pact on AI.",
    "Oman and Norway signed a pact on AI.",
    "Norway and Peru signed a pact on AI.",
    "Oman is a rival of Norway in AI.",
]
SMALL = """
title = "Small"
[corpus]
documents = ["docs"]
[centrality]
metrics = ["strength_positive"]
draws = 20
[blocs]
restarts = 2
[bipolarity]
poles = ["OM", "NO"]
nulls = 19
draws = 20
[extraction]
backend = "llm"
model = "m"
"""


def answer(request, number):
    words = document_in(request)[:-1].replace("is a rival of", "and").split()
    mode = "rivalry" if "rival" in document_in(request) else "agreement"
    return Reply(content=facts(tie(words[0], words[2], document_in(request)[:-1], mode=mode)))


@pytest.fixture
def study(tmp_path):
    """A study of four documents whose back end is a model; more lines of its section can be given."""
    (tmp_path / "docs").mkdir()
    for number, text in enumerate(TEXTS):
        (tmp_path / "docs" / f"d{number}.txt").write_text(text, encoding="utf-8")

    def write(*lines):
        path = tmp_path / "study.toml"
        path.write_text(SMALL + "\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


@pytest.mark.slow
def test_a_study_extracts_by_its_back_end_and_repeats_it_offline(study, tmp_path):
    with serving(answer) as server:
        first = run_study(study(f'endpoint = "{server.base}"'), out=tmp_path / "one")
        assert len(server.requests) == len(TEXTS)
    assert sorted(set(first.facts.ties["rule"])) == ["llm"]
    assert (tmp_path / "answers").is_dir()
    run_study(study(f'endpoint = "{server.base}"', "offline = true"), out=tmp_path / "two")
    for name in ("ties.csv", "actors.csv", "extraction.json"):
        assert (tmp_path / "one" / "facts" / name).read_bytes() == (tmp_path / "two" / "facts" / name).read_bytes()
    config = json.loads((tmp_path / "two" / "run.json").read_text(encoding="utf-8"))["config"]
    assert config["extraction"]["model"] == "m"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("offline = 1", "extraction.offline must be true or false, not 1"),
        ("modle = 'm'", "did you mean 'extraction.model'"),
        ("budget = 5", "extraction.budget must be a text, not 5"),
    ],
)
def test_a_wrong_key_is_named(study, line, message):
    with pytest.raises(StudyError, match=message):
        read_study(study(line))


def test_an_unknown_back_end_is_named(study):
    path = study()
    path.write_text(path.read_text(encoding="utf-8").replace('"llm"', '"oracle"'), encoding="utf-8")
    with pytest.raises(StudyError, match=r"extraction\.backend must be one of rules, llm, spacy, mix, not 'oracle'"):
        read_study(path)


def test_a_password_in_the_endpoint_never_gets_into_results(study, tmp_path):
    path = study('endpoint = "https://me:hush@example.org"', "offline = true")
    with pytest.raises(InputError, match="put the key into QTNET_LLM_KEY"):
        run_study(path, out=tmp_path / "out")
    assert not (tmp_path / "out").exists()
