"""Every command: its exit codes, JSON on standard output, completion in the shell, and an answer at once."""

import json
import resource
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import click
import pytest
from click.testing import CliRunner

from qtnet.cli import cli, main

ROOT = Path(__file__).resolve().parents[2]
SENTENCE = "Japan and the Netherlands signed an agreement on quantum computing in 2024.\n"
EDGES = "source,target,layer,weight,sign\nJP,NL,chips,1,1\nJP,US,chips,1,-1\nNL,US,ai,2,1\n"


def qtnet(*arguments: object, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "qtnet", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd)


def leaves(group: click.Group = cli, above: tuple[str, ...] = ()):
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from leaves(command, (*above, name))
        else:
            yield (*above, name), command


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with a document, its facts, a file of edges, a study file and a wrong one."""
    folder = tmp_path_factory.mktemp("commands")
    (folder / "docs").mkdir()
    (folder / "docs" / "a.txt").write_text(SENTENCE, encoding="utf-8")
    (folder / "edges.csv").write_text(EDGES, encoding="utf-8")
    (folder / "study.toml").write_text('title = "t"\ncorpus.documents = ["docs"]\n', encoding="utf-8")
    (folder / "wrong.toml").write_text('title = "t"\ncorpus.documents = ["docs"]\n[blok]\n', encoding="utf-8")
    assert qtnet("extract", "docs", "--out", "facts", "--json", cwd=folder).returncode == 0
    return folder


@pytest.mark.parametrize(("words", "command"), list(leaves()), ids=["-".join(words) for words, _ in leaves()])
def test_every_command_offers_json_and_says_what_it_does(words, command):
    options = {name for parameter in command.params for name in getattr(parameter, "opts", ())}
    assert "--json" in options, words
    assert command.help.strip().splitlines()[0].rstrip().endswith((".", ":", ";")) or len(command.help) > 20


#: 0 done, 1 a check failed, 2 bad input or usage.
CODES = {
    "help": (0, ["--help"]),
    "version": (0, ["--version"]),
    "list": (0, ["list", "layers"]),
    "plan": (0, ["run", "study.toml", "--out", "out", "--dry-run"]),
    "preset list": (0, ["init", "--list"]),
    "scores": (0, ["score", "facts", "facts", "--brief"]),
    "a document that cannot be read": (1, ["extract", "docs", "faulty", "--out", "facts2"]),
    "a document that cannot be read, strictly": (2, ["extract", "docs", "faulty", "--out", "facts3", "--strict"]),
    "no command": (2, ["nothing"]),
    "no such option": (2, ["run", "study.toml", "--jbos", "2"]),
    "an argument is missing": (2, ["run"]),
    "no such file": (2, ["run", "none.toml"]),
    "a wrong key": (2, ["run", "wrong.toml"]),
    "a wrong key, planned": (2, ["run", "wrong.toml", "--dry-run"]),
    "no such metric": (2, ["metrics", "edges.csv", "--metric", "pagernak"]),
    "no such preset": (2, ["init", "x.toml", "--preset", "poles"]),
    "a file in the way": (2, ["init", "study.toml"]),
    "no such run": (2, ["report", "docs"]),
    "no numbers below 0": (2, ["run", "study.toml", "--jobs", "0"]),
}


@pytest.mark.parametrize("case", CODES)
def test_exit_codes(case, place, monkeypatch, capsys):
    (place / "faulty").mkdir(exist_ok=True)
    (place / "faulty" / "b.txt").write_bytes(b"\x7fELF\x00\x01\x02" * 50)
    code, arguments = CODES[case]
    monkeypatch.chdir(place)
    monkeypatch.setattr(sys, "argv", ["qtnet", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr()
    assert ended.value.code == code, told.err
    assert bool(told.err) or code == 0
    assert code != 2 or told.out == ""


def test_a_run_of_what_could_be_read_ends_with_1(place, monkeypatch, capsys):
    skipped = [{"file": "b.txt", "reason": "not text", "fault": True}]
    done = SimpleNamespace(folder=place / "out", facts=SimpleNamespace(ties=[], counts={"skipped": skipped}))
    monkeypatch.setattr("qtnet.study.run.run_study", lambda *_arguments, **_options: done)
    monkeypatch.setattr(sys, "argv", ["qtnet", "run", str(place / "study.toml")])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    assert "report.html" in capsys.readouterr().out


def test_an_interrupted_command_ends_with_3_and_says_how_to_go_on(place, monkeypatch, capsys):
    def interrupted(*_arguments, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr("qtnet.study.run.run_study", interrupted)
    monkeypatch.setattr(sys, "argv", ["qtnet", "run", str(place / "study.toml")])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 3
    assert "the same command goes on" in capsys.readouterr().err


PRINTED = {
    "run": ["run", "study.toml", "--out", "out", "--dry-run"],
    "extract": ["extract", "docs", "--out", "facts3"],
    "network": ["network", "edges.csv", "--out", "net.graphml"],
    "metrics": ["metrics", "edges.csv", "--metric", "degree"],
    "score": ["score", "facts", "facts"],
    "list metrics": ["list", "metrics"],
    "list layers": ["list", "layers"],
    "list layers of a file": ["list", "layers", "edges.csv"],
    "list studies": ["list", "studies", ROOT / "reports"],
    "lexicon lint": ["lexicon", "lint"],
    "init": ["init", "new.toml", "--force"],
    "presets": ["init", "--list"],
    "schema": ["init", "--schema"],
    "completion": ["completion", "bash"],
    "review": ["review", "facts", "--docs", "docs"],
}


@pytest.mark.parametrize("case", PRINTED)
def test_json_is_all_that_stands_on_standard_output(case, place, monkeypatch):
    monkeypatch.chdir(place)
    done = CliRunner().invoke(cli, [*map(str, PRINTED[case]), "--json"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    assert isinstance(json.loads(done.stdout), dict | list)


def test_scores_go_to_a_file_or_to_standard_output(place, monkeypatch):
    monkeypatch.chdir(place)
    text = CliRunner().invoke(cli, ["score", "facts", "facts", "--brief", "--json", "scores.json"])
    printed = CliRunner().invoke(cli, ["score", "facts", "facts", "--json"])
    assert (place / "scores.json").read_text(encoding="utf-8") == printed.stdout
    assert not text.stdout.startswith("{")


def test_the_layers_of_a_file_are_listed_with_their_ties(place):
    done = CliRunner().invoke(cli, ["list", "layers", str(place / "edges.csv"), "--json"])
    assert json.loads(done.stdout) == [
        {"layer": "ai", "ties": 1, "positive": 1, "negative": 0},
        {"layer": "chips", "ties": 2, "positive": 1, "negative": 1},
    ]


def test_the_studies_of_a_folder_are_listed_with_title_and_report():
    done = CliRunner().invoke(cli, ["list", "studies", str(ROOT / "reports"), "--json"])
    assert {"quantum.toml"} <= {Path(row["study"]).name for row in json.loads(done.stdout)}
    assert all(row["title"] for row in json.loads(done.stdout))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_gets_a_script_that_asks_qtnet(shell):
    script = CliRunner().invoke(cli, ["completion", shell], catch_exceptions=False).stdout
    assert f"_QTNET_COMPLETE={shell}_complete" in script
    if shell == "bash":
        subprocess.run(["bash", "-n"], input=script, text=True, check=True)


@pytest.mark.parametrize(
    ("typed", "wanted"), [("qtnet bip", "bipolarity"), ("qtnet run --dr", "--dry-run"), ("qtnet list la", "layers")]
)
def test_words_are_completed(typed, wanted):
    words = typed.split()
    environment = {"_QTNET_COMPLETE": "bash_complete", "COMP_WORDS": typed, "COMP_CWORD": str(len(words) - 1)}
    code = "import sys; sys.argv[0] = 'qtnet'; from qtnet.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert f"plain,{wanted}" in done.stdout.splitlines(), done.stderr


def test_help_answers_at_once():
    def seconds() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "qtnet", "--help"], check=True, capture_output=True, cwd=ROOT)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    # time of the processor: a busy machine is no fault of the code
    assert min(seconds() for _ in range(3)) < 0.4
