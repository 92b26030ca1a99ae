"""METHODS.md says what the registry and the stored measurements say."""

from qtnet.metrics.registry import list_metrics
from tests.calibration.__main__ import names
from tests.methods.tables import PAGE, refreshed


def test_the_generated_tables_are_up_to_date():
    page = PAGE.read_text(encoding="utf-8")
    assert refreshed(page) == page, "METHODS.md is out of date: run make methods"


def test_every_metric_and_every_calibration_study_has_its_place():
    page = PAGE.read_text(encoding="utf-8")
    assert [name for name in list_metrics()["name"] if f"`{name}`" not in page] == []
    assert [name for name in names() if f"<!-- calibration: {name} -->" not in page] == []


def test_a_changed_table_is_seen():
    page = PAGE.read_text(encoding="utf-8")
    assert refreshed(page.replace("`pagerank`", "`other`")) == refreshed(page)
