"""Two runs made from the invented study: the second as it is, the first with something taken away or changed."""

from dataclasses import replace

from qtnet.report.diff import Run, compare

SAME = {"qtnet": "0.1.0", "lexicon_sha256": "a" * 64, "rules_sha256": "b" * 64}


def run(inputs, *, verdicts=(), matched=None, not_found=(), provenance=None, **changes):
    """A run over the invented inputs with some of them replaced."""
    told = {**inputs.provenance, **SAME, **(provenance or {})}
    changed = replace(inputs, provenance=told, **changes)
    return Run(inputs=changed, verdicts=verdicts, matched=matched or {}, not_found=not_found)


def without_document(inputs, doc):
    """The frames of the inputs without what one document says."""
    kept = {name: getattr(inputs, name)[lambda f: f["doc"] != doc] for name in ("documents", "ties", "funding")}
    return {name: frame.reset_index(drop=True) for name, frame in kept.items()}


def facts_of(before, after, **wanted):
    """The changed facts of a comparison whose cells are as wanted."""
    facts = compare(before, after).facts
    for column, value in wanted.items():
        facts = facts[facts[column] == value]
    return facts


def verdict(fact, action, *, field="", value="", reason="", who="Ada"):
    """A row of a file of corrections."""
    return {"id": fact, "action": action, "field": field, "value": value, "reason": reason, "who": who}
