"""What stands beside an interval: that its kind held the truth too rarely, or was not tried."""

from types import SimpleNamespace

import pandas as pd
import pytest

from qtnet.report.words.coverage import bias_said, coverage_said


def said(documents, metrics, poles=("US", "CN"), low=0.1):
    inputs = SimpleNamespace(documents=range(documents), config={"bipolarity": {"poles": list(poles)}})
    return coverage_said(inputs, pd.DataFrame({"metric": metrics, "ci_low": low}))


def test_an_interval_that_holds_too_rarely_is_warned_of_by_its_printed_name():
    told = said(120, ["D", "D"])
    assert told.startswith(" In simulated corpora the 95 % interval of ")
    assert told.count("40 % only (100 documents, three poles)") == 1


@pytest.mark.parametrize(("documents", "end"), [(5, "was not measured with so few documents."), (120, "only")])
def test_few_documents_are_said_not_to_have_been_tried(documents, end):
    assert end in said(documents, ["TBI"])


def test_nothing_is_said_where_there_is_no_interval_or_where_intervals_hold():
    assert said(5, ["D"], low=float("nan")) == ""
    assert said(3000, ["alignment"]) == ""


def test_the_bias_of_extraction_is_told_of_facts_that_were_extracted_only():
    told = bias_said(SimpleNamespace(unseen=["pair"]))
    assert "Errors of extraction push the index down" in told
    assert "ties that nobody wrote" in told
    assert bias_said(SimpleNamespace(unseen=[])) == ""
