"""What is missing or contradicts itself is refused before anything is read or sent."""

import json

import pytest
from click.testing import CliRunner

from qtnet.cli import cli
from qtnet.errors import InputError
from qtnet.extract.backends import BACKENDS, BackendOptions, Rules, backend_of
from tests.extract.backends.fake_server import Reply, facts, serving, tie

TEXT = "Oman and Peru signed a pact on AI."


def signed(request, number):
    return Reply(content=facts(tie("Oman", "Peru", TEXT[:-1])))


def test_rules_are_the_default():
    rules = backend_of(BackendOptions())
    assert isinstance(rules, Rules)
    assert rules.report() == {}


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"backend": "oracle"}, "back end 'oracle' is unknown; known: rules, llm, spacy, mix"),
        ({"model": ""}, "needs a model; give --model"),
        ({"endpoint": ""}, "needs a server; give --endpoint"),
        ({"cache": None}, "needs a folder for its answers; give --cache"),
        ({"budget": "lots"}, "budget 'lots' is not valid"),
        ({"prices": "cheap"}, "prices 'cheap' are not valid"),
        ({"prices": "1"}, "prices '1' are not valid"),
        ({"endpoint": "here"}, "the endpoint is not valid"),
    ],
)
@pytest.mark.parametrize("backend", ["llm", "mix"])
def test_a_wrong_option_is_named(tmp_path, backend, changed, message):
    right = {"backend": backend, "model": "m", "endpoint": "http://localhost:1", "cache": tmp_path}
    with pytest.raises(InputError, match=message):
        backend_of(BackendOptions(**(right | changed)))


@pytest.mark.parametrize(
    "given",
    [
        {"model": "m"},
        {"offline": True},
        {"budget": "5"},
        {"spacy_model": "x"},
        {"backend": "spacy", "spacy_model": "x", "endpoint": "http://localhost:1"},
    ],
)
def test_an_option_that_the_back_end_does_not_read_is_refused(given):
    with pytest.raises(InputError, match=r"option '\w+' is read by .*choose one of them with --backend"):
        backend_of(BackendOptions(**given))


@pytest.fixture
def extracting(tmp_path):
    """Run `qtnet extract` on one document."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")

    def run(*options):
        arguments = ["extract", str(tmp_path / "a.txt"), "--out", str(tmp_path / "out"), *options]
        return CliRunner().invoke(cli, arguments, catch_exceptions=True)

    return run


def test_the_command_line_offers_every_back_end():
    shown = CliRunner().invoke(cli, ["extract", "--help"]).output
    assert all(name in shown for name in BACKENDS)


def test_the_command_extracts_by_a_model_and_says_what_it_used(extracting, tmp_path):
    with serving(signed) as server:
        chosen = ["--backend", "llm", "--model", "m", "--endpoint", server.base, "--prices", "1,10"]
        done = extracting(*chosen)
    assert done.exit_code == 0, done.output
    counts = json.loads(done.stdout)
    assert counts["backend"]["model"] == "m"
    assert counts["extraction"]["windows"] == 1
    assert "1 requests, 1,000 tokens in, 100 out, $0.0020" in done.stderr
    assert json.loads((tmp_path / "out" / "extraction.json").read_text(encoding="utf-8")) == counts
    assert len(list((tmp_path / "out" / "answers").rglob("*.json"))) == 1

    once = {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir() if p.is_file()}
    again = extracting("--backend", "llm", "--model", "m", "--offline")
    assert again.exit_code == 0, again.output
    assert {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir() if p.is_file()} == once


def test_the_key_is_read_from_the_environment_and_written_nowhere(extracting, tmp_path, monkeypatch):
    monkeypatch.setenv("QTNET_LLM_KEY", "sk-hush-42")
    with serving(signed) as server:
        done = extracting("--backend", "mix", "--model", "m", "--endpoint", server.base)
        assert server.headers[0]["Authorization"] == "Bearer sk-hush-42"
    assert done.exit_code == 0, done.output
    written = [p.read_text(encoding="utf-8") for p in tmp_path.rglob("*") if p.is_file()]
    assert "sk-hush-42" not in "\n".join([done.stdout, done.stderr, *written])


def test_a_budget_that_is_too_small_leaves_no_facts(extracting, tmp_path):
    with serving(signed) as server:
        done = extracting("--backend", "llm", "--model", "m", "--endpoint", server.base, "--budget", "100")
    assert type(done.exception).__name__ == "BudgetError"
    assert server.requests == []
    assert not (tmp_path / "out" / "ties.csv").exists()
