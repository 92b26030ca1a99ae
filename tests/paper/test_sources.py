"""References: one for each document, and those methods that the run used; no text of a document breaks an entry."""

import json
import re
import shutil
import subprocess
from dataclasses import replace

import pandas as pd
import pytest

from qtnet.errors import UnknownNameError
from qtnet.metrics import list_metrics
from qtnet.paper.bibliography import write_bibliography
from qtnet.paper.bibliography.references import chosen_references, references
from qtnet.paper.bibliography.sources import source_keys, sources_bib, sources_csl
from qtnet.paper.methods.measures import CENTRALITY_SOURCES
from qtnet.paper.methods.paragraphs import cited_methods
from qtnet.paper.methods.sureness import _NULL_SOURCES, _SOFTWARE

REQUIRED = {
    "article": {"author", "title", "journal", "year", "volume"},
    "inproceedings": {"author", "title", "booktitle", "year"},
    "misc": {"author", "title", "year", "eprint"},
    "book": {"author", "title", "publisher", "year"},
    "phdthesis": {"author", "title", "school", "year"},
}
EVIL = '}, note={\\input{/etc/passwd}} @misc{x, "quoted" 50% & #1 \\end'


def documents(**cells):
    row = {"doc": "d1", "title": "A title", "date": "2024-05-13", "source": "A house", "url": "https://example.org/a"}
    return pd.DataFrame([{**row, "sha256": "ab" * 32, "language": "en", "chars": 10, **cells}])


def test_a_document_is_cited_with_address_date_and_hash():
    text = sources_bib(documents())
    assert text.startswith("@misc{doc-d1,\n  author = {{A house}},\n  title = {{A title}},\n")
    for line in ("year = {2024}", "month = {5}", "url = {https://example.org/a}", f"sha256 {'ab' * 32}"):
        assert line in text
    told = json.loads(sources_csl(documents()))[0]
    assert told["issued"] == {"date-parts": [[2024, 5, 13]]}
    assert told["URL"] == "https://example.org/a"
    assert told["id"] == "doc-d1"


def test_what_a_document_does_not_state_is_left_out():
    text = sources_bib(documents(date="", source="", url=""))
    assert not re.search(r"^  (month|author|url)", text, re.MULTILINE)
    assert "year = {n.d.}" in text
    assert "  key = {d1}" in text
    assert "key = {example.org}" in sources_bib(documents(source="", url="https://www.example.org/a"))
    assert json.loads(sources_csl(documents(date="", url="")))[0]["type"] == "document"


def test_what_was_supplied_for_a_document_stands_in_brackets(inputs, tmp_path):
    text = sources_bib(documents(title_supplied=True, date_inferred=True))
    assert "title = {{[A title] (title supplied)}}" in text
    assert "year = {{[}2024?{]}}" in text
    assert "month" not in text
    told = json.loads(sources_csl(documents(title_supplied=True, date_inferred=True)))[0]
    assert told["issued"] == {"date-parts": [[2024]], "circa": True}
    assert told["title"] == "[A title] (title supplied)"
    doc = inputs.documents["doc"].iloc[1]
    listed = [{"doc": doc, "title_supplied": True}]
    write_bibliography(replace(inputs, provenance={**inputs.provenance, "inputs": listed}), tmp_path)
    assert (tmp_path / "sources.bib").read_text(encoding="utf-8").count("(title supplied)") == 1


