"""What a notebook gets of results, networks, facts and figures: every face says the same, and none trusts a word."""

import json
import re
from html.parser import HTMLParser

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

import qtnet as qt
from qtnet.corpus.document import Corpus, Document, Skipped
from qtnet.display import faces, table_of
from qtnet.errors import InputError, NotDefinedError, UnknownNameError
from qtnet.inference import bipolarity_influence, null_test, what_if
from qtnet.inference.trends.breaks import structural_break
from qtnet.inference.trends.series import window_series
from qtnet.metrics.layers import edge_similarity
from qtnet.metrics.registry import find_metric, list_metrics
from qtnet.network import MultilayerNetwork
from qtnet.results import ActorScores, NetworkScore, Result, tidy

PLOTLY = "application/vnd.plotly.v1+json"
HOSTILE = '<script>alert(1)</script>|\\input{x}&_$"`*[a](http://x)'


def scores(*names: str, **columns: object) -> ActorScores:
    frame = pd.DataFrame({"actor": names, "layer": "(all)", "metric": "degree"} | columns)
    if "estimate" not in frame:
        frame["estimate"] = np.arange(len(names), 0, -1, dtype=float) / 10
    return ActorScores(metric="degree", frame=tidy(frame))


@pytest.fixture(scope="module")
def net() -> MultilayerNetwork:
    """Two blocs of three in two layers, hostile to each other, and one tie that crosses."""
    inside = [(a, b, 1) for bloc in ("ABC", "XYZ") for a in bloc for b in bloc if a < b]
    ties = [*inside, ("A", "X", -1), ("B", "Y", -1), ("C", "Z", -1), ("A", "Z", 1)]
    rows = [(*tie, layer, f"d{k}") for layer in ("ai", "chips") for k, tie in enumerate(ties)]
    return MultilayerNetwork.from_edges(pd.DataFrame(rows, columns=["source", "target", "sign", "layer", "doc"]))


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        assert all(name in {"class"} for name, _ in attrs), attrs


def test_every_face_shows_the_estimate_with_its_interval():
    found = scores("JP", "US", estimate=[0.4312, 0.2], ci_low=[0.3098, 0.1], ci_high=[0.5521, 0.3])
    shown = faces(found)
    for kind in ("text/html", "text/latex"):
        assert re.search(r"0\.43 (\{\[\}|\[)0\.31, 0\.55", shown[kind]), kind
    assert r"0.43 \[0.31, 0.55\]" in shown["text/markdown"]
    assert shown["text/plain"] == found.summary()


def test_what_is_undefined_is_a_dash_with_its_reason_and_never_zero():
    found = scores("JP", "US", estimate=[0.5, np.nan], reason=["", "no ties"])
    text = faces(found)["text/markdown"]
    assert "| US | — | no ties |" in text


def test_a_reason_that_all_share_is_said_once():
    found = scores("JP", "US", estimate=[0.5, 0.4], reason=["few documents", "few documents"])
    assert faces(found)["text/markdown"].count("ew documents") == 1


def test_counts_have_no_decimals_and_the_rows_left_out_are_counted():
    text = faces(scores(*(f"A{k:02d}" for k in range(20)), estimate=np.arange(20.0)))["text/markdown"]
    assert "| A03 | 3 |" in text
    assert "The first 15 of 20 rows." in text


def test_no_face_trusts_a_name():
    shown = faces(scores(HOSTILE, "US", "JP"))
    tags = Tags()
    tags.feed(shown["text/html"])
    assert "script" not in tags.tags
    assert "<script>" not in json.dumps(shown[PLOTLY])
    assert "\\input{" not in shown["text/latex"]
    assert "<script>" not in shown["text/markdown"]
    assert not re.search(r"(?<!\\)\]\(", shown["text/markdown"])
    cells = re.findall(r"(?<!\\)\|", shown["text/markdown"].splitlines()[4])
    assert len(cells) == 3


def test_no_figure_trusts_a_name():
    html = qt.draw(scores(HOSTILE, "US"))._repr_html_()
    assert "<script>alert" not in html


