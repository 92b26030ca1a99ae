"""Only what a change touches is computed again, and why is said; tried with steps that count how often they run."""

import ast
import json
import os
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from qtnet.config import read_study
from qtnet.corpus import Corpus, Document
from qtnet.study import building, code
from qtnet.study.building import build, plan
from qtnet.study.claims import KeptClaims
from qtnet.study.further import further_of
from qtnet.study.kept import KeptResults
from qtnet.study.reading import planned_reading
from qtnet.study.recipe import Step, recipe
from qtnet.study.steps.streams import stream

ROOT = Path(__file__).resolve().parents[2]
RAN: list[str] = []


@dataclass(frozen=True)
class Weights:
    """A part of a configuration."""

    low: int = 0
    names: tuple[str, ...] = ("a",)


def words(text: str) -> tuple[str, ...]:
    RAN.append("words")
    return tuple(text.split())


def count(words: tuple[str, ...], *, weights: Weights, jobs: int) -> int:
    RAN.append(f"count with {jobs}")
    return len(words) + weights.low


def both(parts: tuple[int, int]) -> int:
    return sum(parts)


def shout(number: int, path: Path) -> None:
    RAN.append("shout")
    path.mkdir()
    (path / "number.txt").write_text(f"{number}!", encoding="utf-8")


def steps(weights: Weights = Weights()) -> list[Step]:
    return [
        Step(name="words", title="words", function=words, inputs={"text": "text"}),
        Step(name="count", title="count", function=count, inputs={"words": "words"}, settings={"weights": weights}),
        Step(name="both", function=both, inputs={"parts": ("count", "count")}, is_kept=False),
        Step(name="out", title="out", function=shout, inputs={"number": "both"}, files="out"),
    ]


@pytest.fixture
def kept(tmp_path):
    RAN.clear()
    return KeptResults(tmp_path / ".qtnet")


def built(kept, text="to be or not", weights=Weights(), jobs=1):
    RAN.clear()
    found = build(steps(weights), {"text": text}, kept=kept, note="toy", jobs=jobs, say=lambda _line: None)
    return found, list(RAN)


def planned(kept, text="to be or not", weights=Weights()):
    RAN.clear()
    found, _ = plan(steps(weights), {"text": text}, kept=kept, note="toy")
    assert RAN == []
    return {each.step: (each.do, each.why) for each in found}


def test_a_second_build_computes_nothing_and_gives_the_same(kept):
    first, ran = built(kept)
    assert ran == ["words", "count with 1", "shout"]
    assert (first["both"], first["out"]) == (8, {"out/number.txt": b"8!"})
    assert built(kept, jobs=2) == (first, [])


def test_a_changed_setting_redoes_what_reads_it_and_what_comes_after(kept):
    built(kept)
    assert planned(kept, weights=Weights(low=1)) == {
        "words": ("reuse", ""),
        "count": ("redo", "low 0 → 1"),
        "out": ("wait", "reads both, which may change"),
    }
    assert built(kept, weights=Weights(low=1))[1] == ["count with 1", "shout"]
    assert built(kept)[1] == []


def test_a_changed_input_that_gives_the_same_result_goes_no_further(kept):
    built(kept)
    assert planned(kept, text="to be  or not")["words"] == ("redo", "text changed")
    assert built(kept, text="to be  or not")[1] == ["words"]


def test_a_change_of_code_redoes_and_is_told(kept, monkeypatch):
    built(kept)
    monkeypatch.setattr(building, "code_digest", lambda function: f"new {function.__name__ == 'count'}")
    assert planned(kept)["count"] == ("redo", "the code changed")
    assert built(kept)[1] == ["words", "count with 1", "shout"]


def test_other_versions_of_packages_redo(kept, monkeypatch):
    built(kept)
    monkeypatch.setattr(building, "machine", lambda: "python 4")
    do, why = planned(kept)["words"]
    assert do == "redo"
    assert why.endswith("is python 4")


def test_what_was_never_computed_is_told(kept):
    assert planned(kept)["words"] == ("redo", "not computed yet")
    assert planned(kept)["count"] == ("redo", "not computed yet")
    assert not kept.folder.exists()


def results_of(kept):
    return sorted(path for path in (kept.folder / "results").rglob("*") if path.is_file())


@pytest.mark.parametrize("harm", [lambda p: p.unlink(), lambda p: p.write_bytes(p.read_bytes()[:-3])])
def test_a_lost_or_damaged_result_is_computed_again(kept, harm):
    first, _ = built(kept)
    for path in results_of(kept):
        harm(path)
    assert planned(kept)["words"] == ("redo", "its result is no longer kept")
    assert built(kept) == (first, ["words", "count with 1", "shout"])


def test_a_result_of_another_step_is_never_taken_for_ones_own(kept):
    built(kept)
    one, two, *_ = results_of(kept)
    one.write_bytes(two.read_bytes())
    assert built(kept)[0]["both"] == 8


def test_nothing_is_kept_without_a_folder():
    nothing = KeptResults(None)
    RAN.clear()
    assert built(nothing)[1] == built(nothing)[1] == ["words", "count with 1", "shout"]
    assert nothing.noted("toy") == {}


