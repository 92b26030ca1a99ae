"""What a run records of the corrections that it was given."""

from types import SimpleNamespace

from qtnet.study.provenance import corrected

ROWS = "id,action,field,value,reason,who\nt1,reject,,,a heading,Ada\nt2,edit,year,2019,,Ada\n"


def study(path):
    return SimpleNamespace(corpus=SimpleNamespace(corrections=path.name), path=path.parent.joinpath)


def test_corrections_are_recorded_with_what_became_of_them_but_not_who_made_them(tmp_path):
    file = tmp_path / "corrections.csv"
    file.write_text(ROWS, encoding="utf-8")
    facts = SimpleNamespace(counts={"corrections": {"matched": {"t2": "t3"}, "not_found": ["t1"], "edited": 1}})
    told = corrected(study(file), facts)
    assert told["verdicts"][0] == {"id": "t1", "action": "reject", "field": "", "value": ""}
    assert (told["matched"], told["not_found"]) == ({"t2": "t3"}, ["t1"])


def test_a_study_without_corrections_records_none():
    bare = SimpleNamespace(corpus=SimpleNamespace(corrections=""))
    assert corrected(bare, SimpleNamespace(counts={})) == {}
