"""`qtnet extract` on the command line: what was not read is told, not only counted."""

from click.testing import CliRunner

from qtnet.cli import cli

TEXT = "Japan and India signed an agreement on quantum computing."


def test_a_table_without_documents_is_named_on_standard_error(tmp_path):
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "a.txt").write_text(TEXT, encoding="utf-8")
    (docs / "wire.csv").write_text(f"id,text\nb,{TEXT}\n", encoding="utf-8")
    told = CliRunner().invoke(cli, ["extract", str(docs), "--out", str(tmp_path / "out")], catch_exceptions=False)
    assert told.exit_code == 0
    assert "left out: " in told.stderr
    assert "wire.csv: a table without the columns doc and text" in told.stderr
