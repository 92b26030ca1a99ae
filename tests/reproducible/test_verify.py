"""A finished run computed again: equal to the byte, or what differs, where, and why."""

import hashlib
import json
import shutil

import pytest
from click.testing import CliRunner

import qtnet as qt
from qtnet.cli import cli
from qtnet.errors import InputError, QtnetError
from qtnet.study import verify
from qtnet.study.fingerprint import files_sha256
from qtnet.study.first_difference import first_difference
from tests.reproducible.small_study import small_study

PROVENANCE = {
    "qtnet": "0.1.0", "code_sha256": "c", "lexicon_sha256": "l", "rules_sha256": "r", "seed": 1, "config_sha256": "k",
    "inputs": [{"doc": "a", "sha256": "1"}], "packages": {"numpy": "2.4.6"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "before", "after", "where"),
    [
        ("a.csv", "tie,sign\nt1,1\nt2,1\n", "tie,sign\nt1,1\nt2,-1\n", "row 2 (t2), column sign"),
        ("a.csv", "tie,sign\n", "tie,mode\n", "the columns"),
        ("a.csv", "tie\nt1\n", "tie\nt1\nt2\n", "row 2"),
        ("a.json", '{"a": [1, {"b": 2}]}', '{"a": [1, {"b": 3}]}', "key a[1].b"),
        ("a.json", '{"a": 1}', '{"a":  1}', "line 1"),
        ("a.md", "one\ntwo\n", "one\nthree\n", "line 2"),
        ("a.md", "one\n", "one\r\n", "byte 3"),
    ],
)
def test_the_first_place_that_differs_is_named(name, before, after, where):
    assert first_difference(name, before.encode(), after.encode()).where == where


def test_pictures_differ_by_their_bytes():
    assert first_difference("a.png", b"\xff\x00\x01", b"\xff\x00\x02").where == "byte 2"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({}, ""),
        ({"qtnet": "0.2.0"}, "other version: qtnet 0.1.0 → 0.2.0"),
        ({"code_sha256": "d", "rules_sha256": "s"}, "other version: the code of qtnet changed (rules of extraction)"),
        ({"packages": {"numpy": "2.5"}}, "other library: numpy 2.4.6 → 2.5"),
        ({"inputs": [{"doc": "a", "sha256": "2"}]}, "other input: document a is changed"),
        ({"gold_sha256": "g"}, "other input: the annotated facts changed"),
        ({"config_sha256": "x"}, "other configuration: run.json was edited after the run"),
    ],
)
def test_the_likely_reason_is_what_a_run_depends_on(changed, reason):
    assert "; ".join(verify._reasons(PROVENANCE, {**PROVENANCE, **changed})) == reason


def test_an_edited_file_is_told_from_one_that_comes_out_otherwise():
    listed = hashlib.sha256(b"as written").hexdigest()
    package = json.dumps({"resources": [{"path": "a.md", "hash": f"sha256:{listed}"}]}).encode()
    again = {"a.md": b"as written", "gone.md": b"1", "datapackage.json": package}
    here = {"a.md": b"by hand", "new.md": b"2", "datapackage.json": package}
    found = {one.file: (one.change, one.why) for one in verify._differences(here, again, [])}
    assert found == {
        "a.md": ("differs", verify._EDITED),
        "gone.md": ("missing", "removed after the run"),
        "new.md": ("added", "no run writes it"),
    }
    otherwise = dict(again, **{"a.md": b"other"})
    (one,) = verify._differences(again, otherwise, ["other library: numpy 1 → 2"])
    assert one.why == "other library: numpy 1 → 2"
    (one,) = verify._differences(again, otherwise, [])
    assert one.why == verify._UNTOLD


def test_a_folder_that_no_run_wrote_is_unusable(tmp_path):
    with pytest.raises(InputError, match=r"run\.json is missing"):
        verify.verify_run(tmp_path)
    for text, told in (("{", "not JSON"), ("[]", "config and provenance")):
        (tmp_path / "run.json").write_text(text, encoding="utf-8")
        with pytest.raises(InputError, match=told):
            verify.verify_run(tmp_path)


