"""The tiny run, built once, and what is read from it."""

import shutil

import pytest

from qtnet.report import read_inputs
from tests.deposit.tiny_run import tiny_run


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    return tiny_run(tmp_path_factory.mktemp("deposit"))


@pytest.fixture(scope="session")
def inputs(folder):
    return read_inputs(folder / "results")


@pytest.fixture
def copy(folder, tmp_path):
    """A folder of one's own to change."""
    return shutil.copytree(folder, tmp_path / "run")
