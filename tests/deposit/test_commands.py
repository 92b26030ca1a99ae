"""`qtnet deposit` and `qtnet store` from the command line."""

import json

import duckdb
from click.testing import CliRunner

from qtnet.cli import cli
from qtnet.study.folder import check_replaceable


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
