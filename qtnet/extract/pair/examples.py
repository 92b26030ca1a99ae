"""Training examples: candidates of annotated documents and constructions, with features and labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qtnet.extract.analysis import AnalysedSentence, Analysis
from qtnet.extract.pair.candidates import candidates, skeletons
from qtnet.extract.pair.features import candidate_features
from qtnet.extract.pair.framehits import frame_hits
from qtnet.extract.pair.gold import GoldDocument, GoldTie, align
from qtnet.extract.pair.profile import profile_of
from qtnet.extract.proposals import TieProposal
from qtnet.extract.vocabulary import MODES

__all__ = ["Example", "document_examples", "label_of"]


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate as the model sees it.

    `key` is (part, document, the two gold ids sorted), the pair that is scored; `order` the gold ids in order of
    mention. `labels` are those of the ties stated here; `weight` 0 keeps an example out of training, not out of
    evaluation.
    """

    key: tuple[str, str, str, str]
    order: tuple[str, str]
    features: tuple[str, ...]
    labels: tuple[str, ...]
    weight: float


def document_examples(document: GoldDocument, analysis: Analysis, proposals: Sequence[TieProposal]) -> list[Example]:
    """Label the candidates that the analysis of a document gives.

    A candidate is tied where its sentence holds the evidence of a tie of its pair. Where the pair is tied but the
    evidence stands elsewhere, the sentence may or may not tell of the tie, and where annotators disagreed nobody knows:
    such candidates have no weight in training.
    """
    gold_of = align(document, analysis.actors.values())
    ties: dict[tuple[str, str], list[GoldTie]] = {}
    for tie in document.ties:
        ties.setdefault((min(tie.source, tie.target), max(tie.source, tie.target)), []).append(tie)
    built = skeletons(analysis)
    profile, hits = profile_of(analysis, built), frame_hits(proposals)
    found = []
    for candidate in candidates(analysis, built):
        first, second = (gold_of.get(actor, "?" + actor) for actor in candidate.actors)
        low, high = sorted((first, second))
        features = candidate_features(analysis, candidate, built[candidate.sentence], hits, profile)
        stated = ties.get((low, high), ())
        here = [tie for tie in stated if _is_stated_in(tie, analysis.sentences[candidate.sentence], document.text)]
        labels = tuple(
            sorted({label_of(tie.mode, (tie.source, tie.target), first) for tie in here if not tie.optional})
        )
        weight = 1.0 if labels or not stated else 0.0
        found.append(
            Example((document.part, document.doc, low, high), (first, second), tuple(features), labels, weight)
        )
    return found


def label_of(mode: str, ends: tuple[str, str], first: str) -> str:
    """Give the label of a tie, seen from the actor that is mentioned first.

    Examples
    --------
    >>> label_of("supply", ("asml", "tsmc"), "tsmc"), label_of("rivalry", ("CN", "US"), "US")
    ('supply<', 'rivalry')
    """
    directed = any(name == mode and properties.directed for name, properties in MODES.items())
    return mode + (">" if ends[0] == first else "<") if directed else mode


def _is_stated_in(tie: GoldTie, sentence: AnalysedSentence, text: str) -> bool:
    start = text.find(tie.evidence)
    return start >= 0 and start < sentence.end and start + len(tie.evidence) > sentence.start
