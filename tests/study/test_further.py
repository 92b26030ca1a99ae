"""A study asks beyond its headline: over time, what matters, other weights, blocs in resampled corpora, presets."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from qtnet.config import read_study
from qtnet.corpus import Corpus, Document
from qtnet.metrics.centrality import centrality
from qtnet.report import collect
from qtnet.report.inputs import FURTHER_COLUMNS
from qtnet.report.store import read_inputs, write_inputs
from qtnet.results import MULTILAYER
from qtnet.study.frames import further_frames
from qtnet.study.stages import computed

STUDY = """
title = "Small"
[corpus]
documents = ["docs"]
[centrality]
metrics = ["pagerank"]
draws = 20
[blocs]
restarts = 3
draws = 20
[bipolarity]
poles = ["United States", "China"]
nulls = 19
draws = 20
windows = "calendar:2"
"""
TEXTS = {
    "a": "Japan and the United States signed an agreement on quantum computing in 2020. In 2020 the United States "
    "imposed export controls on China over quantum computing.",
    "b": "China and Russia signed an agreement on quantum computing in 2021. Japan plans to sign an agreement on "
    "semiconductors with the Netherlands.",
    "c": "In 2023 the United States and the Netherlands signed an agreement on semiconductors. In 2023 the Netherlands "
    "imposed export controls on China over semiconductors.",
    "d": "China and Russia launched a joint laboratory for semiconductors in 2023.",
}


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("further")
    (folder / "small.toml").write_text(STUDY, encoding="utf-8")
    corpus = Corpus(documents=tuple(Document(doc=doc, text=text, title=f"Title {doc}") for doc, text in TEXTS.items()))
    return computed(read_study(folder / "small.toml"), corpus, folder=folder, jobs=1, tell=lambda _line: None)


@pytest.fixture(scope="module")
def frames(run):
    return further_frames(run)


def headline(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[(frame["layer"] == MULTILAYER) & (frame["metric"] == "TBI")]


def test_poles_may_be_written_out(run):
    assert run.bipolarity.poles == ("US", "CN")


def test_every_frame_has_its_columns(frames):
    for name, frame in frames.items():
        assert set(FURTHER_COLUMNS[name]) <= set(frame.columns), name
        assert len(frame) > 0, name


def test_windows_with_ties_have_a_profile_and_its_facts(run, frames):
    whole = headline(frames["windows"])
    assert whole["window"].tolist() == [window.label for window in run.further.windows]
    assert (whole["n_ties"] > 0).all()
    assert [len(window.network.ties) for window in run.further.windows] == whole["n_ties"].tolist()
    known = set(run.facts.ties["tie"]) | set(run.facts.funding["funding"])
    assert all(own and set(own) <= known for own in whole["facts"])
    assert set(whole["verdict"]) <= {"bipolar", "chance", "untold"}


def test_blocs_of_windows_hold_the_actors_with_ties(run, frames):
    for window in run.further.windows:
        own = frames["window_blocs"].query("window == @window.label")
        ties = window.network.ties
        assert set(own["actor"]) == set(ties["source"]) | set(ties["target"])


def test_influence_adds_up_and_names_items_with_their_facts(run, frames):
    frame = frames["influence"]
    assert set(frame["kind"]) == {"document", "actor", "tie"}
    known = frame.dropna(subset=["without"])
    assert (known["estimate"] - known["without"]).to_numpy() == pytest.approx(known["change"].to_numpy())
    assert frame["facts"].map(len).min() > 0
    assert set(frame.loc[frame["kind"] == "document", "label"]) <= {f"Title {doc}" for doc in TEXTS}
    assert not set(frame.loc[frame["kind"] == "actor", "item"]) & set(run.bipolarity.poles)
    estimates = frame[frame["metric"] == "TBI"]["estimate"].dropna().unique()
    whole = headline(run.bipolarity.components)["estimate"]
    assert estimates == pytest.approx(whole.to_numpy(), nan_ok=True)


def test_the_own_scheme_is_the_study(run, frames):
    own = frames["schemes"].query("scheme == 'ties'")["estimate"].to_numpy()
    assert own == pytest.approx(run.bipolarity.components["estimate"].to_numpy(), nan_ok=True)
    assert {"ties", "combined"} <= set(frames["schemes"]["scheme"])


def test_similarity_is_given_for_ordered_pairs(run, frames):
    layers = len(run.network.layers)
    counts = frames["layer_similarity"].groupby("metric").size()
    assert set(counts) == {layers * (layers - 1)}


def test_presets_differ_and_the_own_comes_first(run, frames):
    presets = frames["presets"]
    assert presets["own"].tolist() == [True] + [False] * (len(presets) - 1)
    assert presets["key"].is_unique
    assert set(presets["level"]) == {"country", "actor"}
    sets = [
        (level, frozenset(fact for own in part["facts"] for fact in own))
        for (key, part), level in zip(
            frames["preset_ties"].groupby("preset", sort=False), presets["level"], strict=True
        )
    ]
    assert len(set(sets)) == len(sets)
    own = frames["preset_ties"][frames["preset_ties"]["preset"] == presets["key"][0]]
    pd.testing.assert_frame_equal(own.drop(columns="preset").reset_index(drop=True), run.network.ties)


def test_only_the_own_preset_has_intervals(frames):
    metrics, own = frames["preset_metrics"], frames["presets"]["key"][0]
    assert metrics.loc[metrics["preset"] != own, "ci_low"].isna().all()
    assert metrics.loc[metrics["preset"] == own, "ci_low"].notna().any()


def test_blocs_keep_their_number_over_presets(frames):
    actors = frames["preset_actors"].query("preset.str.startswith('country')")
    blocs = actors.pivot_table(index="actor", columns="preset", values="bloc")
    own = frames["presets"]["key"][0]
    same = blocs.drop(columns=own).eq(blocs[own], axis=0) | blocs.drop(columns=own).isna()
    assert same.to_numpy().mean() > 0.7


def test_all_frames_come_back_from_disk(run, frames, tmp_path):
    inputs = collect(
        title="t", question="q", config={}, provenance={}, texts=TEXTS, facts=run.facts, network=run.network,
        centrality=run.centrality, partition=run.blocs, frustration=run.frustration, bipolarity=run.bipolarity,
        further=frames,
    )  # fmt: skip
    write_inputs(inputs, tmp_path)
    again = read_inputs(tmp_path)
    for name in (*frames, "verdicts", "bridges", "camps"):
        pd.testing.assert_frame_equal(getattr(inputs, name), getattr(again, name), obj=name)


def test_what_was_not_asked_for_is_not_computed(run, tmp_path):
    quiet = replace(
        run.config,
        bipolarity=replace(run.config.bipolarity, windows="", influence=(), schemes=False),
        blocs=replace(run.config.blocs, nulls=0),
        report=replace(run.config.report, presets=False),
    )
    corpus = Corpus(documents=tuple(Document(doc=doc, text=text) for doc, text in TEXTS.items()))
    again = computed(quiet, corpus, folder=tmp_path, jobs=1, tell=lambda _line: None)
    found = again.further
    assert (found.windows, found.history, found.influence, found.schemes, found.presets) == ((), None, (), {}, ())
    assert (found.bloc_history, found.bloc_count) == (None, None)
    assert set(further_frames(again)) >= {"influence", "schemes", "presets"}


def test_study_files_name_windows_and_null_models_that_exist(tmp_path):
    from qtnet.errors import StudyError

    path = Path(tmp_path / "wrong.toml")
    path.write_text(
        'title = "t"\n[corpus]\ndocuments = ["d"]\nhtml = "lynx"\n[bipolarity]\nwindows = "rolling"\nnull = "none"\n'
        'influence = ["money"]\n',
        encoding="utf-8",
    )
    with pytest.raises(StudyError) as caught:
        read_study(path)
    text = str(caught.value)
    assert "corpus.html must be one of qtnet, trafilatura, not 'lynx'" in text
    assert "bipolarity.windows must be calendar, rolling or cumulative with the years in a window" in text
    assert "bipolarity.null must be one of configuration" in text
    assert "bipolarity.influence must be any of documents, actors, ties, or empty, not ['money']" in text


def test_blocs_are_counted_against_chance(run, frames):
    told = frames["bloc_count"]
    assert told["blocs"].tolist() == [*range(1, len(told) + 1)]
    assert told.loc[told["stands_out"], "blocs"].max() == run.further.bloc_count.n_blocs


def test_other_presets_have_their_actors_over_all_layers_and_none_in_each(run, frames):
    metrics, keys = frames["preset_metrics"], frames["presets"]["key"].tolist()
    of_actors = metrics[metrics["actor"] != ""]
    layers = of_actors.groupby("preset")["layer"].agg(set)
    assert all(layers[key] == {MULTILAYER} for key in keys[1:])
    assert set(run.network.layers) <= layers[keys[0]]
    for preset in run.further.presets[1:]:
        scores = centrality(preset.network, "pagerank").series()
        own = of_actors[of_actors["preset"] == preset.key].set_index("actor")["estimate"]
        assert own.to_dict() == scores.dropna().to_dict()
