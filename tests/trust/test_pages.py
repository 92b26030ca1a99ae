"""No text of a document becomes a part of a page: tags and attributes are those of the page without it."""

from collections import Counter
from dataclasses import fields, replace
from html.parser import HTMLParser

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qtnet.report.page import page_html
from qtnet.report.shelf.shelf import index_html
from qtnet.results import FRAME_COLUMNS, Result
from tests.report.invented import invented_inputs

WORDS = ("<script>alert(1)</script>", "</script>", "</title>", "<!--", "-->", "]]>", "<img src=x onerror=alert(2)>")
WORDS += (
    "' onmouseover='alert(3)",
    '" style="x',
    "javascript:alert(4)",
    "&lt;b&gt;",
    "{{7*7}}",
    "{% x %}",
    "@payload@",
)
WORDS += (
    "\u2028",
    "\u202e",
    "\u2066",
    "=HYPERLINK(1)",
    "`",
    "\\",
    "${x}",
    "%{x}",
    "<svg/onload=alert(5)>",
    "</textarea>",
)
HOSTILE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map("".join)
#: Columns that name or describe; codes, ids and numbers stay, so that every figure is still drawn.
TOLD = ("name", "label", "title", "instrument", "surface", "reason", "sentence", "source", "note", "url")
FEW = settings(max_examples=4, derandomize=True, deadline=None, database=None,
               suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])  # fmt: skip


class Skeleton(HTMLParser):
    """Counts the tags of a page with the names of their attributes, and notes what runs or leads elsewhere."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: Counter[tuple[str, ...]] = Counter()
        self.risks: list[str] = []
        self.comments = 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags[(tag, *sorted(name for name, _ in attrs))] += 1
        for name, value in attrs:
            scheme = (value or "").strip().lower().partition(":")[0]
            if name.startswith("on") or (name in ("href", "src", "action") and scheme in ("javascript", "vbscript")):
                self.risks.append(f"{tag} {name}={value}")

    def handle_comment(self, data):
        self.comments += 1


def with_text(inputs, text: str):
    """Put a text wherever a document, a study or a person could have written one."""
    doc = inputs.ties["doc"].iloc[0]
    texts = {**inputs.texts, doc: inputs.texts[doc] + "\n" + text}
    start = len(inputs.texts[doc]) + 1
    changed = {}
    for item in fields(inputs):
        frame = getattr(inputs, item.name)
        if isinstance(frame, pd.DataFrame) and len(frame):
            told = [c for c in TOLD if c in frame and not (c == "source" and "target" in frame)]  # an end of a tie
            given = {c: frame[c].map(lambda old: text if old else old) for c in told}
            changed[item.name] = frame.assign(**given)
    ties = changed["ties"].copy()
    ties.loc[ties.index[0], ["evidence", "start", "end"]] = [text, start, start + len(text)]
    told = {"title": text, "question": text, "exploratory_reason": text, "null": text, "quality_reason": text}
    return replace(inputs, **{**changed, "ties": ties, "texts": texts, **told})


@pytest.fixture(scope="module")
def inputs(root):
    return invented_inputs(root)


@pytest.fixture(scope="module")
def plain(inputs):
    return Skeleton(page_html(with_text(inputs, "plain words")))


@pytest.mark.slow
@FEW
@given(text=HOSTILE)
def test_the_report_has_no_tag_that_a_document_wrote(inputs, plain, text):
    found = Skeleton(page_html(with_text(inputs, text)))
    assert found.risks == []
    assert found.comments == plain.comments
    new = {tag: number for tag, number in found.tags.items() if tag not in plain.tags}
    assert {tag for tag in new if tag[0] not in ("a", "bdi", "span", "td", "p")} == set(), text
    assert found.tags["script",] == plain.tags["script",]


@pytest.mark.slow
@FEW
@given(text=HOSTILE)
def test_the_index_has_no_tag_that_a_document_wrote(inputs, text):
    before = Skeleton(index_html({"s": replace(inputs, title="plain", question="plain")}))
    found = Skeleton(index_html({"s": replace(inputs, title=text, question=text)}))
    assert found.risks == []
    assert (found.tags, found.comments) == (before.tags, before.comments)


class Told(Result):
    """A result whose cells say anything."""

    def __init__(self, text: str) -> None:
        self.text = text

    def to_frame(self) -> pd.DataFrame:
        told = {name: [self.text] for name in ("metric", "layer", "window", "actor", "reason")}
        return pd.DataFrame({name: told.get(name, [0.5]) for name in FRAME_COLUMNS})


@FEW
@given(text=HOSTILE)
def test_a_result_in_a_notebook_has_no_tag_that_a_document_wrote(text):
    before, found = Skeleton(Told("plain")._repr_html_()), Skeleton(Told(text)._repr_html_())
    assert found.risks == []
    assert (found.tags, found.comments) == (before.tags, before.comments)
