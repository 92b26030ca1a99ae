"""A spaCy pipeline adds names; what the rules are sure of stays as it is."""

import json

import pytest

spacy = pytest.importorskip("spacy")

from qtnet.corpus import Corpus, Document  # noqa: E402
from qtnet.errors import InputError, MissingExtraError  # noqa: E402
from qtnet.extract.analyse import analyse  # noqa: E402
from qtnet.extract.backends import BackendOptions, backend_of  # noqa: E402
from qtnet.extract.backends import entities as entities_module  # noqa: E402
from qtnet.extract.backends.entities import Entities  # noqa: E402
from qtnet.facts import extract_facts  # noqa: E402

PATTERNS = [
    {"label": "ORG", "pattern": "quilljet"},
    {"label": "RESEARCH", "pattern": "Brindle House", "id": "brindle-house-institute"},
    {"label": "ORG", "pattern": "the IQM"},
    {"label": "PERSON", "pattern": "Kestrel Voss"},
    {"label": "GPE", "pattern": "Lapland"},
    {"label": "NORP", "pattern": "Finnish"},
    {"label": "GPE", "pattern": "Norway"},
    {"label": "CARDINAL", "pattern": "seven"},
]


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory):
    """A pipeline without weights, saved to disk as a user would."""
    folder = tmp_path_factory.mktemp("pipeline") / "names"
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns(PATTERNS)
    nlp.add_pipe("sentencizer")
    nlp.to_disk(folder)
    return str(folder)


def names_of(pipeline, text):
    document = Document(doc="d", text=text)
    offered = Entities(pipeline).names(document)
    analysis = analyse(document, offered=offered)
    return [
        (text[m.start : m.end], m.actor, m.kind)
        for s in analysis.sentences
        for m in s.mentions
        if m.source != "reference"
    ]


def test_a_name_that_the_rules_cannot_see_is_added(pipeline):
    text = "In March quilljet sold its lasers to Norway."
    assert [m.actor for s in analyse(Document(doc="d", text=text)).sentences for m in s.mentions] == ["NO"]
    assert names_of(pipeline, text) == [("quilljet", "quilljet", "company"), ("Norway", "NO", "country")]


def test_an_id_of_the_entity_ruler_is_the_id_of_the_actor(pipeline):
    assert names_of(pipeline, "Norway thanked Brindle House.")[1] == (
        "Brindle House",
        "brindle-house-institute",
        "research",
    )


def test_a_known_name_stays_what_it_is(pipeline):
    assert names_of(pipeline, "Norway bought the IQM machine.") == [
        ("Norway", "NO", "country"),
        ("IQM", "iqm", "company"),
    ]


def test_a_person_is_no_actor(pipeline):
    text = "Norway and Kestrel Voss signed."
    alone = analyse(Document(doc="d", text=text))
    assert [m.actor for s in alone.sentences for m in s.mentions] == ["NO", "kestrel-voss"]
    assert names_of(pipeline, text) == [("Norway", "NO", "country")]


def test_offsets_are_those_of_the_document(pipeline):
    text = "A heading\n\n- quilljet met Norway.\n\nAgain, quilljet met Norway."
    offered = Entities(pipeline).names(Document(doc="d", text=text))
    assert [text[o.start : o.end] for o in offered] == ["quilljet", "Norway"] * 2


def test_facts_and_counts_come_out(pipeline):
    text = "quilljet sold seven lasers to Brindle House. Norway and Japan signed an agreement on quantum computing."
    facts = extract_facts(
        Corpus(documents=(Document(doc="d", text=text),)),
        backend=backend_of(BackendOptions(backend="spacy", spacy_model=pipeline)),
    )
    assert {"JP", "NO"} <= set(facts.actors["actor"])
    assert facts.counts["backend"] == {
        "name": "spacy",
        "pipeline": "en_pipeline 0.0.0",
        "entities": {"CARDINAL": 1, "GPE": 1, "ORG": 1, "RESEARCH": 1},
        "offered": 3,
    }
    json.dumps(facts.counts)


def test_a_pipeline_that_is_not_there_says_how_to_get_one():
    with pytest.raises(InputError, match="spaCy pipeline 'en_core_nothing': neither installed nor a folder"):
        Entities("en_core_nothing")


def test_no_pipeline_is_an_error():
    with pytest.raises(InputError, match="give --spacy-model"):
        backend_of(BackendOptions(backend="spacy"))


def test_a_missing_extra_says_what_to_install(monkeypatch):
    def without_spacy(name, *arguments, imported=__import__):
        if name == "spacy":
            raise ImportError(name)
        return imported(name, *arguments)

    monkeypatch.setitem(entities_module.__dict__["__builtins__"], "__import__", without_spacy)
    with pytest.raises(MissingExtraError, match="pip install spacy"):
        Entities("anything")
