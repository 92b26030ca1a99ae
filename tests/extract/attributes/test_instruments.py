import pytest

from qtnet.extract.attributes.instruments import instrument_of
from qtnet.extract.frames.marked import analysis_of
from qtnet.extract.proposals import TieProposal


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("{Japan} and {India} signed a memorandum of understanding.", "memorandum of understanding"),
        ("{Japan} and {India} signed two letters of intent.", "letter of intent"),
        ("{Japan} and {India} joined the Quantum Science Exchange Programme.", "Quantum Science Exchange Programme"),
        ('{Japan} and {India} are in the US "Clean Network" initiative.', "Clean Network"),
        ("{Japan} and {India} issued a Joint Statement on Quantum Science.", "Joint Statement on Quantum Science"),
        ("{Japan} and {India} work with the <agency:National Quantum Council>.", ""),
        ("{Japan} and {India} work together.", ""),
    ],
)
def test_the_name_of_the_agreement_is_found(marked, name):
    analysis = analysis_of(marked)
    end = len(analysis.document.text)
    proposal = TieProposal(
        sentence=0, source="India", target="Japan", mode="agreement", start=0, end=end, trigger_start=0,
        trigger_end=end, probability=1.0, rule="test",
    )  # fmt: skip
    assert instrument_of(analysis, proposal) == name
