"""Numbers on disk: nothing is lost, nothing is a formula, the same results give the same bytes."""

import csv
import io
import json
import math

import pytest

from qtnet.errors import InputError, UnknownNameError
from qtnet.paper import Numbers, PaperNumber, paper_numbers, read_numbers
from qtnet.paper.store import SCHEMA, numbers_csv, numbers_json, read_lists


def hostile(text):
    return Numbers([PaperNumber(key="first/name", label=text, kind="text", words=text, reason=text)])


def test_numbers_come_back_as_they_were_written(numbers, written):
    read = read_numbers(written)
    assert read.texts() == numbers.texts()
    for key, one in numbers.items():
        back = read[key]
        for name, value in vars(one).items():
            if name != "forms" and not (isinstance(value, float) and math.isnan(value)):
                assert getattr(back, name) == value, (key, name)
    assert read.study == numbers.study


def test_numbers_are_found_by_the_folder_of_a_paper_of_a_run_or_by_their_file(written):
    assert (
        len(read_numbers(written)) == len(read_numbers(written / "numbers.json")) == len(read_numbers(written.parent))
    )


def test_a_folder_without_numbers_is_named(tmp_path):
    with pytest.raises(InputError, match=r"no numbers\.json here"):
        read_numbers(tmp_path)


@pytest.mark.parametrize("content", ["not json", "[]", '{"schema": "another"}'])
def test_a_file_of_another_kind_is_refused(tmp_path, content):
    (tmp_path / "numbers.json").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"numbers\.json"):
        read_numbers(tmp_path)


def test_every_fact_behind_a_number_stands_in_its_document(inputs, written):
    stored = json.loads((written / "numbers.json").read_text(encoding="utf-8"))
    index = stored["numbers"]["bipolarity/all"]
    facts = stored["evidence"][index["evidence"]]
    assert len(facts) > 10
    for fact in facts:
        told = stored["facts"][fact]
        assert inputs.texts[told["doc"]][told["start"] : told["end"]] == told["quotation"]


def test_an_exploratory_number_says_so_in_every_file(written):
    stored = json.loads((written / "numbers.json").read_text(encoding="utf-8"))
    assert stored["numbers"]["bipolarity/all"]["exploratory"] is True
    table = (written / "numbers.csv").read_text(encoding="utf-8")
    rows = {row["key"]: row for row in csv.DictReader(io.StringIO(table))}
    assert rows["bipolarity/all"]["exploratory"] == "exploratory"
    tex = (written / "numbers.tex").read_text(encoding="utf-8").splitlines()
    line = next(one for one in tex if one.startswith(r"\qtform{bipolarity/all}{ci}"))
    assert r"\qtexploratory" in line
    assert "(exploratory)" in (written / "_variables.yml").read_text(encoding="utf-8")


def test_an_interval_from_few_documents_says_so_in_every_family(numbers, written):
    stored = json.loads((written / "numbers.json").read_text(encoding="utf-8"))["numbers"]
    assert stored["first"]["caution"] == numbers["first"].caution == "interval from 5 documents"
    assert "caution" not in stored["bipolarity/all/chance"]
    assert "caution" not in stored["counts/facts"]
    rows = {row["key"]: row for row in csv.DictReader(io.StringIO(numbers_csv(numbers)))}
    assert rows["bipolarity/all"]["caution"] == "interval from 5 documents"


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x")', "+1", "-1+2", "@SUM(A1)", "\t=1", '"quoted", and\nbroken'])
def test_no_cell_of_the_table_is_a_formula(text):
    row = next(csv.DictReader(io.StringIO(numbers_csv(hostile(text)))))
    assert not any(row[name].startswith(("=", "+", "-", "@", "\t")) for name in ("text", "label", "reason"))
    assert len(row) == 20


def test_undefined_numbers_are_empty_cells_and_null_never_zero():
    numbers = Numbers([PaperNumber(key="a", label="a", kind="estimate", reason="no ties")])
    row = next(csv.DictReader(io.StringIO(numbers_csv(numbers))))
    assert (row["value"], row["text"], row["reason"]) == ("", "—", "no ties")
    stored = json.loads(numbers_json(numbers))["numbers"]["a"]
    assert stored["value"] is None
    assert stored["text"]["est"] == "—"


def test_the_same_results_give_the_same_bytes(inputs, numbers):
    assert numbers_json(paper_numbers(inputs)) == numbers_json(numbers)


def test_an_unknown_key_names_the_nearest(numbers):
    with pytest.raises(UnknownNameError, match="did you mean 'bipolarity/all'"):
        numbers["bipolarity/al"]
    with pytest.raises(UnknownNameError, match="form of number"):
        numbers.text("bipolarity/all/cii")


def test_two_numbers_with_one_key_are_refused():
    one = PaperNumber(key="a", label="a", kind="count", value=1)
    with pytest.raises(InputError, match="stands for two numbers"):
        Numbers([one, one])
    with pytest.raises(InputError, match="could mean"):
        Numbers([one, PaperNumber(key="a/ci", label="a", kind="count", value=1)])


def test_a_long_list_of_facts_stands_in_the_table_by_its_name_and_once_in_full(tmp_path):
    long, short = (tuple(f"t{n:012d}" for n in range(count)) for count in (501, 500))
    facts = {"a": long, "b": long, "c": short}
    numbers = Numbers([PaperNumber(key=k, label=k, kind="count", value=1, facts=own) for k, own in facts.items()])
    rows = {row["key"]: row["facts"] for row in csv.DictReader(io.StringIO(numbers_csv(numbers)))}
    (tmp_path / "numbers.json").write_text(numbers_json(numbers), encoding="utf-8")
    lists = read_lists(tmp_path)
    assert rows["a"] == rows["b"]
    assert lists[rows["a"]] == [*long]
    assert rows["c"] == " ".join(short)
    assert read_numbers(tmp_path)["a"].facts == long


def test_lists_that_are_damaged_are_named(tmp_path):
    (tmp_path / "numbers.json").write_text(json.dumps({"schema": SCHEMA, "evidence": {"e-1": 3}}), encoding="utf-8")
    with pytest.raises(InputError, match=r"numbers\.json: damaged \(no lists of facts\)"):
        read_lists(tmp_path)
