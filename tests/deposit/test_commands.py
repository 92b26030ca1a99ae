"""`qtnet deposit` and `qtnet store` from the command line."""

import json

import duckdb
import pytest
from click.testing import CliRunner

import qtnet as qt
from qtnet.cli import cli
from qtnet.config import read_study
from qtnet.errors import StudyError
from qtnet.study.folder import check_replaceable
from tests.deposit.tiny_run import STUDY, tiny_run


def test_deposit_states_licence_author_and_day(copy):
    options = ["--licence", "CC-BY-4.0", "--author", "Ada", "--author", "Bo", "--published", "2026-11-22", "--json"]
    found = CliRunner().invoke(cli, ["deposit", str(copy), *options])
    assert found.exit_code == 0, found.output
    assert len(json.loads(found.stdout)["written"]) == 4
    package = json.loads((copy / "datapackage.json").read_text(encoding="utf-8"))
    assert [person["title"] for person in package["contributors"]] == ["Ada", "Bo"]


def test_store_writes_a_database_that_opens(copy):
    found = CliRunner().invoke(cli, ["store", str(copy), "--json"])
    assert found.exit_code == 0, found.output
    with duckdb.connect(json.loads(found.stdout)["database"], read_only=True) as database:
        assert database.execute("SELECT title FROM study").fetchall() == [("Tiny",)]


def test_without_json_the_line_goes_to_standard_error(copy):
    found = CliRunner().invoke(cli, ["deposit", str(copy)])
    assert found.exit_code == 0
    assert found.stdout == ""
    assert "datapackage.json" in found.stderr


def test_what_commands_write_into_the_folder_of_a_run_does_not_stop_the_next_run(copy):
    for arguments in (
        ["store", str(copy)],
        ["deposit", str(copy)],
        ["diff", str(copy), str(copy)],
        ["paper", str(copy)],
    ):
        assert CliRunner().invoke(cli, arguments).exit_code == 0, arguments
    assert (copy / "diff.html").is_file()
    check_replaceable(copy)


def test_the_comparison_with_another_run_is_no_part_of_the_deposit(copy):
    (copy / "diff.html").write_text("<p>since the last run</p>", encoding="utf-8")
    assert CliRunner().invoke(cli, ["deposit", str(copy)]).exit_code == 0
    for name in ("datapackage.json", "ro-crate-metadata.json"):
        written = (copy / name).read_text(encoding="utf-8")
        assert "report.html" in written
        assert "diff.html" not in written


def test_documents_without_a_licence_are_named_when_the_deposit_has_one(copy):
    told = CliRunner().invoke(cli, ["deposit", str(copy), "--licence", "CC-BY-4.0"])
    assert told.exit_code == 0
    assert "warning: the licence of 1 document is not stated (two)" in told.stderr
    assert "warning" not in CliRunner().invoke(cli, ["deposit", str(copy)]).stderr


def package_of(folder):
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


def test_the_terms_of_a_study_stay_when_it_is_run_again(tmp_path):
    folder = tiny_run(tmp_path)
    study = tmp_path / "tiny.toml"
    config = json.loads((folder / "run.json").read_text(encoding="utf-8"))["provenance"]["config_sha256"]
    study.write_text(f'{STUDY}[deposit]\nlicence = "CC-BY-4.0"\nauthors = ["Ada"]\npublished = "2026-11-22"\n')
    (folder / "diff.html").write_text("<p>old</p>", encoding="utf-8")
    (folder / "store").mkdir()
    told = []
    qt.run_study(study, out=folder, say=told.append)
    assert told[-2].startswith("gone with the run before: diff.html (of `qtnet diff`), store (of `qtnet store`)")
    assert package_of(folder)["licenses"][0]["name"] == "CC-BY-4.0"
    assert package_of(folder)["provenance"]["config_sha256"] == config

    changed = CliRunner().invoke(cli, ["deposit", str(folder), "--author", "Bo"])
    assert "[deposit]" in changed.stderr
    assert [person["title"] for person in package_of(folder)["contributors"]] == ["Bo"]
    assert package_of(folder)["created"] == "2026-11-22T00:00:00Z"
    assert "[deposit]" not in CliRunner().invoke(cli, ["deposit", str(folder)]).stderr
    assert [person["title"] for person in package_of(folder)["contributors"]] == ["Ada"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('licence = "all mine"', "deposit.licence must be an SPDX identifier (CC-BY-4.0) or a web address"),
        ('authors = ["Ada", ""]', "deposit.authors must be names"),
        ('published = "today"', "deposit.published must be a day such as 2026-11-22"),
    ],
)
def test_terms_of_a_study_that_are_none_are_refused_with_the_key(line, told, tmp_path):
    path = tmp_path / "study.toml"
    path.write_text(f"{STUDY}[deposit]\n{line}\n", encoding="utf-8")
    with pytest.raises(StudyError) as caught:
        read_study(path)
    assert told in str(caught.value)