def test_the_faces_of_a_result_are_the_same_every_time(net):
    assert json.dumps(faces(net)) == json.dumps(faces(net))
    assert qt.draw(net)._repr_html_() == qt.draw(net)._repr_html_()


def test_a_figure_is_offline_and_offers_no_cloud(net):
    shown = faces(net)[PLOTLY]
    assert shown["config"]["showSendToCloud"] is False
    assert shown["config"]["plotlyServerURL"] == ""
    html = qt.draw(net)._repr_html_()
    assert not re.findall(r"<(?:script|link|img)[^>]+(?:src|href)=", html)
    assert '"showSendToCloud":false' in html


def test_a_single_number_has_a_table_and_no_figure():
    assert PLOTLY not in faces(NetworkScore(metric="D", estimate=0.4))


def test_a_network_shows_its_layers(net):
    shown = faces(net)
    assert "| AI | 6 | 7 | 3 | 10.00 |" in shown["text/markdown"]
    assert shown[PLOTLY]["data"]


def test_a_network_without_ties_shows_a_table_and_cannot_be_drawn():
    empty = MultilayerNetwork.from_edges(pd.DataFrame(columns=["source", "target", "layer"]), actors=["JP"])
    assert PLOTLY not in faces(empty)
    with pytest.raises(NotDefinedError, match="nothing to draw of this MultilayerNetwork"):
        qt.draw(empty)


@pytest.mark.parametrize("kind", ["layers", "multiples"])
def test_a_network_is_drawn_in_both_ways(net, kind):
    drawing = qt.draw(net, kind)
    assert drawing.figure.data
    assert drawing.narrow.data


def test_a_figure_that_is_not_known_names_the_nearest(net):
    with pytest.raises(UnknownNameError, match="did you mean 'layers'"):
        qt.draw(net, "layer")
    with pytest.raises(InputError, match="there is no figure of str"):
        qt.draw("a text")


def test_a_figure_of_ones_own_is_shown_like_the_others():
    drawing = qt.draw(go.Figure(go.Scatter(x=[1], y=[2]), layout={"title": {"text": "Mine"}}))
    assert drawing.title == "Mine"
    assert drawing._repr_mimebundle_()[PLOTLY]["config"]["showSendToCloud"] is False


def test_bipolarity_shows_a_row_for_each_layer_and_says_that_it_is_exploratory(net):
    found = qt.bipolarity(net, poles=("A", "X"), nulls=19, draws=19, rng=1)
    text = faces(found)["text/markdown"]
    assert text.splitlines()[2].startswith("| layer | TBI | p |")
    assert "exploratory:" in text
    for kind in ("profile", "alignment", "bridges"):
        assert "(exploratory)" in qt.draw(found, kind).title


def test_what_a_layer_cannot_have_is_empty_and_what_is_undefined_is_a_dash(net):
    third = pd.concat([net.ties, pd.DataFrame({"source": ["A"], "target": ["B"], "layer": ["quantum"], "sign": [1]})])
    wider = MultilayerNetwork.from_edges(third[["source", "target", "layer", "sign"]])
    table = table_of(qt.bipolarity(wider, poles=("A", "X"), nulls=9, draws=9, rng=1))
    rows = {row[0]: dict(zip(table.heads, row, strict=True)) for row in table.rows}
    assert rows["all layers"]["X"] not in ("", "—")
    assert rows["AI"]["X"] == ""
    assert rows["Quantum in general"]["TBI"] == "—"
    assert "Quantum in general: no ties of pole X in this layer." in table.notes


def test_the_first_remarks_stand_open_and_the_others_are_folded(net):
    found = qt.bipolarity(net, poles=("A", "X"), nulls=19, draws=19, rng=1)
    html = faces(found)["text/html"]
    assert "<p>exploratory:" in html
    assert "<details><summary>more to read with these numbers</summary>" in html
    assert "Null hypothesis" in html


def test_blocs_show_their_members(net):
    text = faces(qt.blocs(net, rng=1, restarts=5))["text/markdown"]
    assert "| 1 | A, B, C | 3 | 1.00 |" in text


