"""How far do missed facts, turned signs and invented ties push the numbers, and how much does the correction undo?"""

from __future__ import annotations

import json
from functools import partial

import numpy as np
import pandas as pd

from qtnet.facts.unseen import RECORD
from qtnet.inference.bipolarity.resamples import resamples
from qtnet.inference.extraction_noise import ExtractionNoise, measured_noise
from qtnet.inference.intervals import bootstrap_interval
from qtnet.metrics.bipolarity.counting import contributions
from qtnet.metrics.bipolarity.evaluation import Setting, evaluate_data
from qtnet.network import MultilayerNetwork
from qtnet.parallel import in_chunks
from tests.calibration.interval_coverage import ACTORS, corpus, world
from tests.calibration.study import Study

WORLD, DOCUMENTS, CORPORA, DRAWS = "two poles and hedgers", 400, 24, 29
PARTS = ("S", "H", "D", "TBI")


def invented() -> float:
    """Give the share of the ties told that nobody wrote, as it was measured on documents unseen by the weights."""
    levels = json.loads(RECORD.read_text(encoding="utf-8"))["a-f"]["levels"]
    pair = next(row for row in levels if row["level"] == "pair")
    return round(float(pair["extra"] / (pair["right"] + pair["extra"])), 3)


def settings() -> dict[str, tuple[ExtractionNoise, float]]:
    """Give rates of missed facts and turned signs with the share of invented ones, the last as it was measured."""
    found = measured_noise()
    missed = ExtractionNoise(recall_positive=found.recall_positive, recall_negative=found.recall_negative)
    return {
        "none": (ExtractionNoise(), 0.0),
        "facts missed": (missed, 0.0),
        "signs turned": (ExtractionNoise(flip=found.flip), 0.0),
        "ties invented": (ExtractionNoise(), invented()),
        "all three": (found, invented()),
    }


def study(jobs: int) -> Study:
    rows: list[tuple[str | int | float, ...]] = []
    for place, name in enumerate(settings()):
        chunks = in_chunks(partial(_corpora, name), draws=CORPORA, rng=[place, 13], jobs=jobs, size=6)
        found, truth = np.concatenate(chunks), _truth()
        for number, part in enumerate(PARTS):
            raw, noisy, plain, wide = found[:, number].T
            cells = (truth[part], np.nanmean(raw) - truth[part], np.nanmean(noisy) - truth[part])
            rows.append(
                (name, part, *(round(float(cell), 3) for cell in (*cells, np.nanmean(plain), np.nanmean(wide))))
            )
    bias = {(str(row[0]), str(row[1])): (float(row[3]), float(row[4])) for row in rows}
    raw, corrected = bias["all three", "TBI"]
    return Study(
        name="extraction_bias",
        title="Bias of bipolarity under errors of extraction",
        question=(
            f"{CORPORA} corpora of {DOCUMENTS} true facts from known rates pass through an extraction that misses "
            "facts and turns signs at the rates measured on annotated documents, and invents "
            f"{invented():.0%} of what it tells, between random actors. Bias is the mean estimate minus the value of "
            "the rates; corrected is twice the estimate minus the mean of draws with the same noise (`noise = true`)."
        ),
        columns=(
            *("errors", "quantity", "value", "bias", "bias, corrected", "95 % interval covers"),
            "covers with noise = true",
        ),
        rows=tuple(rows),
        verdict=(
            f"With all three errors TBI is biased by {raw:+.2f}, corrected by {corrected:+.2f}. "
            + _sentence(bias)
            + " Draws with noise model missed facts and turned signs, not invented ties. "
            f"One standard error of a coverage of {CORPORA} corpora is 4 to 10 points."
        ),
    )


def _sentence(bias: dict[tuple[str, str], tuple[float, float]]) -> str:
    told = []
    for name in ("facts missed", "signs turned", "ties invented"):
        raw, corrected = bias[name, "TBI"]
        told.append(f"{name}: {raw:+.2f}, corrected {corrected:+.2f}")
    return f"Each alone: {'; '.join(told)}."


def read(
    net: MultilayerNetwork, noise: ExtractionNoise, extra_share: float, rng: np.random.Generator
) -> MultilayerNetwork:
    """Pass a network of true facts through an extraction."""
    edges = net.evidence.assign(tie=net.evidence["tie"]).merge(
        net.ties[["source", "target", "layer", "sign"]], left_on="tie", right_index=True
    )[["source", "target", "layer", "sign", "doc"]]
    sign = edges["sign"].to_numpy()
    recall = np.where(sign > 0, noise.recall_positive, noise.recall_negative)
    kept = edges[rng.random(len(edges)) < recall].reset_index(drop=True)
    turned = np.where(rng.random(len(kept)) < noise.flip, -1, 1)
    kept = kept.assign(sign=kept["sign"].to_numpy() * turned)
    extra = kept.sample(n=round(len(kept) * extra_share / (1 - extra_share)), replace=True, random_state=rng)
    a = rng.integers(0, ACTORS, len(extra))
    b = (a + rng.integers(1, ACTORS, len(extra))) % ACTORS
    names = np.array(net.ids, dtype=object)
    ends = np.sort(np.stack([a, b]), axis=0)
    extra = extra.assign(source=names[ends[0]], target=names[ends[1]])
    return MultilayerNetwork.from_edges(pd.concat([kept, extra], ignore_index=True), actors=list(net.ids))


def _corpora(name: str, corpora: int, rng: np.random.Generator) -> np.ndarray:
    """Give, per corpus and part: the estimate, the corrected one, and whether two intervals hold the truth."""
    noise, extra_share = settings()[name]
    P, N, poles = world(WORLD)
    setting, truth = Setting(poles=poles, capability=(P + N).sum(axis=(0, 1))), _truth()
    found = np.full((corpora, len(PARTS), 4), np.nan)
    for one in found:
        counted = contributions(read(corpus(P, N, DOCUMENTS, rng), noise, extra_share, rng))
        own, data = evaluate_data(*counted.matrices(), setting, rng=rng)
        plain, wide = (
            resamples(counted, own, draws=DRAWS, rng=np.random.default_rng(rng.integers(2**32)), noise=kind)
            for kind in (None, noise)
        )
        for place, part in enumerate(PARTS):
            estimate, bounds = float(data.values[part][0, -1]), (-np.inf if part in "SH" else 0.0, 1.0)
            draws = wide.values[part][:, -1]
            one[place, :2] = estimate, 2 * estimate - np.nanmean(draws)
            for number, again in enumerate((plain, wide), start=2):
                stretch = float(again.stretch[part][-1])
                values = again.values[part][:, -1]
                low, high = bootstrap_interval(estimate, values, kind="nested", stretch=stretch, bounds=bounds)
                one[place, number] = low - 1e-6 <= truth[part] <= high + 1e-6
    return found


def _truth() -> dict[str, float]:
    P, N, poles = world(WORLD)
    setting = Setting(poles=poles, capability=(P + N).sum(axis=(0, 1)))
    _, found = evaluate_data(P[None], N[None], setting, rng=np.random.default_rng(1))
    return {part: float(found.values[part][0, -1]) for part in PARTS}
