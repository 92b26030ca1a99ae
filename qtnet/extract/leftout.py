"""Models for documents that they never saw: for each part of the annotated corpus, trained on all other parts.

In: the folder of the corpus. Out: its documents, analysed once, and for each measured part the weights with which an
honest extraction of that part works. The seeds train nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from qtnet.corpus import read_corpus
from qtnet.corpus.document import Corpus
from qtnet.extract.analyse import analyse
from qtnet.extract.analysis import Analysis
from qtnet.extract.attributes.annotated import annotated_ties
from qtnet.extract.attributes.domain_training import DomainExample, domain_examples, fit_domain_weights
from qtnet.extract.attributes.status_training import StatusExample, fit_status_weights, status_examples
from qtnet.extract.models import Models
from qtnet.extract.pair.calibration import fit_calibration
from qtnet.extract.pair.constructions import read_constructions
from qtnet.extract.pair.crossval import best_by_pair, models_without
from qtnet.extract.pair.model import PairModel
from qtnet.extract.pair.train import HELD_OUT, MEASURED, read_examples, read_parts
from qtnet.extract.pair.trial import SECOND, Best, Trial, gold_keys

__all__ = ["AnnotatedCorpus", "models_for_parts", "read_annotated"]


@dataclass(frozen=True, slots=True)
class AnnotatedCorpus:
    """The parts of the annotated corpus without the seeds.

    Parameters
    ----------
    folder
        Where it lies; the constructions lie beside it.
    parts
        Documents by part.
    analysed
        The analysis of each document by its id.
    """

    folder: Path
    parts: Mapping[str, Corpus] = field(repr=False)
    analysed: Mapping[str, Analysis] = field(repr=False)

    @property
    def measured(self) -> tuple[str, ...]:
        """Parts that reword real documents; if there are none, all."""
        return tuple(part for part in self.parts if part in MEASURED) or tuple(self.parts)


def read_annotated(folder: Path) -> AnnotatedCorpus:
    """Read and analyse all parts that hold their texts (``*/docs``).

    Raises
    ------
    CorpusError
        If a text cannot be read.
    """
    parts = {path.parent.name: read_corpus(path) for path in sorted(folder.glob("*/docs"))}
    analysed = {document.doc: analyse(document) for corpus in parts.values() for document in corpus.documents}
    return AnnotatedCorpus(folder, parts, analysed)


def models_for_parts(corpus: AnnotatedCorpus) -> dict[str, Models]:
    """Train, for each measured part, on all other parts.

    Returns
    -------
    dict
        Models by part, in the order of their names; the same corpus gives the same models.

    Notes
    -----
    Weights never see the part. Threshold and calibration, three numbers, are chosen on the left-out judgements of the
    other measured parts, by models that did see it: choosing them by a second round of leaving out costs six times the
    fits.

    Raises
    ------
    CorpusError
        If the corpus holds fewer than two annotated parts.
    """
    pairs = _pair_models(corpus)
    domains = {part: _domain_examples(corpus, part) for part in corpus.parts}
    statuses = {part: _status_examples(corpus, part) for part in corpus.parts}
    return {
        part: Models(
            pair=pairs[part],
            domains=fit_domain_weights([example for other in domains if other != part for example in domains[other]]),
            statuses=fit_status_weights(
                [example for other in statuses if other != part for example in statuses[other]]
            ),
        )
        for part in corpus.measured
    }


def _pair_models(corpus: AnnotatedCorpus) -> dict[str, PairModel]:
    documents = [document for document in read_parts(corpus.folder) if document.part != HELD_OUT]
    examples, framed = read_examples(documents, corpus.analysed)
    constructions = read_constructions(corpus.folder.parent / "constructions" / "constructions.txt")
    models = models_without(examples, constructions, corpus.measured)
    judged: list[Best] = []
    for part, model in models.items():
        judged += best_by_pair(model, [example for example in examples if example.key[0] == part])
    trial = Trial(judged, framed, *gold_keys(documents))
    return {
        part: _tuned(model, trial.of([other for other in corpus.measured if other != part]))
        for part, model in models.items()
    }


def _tuned(model: PairModel, others: Trial) -> PairModel:
    threshold = others.best_threshold()
    slope, intercept = fit_calibration(*others.outcomes(threshold))
    return replace(model, threshold=threshold, second=SECOND, slope=slope, intercept=intercept)


def _domain_examples(corpus: AnnotatedCorpus, part: str) -> list[DomainExample]:
    ties = annotated_ties(corpus.folder / part)
    return [
        example
        for document in corpus.parts[part].documents
        for example in domain_examples(corpus.analysed[document.doc], ties.get(document.doc, []))
    ]


def _status_examples(corpus: AnnotatedCorpus, part: str) -> list[StatusExample]:
    ties = annotated_ties(corpus.folder / part)
    return [
        example
        for document in corpus.parts[part].documents
        for example in status_examples(corpus.analysed[document.doc], ties.get(document.doc, []))
    ]