def test_qtnet_is_cited_with_the_year_that_its_citation_file_states(inputs, tmp_path, root):
    released = re.search(
        r"^date-released: .?(\d{4})", (root / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE
    )
    write_bibliography(inputs, tmp_path)
    own = (tmp_path / "methods.bib").read_text(encoding="utf-8").split("@misc{qtnet,")[1].split("\n}")[0]
    assert f"year = {{{released[1] if released else 'n.d.'}}}" in own


@pytest.mark.parametrize("date", ["2024-13", "yesterday", "2024/05"])
def test_a_date_that_is_none_is_not_guessed(date):
    assert "month" not in sources_bib(documents(date=date))


def test_every_document_has_a_key_of_its_own():
    keys = source_keys(pd.DataFrame({"doc": ["a b", "a,b", "a{b", "中", "文"]}))
    assert len(set(keys.values())) == 5
    assert all(re.fullmatch(r"[A-Za-z0-9.:-]+", key) for key in keys.values())


def test_no_title_ends_its_field_or_runs():
    text = sources_bib(documents(title=EVIL, source=EVIL, doc="}x", url="javascript:alert(1)"))
    assert text.count("@") == 3  # the entry, and the signs in author and title
    assert text.count("{") == text.count("}")
    assert "\\input{/" not in text
    assert "javascript" not in text
    assert len(re.findall(r"^  \w+ = ", text, re.MULTILINE)) == 6


def test_an_address_keeps_no_brace_or_backslash():
    text = sources_bib(documents(url="https://example.org/{a}\\b c%20?x=1&y=2#z"))
    assert "url = {https://example.org/%7Ba%7D%5Cb%20c%20?x=1&y=2#z}" in text


def test_every_reference_of_the_package_is_complete():
    for key, entry in references().items():
        kind = re.match(r"@(\w+)\{", entry).group(1)
        named = set(re.findall(r"^  (\w+) = \{.+\},$", entry, re.MULTILINE))
        assert named >= REQUIRED[kind], key
        assert entry.count("{") == entry.count("}"), key
        year = re.search(r"year = \{(\d{4})\}", entry).group(1)
        assert year in key, key
        doi = re.search(r"doi = \{(.*)\}", entry)
        assert doi is None or re.fullmatch(r"10\.\d{4,9}/\S+", doi.group(1)), key


def test_every_reference_of_the_package_is_used_by_some_method(inputs):
    named = {key for keys in (*CENTRALITY_SOURCES.values(), *_NULL_SOURCES.values()) for key in keys}
    named |= {key for _, key in _SOFTWARE.values()} | set(cited_methods(inputs))
    similar = pd.DataFrame([dict.fromkeys(("layer_a", "layer_b", "metric", "estimate", "n", "reason"), 0)])
    named |= set(cited_methods(replace(inputs, layer_similarity=similar)))
    bins = pd.DataFrame([{"low": 0.0, "high": 1.0, "n": 5.0, "confidence": 0.5, "right": 0.5}])
    named |= set(cited_methods(replace(inputs, reliability=bins)))
    assert named <= set(references())
    assert set(references()) - named == set()


def test_every_centrality_of_the_registry_has_its_references():
    frame = list_metrics()
    assert set(frame.loc[frame["kind"] == "actor", "name"]) == set(CENTRALITY_SOURCES)


def test_an_unknown_reference_is_an_error():
    with pytest.raises(UnknownNameError, match=r"reference 'cohen1961' is unknown.*did you mean 'cohen1960'"):
        chosen_references(["cohen1961"])


def test_methods_bib_has_what_was_used_and_nothing_else(inputs, tmp_path):
    def keys(own, folder):
        write_bibliography(own, folder)
        return set(re.findall(r"^@\w+\{(.+),$", (folder / "methods.bib").read_text(encoding="utf-8"), re.MULTILINE))

    used = keys(inputs, tmp_path / "a")
    assert {"qtnet", "mucha2010", "newman2003"} <= used
    assert "katz1953" not in used
    some = inputs.centrality.assign(metric="katz")
    fewer = keys(replace(inputs, centrality=some, bipolarity=inputs.bipolarity.iloc[:0]), tmp_path / "b")
    assert "katz1953" in fewer
    assert "newman2003" not in fewer


def test_bibtex_sets_sources_and_methods_with_hostile_words(inputs, tmp_path, typeset):
    if shutil.which("bibtex") is None:
        pytest.skip("bibtex is not installed; `make latex` installs it")
    evil = inputs.documents.assign(title=EVIL, source=EVIL, url="https://example.org/{a}%20#&_~")
    write_bibliography(replace(inputs, documents=evil), tmp_path)
    packages = r"\usepackage{lmodern}\usepackage[T1]{fontenc}\usepackage[numbers]{natbib}\usepackage{url}"
    head = r"\documentclass{article}" + packages
    body = r"\begin{document}\nocite{*}\bibliographystyle{plainnat}\bibliography{sources,methods}\end{document}"
    (tmp_path / "refs.tex").write_text(head + body, encoding="utf-8")
    assert typeset(tmp_path, "refs")[0] == 0
    done = subprocess.run(["bibtex", "refs"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    for _ in range(2):
        code, log = typeset(tmp_path, "refs")
        assert code == 0, log[-2000:]
    assert (tmp_path / "refs.bbl").read_text(encoding="utf-8").count(r"\bibitem") == len(inputs.documents) + len(
        re.findall("^@", (tmp_path / "methods.bib").read_text(encoding="utf-8"), re.MULTILINE)
    )


def test_a_citation_in_the_text_names_the_site_and_not_the_title(tmp_path, typeset, pdf_text):
    if shutil.which("bibtex") is None:
        pytest.skip("bibtex is not installed; `make latex` installs it")
    rows = [{"doc": "a", "source": "", "date_inferred": True}, {"doc": "b", "source": "", "url": "", "date": ""}]
    two = pd.concat([documents(date_inferred=False), *(documents(**row) for row in rows)], ignore_index=True)
    (tmp_path / "sources.bib").write_text(sources_bib(two.fillna({"date_inferred": False})), encoding="utf-8")
    head = r"\documentclass{article}\usepackage{lmodern}\usepackage[T1]{fontenc}\usepackage{natbib}\usepackage{url}"
    body = (
        r"\begin{document}\citet{doc-a}, \citet{doc-b}.\bibliographystyle{plainnat}\bibliography{sources}\end{document}"
    )
    (tmp_path / "c.tex").write_text(head + body, encoding="utf-8")
    typeset(tmp_path, "c")
    done = subprocess.run(["bibtex", "c"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, "Warning" in done.stdout) == (0, False), done.stdout
    assert [typeset(tmp_path, "c")[0] for _ in range(2)] == [0, 0]
    assert "example.org, b. References" in pdf_text(tmp_path / "c.pdf")
