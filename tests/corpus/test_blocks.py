"""Blocks: kinds, peeled signs, labels, wrapped lines, and offsets that are always exact."""

from hypothesis import given, settings
from hypothesis import strategies as st

from qtnet.corpus import Document, blocks, sentences

LINES = st.lists(
    st.sampled_from(
        [
            "",
            "A heading",
            "- China: It also imposes controls.",
            "1. Asia",
            "b. Talent and Brainpower",
            "The EU signed a pact. It was no. 5, said Dr. Kim of Acme Inc. in May.",
            "lower case only. and more.",
            "References",
            "  indented text with “quotes”. [1] And more… ",
            "https://example.org/x",
        ]
    ),
    max_size=12,
)


def cut(text):
    return [(b.kind, text[b.start : b.end]) for b in blocks(Document(doc="d", text=text))]


@settings(deadline=None)
@given(LINES)
def test_blocks_and_sentences_are_slices_in_order_without_overlap_or_loss(lines):
    text = "\n".join(lines)
    document = Document(doc="d", text=text)
    position = 0
    for block in blocks(document):
        assert position <= block.start < block.end <= len(text)
        position = block.end
        inside = block.start
        for sentence in sentences(document, block):
            assert inside <= sentence.start < sentence.end <= block.end
            assert text[inside : sentence.start].strip() == ""
            assert text[sentence.start : sentence.end] == text[sentence.start : sentence.end].strip()
            inside = sentence.end
        assert text[inside : block.end].strip() == ""


def test_bullets_and_enumerators_are_peeled():
    text = "- one thing is done here\n(2) Another thing was done there by them.\n• third, and last."
    assert cut(text) == [
        ("bullet", "one thing is done here"),
        ("bullet", "Another thing was done there by them."),
        ("bullet", "third, and last."),
    ]


def test_an_enumerated_title_is_a_heading_with_its_level():
    found = blocks(Document(doc="d", text="1. Needs\na. Shared Costs\nText of it.\n### Deeper"))
    assert [(b.kind, b.level) for b in found] == [("heading", 1), ("heading", 2), ("paragraph", 0), ("heading", 3)]


def test_a_label_before_a_colon_is_kept():
    found = blocks(
        Document(doc="d", text="- United Kingdom and Canada: These countries align.\nHe said: yes, it is so.")
    )
    assert [b.label for b in found] == ["United Kingdom and Canada", "He said"]


def test_what_follows_the_sources_is_boilerplate():
    assert [
        kind for kind, _ in cut("Text is here, and there is much of it to read.\n\nSources\n\nReuters, 4 May\nMore.")
    ] == ["paragraph"] + 3 * ["boilerplate"]


def test_sources_at_the_beginning_hide_nothing():
    text = "Title here\n\nSources\n\n" + "The two sides signed an agreement in May.\n\n" * 3
    assert [kind for kind, _ in cut(text)] == ["heading", "heading"] + 3 * ["paragraph"]


def test_a_date_line_is_boilerplate_and_a_sentence_with_a_date_is_not():
    text = "Title\n\n30 September 2021\n\nOn 30 September 2021 the two sides met in Pittsburgh for a first exchange."
    assert [kind for kind, _ in cut(text)] == ["heading", "boilerplate", "paragraph"]


def test_wrapped_lines_are_one_paragraph_and_lists_are_not():
    wrapped = (
        "The ministers of both countries met in the capital and\n"
        "signed an agreement that covers research on chips and\nnetworks."
    )
    assert len(cut(wrapped)) == 1
    assert len(cut("Canada\nJapan\nKorea")) == 3


def test_lines_filled_to_one_width_are_paragraphs_even_where_each_begins_with_a_capital():
    text = (
        "On Monday the ministers of both countries met in the capital, where they signed\nAgreement 7.\n\n"
        "It was the first of its kind, says the ministry, and the last that they mean to\nSign.\n\n"
        "- The first of the two laboratories stands in the north of the country and near\nTokyo.\n"
        "- Its second home, which opens in the spring, will employ four hundred people in\nParis."
    )
    assert [kind for kind, _ in cut(text)] == ["paragraph", "paragraph", "bullet", "bullet"]


def test_a_sentence_that_leads_in_a_list_is_no_heading():
    assert cut("To this end the two countries mean to:\n- agree;")[0][0] == "paragraph"