def test_frustration_lists_the_ties_that_do_not_fit(net):
    found = qt.frustration(net)
    html = faces(found)["text/html"]
    assert "<summary>2 ties that do not fit the division</summary>" in html
    assert "A – Z, AI: cooperation across" in html
    assert qt.draw(found, "camps").figure.data


def test_facts_show_their_quotations(root):
    html = faces(qt.read_facts(root / "data" / "facts"))["text/html"]
    assert "<details><summary>quotations: the first 40 of" in html
    assert html.count("<li>") == 40


def test_a_corpus_shows_its_documents_and_what_was_not_read():
    corpus = Corpus(documents=(Document(doc="a", text="two words"),), skipped=(Skipped("b.xyz", "unknown kind"),))
    shown = faces(corpus)
    assert "| a | 2 |" in shown["text/markdown"]
    assert "b.xyz: unknown kind" in shown["text/html"]
    assert len(shown["text/plain"]) <= 200


@pytest.mark.parametrize("name", list_metrics()["name"])
def test_every_metric_shows_itself_and_no_two_rows_look_alike(net, name):
    needs = {"rng": 1, "poles": ("A", "X"), "groups": dict.fromkeys(net.ids, "all")}
    found = find_metric(name)
    shown = found.function(net, **{need: needs[need] for need in found.needs})
    assert set(faces(shown)) >= {"text/html", "text/latex", "text/markdown", "text/plain"}
    table = table_of(shown)
    named = [row[: table.named] for row in table.rows]
    assert len(set(named)) == len(named)


def test_a_change_says_what_was_before_and_after(net):
    text = faces(what_if(net, poles=("A", "X"), rng=1, remove_actors=["B"]))["text/markdown"]
    assert text.splitlines()[0] == "| measure | layer | change | before | after |"


def test_what_a_number_hangs_on_is_named_in_every_row(net):
    text = faces(bipolarity_influence(net, poles=("A", "X"), rng=1))["text/markdown"]
    assert text.splitlines()[0] == "| measure | layer | unit | change | without it |"


def test_a_break_is_a_year(net):
    years = range(2010, 2020)
    ties = [("A", "B", year, f"d{year}{k}") for year in years for k in range(1 if year < 2015 else 9)]
    frame = pd.DataFrame(ties, columns=["source", "target", "time", "doc"]).assign(layer="ai")
    series = window_series(MultilayerNetwork.from_edges(frame), lambda part: float(part.ties["weight"].sum()), name="w")
    assert "| 2015 \\[2015, 2015\\] |" in faces(structural_break(series, rng=1, dependence="none"))["text/markdown"]


def test_layers_are_compared_in_cells(net):
    third = net.ties.assign(layer="quantum")
    three = MultilayerNetwork.from_edges(pd.concat([net.ties, third])[["source", "target", "layer", "sign"]])
    assert qt.draw(edge_similarity(three), "pairs").figure.data[0].type == "heatmap"


def test_windows_are_drawn_over_time(net):
    dated = net.ties.assign(time=[2000 + k % 3 for k in range(len(net.ties))])[["source", "target", "layer", "time"]]
    series = window_series(MultilayerNetwork.from_edges(dated), lambda part: float(len(part.ties)), name="ties")
    drawing = qt.draw(series)
    assert drawing.title == "Ties over time"
    assert list(drawing.figure.data[0].x) == ["2000", "2001", "2002"]


def test_a_test_against_chance_shows_its_draws(net):
    found = null_test(net, qt.frustration, draws=29, rng=1)
    drawing = qt.draw(found)
    assert sum(drawing.figure.data[0].y) == 29
    assert "Grey: 29 null networks" in drawing.figure.layout.title.text


def test_every_type_of_result_has_a_table():
    """What has no face of its own is shown by its tidy frame."""

    class Own(Result):
        def to_frame(self):
            return tidy(
                [{"metric": "mine", "layer": layer, "estimate": value} for layer, value in (("a", 1.5), ("b", 2))]
            )

    shown = faces(Own())
    assert "| A | 1.50 |" in shown["text/markdown"]
    assert shown[PLOTLY]["data"]
