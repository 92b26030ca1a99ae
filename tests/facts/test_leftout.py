"""The left-out run from the folder of a corpus to facts and printed rates."""

import json

import pytest
from click.testing import CliRunner

from qtnet.corpus import read_corpus
from qtnet.errors import UnknownNameError
from qtnet.facts.build import extract_facts
from qtnet.facts.leftout import left_out_facts, main
from qtnet.facts.tables import read_facts
from tests.extract.small_corpus import MOST, small_corpus

# Training imports it when it begins, and that import draws from the global generator, which no test may touch.
pytest.importorskip("sklearn.linear_model")


def test_a_run_writes_facts_of_each_part_and_prints_rates(tmp_path):
    corpus, out, numbers = small_corpus(tmp_path), tmp_path / "out", tmp_path / "numbers.json"
    done = CliRunner().invoke(main, [str(corpus), "--out", str(out), "--json", str(numbers), "--brief"])
    assert done.exit_code == 0, done.output
    assert [len(read_facts(out / part).documents) for part in "ab"] == [MOST, MOST]
    assert [line.split()[:3] for line in done.output.splitlines()[1:4]] == [
        ["pair", "part", "a"], ["pair", "part", "b"], ["pair", "all", done.output.splitlines()[3].split()[2]],
    ]  # fmt: skip
    assert set(json.loads(numbers.read_text(encoding="utf-8"))) == {"part a", "part b", "all"}


def test_documents_kept_apart_are_read_with_the_weights_that_come_with_qtnet(tmp_path):
    corpus, out, numbers = small_corpus(tmp_path), tmp_path / "out", tmp_path / "numbers.json"
    (corpus / "g").rename(tmp_path / "blind")
    done = CliRunner().invoke(main, [str(corpus), "--out", str(out), "--json", str(numbers), "--brief"])
    assert done.exit_code == 0, done.output
    found = read_facts(out / "blind")
    assert len(found.documents) == MOST
    assert found.ties["tie"].tolist() == extract_facts(read_corpus(tmp_path / "blind" / "docs")).ties["tie"].tolist()
    assert json.loads(numbers.read_text(encoding="utf-8"))["blind"]["documents"] == MOST


def test_a_part_that_only_trains_is_refused(tmp_path):
    with pytest.raises(UnknownNameError, match="part 'g' is unknown; known: a, b"):
        left_out_facts(small_corpus(tmp_path), ["g"])


def test_figures_of_some_parts_are_not_recorded(tmp_path):
    done = CliRunner().invoke(main, [str(tmp_path), "--parts", "a", "--record"])
    assert done.exit_code == 2
    assert "--record stores the figures of all parts" in done.output
