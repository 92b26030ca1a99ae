"""A study file is checked as a whole before anything is read or written."""

from pathlib import Path

import pytest

from qtnet.config import read_study
from qtnet.errors import StudyError

ROOT = Path(__file__).resolve().parents[2]


def write(folder: Path, text: str) -> Path:
    path = folder / "study.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_study_of_the_seeds_is_valid():
    study = read_study(ROOT / "reports" / "quantum.toml")
    assert study.name == "quantum"
    assert study.bipolarity.poles == ("US", "CN")
    assert study.path("../seeds") == ROOT / "seeds"


def test_a_minimal_study_takes_defaults(tmp_path):
    study = read_study(write(tmp_path, 'title = "t"\n[corpus]\ndocuments = ["d"]\n'))
    assert study.network.level == "country"
    assert study.run.seed == 1


def test_an_unknown_key_is_named_with_the_nearest_known_one(tmp_path):
    path = write(tmp_path, 'title = "t"\n[corpus]\ndocuments = ["d"]\n[network]\nlevle = "country"\n')
    with pytest.raises(
        StudyError, match=r"study\.toml, line 5: key 'network\.levle' is unknown; did you mean 'network"
    ):
        read_study(path)


def test_all_failures_are_listed_at_once(tmp_path):
    path = write(
        tmp_path,
        """
        titel = "t"
        [network]
        level = "planet"
        status = "active"
        min_confidence = 2
        [bipolarity]
        poles = ["US"]
        nulls = 1.5
        """,
    )
    with pytest.raises(StudyError) as caught:
        read_study(path)
    lines = str(caught.value).splitlines()
    assert len(lines) == 8
    for words in (
        "did you mean 'title'?",
        "network.level must be one of country, actor, not 'planet'",
        "network.status must be a list of texts",
        "network.min_confidence must be between 0 and 1, not 2",
        "bipolarity.poles must be two different actors, or empty, not ['US']",
        "bipolarity.nulls must be a whole number, not 1.5",
        "title is missing",
        "corpus.documents is missing",
    ):
        assert any(words in line for line in lines), words


def test_blocs_are_counted_against_enough_nulls_or_not_at_all(tmp_path):
    text = 'title = "t"\n[corpus]\ndocuments = ["d"]\n[blocs]\nnulls = '
    assert read_study(write(tmp_path, f"{text}0\n")).blocs.nulls == 0
    with pytest.raises(StudyError, match=r"blocs\.nulls must be at least 19, or 0, not 5"):
        read_study(write(tmp_path, f"{text}5\n"))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(StudyError, match=r"nowhere\.toml is missing"):
        read_study(tmp_path / "nowhere.toml")


def test_a_folder_in_place_of_a_file_is_told_apart(tmp_path):
    with pytest.raises(StudyError, match="is a folder, not a file"):
        read_study(tmp_path)


def test_a_file_that_is_not_toml_is_named(tmp_path):
    with pytest.raises(StudyError, match=r"study\.toml is not valid TOML"):
        read_study(write(tmp_path, "title = "))


def test_the_configuration_as_data_names_no_place_of_this_machine():
    assert str(ROOT) not in repr(read_study(ROOT / "reports" / "quantum.toml").to_dict())


@pytest.mark.parametrize("section", ["centrality", "bipolarity"])
def test_fewer_draws_than_an_interval_needs_are_refused(section, tmp_path):
    path = write(tmp_path, f'title = "t"\n[corpus]\ndocuments = ["d"]\n[{section}]\ndraws = 19\n')
    with pytest.raises(StudyError, match=rf"{section}\.draws must be at least 20, not 19"):
        read_study(path)
