"""Where the numbers of a run come from: versions, seed, hashes of the documents, and what people corrected."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from importlib.metadata import version

from qtnet import __version__
from qtnet.config import StudyConfig
from qtnet.corpus import Corpus, Document
from qtnet.facts import Facts
from qtnet.facts.fingerprint import reading_fingerprint
from qtnet.facts.tables import read_cells
from qtnet.study.fingerprint import code_sha256, files_sha256, run_sha256

__all__ = ["corrected", "provenance", "verdicts"]

#: Columns of a verdict that tell what it did; who said it and why stay with the run.
_DID = ("id", "action", "field", "value")
#: Back ends that ask a language model; its answers are kept.
_ASKING = ("llm", "mix")
#: What computes, draws or writes. Python is not among them: its versions from 3.11 on give the same bytes.
_PACKAGES = ("jinja2", "matplotlib", "networkx", "numba", "numpy", "pandas", "plotly", "scipy", "statsmodels")


def verdicts(study: StudyConfig) -> list[dict[str, str]]:
    """Give the rows of the corrections, so that a later run can tell what people changed."""
    if not study.corpus.corrections:
        return []
    rows = read_cells(study.path(study.corpus.corrections)).to_dict("records")
    return [{str(name): str(cell) for name, cell in row.items()} for row in rows]


def corrected(study: StudyConfig, facts: Facts) -> dict[str, object]:
    """Give what people corrected and what became of it: verdicts, those not found, and those found under other ids."""
    rows = verdicts(study)
    if not rows:
        return {}
    became = facts.counts.get("corrections", {})
    told = became if isinstance(became, Mapping) else {}
    return {
        "verdicts": [{name: row.get(name, "") for name in _DID} for row in rows],
        "matched": dict(told.get("matched", {})),
        "not_found": list(told.get("not_found", ())),
    }


def provenance(study: StudyConfig, corpus: Corpus) -> dict[str, object]:
    """Give versions, seed, and the hashes of configuration, documents and code; first one hash of all of them."""
    config = json.dumps(study.to_dict(), sort_keys=True).encode()
    told: dict[str, object] = {
        "qtnet": __version__,
        **reading_fingerprint(),
        "code_sha256": code_sha256(),
        "seed": study.run.seed,
        "config_sha256": hashlib.sha256(config).hexdigest(),
        "inputs": [_received(document) for document in corpus.documents],
        "packages": {name: version(name) for name in _PACKAGES},
        **{f"{name}_sha256": files_sha256(study.path(place)) for name, place in _beside(study)},
    }
    return {"run_sha256": run_sha256(told), **told}


def _beside(study: StudyConfig) -> list[tuple[str, str]]:
    """Name what a study reads beside its documents: annotated facts, corrections, answers of a language model."""
    asked = study.extraction
    answers = asked.cache if asked.backend in _ASKING and study.path(asked.cache).is_dir() else ""
    named = (("gold", study.corpus.gold), ("corrections", study.corpus.corrections), ("answers", answers))
    return [(name, place) for name, place in named if place]


def _received(document: Document) -> dict[str, object]:
    """Name a document as it was received, with its licence and what was supplied for it by the sources table."""
    said: dict[str, object] = {name: getattr(document, name) for name in ("licence", "title_supplied", "date_inferred")}
    stated = {name: value for name, value in said.items() if value}
    return {"doc": document.doc, "sha256": document.sha256, **stated}
