"""What stands inside the page cannot get out of its place."""

import json
import random
import tracemalloc

import plotly.graph_objects as go
import pytest

from qtnet.errors import InputError
from qtnet.report import embed
from qtnet.report.embed import content_policy, figure_json, json_pieces, packed, safe_json, unpacked
from qtnet.report.evidence import evidence
from qtnet.report.factsets import MarkFacts


def test_json_cannot_close_its_script_element():
    text = "</script><!-- \u2028 \u2029 & 'x'"
    written = safe_json({"a": text})
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written) == {"a": text}


@pytest.mark.parametrize("text", ["", "a", "Zürich 𝔸 " * 100])
def test_packing_is_the_same_every_time_and_comes_back(text):
    assert packed(text) == packed(text)
    assert unpacked(packed(text)) == text


def test_packing_does_not_name_the_system_as_each_python_does(monkeypatch):
    usual, gzipped = packed("a"), embed._gzipped

    def elsewhere(pieces):
        found = gzipped(pieces)
        return found[:9] + b"\xff" + found[10:]

    monkeypatch.setattr(embed, "_gzipped", elsewhere)
    assert packed("a") == usual


def test_how_a_text_is_cut_into_pieces_does_not_change_how_it_is_packed():
    text = "".join(map(chr, range(32, 2000))) * 40
    for size in (1, 7, 5000):
        assert packed(text[k : k + size] for k in range(0, len(text), size)) == packed(text)


@pytest.mark.parametrize(
    "value", [{}, {"b": {}, "a": {"d": [], "c": {"f": "<", "e": {"1": None}}}}, [{"b": 1, "a": 2}], {1: 2}]
)
def test_json_in_pieces_is_the_json_of_the_whole(value):
    whole = json.dumps(value, separators=(",", ":"), sort_keys=True).replace("<", "\\u003c")
    assert "".join(json_pieces(value)) == safe_json(value) == whole


def test_packed_text_cannot_open_a_tag_or_an_entity():
    written = packed("".join(map(chr, range(32, 2000))))
    assert not set("<>&") & set(written)
    assert written.isascii()


def test_the_policy_names_each_script_by_its_hash():
    assert content_policy(["a"]) != content_policy(["b"])
    assert content_policy(["a", "b"]).count("'sha256-") == 2


@pytest.mark.parametrize("text", ["<script>x</script>", "<a href='x'>y</a>", "<b style='background:url(x)'>y</b>"])
def test_a_figure_with_raw_markup_is_refused(text):
    with pytest.raises(InputError, match="figure 'totals' has text that is not escaped"):
        figure_json("totals", go.Figure(go.Bar(x=[1], y=[1], hovertext=[text])))


def test_positions_count_as_the_browser_counts(inputs):
    from dataclasses import replace

    doc = inputs.ties["doc"].iloc[0]
    text = "𝔸𝔹 Japan trades with India. 𝔸\n" + inputs.texts[doc]
    moved = inputs.ties.assign(start=inputs.ties["start"] + 31, end=inputs.ties["end"] + 31)
    own = moved["doc"] == doc
    ties = moved[own].copy()
    quote = "Japan trades"
    ties.iloc[0, [ties.columns.get_loc(c) for c in ("evidence", "start", "end")]] = [quote, 3, 3 + len(quote)]
    shifted = len("𝔸𝔹 Japan trades with India. 𝔸\n")
    ties.iloc[1:, ties.columns.get_loc("start")] = inputs.ties.loc[own, "start"].iloc[1:] + shifted
    ties.iloc[1:, ties.columns.get_loc("end")] = inputs.ties.loc[own, "end"].iloc[1:] + shifted
    found = evidence(replace(inputs, ties=ties, funding=inputs.funding.iloc[:0], texts={**inputs.texts, doc: text}))
    record = found.records[0]
    paragraph = found.paragraphs[record["paragraph"]].encode("utf-16-le")
    assert paragraph[2 * record["from"] : 2 * record["to"]].decode("utf-16-le") == quote
    assert (record["start"], record["from"]) == (3, 5)


def test_a_long_text_is_packed_in_blocks_that_join_and_does_not_take_many_times_its_room():
    generator = random.Random(1)
    text = "".join(generator.choices("0123456789abcdef", k=3_000_000))
    assert unpacked(packed(text)) == text
    raw = int(packed(text).partition("\n")[0])
    assert raw > 2 * embed._BLOCK
    tracemalloc.start()
    packed(text)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 20 * raw, f"{most / raw:.0f} times the compressed bytes"


def test_the_facts_of_a_mark_are_stored_as_asked_and_the_figure_keeps_its_own():
    facts = [MarkFacts(["t1", "t2"]), MarkFacts(["t3"])]
    figure = go.Figure(go.Scatter(x=[1, 2], y=[1, 2], meta={"facts": facts, "stride": 1}))
    told = figure_json("ties", figure, stored=" ".join)
    assert told["data"][0]["meta"] == {"facts": ["t1 t2", "t3"], "stride": 1}
    assert figure.data[0].meta["facts"] == [["t1", "t2"], ["t3"]]
    assert figure_json("ties", figure)["data"][0]["meta"]["facts"] == [["t1", "t2"], ["t3"]]


def test_plotly_does_not_copy_the_facts_of_a_mark():
    facts = MarkFacts(["t1", "t2"])
    figure = go.Figure(go.Scatter(x=[1], y=[1], meta={"facts": [facts], "stride": 1}))
    assert figure.to_dict()["data"][0]["meta"]["facts"][0] is facts