def test_what_was_not_used_for_longest_goes_first(kept):
    built(kept)
    for age, path in enumerate(results_of(kept)):
        os.utime(path, (1e9 - age, 1e9 - age))
    newest = results_of(kept)[0]
    abandoned = newest.with_name(".killed.1")
    abandoned.write_bytes(b"half")
    os.utime(abandoned, (1e9, 1e9))
    kept.prune(most_bytes=newest.stat().st_size)
    assert results_of(kept) == [newest]


def test_the_folder_tells_git_and_backups_to_leave_it(kept):
    built(kept)
    assert (kept.folder / ".gitignore").read_text() == "*\n"
    assert (kept.folder / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55")


TEXT = "Japan and the United States signed an agreement on quantum computing in 2020."
DOCUMENTS = tuple(Document(doc=name, text=f"{TEXT} {name}") for name in "abc")


@pytest.fixture
def read(monkeypatch):
    from qtnet.extract.backends import backend

    found: list[str] = []
    real = backend.extract_document
    monkeypatch.setattr(backend, "extract_document", lambda doc: (found.append(doc.doc), real(doc))[1])
    return found


def test_a_document_is_read_again_only_when_it_changed(kept, read):
    first = list(KeptClaims(kept).claims(DOCUMENTS))
    assert read == ["a", "b", "c"]
    assert list(KeptClaims(kept).claims(DOCUMENTS)) == first
    changed = (DOCUMENTS[0], replace(DOCUMENTS[1], text=TEXT + " In 2021."), DOCUMENTS[2])
    again = list(KeptClaims(kept).claims(changed))
    assert read == ["a", "b", "c", "b"]
    assert [claims.doc for claims in again] == ["a", "b", "c"]
    assert (again[0], again[2]) == (first[0], first[2])


def test_documents_that_were_read_before_a_crash_are_kept(kept, read):
    claims = KeptClaims(kept).claims(DOCUMENTS)
    next(claims)
    next(claims)
    claims.close()
    assert len(list(KeptClaims(kept).claims(DOCUMENTS))) == 3
    assert read == ["a", "b", "c"]


def test_the_plan_names_the_documents_to_read(kept, tmp_path):
    path = tmp_path / "study.toml"
    path.write_text('title = "t"\ncorpus.documents = ["d"]\n', encoding="utf-8")
    study = read_study(path)
    told = planned_reading(study, Corpus(documents=DOCUMENTS), kept=kept, note="toy")
    assert (told.do, told.why) == ("redo", "3 of 3 documents: a (new), b (new), c (new)")


def test_each_step_of_a_recipe_reads_results_of_earlier_ones():
    study = read_study(ROOT / "reports" / "quantum.toml")
    known = {"facts", "gold"}
    for step in recipe(study):
        wanted = {name for source in step.inputs.values() for name in ([source] if isinstance(source, str) else source)}
        assert wanted <= known, step.name
        assert step.name not in known
        known.add(step.name)


def test_what_a_study_does_not_ask_for_is_no_step_of_it():
    study = read_study(ROOT / "reports" / "quantum.toml")
    asked = {step.name for step in recipe(study)}
    less = replace(study, bipolarity=replace(study.bipolarity, windows="", influence=()))
    assert asked - {step.name for step in recipe(less)} == {"bipolarity over time", "blocs over time", "influence"}
    found = dict.fromkeys(step.name for step in recipe(less)) | {"windows": (), "schemes": {}, "presets": ()}
    further = further_of(less, {**found, "bipolarity": SimpleNamespace(components=None)})
    assert (further.history, further.bloc_history, further.influence) == (None, None, ())


def test_all_settings_of_a_recipe_are_told_as_plain_data():
    for step in recipe(read_study(ROOT / "reports" / "quantum.toml")):
        json.dumps({name: value for pair in step.settings.items() for name, value in building._plain(*pair)})


def test_a_stream_does_not_depend_on_the_others_and_is_fresh_every_time():
    first = stream(5, "presets")
    first.spawn(3)
    assert stream(5, "presets").n_children_spawned == 0
    assert stream(5, "presets").spawn_key != stream(5, "blocs").spawn_key


@pytest.mark.parametrize("module", ["qtnet.study.steps.poles", "qtnet.report.page", "qtnet.extract.extract"])
def test_a_module_loads_only_what_is_counted_as_its_code(module):
    program = f"import sys, {module}; print(*sorted(name for name in sys.modules if name.startswith('qtnet.')))"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    unseen = set(loaded.split()) - code.reached(module)
    assert unseen <= {name for name in unseen if name.startswith("qtnet.display")}


def test_a_change_to_the_page_leaves_the_measures_as_they_are():
    assert not any(name.startswith("qtnet.report.") for name in code.reached("qtnet.study.steps.poles"))
    assert not any(name.startswith("qtnet.inference") for name in code.reached("qtnet.extract.extract"))


def test_words_beside_the_code_count_as_code(tmp_path):
    files = {place for place, _ in code._files("qtnet.extract.extract")}
    assert any(place.startswith("extract/lexicon/") and not place.endswith(".py") for place in files)
    assert any(place.startswith("(reference)/") for place in files)


def test_no_stored_result_is_read_by_pickle():
    for path in sorted((ROOT / "qtnet" / "study").rglob("*.py")):
        names = {
            node.name for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.alias)
        }
        assert not names & {"pickle", "joblib", "shelve", "marshal", "dill"}, path
