"""The methods paragraphs: what the run did, with its settings, and nothing that it did not do."""

import re
from dataclasses import replace

import pandas as pd
import pytest

from qtnet.metrics import list_metrics
from qtnet.paper.methods import write_methods
from qtnet.paper.methods.paragraphs import methods_paragraphs
from qtnet.paper.methods.pieces import Cite, Math, Paragraph, as_latex, as_markdown, formula


def told(inputs):
    return {paragraph.heading: as_markdown([paragraph]) for paragraph in methods_paragraphs(inputs)}


def test_settings_seed_and_versions_stand_in_the_text(inputs):
    said = told(inputs)
    assert "Chance was given by 199 random networks" in said["Chance"]
    assert "99 resamples of whole documents" in said["Intervals"]
    assert "The seed of all random numbers is 7." in said["Repeating the run"]
    assert "NumPy 2.4.6 [@harris2020]" in said["Repeating the run"]


def test_what_is_exploratory_is_said_to_be(inputs):
    assert f"With {inputs.exploratory_reason} all numbers of bipolarity are exploratory" in told(inputs)["Limits"]
    assert "exploratory" not in told(replace(inputs, exploratory=False))["Limits"]


def test_what_was_not_done_is_not_described(inputs):
    less = replace(
        inputs,
        bipolarity=inputs.bipolarity.iloc[:0],
        frustration=inputs.frustration.iloc[:0],
        funding=inputs.funding.iloc[:0],
        null="",
        null_draws=inputs.null_draws.iloc[:0],
    )
    assert not {"Technological bipolarity", "Structural balance", "Money", "Chance"} & set(told(less))


def test_a_setting_that_is_not_stated_is_not_claimed(inputs):
    said = " ".join(told(replace(inputs, config={}, provenance={})).values())
    assert "None" not in said
    assert "nan" not in said
    assert "99 resamples" not in said


@pytest.mark.parametrize("backend", ["rules", "llm", "mix", "spacy"])
def test_the_extraction_says_what_it_used(inputs, backend):
    own = replace(inputs, config={**inputs.config, "extraction": {"backend": backend, "model": "some-model"}})
    said = told(own)["Documents and extraction"]
    assert ("language model, each answer accepted only with a verbatim quotation" in said) == (
        backend in ("llm", "mix")
    )
    assert ("some-model" in said) == (backend in ("llm", "mix"))


def rates(documents, precision, **more):
    ends = {
        f"{rate}_{end}": precision + by
        for rate in ("precision", "recall")
        for end, by in (("low", -0.1), ("high", 0.1))
    }
    row = {"level": "mode", "precision": precision, "recall": precision, "f1": precision, "ci_low": precision - 0.1}
    return pd.DataFrame([{**row, "ci_high": precision + 0.1, **ends, "documents": documents, **more}])


def test_rates_name_unread_documents_first_and_weights_fitted_without_each_part(inputs):
    measured = replace(inputs, unread=rates(43, 0.591, which="part e"), unseen=rates(169, 0.672))
    said = told(measured)["Documents and extraction"]
    unread = "on 43 annotated documents that nobody read while the rules were written, with precision 59 %"
    assert said.index(unread) < said.index("on all 169 annotated documents with precision 67 %")
    assert "weights fitted again without the part that is judged; the weights that the package carries" in said
    assert "its weights were not trained on" not in said
    assert (
        "on 169 annotated documents with" in told(replace(measured, unread=inputs.unread))["Documents and extraction"]
    )


def test_what_capability_is_and_how_layers_are_compared_is_said(inputs):
    def said(measure):
        own = replace(inputs, sensitivity=pd.DataFrame({"capability": [measure, "equal"]}))
        return told(own)["Technological bipolarity"]

    assert "capability of an actor is its number of ties" in told(inputs)["Technological bipolarity"]
    assert "capability of an actor is its number of ties" in said("number of ties")
    assert "capability of an actor was given in a table" in said("given")
    assert "alignments, each actor weighted by its capability." in said("given")
    assert "the uncentred cosine similarity" in said("given")


def test_every_formula_of_the_registry_can_be_set_in_latex():
    for text in list_metrics()["formula"]:
        written = as_latex([Paragraph(heading="x", pieces=formula(str(text)))])
        assert "[U+" not in written, text
        assert written.count("{") == written.count("}")


def test_words_of_documents_are_only_ever_text(inputs):
    evil = r"\input{x} $y$ @me [link](javascript:1) #h"
    own = inputs.network.assign(layer=evil)
    paragraphs = methods_paragraphs(replace(inputs, network=own))
    latex, markdown = as_latex(paragraphs), as_markdown(paragraphs)
    assert "\\input{" not in latex
    assert r"\[link\](javascript:1)" in markdown
    assert r"\@me" in markdown


def test_citations_are_written_for_either_form():
    paragraph = Paragraph(heading="H", pieces=("as shown", Cite.of("a", "b"), ", ", Math("x_1"), "."))
    assert as_latex([paragraph]) == "\\paragraph{H.} as shown~\\cite{a,b}, $x_1$.\n"
    assert as_markdown([paragraph]) == "**H.** as shown [@a; @b], $x_1$.\n"


def test_every_cited_key_is_in_methods_bib(paper):
    said = (paper / "methods.tex").read_text(encoding="utf-8")
    cited = {key for keys in re.findall(r"\\cite\{([^}]*)\}", said) for key in keys.split(",")}
    known = set(re.findall(r"^@\w+\{(.+),$", (paper / "methods.bib").read_text(encoding="utf-8"), re.MULTILINE))
    assert cited == known


def test_latex_sets_the_methods_without_further_packages(inputs, tmp_path, typeset):
    write_methods(inputs, tmp_path)
    head = r"\documentclass{article}\usepackage{lmodern}\usepackage[T1]{fontenc}"
    (tmp_path / "m.tex").write_text(head + r"\begin{document}\input{methods}\end{document}", encoding="utf-8")
    code, log = typeset(tmp_path, "m")
    assert code == 0, log[-2000:]
