"""Study files: written with every key from one source, described by a schema, inherited, and refused with reasons."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from qtnet.cli import cli
from qtnet.config import QUESTIONS, read_study, study_schema, study_text
from qtnet.errors import StudyError
from qtnet.metrics.registry import find_metric

ROOT = Path(__file__).resolve().parents[2]
STUDIES = sorted((ROOT / "reports").glob("*.toml"))


def invoked(*arguments: object) -> str:
    result = CliRunner().invoke(cli, [*map(str, arguments)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("path", STUDIES, ids=lambda p: p.name)
def test_the_studies_of_the_project_are_what_init_writes_but_for_their_values(path):
    text = path.read_text(encoding="utf-8")
    table = tomllib.loads(text)
    head = tuple(text[: text.index("\ntitle =")].splitlines())
    assert text == study_text(title=table["title"], question=table["question"], settings=table, head=head)


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_preset_gives_a_valid_file(name, tmp_path):
    path = tmp_path / "study.toml"
    invoked("init", path, "--preset", name, "--documents", "docs", "--poles", "US,CN")
    study = read_study(path)
    assert (study.title, study.question) == (QUESTIONS[name].title or QUESTIONS[name].asks, QUESTIONS[name].asks)
    assert (study.title == study.question) == (name != "look")
    assert (study.corpus.documents, study.bipolarity.poles) == (("docs",), ("US", "CN"))
    for section, keys in QUESTIONS[name].settings.items():
        for key, value in keys.items():
            assert getattr(getattr(study, section), key) == value
    for metric in study.centrality.metrics:
        find_metric(metric)
    jsonschema.validate(tomllib.loads(path.read_text(encoding="utf-8")), study_schema())
    assert all(len(line) <= 120 for line in path.read_text(encoding="utf-8").splitlines())


def test_the_presets_are_listed_with_their_questions():
    listed = json.loads(invoked("init", "--list", "--json"))
    assert [row["preset"] for row in listed] == [*QUESTIONS]
    assert all(name in invoked("init", "--list") for name in QUESTIONS)


def test_init_replaces_no_file_unless_told_to(tmp_path):
    path = write(tmp_path / "study.toml", "mine")
    refused = CliRunner().invoke(cli, ["init", str(path)])
    assert refused.exit_code == 2
    assert "--force" in refused.stderr
    assert path.read_text() == "mine"
    invoked("init", path, "--force")
    assert read_study(path).corpus.documents == ("documents",)
    assert [p.name for p in tmp_path.iterdir()] == ["study.toml"]


HOSTILE = 'a "quoted" \\ title\nof two lines # no comment, 𝄞 \x7f [table]'


def test_any_title_comes_back(tmp_path):
    path = tmp_path / "study.toml"
    invoked("init", path, "--title", HOSTILE, "--documents", 'a "b"/*.txt')
    study = read_study(path)
    assert (study.title, study.corpus.documents) == (HOSTILE, ('a "b"/*.txt',))


def test_the_schema_is_one_and_knows_every_key():
    schema = json.loads(invoked("init", "--schema"))
    jsonschema.Draft202012Validator.check_schema(schema)
    study = tomllib.loads((ROOT / "reports" / "quantum.toml").read_text(encoding="utf-8"))
    jsonschema.validate(study, schema)
    for section, table in study.items():
        if isinstance(table, dict):
            assert schema["properties"][section]["properties"].keys() == table.keys()


WRONG = {
    "unknown section": "[blok]\nx = 1",
    "unknown key": "[blocs]\nrestart = 1",
    "wrong type": '[blocs]\nrestarts = "many"',
    "truth for a number": "[run]\nseed = true",
    "too few draws": "[centrality]\ndraws = 19",
    "nulls between none and enough": "[blocs]\nnulls = 5",
    "no such level": '[network]\nlevel = "planet"',
    "no status": "[network]\nstatus = []",
    "no such unit": '[bipolarity]\ninfluence = ["money"]',
    "no such windows": '[bipolarity]\nwindows = "yearly"',
    "no such null": '[bipolarity]\nnull = "none"',
    "confidence above 1": "[network]\nmin_confidence = 1.5",
}


@pytest.mark.parametrize("case", WRONG)
def test_the_schema_refuses_what_reading_refuses(case, tmp_path):
    text = f'title = "t"\ncorpus.documents = ["d"]\n{WRONG[case]}\n'
    with pytest.raises(StudyError):
        read_study(write(tmp_path / "study.toml", text))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tomllib.loads(text), study_schema())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[bloc]\nrestarts = 3", "line 4: key 'bloc' is unknown; did you mean 'blocs'?"),
        ("[network]\n\nseed = 3", "line 6: key 'network.seed' is unknown; did you mean 'run.seed'?"),
        ("[network]\nlevel = 'x' # y", "line 5: network.level must be one of country, actor, not 'x'"),
        ("blocs = 3", "line 4: blocs must be a table, written [blocs], not 3"),
        ("[blocs]\nnulls = 5", "line 5: blocs.nulls must be at least 19, or 0, not 5"),
    ],
)
def test_a_failure_names_line_and_key_and_the_nearest_known_one(text, words, tmp_path):
    lines = 'title = "t"\n\ncorpus.documents = ["d"]\n' if text != "blocs = 3" else 'title = "t"\n\n\n'
    with pytest.raises(StudyError) as caught:
        read_study(write(tmp_path / "study.toml", lines + text + "\n"))
    assert words in str(caught.value)


BASE = """
title = "Base"
[corpus]
documents = ["docs", "more/*.txt"]
corrections = "corrections.csv"
[blocs]
restarts = 7
[bipolarity]
poles = ["US", "CN"]
"""


def test_a_study_inherits_what_it_does_not_give(tmp_path):
    write(tmp_path / "base.toml", BASE)
    path = write(
        tmp_path / "deep" / "own.toml", 'extends = "../base.toml"\n[blocs]\ndraws = 30\n[bipolarity]\npoles = []\n'
    )
    study = read_study(path)
    assert (study.name, study.title) == ("own", "Base")
    assert (study.blocs.restarts, study.blocs.draws, study.bipolarity.poles) == (7, 30, ())
    assert study.corpus.documents == ("../docs", "../more/*.txt")
    assert study.path(study.corpus.corrections) == tmp_path / "corrections.csv"
    assert "extends" not in study.to_dict()


def test_inheritance_goes_on_through_several_files(tmp_path):
    write(tmp_path / "base.toml", BASE)
    write(tmp_path / "a" / "mid.toml", 'extends = "../base.toml"\ntitle = "Mid"\n[blocs]\nrestarts = 8\n')
    study = read_study(write(tmp_path / "b" / "own.toml", 'extends = "../a/mid.toml"\n'))
    assert (study.title, study.blocs.restarts) == ("Mid", 8)
    assert [study.path(place) for place in study.corpus.documents] == [tmp_path / "docs", tmp_path / "more/*.txt"]


def test_wrong_inheritance_is_refused_with_the_file_in_which_it_stands(tmp_path):
    round_trip = write(tmp_path / "a.toml", 'extends = "b.toml"\n')
    write(tmp_path / "b.toml", 'extends = "a.toml"\n')
    with pytest.raises(StudyError, match=r"b\.toml: extends a\.toml, which extends it in turn"):
        read_study(round_trip)
    with pytest.raises(StudyError, match=r"c\.toml, line 2: extends .*none\.toml, which is missing"):
        read_study(write(tmp_path / "c.toml", '\nextends = "none.toml"\n'))
    write(tmp_path / "base.toml", BASE + "poels = []\n")
    with pytest.raises(StudyError, match=r"base\.toml, line 10: key 'bipolarity\.poels' is unknown"):
        read_study(write(tmp_path / "d.toml", 'extends = "base.toml"\n'))
    write(tmp_path / "empty.toml", "[run]\nseed = 3\n")
    with pytest.raises(StudyError, match=r"e\.toml: corpus\.documents is missing"):
        read_study(write(tmp_path / "e.toml", 'extends = "empty.toml"\ntitle = "t"\n'))


def test_init_writes_a_short_file_upon_another(tmp_path):
    write(tmp_path / "base.toml", BASE)
    path = tmp_path / "deep" / "own.toml"
    invoked("init", path, "--extends", tmp_path / "base.toml", "--title", "Own")
    assert (read_study(path).title, read_study(path).blocs.restarts) == ("Own", 7)
    assert len(path.read_text(encoding="utf-8").splitlines()) == 3


def test_an_unknown_preset_is_refused_with_the_nearest(tmp_path):
    command = [sys.executable, "-m", "qtnet", "init", str(tmp_path / "x.toml"), "--preset", "bipolarty"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "did you mean 'bipolarity'?" in done.stderr
    assert not (tmp_path / "x.toml").exists()
