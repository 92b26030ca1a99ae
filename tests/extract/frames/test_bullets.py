from qtnet.corpus.document import Document
from qtnet.extract import extract_document

TEXT = """Training of workers

Amkor Technology is partnering with:

- Arizona State University,
- Purdue University.

Other work goes on.
"""


def test_bullets_below_a_colon_belong_to_its_sentence():
    claims = extract_document(Document(doc="d", text=TEXT))
    found = {(tie.source, tie.target): tie for tie in claims.ties}
    pairs = [pair for pair in found if "purdue-university" in pair and any("amkor" in actor for actor in pair)]
    assert len(pairs) == 1
    tie = found[pairs[0]]
    assert TEXT[tie.start : tie.end].startswith("Amkor")
    assert TEXT[tie.start : tie.end].endswith("Purdue University")
    assert not any({"purdue-university", "arizona-state-university"} == set(pair) for pair in found)
