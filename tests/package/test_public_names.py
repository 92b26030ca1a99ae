"""What `import qtnet` promises: every public name exists, is documented, and costs nothing until used."""

import importlib
import inspect
import pkgutil
import subprocess
import sys

import pytest

import qtnet

STAGES = ("corpus", "extract", "facts", "network", "metrics", "inference", "report", "display", "review")


@pytest.mark.parametrize("name", qtnet.__all__)
def test_every_public_name_exists(name):
    assert getattr(qtnet, name) is not None


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_opens_with_its_purpose_and_lists_its_names(stage):
    module = importlib.import_module(f"qtnet.{stage}")
    assert module.__doc__.strip()
    assert module.__all__
    for name in module.__all__:
        member = getattr(module, name)
        if inspect.isfunction(member) or inspect.isclass(member):
            assert inspect.getdoc(member), f"{stage}.{name} has no docstring"


def test_every_module_loads_and_says_what_it_is_for():
    for info in pkgutil.walk_packages(qtnet.__path__, "qtnet."):
        if info.name.endswith("__main__"):
            continue
        assert importlib.import_module(info.name).__doc__, info.name


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        qtnet.nothing  # noqa: B018


@pytest.mark.parametrize("arguments", [["-c", "import qtnet"], ["-m", "qtnet", "--help"]])
def test_starting_loads_nothing_heavy(arguments):
    found = subprocess.run([sys.executable, "-X", "importtime", *arguments], capture_output=True, text=True, check=True)
    loaded = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in found.stderr.splitlines()}
    assert "qtnet" in loaded
    assert not loaded & {"numpy", "pandas", "scipy", "plotly", "networkx", "statsmodels", "jinja2", "joblib"}
