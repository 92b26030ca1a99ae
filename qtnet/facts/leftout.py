"""How well extraction does on documents that none of its weights saw.

``python -m qtnet.facts.leftout data/corpus`` trains for each measured part of the annotated corpus on the other parts
(never on the seeds), extracts the part with that, writes the facts, and scores them: part by part and together. The
folder ``blind`` beside the corpus, where there is one, trains nothing and is extracted as it would be by users.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import click
import pandas as pd

from qtnet.corpus import read_corpus
from qtnet.corpus.document import Corpus
from qtnet.errors import QtnetError, UnknownNameError
from qtnet.extract.extract import claims_of
from qtnet.extract.leftout import models_for_parts, read_annotated
from qtnet.extract.unread import BLIND, UNREAD, is_unread
from qtnet.facts.build import build_facts, extract_facts
from qtnet.facts.facts import Facts
from qtnet.facts.leftout_lines import leftout_lines, leftout_records
from qtnet.facts.schema import TABLES
from qtnet.facts.score import Scores, score
from qtnet.facts.tables import read_facts, write_facts
from qtnet.facts.unseen import record
from qtnet.writing import write_file

__all__ = ["GROUPS", "left_out_facts", "left_out_scores", "main"]

#: Parts that rules are developed on, parts that mostly check them, all, and the documents that nobody read for them:
#: each is scored as one collection.
GROUPS: dict[str, tuple[str, ...]] = {
    "a-d": ("a", "b", "c", "d"),
    "e-f": ("e", "f"),
    "a-f": ("a", "b", "c", "d", "e", "f"),
    UNREAD: ("e", "f"),
}


def left_out_facts(folder: Path, parts: Sequence[str] | None = None) -> dict[str, Facts]:
    """Extract parts of the annotated corpus, each with weights that were trained on the other parts.

    Parameters
    ----------
    folder
        The annotated corpus (``data/corpus``).
    parts
        Parts to extract; all measured ones when not given. Training is the same whatever is asked.

    Raises
    ------
    UnknownNameError
        If a part is not a measured part of the corpus.
    """
    corpus = read_annotated(folder)
    asked = corpus.measured if parts is None else tuple(sorted(set(parts)))
    for part in asked:
        if part not in corpus.measured:
            raise UnknownNameError("part", part, corpus.measured)
    models = models_for_parts(corpus)
    found = {}
    for part in asked:
        documents: Corpus = corpus.parts[part]
        claims = {d.doc: claims_of(corpus.analysed[d.doc], models[part]) for d in documents.documents}
        found[part] = build_facts(documents, claims)
    return found


def left_out_scores(
    gold: Mapping[str, Facts],
    predicted: Mapping[str, Facts],
    *,
    rng: int,
    draws: int = 999,
) -> dict[str, Scores]:
    """Score parts one by one, then each group of `GROUPS` of which all parts are there, as one collection.

    Parameters
    ----------
    gold, predicted
        Facts by part.
    rng
        Seed of the bootstrap over documents; each collection starts from it, so that it does not depend on the others.
    draws
        Resamples.

    Returns
    -------
    dict
        Scores by ``part a``, …, ``a-d``, ``e-f``, ``a-f``, ``unread``; just ``all`` after the parts if no group is
        complete.
    """
    groups = {name: parts for name, parts in GROUPS.items() if set(parts) <= predicted.keys()}
    collections = {f"part {part}": (part,) for part in predicted} | (groups or {"all": tuple(predicted)})
    return {
        name: score(*(_joined([of[p] for p in parts], name) for of in (gold, predicted)), rng=rng, draws=draws)
        for name, parts in collections.items()
    }


def _joined(collections: Sequence[Facts], group: str) -> Facts:
    """Give the facts of several parts as one; of the group of unread documents only these."""
    frames = {name: pd.concat([getattr(facts, name) for facts in collections], ignore_index=True) for name in TABLES}
    if group == UNREAD:
        frames |= {
            name: frame[frame["doc"].map(is_unread).astype(bool)].reset_index(drop=True)
            for name, frame in frames.items()
            if "doc" in frame.columns
        }
    return Facts(**frames)


@click.command()
@click.argument("corpus", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--parts", help="Parts to extract, for example a,b,c,d; all measured parts by default.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("reports/build/leftout"))
@click.option("--json", "json_file", type=click.Path(dir_okay=False, path_type=Path), help="Write all numbers here.")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="Of the bootstrap intervals.")
@click.option("--record", "recorded", is_flag=True, help="Store the figures for report and corpus README.")
@click.option("--brief", is_flag=True, help="Print the rates only.")
def main(
    corpus: Path, parts: str | None, out: Path, json_file: Path | None, seed: int, recorded: bool, brief: bool
) -> None:
    """Score extraction on parts of the annotated CORPUS that its weights were not trained on."""
    if recorded and parts:
        raise click.UsageError("--record stores the figures of all parts; it does not go with --parts")
    blind = corpus.parent / BLIND
    try:
        predicted = left_out_facts(corpus, parts.split(",") if parts else None)
        for part, facts in predicted.items():
            write_facts(facts, out / part)
        scores = left_out_scores({part: read_facts(corpus / part / "gold") for part in predicted}, predicted, rng=seed)
        if not parts and (blind / "docs").is_dir():
            facts = extract_facts(read_corpus(blind / "docs"))
            write_facts(facts, out / BLIND)
            scores[BLIND] = score(read_facts(blind / "gold"), facts, rng=seed)
        records = leftout_records(scores)
        if recorded:
            record(records, corpus / "README.md")
    except QtnetError as error:
        raise click.UsageError(str(error)) from error
    click.echo("\n".join(leftout_lines(scores, brief=brief)))
    if json_file is not None:
        write_file(json_file, json.dumps(records, indent=1, allow_nan=False) + "\n")


if __name__ == "__main__":
    main()
