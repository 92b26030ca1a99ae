"""Fitting the weights of the status model to annotated documents.

``python -m qtnet.extract.attributes.status_training data/corpus`` fits them to all parts that hold their texts and
writes the file that `statuses` reads.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from qtnet.extract import frames
from qtnet.extract.analysis import Analysis
from qtnet.extract.attributes.annotated import annotated_documents, sentence_of
from qtnet.extract.attributes.status_features import WORD_PREFIX, status_features
from qtnet.extract.attributes.statuses import StatusWeights
from qtnet.extract.logistic import fit_logistic
from qtnet.extract.proposals import TieProposal
from qtnet.extract.vocabulary import MODES, STATUSES, Mode, Status, ends_of
from qtnet.writing import write_file

__all__ = ["StatusExample", "fit_status_weights", "status_examples", "train_statuses", "write_status_weights"]

StatusExample = tuple[str, Mapping[str, float], Status]  # document, features, annotated status

_PENALTY = 8.0  # the better of 8 and 20 with each part of the corpus left out in turn
_LEAST_DOCUMENTS = 4  # in which a word must stand to be weighed
_LEAST_WEIGHT = 0.01  # smaller weights are left out of the file


def train_statuses(corpus: Path, out: Path) -> int:
    """Fit the weights to the annotated parts of a folder (``*/docs``, ``*/gold/ties.csv``) and write them.

    Returns
    -------
    int
        Number of examples.
    """
    examples: list[StatusExample] = []
    for analysis, ties in annotated_documents(corpus):
        examples += status_examples(analysis, ties)
    write_status_weights(fit_status_weights(examples), out)
    return len(examples)


def status_examples(analysis: Analysis, ties: Iterable[Mapping[str, str]]) -> list[StatusExample]:
    """Make the examples of one document from its annotated ties.

    Each tie and quotation gives one, and each frame that finds the tie in the sentence of a quotation another: an
    annotator quotes what is needed, a frame has a trigger, and status is told by what stands near the trigger. Of
    several statuses the most real one counts; rows marked `optional` and quotations that the text does not hold are
    left out.
    """
    found: dict[tuple[str, str, str, str], list[Status]] = {}
    for row in ties:
        if row.get("optional") != "1":
            key = row["source"], row["target"], row["mode"], row["evidence"]
            found.setdefault(key, []).append(next(s for s in STATUSES if s == row["status"]))
    examples: list[StatusExample] = []
    stated: defaultdict[tuple[int, str, str, Mode], list[Status]] = defaultdict(list)
    for (source, target, mode, quotation), statuses in found.items():
        if (place := sentence_of(analysis, quotation)) is not None:
            position, start = place
            end = start + len(quotation)
            proposal = TieProposal(
                sentence=position, source=source, target=target, mode=next(m for m in MODES if m == mode), start=start,
                end=end, trigger_start=start, trigger_end=end, probability=1.0, rule="annotated",
            )  # fmt: skip
            examples.append(_example(analysis, proposal, statuses))
            stated[_key(proposal)] += statuses
    framed = frames.propose(analysis) if stated else []
    return examples + [_example(analysis, one, stated[_key(one)]) for one in framed if _key(one) in stated]


def _example(analysis: Analysis, proposal: TieProposal, statuses: Iterable[Status]) -> StatusExample:
    return analysis.document.doc, status_features(analysis, proposal), min(statuses, key=STATUSES.index)


def _key(tie: TieProposal) -> tuple[int, str, str, Mode]:
    """Give the sentence of a tie, its two ends and its mode, the same in both directions where that does not count."""
    return tie.sentence, *ends_of(tie.source, tie.target, tie.mode), tie.mode


def fit_status_weights(examples: Sequence[StatusExample], *, penalty: float = _PENALTY) -> StatusWeights:
    """Fit the weights of each status against the others; the same examples always give the same weights.

    Raises
    ------
    InputError
        If there are no examples.
    """
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for doc, features, _ in examples:
        for name in features:
            holders[name].add(doc)
    kept = {name for name, docs in holders.items() if not name.startswith(WORD_PREFIX) or len(docs) >= _LEAST_DOCUMENTS}
    rows = [({name: value for name, value in of.items() if name in kept}, status) for _, of, status in examples]
    return {
        wanted: fit_logistic([(features, status == wanted) for features, status in rows], penalty=penalty)
        for wanted in STATUSES
    }


def write_status_weights(weights: StatusWeights, path: Path) -> None:
    """Write weights as JSON, one a line, sorted; very small ones are left out."""
    table = {
        status: {name: weight for name, weight in sorted(of.items()) if abs(weight) >= _LEAST_WEIGHT}
        for status, of in sorted(weights.items())
    }
    write_file(path, json.dumps(table, indent=0, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    train_statuses(Path(sys.argv[1]), Path(__file__).parents[1] / "lexicon" / "status_weights.json")
