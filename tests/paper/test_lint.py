"""What is found in a manuscript: unknown keys and typed numbers, and what is none of its business."""

from dataclasses import replace

import pytest

from qtnet.paper import Numbers, PaperNumber
from qtnet.paper.lint import lint, unused_keys
from qtnet.paper.manuscript import citations, numerals

INDEX = PaperNumber(key="bipolarity/all", label="TBI, All technologies", kind="estimate", value=0.4312, low=0.3098,
                    high=0.5521, layer="(all)", p_value=0.8084, tested=True, n=29, counted="events")  # fmt: skip
NUMBERS = Numbers(
    [
        INDEX,
        PaperNumber(key="counts/facts", label="facts", kind="count", value=1204),
        PaperNumber(key="counts/documents", label="documents", kind="count", value=5),
        PaperNumber(key="quality/unseen/pair/recall", label="recall", kind="rate", value=0.583, low=0.54, high=0.63),
        PaperNumber(key="funding/all", label="money named", kind="money", value=1.46e9),
        PaperNumber(key="centrality/pagerank/all/jp", label="PageRank: Japan, All technologies", kind="estimate",
                    value=0.1727, layer="(all)"),
    ]
)  # fmt: skip


def found(text, former=()):
    return [(one.line, one.kind, one.text, one.keys[:1]) for one in lint(text, NUMBERS, former)]


def test_an_unknown_key_is_found_with_its_line_and_the_nearest():
    text = (
        'TBI is \\qt{bipolarity/all/ci}.\nFacts: \\qt{counts/fact}, []{qt="counts/facts/ci"} {{< var qtnet.none.est >}}'
    )
    assert [one[:3] for one in found(text)] == [
        (2, "unknown", "counts/fact"),
        (2, "unknown", "counts/facts/ci"),
        (2, "unknown", "none/est"),
    ]
    assert "did you mean 'counts/facts" in lint(text, NUMBERS)[0].message


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The index is 0.43.", "bipolarity/all"),
        ("It runs from 0.31 up", "bipolarity/all/low"),
        ("We found 1,204 facts", "counts/facts"),
        ("We found 1204 facts", "counts/facts"),
        ("We found 1\\,204 facts", "counts/facts"),
        ("recall is 58\\,\\%", "quality/unseen/pair/recall"),
        ("recall is 58 per cent", "quality/unseen/pair/recall"),
        ("US\\$1.46 bn", "funding/all"),
        ("Japan has 0.17", "centrality/pagerank/all/jp"),
        ("the value 0.173", "centrality/pagerank/all/jp"),
        ("$x = 0.431$", "bipolarity/all"),
        ("p = \\num{0.808}", "bipolarity/all/p"),
        ("over 29 events", "bipolarity/all/n"),
        ("the index is .43", "bipolarity/all"),
        ("recall is \\SI{58}{\\percent}", "quality/unseen/pair/recall"),
        ("recall is \\qty{58}{\\%}", "quality/unseen/pair/recall"),
        ("the index is 4.3e-1", "bipolarity/all"),
        ("the index is $4.31 \\times 10^{-1}$", "bipolarity/all"),
    ],
)
def test_a_number_typed_by_hand_is_found(text, key):
    assert found(text)[0][1:] == ("typed", found(text)[0][2], (key,)) if found(text) else pytest.fail(text)


@pytest.mark.parametrize(
    "text",
    [
        "% the index is 0.43",
        "\\label{fig:0.43} \\ref{t0.43} \\cite{doe-0.43} \\includegraphics[width=0.43\\linewidth]{f}",
        "\\vspace{0.43cm} and 0.43pt",
        "In 2024 five of 10 documents",
        "a 95\\,\\% interval at the level 0.05",
        "\\qt{bipolarity/all/ci}",
        "0.17 of something else",
        "version 0.43.1 and 10.0.43.2",
        "The index is 0.43. % qtnet: ok",
        "The index is 0.43. <!-- qtnet: ok -->",
        "`0.43` and https://example.org/0.43",
        "\\begin{verbatim}\n0.43\n\\end{verbatim}",
        "```\n0.43\n```",
        "\\documentclass{article}\\newcommand\\x{0.43}\\begin{document}x\\end{document}",
        "section-0.43 and x0.43",
        "$10^{-0.43x}$ is 7",
    ],
)
def test_what_is_no_typed_result_is_left_alone(text):
    assert [one for one in found(text) if one[1] != "near"] == []


def test_a_value_next_to_a_number_is_looked_at():
    assert found("The index is 0.44.") == [(1, "near", "0.44", ("bipolarity/all",))]


def test_a_former_value_is_found():
    former = Numbers([replace(INDEX, value=0.6612, low=0.5, high=0.8)])
    assert found("The index is 0.66.", [former]) == [(1, "former", "0.66", ("bipolarity/all",))]
    assert found("The index is 0.66.") == []


def test_lines_are_counted_through_comments_and_preambles():
    text = "\\documentclass{article}\n% 0.43\n\\begin{document}\n\n0.43 \\qt{no/such}\n\\end{document}\n"
    assert [(line, kind) for line, kind, *_ in found(text)] == [(5, "typed"), (5, "unknown")]


def test_numbers_that_no_manuscript_cites_are_listed():
    text = "\\qt{bipolarity/all/ci} \\qt{counts/facts}"
    assert unused_keys(text, NUMBERS) == (
        "centrality/pagerank/all/jp",
        "counts/documents",
        "funding/all",
        "quality/unseen/pair/recall",
    )


def test_keys_made_by_a_command_are_told_as_unchecked():
    text = "% \\qt{\\old}\n\\qt{\\mykey} and \\qt{a/\\actor{us}/ci}"
    assert found(text) == [(2, "unchecked", "\\mykey", ()), (2, "unchecked", "a/\\actor{us}/ci", ())]
    assert "cannot be checked" in lint(text, NUMBERS)[0].message
    assert list(citations(r"\newcommand\x[1]{\qt{a/#1}} \qt{a/\actor}")) == []


def test_a_negative_numeral_keeps_its_sign():
    assert [one.value for one in numerals("from −0.25 to $-$0.5 and -0.75")] == [-0.25, -0.5, -0.75]


def test_the_sample_article_types_no_number(root, numbers):
    for name in ("article.tex", "article.md"):
        text = (root / "reports" / "article" / name).read_text(encoding="utf-8")
        assert [one.message for one in lint(text, numbers)] == []
