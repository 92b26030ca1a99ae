"""Where numbers come from: the run behind them, as it is stored beside them and printed in a paper."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from qtnet.report.inputs import ReportInputs
from qtnet.report.rows import rows

__all__ = ["Study", "study_of"]

#: Columns that tell whether a fact reads as before.
_TOLD = (
    "doc", "source", "target", "funder", "recipient", "mode", "sign", "amount_usd", "domain", "status", "year",
    "confidence", "rule",
)  # fmt: skip
_SHOWN = 8  # hexadecimal digits of a hash that people read


@dataclass(frozen=True, kw_only=True)
class Study:
    """The run that numbers come from.

    Parameters
    ----------
    title, question
        What the study is called, and what it asks.
    config
        Its configuration as it was resolved.
    provenance
        Versions, seed, hashes of the lexicon, of the rules, and of every document.
    documents
        Rows with ``doc``, ``title`` and ``sha256``.
    corrections
        What people corrected and what became of it, as `qtnet.report.inputs.ReportInputs` has it.
    exploratory_reason
        Why what is marked as exploratory is; empty where nothing is.
    facts
        What each fact says and where it stands: its document, the place in it, the quotation.
    """

    title: str = ""
    question: str = ""
    config: Mapping[str, object] = field(default_factory=dict)
    provenance: Mapping[str, object] = field(default_factory=dict)
    documents: tuple[Mapping[str, str], ...] = ()
    corrections: Mapping[str, object] = field(default_factory=dict, repr=False)
    exploratory_reason: str = ""
    facts: Mapping[str, Mapping[str, object]] = field(default_factory=dict, repr=False)

    @property
    def inputs_sha256(self) -> str:
        """One hash over all documents."""
        listed = "\n".join(sorted(f"{row.get('sha256', '')}  {row.get('doc', '')}" for row in self.documents))
        return hashlib.sha256(listed.encode()).hexdigest()

    @property
    def run(self) -> str:
        """A short name of the run, the start of its hash: what a run depends on gives it, and nothing else."""
        if whole := str(self.provenance.get("run_sha256", "")):
            return whole[:_SHOWN]
        told = json.dumps([self.inputs_sha256, self.config, self.provenance], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(told.encode()).hexdigest()[:_SHOWN]

    @property
    def version(self) -> str:
        """The version of qtnet that computed the numbers."""
        return str(self.provenance.get("qtnet", "not recorded"))

    @property
    def sentence(self) -> str:
        """One sentence for a paper: version, run, documents.

        Examples
        --------
        >>> Study(provenance={"qtnet": "0.1.0"}).sentence
        'Numbers: qtnet 0.1.0, run 8a68fb32, documents SHA-256 e3b0c442'
        """
        return f"Numbers: qtnet {self.version}, run {self.run}, documents SHA-256 {self.inputs_sha256[:_SHOWN]}"


def study_of(inputs: ReportInputs) -> Study:
    """Tell the run behind the inputs of a page."""
    columns = ("doc", "title", "date", "source", "url", "sha256")
    documents = inputs.documents[[*columns]].fillna("").astype(str).to_dict("records")
    told = {name: dict(getattr(inputs, name)) for name in ("config", "provenance", "corrections")}
    plain = json.loads(json.dumps(told))
    return Study(
        title=inputs.title,
        question=inputs.question,
        config=plain["config"],
        provenance=plain["provenance"],
        documents=tuple({str(k): str(v) for k, v in row.items()} for row in documents),
        corrections=plain["corrections"],
        exploratory_reason=inputs.exploratory_reason if inputs.exploratory else "",
        facts=_facts(inputs),
    )


def _facts(inputs: ReportInputs) -> dict[str, dict[str, object]]:
    """Give what tells a fact from what it was in another run, and its quotation."""
    found: dict[str, dict[str, object]] = {}
    for kind, key, frame in (("tie", "tie", inputs.ties), ("money", "funding", inputs.funding)):
        for row in rows(frame.sort_values(key)):
            told = {
                name: str(row[name]) for name in _TOLD if name in row and row[name] == row[name] and row[name] != ""
            }
            place = {"start": int(row["start"]), "end": int(row["end"]), "quotation": str(row["evidence"])}
            found[str(row[key])] = {"kind": kind, **told, **place}
    return found
