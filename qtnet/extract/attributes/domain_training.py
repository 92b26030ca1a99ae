"""Fitting the weights of the domain model to annotated documents.

``python -m qtnet.extract.attributes.domain_training data/corpus`` fits them to all parts that hold their texts and
writes the file that `domains` reads.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from qtnet.extract.analysis import Analysis
from qtnet.extract.attributes.annotated import annotated_documents, sentence_of
from qtnet.extract.attributes.domain_features import domain_features
from qtnet.extract.attributes.domain_zones import surroundings_of
from qtnet.extract.attributes.transplants import DomainExample, transplants
from qtnet.extract.logistic import fit_logistic
from qtnet.extract.vocabulary import DOMAINS, MODES, Domain, Mode
from qtnet.writing import write_file

__all__ = ["DomainExample", "domain_examples", "fit_domain_weights", "train_domains", "write_domain_weights"]

_Quoted = tuple[str, str, Mode, str]  # source, target, mode, quotation

_PENALTY = 15.0  # the best of a few values with each part of the corpus left out in turn


def train_domains(corpus: Path, out: Path) -> int:
    """Fit the weights to the annotated parts of a folder (``*/docs``, ``*/gold/ties.csv``) and write them.

    Returns
    -------
    int
        Number of examples.
    """
    examples: list[DomainExample] = []
    for analysis, ties in annotated_documents(corpus):
        examples += domain_examples(analysis, ties)
    write_domain_weights(fit_domain_weights(examples), out)
    return len(examples)


def domain_examples(analysis: Analysis, ties: Iterable[Mapping[str, str]]) -> list[DomainExample]:
    """Make the examples of one document from its annotated ties (rows of `ties.csv`), in the order of the rows.

    A tie stated for several technologies is one example: so are rows of one quotation, and quotations of one tie that
    meet ("work on AI", "work on AI and chips") share their technologies. Rows marked `optional` and quotations that the
    text does not hold are left out.
    """
    found: dict[_Quoted, set[Domain]] = {}
    for row in ties:
        if row.get("optional") != "1":
            mode = next(m for m in MODES if m == row["mode"])
            domain = next(d for d in DOMAINS if d == row["domain"])
            found.setdefault((row["source"], row["target"], mode, row["evidence"]), set()).add(domain)
    places = {quoted: place for quoted in found if (place := sentence_of(analysis, quoted[-1])) is not None}
    examples: list[DomainExample] = []
    for quoted, (position, start) in places.items():
        source, target, mode, quotation = quoted
        meeting = [other for other in places if other[:3] == quoted[:3] and _meet(places, quoted, other)]
        around = surroundings_of(analysis, position, start, start + len(quotation), (source, target))
        examples.append((around, mode, frozenset(d for other in meeting for d in found[other])))
    return examples


def _meet(places: Mapping[_Quoted, tuple[int, int]], first: _Quoted, second: _Quoted) -> bool:
    """Say whether two quotations share words of one sentence."""
    (position, start), (other, begin) = places[first], places[second]
    return position == other and start < begin + len(second[-1]) and begin < start + len(first[-1])


def fit_domain_weights(examples: Iterable[DomainExample], *, penalty: float = _PENALTY) -> dict[str, float]:
    """Fit the weights of the domain model: one row for each quotation and technology, and for each transplanted one.

    Parameters
    ----------
    examples
        Annotated quotations.
    penalty
        Strength of the pull of the weights towards 0.

    Returns
    -------
    dict
        Weight by feature name; the same examples always give the same weights.

    Raises
    ------
    InputError
        If there are no examples.
    """
    given = list(examples)
    rows = [
        (domain_features(around, d, mode), d in right)
        for around, mode, right in (*given, *transplants(given))
        for d in DOMAINS
    ]
    return fit_logistic(rows, penalty=penalty)


def write_domain_weights(weights: Mapping[str, float], path: Path) -> None:
    """Write weights as JSON, one a line, sorted."""
    write_file(path, json.dumps(dict(sorted(weights.items())), indent=0, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    train_domains(Path(sys.argv[1]), Path(__file__).parents[1] / "lexicon" / "domain_weights.json")
