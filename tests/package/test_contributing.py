"""The recipes of the contributing guide are followed here, step by step; what they name exists."""

import importlib.util
import re
import shutil
import sys
import tomllib
from pathlib import Path
from textwrap import dedent
from typing import get_args

import click
import pytest

from qtnet.cli import cli
from qtnet.extract.frames.frameset import read_frames
from qtnet.extract.frames.lint import lint, run_examples
from qtnet.extract.frames.triggers import LEXICON
from qtnet.extract.vocabulary import DOMAINS, Domain
from qtnet.metrics import registry
from tests.package.test_import_direction import ORDER
from tests.tiny_networks import network

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")


def section(title):
    return GUIDE.split(f"## {title}\n")[1].split("\n## ")[0]


def blocks(title, language):
    return [dedent(body) for body in re.findall(rf"```{language}\n(.*?)```", section(title), re.DOTALL)]


@pytest.fixture
def module_of(tmp_path):
    def load(source, name):
        path = tmp_path / f"{name}.py"
        path.write_text(source, encoding="utf-8")
        spec = importlib.util.spec_from_file_location(name, path)
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
        return module

    return load


def test_the_floor_plan_is_that_of_the_package():
    drawn = re.search(r"^`(corpus → .*)`$", section("Floor plan"), re.MULTILINE)[1].split(" → ")
    assert drawn == ORDER
    folders = re.findall(r"^\| `qtnet/(\w+)` \|", GUIDE, re.MULTILINE)
    assert folders == [name for name in ORDER if (ROOT / "qtnet" / name).is_dir()]


def test_every_path_that_the_guide_names_exists():
    named = set(re.findall(r"`((?:qtnet|tests|data|reports|notebooks|\.lock)/[\w./-]*)`", GUIDE))
    assert len(named) > 25
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_every_target_and_command_that_the_guide_names_exists():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"\bmake ([a-z-]+)`", GUIDE))
    assert targets >= {"test", "test-all", "methods", "score", "train", "bench", "calibrate"}
    assert [name for name in sorted(targets) if not re.search(rf"^{name}:", makefile, re.MULTILINE)] == []
    for line in re.findall(r"`qtnet ([a-z][a-z ]*)", GUIDE):
        group: click.Command = cli
        for word in line.split():
            if not isinstance(group, click.Group):
                break
            assert word in group.commands, line
            group = group.commands[word]


def test_the_metric_of_the_recipe_joins_the_registry_and_passes_its_test(module_of, monkeypatch):
    registry.list_metrics()  # before the copy: so that every metric of the package is in it
    monkeypatch.setattr(registry, "_REGISTRY", dict(registry._REGISTRY))
    source, test = blocks("Add a metric", "python")
    module = module_of(source, "reciprocity_of_the_guide")
    assert "reciprocity" in registry.list_metrics()["name"].tolist()
    names = {"reciprocity": module.reciprocity, "network": network}
    exec(test, names)
    names["test_one_of_two_pairs_is_mutual"]()
    assert registry.compute(network([("a", "b", "x", 1)]), "reciprocity").reason == "no directed ties"


def test_the_frame_of_the_recipe_passes_lint_and_its_own_sentences(tmp_path):
    folder = shutil.copytree(LEXICON / "frames", tmp_path / "frames")
    [frame] = blocks("Add a frame", "toml")
    path = folder / "cooperation.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n" + frame, encoding="utf-8")
    known = read_frames(folder)
    identity = tomllib.loads(frame)["frame"][0]["id"]
    assert identity in {one.id for one in known.frames}
    assert [line for line in (*lint(known), *run_examples(known)) if identity in line] == []


def places_without(domain):
    """The places of the recipe that do not know a domain."""
    weights = (LEXICON / "domain_weights.json").read_text(encoding="utf-8")
    guide = (ROOT / "qtnet" / "extract" / "backends" / "llm" / "guide.md").read_text(encoding="utf-8")
    terms = tomllib.loads((LEXICON / "domains.toml").read_text(encoding="utf-8"))
    known = {
        "Domain": domain in get_args(Domain),
        "DOMAINS": domain in DOMAINS,
        "domains.toml": domain in terms or domain == "science-technology",  # what is left when no term is found
        "guide.md": re.search(rf"[ ,]{domain}[ ,.(]", guide) is not None,
        "domain_weights.json": f'"is {domain}"' in weights,
        "DICTIONARY.md": domain in (ROOT / "data" / "DICTIONARY.md").read_text(encoding="utf-8"),
    }
    return [place for place, has in known.items() if not has]


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_domain_stands_in_every_place_of_the_recipe(domain):
    assert places_without(domain) == []


def test_the_recipe_names_every_place_that_a_new_domain_lacks():
    missing = places_without("fusion")
    assert len(missing) == 6
    assert [place for place in missing if place not in section("Add a technology domain")] == []


def test_the_figure_of_the_recipe_is_prepared_and_drawn(module_of):
    import pandas as pd

    [source] = blocks("Add a figure", "python")
    module = module_of(source, "modes_of_the_guide")
    frame = module.prepare_modes(pd.DataFrame({"tie": ["t1", "t2", "t3"], "mode": ["supply", "research", "supply"]}))
    assert frame.to_dict("list") == {"mode": ["supply", "research"], "n": [2, 1], "facts": [("t1", "t3"), ("t2",)]}
    assert list(module.draw_modes(frame).data[0].x) == [2, 1]
