"""The page of a comparison: plain HTML without a script, complete in one file, the same bytes for the same runs."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from qtnet.report.diff.compare import Comparison
from qtnet.report.diff.documents import DOCUMENT_CHANGES
from qtnet.report.diff.profile_rows import draw_profiles, prepare_profiles
from qtnet.report.diff.quotations import fact_groups
from qtnet.report.diff.run import Run
from qtnet.report.diff.words import reason_counts, summary
from qtnet.report.evidence import actor_names
from qtnet.report.labels import layer_label, metric_label, money, words
from qtnet.report.rounding import decimals, estimate_text, number_text
from qtnet.report.rows import Row, rows
from qtnet.writing import write_file

__all__ = ["comparison_html", "write_comparison"]

_MOST_NUMBERS, _MOST_FACTS = 150, 200  # rows on the page; the JSON has all
_INTERVALS = {"apart": "beyond both intervals", "overlap": "intervals overlap"}
_CHANGES = {
    "added": "Only in the second run",
    "gone": "Only in the first run",
    "changed": "Read otherwise",
    "surer or less sure": "The same, with another confidence",
}
#: No script, no request: the policy of pages that are only read.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def write_comparison(comparison: Comparison, path: str | Path) -> Path:
    """Write the page of a comparison; an older file is replaced only when the new one is complete."""
    return write_file(path, comparison_html(comparison))


def comparison_html(comparison: Comparison) -> str:
    """Give the page as text."""
    environment = Environment(
        loader=PackageLoader("qtnet.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    before, after = comparison.before, comparison.after
    return environment.get_template("comparison.html").render(
        csp=POLICY,
        css=(files("qtnet.report") / "assets" / "plain.css").read_text(encoding="utf-8"),
        title=_title(comparison),
        runs=[_run("First run", before), _run("Second run", after)],
        told=summary(comparison),
        reasons=reason_counts(comparison.facts),
        counts=comparison.facts["change"].value_counts().to_dict(),
        profiles=draw_profiles(prepare_profiles(before.inputs, after.inputs)),
        numbers=_numbers(comparison),
        moved=len(comparison.metrics),
        one_reason=_one_reason(comparison),
        sides=_sides(comparison),
        groups=fact_groups(comparison, _MOST_FACTS),
        changes=_CHANGES,
        documents=[{**row, "kind": DOCUMENT_CHANGES[row["change"]]} for row in rows(comparison.documents)],
        settings=rows(comparison.settings),
        version=after.inputs.provenance.get("qtnet", ""),
    )


def _title(comparison: Comparison) -> str:
    old, new = comparison.before.inputs.title, comparison.after.inputs.title
    return new if old == new else f"{old} / {new}"


def _run(name: str, run: Run) -> Row:
    inputs = run.inputs
    return {
        "name": name,
        "title": inputs.title,
        "documents": len(inputs.documents),
        "ties": len(inputs.ties),
        "funding": len(inputs.funding),
        "corrections": len({row["id"] for row in run.verdicts}),
        "qtnet": str(inputs.provenance.get("qtnet", "")),
        "hash": str(inputs.provenance.get("config_sha256", "")),
    }


def _numbers(comparison: Comparison) -> list[Row]:
    names = actor_names(comparison.before.inputs) | actor_names(comparison.after.inputs)
    return [_number(row, names) for row in rows(comparison.metrics.head(_MOST_NUMBERS))]


def _one_reason(comparison: Comparison) -> str:
    """Give the reason why all numbers moved where it is the same for several, else nothing."""
    reasons = [str(reason) for reason in comparison.metrics["reason"]]
    return reasons[0] if len(reasons) > 1 and len(set(reasons)) == 1 else ""


def _number(row: Row, names: dict[str, str]) -> Row:
    what, actor = metric_label(row["metric"])[0], str(row["actor"])
    where = [row["window"], row["variant"] and words(row["variant"]), names.get(actor, actor)]
    if row["family"] == "funding":
        told = {run: money(row[run]) for run in ("before", "after")} | {"change": money(row["change"])}
    else:
        told = {run: estimate_text(row[run], row[f"{run}_low"], row[f"{run}_high"]) for run in ("before", "after")}
        told["change"] = _signed(row["change"], row["after_high"] - row["after_low"])
    labels = {"layer": layer_label(row["layer"]) if row["layer"] else "", "reason": row["reason"]}
    standing = _INTERVALS[row["interval"]] if row["interval"] else row["remark"] or "no intervals"
    return {"what": what, "where": ", ".join(filter(None, where)), **told, **labels, "standing": standing}


def _signed(change: float, width: float) -> str:
    text = number_text(change, max(2, decimals(width / 2)))
    return f"+{text}" if change > 0 else text


def _sides(comparison: Comparison) -> list[Row]:
    names = actor_names(comparison.before.inputs) | actor_names(comparison.after.inputs)
    return [{**row, "name": names.get(str(row["actor"]), str(row["actor"]))} for row in rows(comparison.sides)]