def _recorded(folder, **corpus):
    config = {"name": "s", "title": "t", "question": "", "corpus": {"documents": ["docs"], **corpus}}
    provenance = {"inputs": [{"doc": "one", "sha256": "1"}, {"doc": "two", "sha256": "2"}]}
    folder.mkdir(parents=True)
    (folder / "run.json").write_text(json.dumps({"config": config, "provenance": provenance}), encoding="utf-8")
    return folder


def test_missing_documents_are_named(tmp_path):
    run = _recorded(tmp_path / "build" / "s")
    with pytest.raises(InputError, match=r"docs: missing in .*one, two.*--docs"):
        verify.verify_run(run)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "one.txt").write_text("Japan and Korea.", encoding="utf-8")
    with pytest.raises(InputError, match=r"1 of the run's documents missing: two; --docs"):
        verify.verify_run(run)


def test_missing_annotated_facts_are_named(tmp_path):
    run = _recorded(tmp_path / "build" / "s", gold="gold")
    with pytest.raises(InputError, match="gold: missing"):
        verify.verify_run(run, docs=[tmp_path])


def test_a_configuration_of_another_version_is_unusable(tmp_path):
    run = _recorded(tmp_path / "build" / "s", unheard="x")
    with pytest.raises(InputError, match="unheard"):
        verify.verify_run(run)


def test_the_hash_of_a_folder_sees_names_and_contents(tmp_path):
    (tmp_path / "a").write_text("1", encoding="utf-8")
    before = files_sha256(tmp_path)
    (tmp_path / "a").rename(tmp_path / "b")
    renamed = files_sha256(tmp_path)
    (tmp_path / "b").write_text("2", encoding="utf-8")
    assert len({before, renamed, files_sha256(tmp_path)}) == 3


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return qt.run_study(small_study(tmp_path_factory.mktemp("study"))).folder


def _verify(*arguments):
    done = CliRunner().invoke(cli, ["verify", *map(str, arguments), "--json"], catch_exceptions=True)
    return done.exit_code, json.loads(done.stdout) if done.stdout else {}, done.exception


@pytest.mark.slow
def test_a_run_verifies_and_its_hash_stands_everywhere(run):
    code, told, _ = _verify(run)
    assert (code, told["equal"], told["differences"]) == (0, True, [])
    whole = told["recorded"]
    assert whole == told["now"]
    assert len(whole) == 64
    for name in ("run.json", "paper/numbers.json", "report.html", "paper/PROVENANCE.json", "datapackage.json"):
        assert whole in (run / name).read_text(encoding="utf-8"), name


@pytest.mark.slow
def test_edits_other_inputs_and_moved_documents_are_told(run, tmp_path):
    copy = shutil.copytree(run.parents[1], tmp_path / "copy") / "build" / "small"
    table = copy / "facts" / "ties.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("2020", "2019"), encoding="utf-8")
    (copy / "notes.md").write_text("mine", encoding="utf-8")
    code, told, _ = _verify(copy)
    by_file = {one["file"]: one for one in told["differences"]}
    assert code == 1
    assert set(by_file) == {"facts/ties.csv", "notes.md"}
    assert by_file["facts/ties.csv"]["why"] == verify._EDITED
    assert by_file["facts/ties.csv"]["where"].startswith("row ")
    moved = tmp_path / "moved"
    (tmp_path / "copy" / "docs").rename(moved)
    assert isinstance(_verify(copy)[2], QtnetError)
    with (moved / "one.txt").open("a", encoding="utf-8") as file:
        file.write(" India and France signed an agreement on chips in 2023.")
    code, told, _ = _verify(copy, "--docs", moved)
    assert code == 1
    assert told["reasons"] == ["other input: document one is changed"]
