"""Train the pair model: ``python -m qtnet.extract.pair.train data/corpus`` writes the weights that qtnet ships.

Each measured part of the corpus is judged by a model trained on the other parts; from these judgements come threshold,
calibration and the table that is printed. The weights are then fitted to all parts but the seeds, which they judge as
documents never seen. The same documents give the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple, replace
from pathlib import Path

import click
import numpy as np

from qtnet.corpus.document import Document
from qtnet.errors import CorpusError
from qtnet.extract import frames
from qtnet.extract.analyse import analyse
from qtnet.extract.analysis import Analysis
from qtnet.extract.attributes.mood import status_of
from qtnet.extract.money.funding import funding_claims
from qtnet.extract.money.ties import funding_ties
from qtnet.extract.pair.calibration import brier, calibrate, calibration_error, fit_calibration
from qtnet.extract.pair.constructions import read_constructions
from qtnet.extract.pair.crossval import best_by_pair, left_out
from qtnet.extract.pair.examples import Example, document_examples
from qtnet.extract.pair.fit import as_model, fit
from qtnet.extract.pair.gold import GoldDocument, align, read_gold
from qtnet.extract.pair.model import WEIGHTS_PATH, write_weights
from qtnet.extract.pair.trial import SECOND, SYSTEMS, Keys, Rates, Trial, add_keys, gold_keys, rates

__all__ = ["main", "train"]


#: Parts that rewrite real documents; figures, threshold and calibration come from them. Others were written to train.
MEASURED = ("a", "b", "c", "d", "e", "f")
#: The part that never trains: documents as they come, by which the whole extraction is checked.
HELD_OUT = "seeds"
#: Weight of the others beside them: at 1 their ways of telling outweigh the real ones and pairs are found less well.
WRITTEN_WEIGHT = 0.5


def train(corpus: Path, out: Path) -> list[str]:
    """Train on all parts, write the weights and give the lines of the report.

    Raises
    ------
    CorpusError
        When the folder holds fewer than two annotated parts.
    """
    documents = read_parts(corpus)
    examples, framed = read_examples(documents)
    constructions = read_constructions(corpus.parent / "constructions" / "constructions.txt")
    parts = sorted({document.part for document in documents})
    measured = [part for part in parts if part in MEASURED] or parts
    training = [example for example in examples if example.key[0] != HELD_OUT or HELD_OUT in measured]
    weights = fit(training, constructions)
    held_out = best_by_pair(as_model(weights), [example for example in examples if example.key[0] == HELD_OUT])
    trial = Trial([*left_out(training, constructions, measured), *held_out], framed, *gold_keys(documents))
    threshold = trial.of(measured).best_threshold()
    slope, intercept = fit_calibration(*trial.of(measured).outcomes(threshold))
    header = {"threshold": threshold, "second": SECOND, "slope": slope, "intercept": intercept}
    write_weights(weights.names, weights.values, {"forest": weights.forest, **header}, out)
    confidence, right = _cross_calibrated(trial, measured)
    shown = [part for part in parts if part in (*measured, HELD_OUT)]
    return [
        f"{len(documents)} documents, {len(examples)} candidates, {len(constructions)} from constructions",
        *_table(trial, shown, measured),
        f"threshold {threshold}, calibration {slope} {intercept}",
        f"Brier {brier(confidence, right):.3f}, calibration error {calibration_error(confidence, right):.3f}",
    ]


def read_parts(corpus: Path) -> list[GoldDocument]:
    """Read all annotated parts; texts of a part without ``docs`` lie in the folder of its name beside ``data``."""
    found: list[GoldDocument] = []
    for part in sorted(path.parent for path in corpus.glob("*/gold")):
        texts = part / "docs" if (part / "docs").is_dir() else corpus.parent.parent / part.name
        found += read_gold(part, texts)
    if len({document.part for document in found}) < 2:
        raise CorpusError(f"{corpus}: expected at least two parts with a folder gold; found fewer")
    return found


def read_examples(
    documents: Sequence[GoldDocument], analysed: Mapping[str, Analysis] | None = None
) -> tuple[list[Example], Keys]:
    """Give the documents' examples and the keys of the ties that frames find; `analysed` saves their analysis."""
    examples: list[Example] = []
    framed: Keys = {"pair": set(), "mode": set()}
    for document in documents:
        known = analysed.get(document.doc) if analysed is not None else None
        analysis = analyse(Document(doc=document.doc, text=document.text)) if known is None else known
        proposals = frames.propose(analysis)
        share = 1.0 if document.part in (*MEASURED, "seeds") else WRITTEN_WEIGHT
        found = document_examples(document, analysis, proposals)
        examples += [replace(example, weight=share * example.weight) for example in found]
        gold_of = align(document, analysis.actors.values())
        for proposal in [*proposals, *funding_ties(analysis, funding_claims(analysis))]:
            source, target = (gold_of.get(actor, "?" + actor) for actor in (proposal.source, proposal.target))
            if source != target and status_of(analysis, proposal).asserted:
                add_keys(framed, document.part, document.doc, source, target, proposal.mode)
    return examples, framed


def _cross_calibrated(trial: Trial, measured: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Give the confidence of the proposals in each part by a calibration fitted to the others, and which are right."""
    confidences, rights = [], []
    for part in measured:
        others = trial.of([other for other in measured if other != part])
        threshold = others.best_threshold()
        joint, right = trial.of([part]).outcomes(threshold)
        confidences.append(calibrate(joint, *fit_calibration(*others.outcomes(threshold))))
        rights.append(right)
    return np.concatenate(confidences), np.concatenate(rights)


def _table(trial: Trial, parts: Sequence[str], measured: Sequence[str]) -> list[str]:
    """Give a block for frames, the model and both: a line for each part, at a threshold chosen on others."""
    lines = []
    for system in SYSTEMS:
        total: dict[str, list[Rates]] = {"pair": [], "mode": []}
        for part in parts:
            there = trial.of([part])
            found = there.found(system, trial.of([other for other in measured if other != part]).best_threshold())
            rate = {level: rates(found[level], there.wanted[level], there.optional[level]) for level in total}
            lines.append(f"{system:7} {part:6}" + "".join(_shown(level, rate[level]) for level in total))
            if part in measured:
                for level in total:
                    total[level].append(rate[level])
        together = {
            level: Rates(*(sum(column) for column in zip(*map(astuple, of), strict=True)))
            for level, of in total.items()
        }
        lines.append(f"{system:7} {'all':6}" + "".join(_shown(level, together[level]) for level in total))
    return lines


def _shown(level: str, rate: Rates) -> str:
    return f"   {level} P {rate.precision:.3f} R {rate.recall:.3f} F1 {rate.f1:.3f}"


@click.command()
@click.argument("corpus", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default=WEIGHTS_PATH)
def main(corpus: Path, out: Path) -> None:
    """Train the pair model on the annotated CORPUS and write its weights."""
    try:
        for line in train(corpus, out):
            click.echo(line)
    except CorpusError as error:
        raise click.UsageError(str(error)) from error


if __name__ == "__main__":
    main()
