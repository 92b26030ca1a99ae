"""Intervals of bipolarity that no other study measures: TBI*, J, sqrt(C·S), exposures of actors, and found poles."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd

from qtnet.inference.bipolarity import bipolarity
from qtnet.metrics.bipolarity import profile
from qtnet.network import MultilayerNetwork
from qtnet.parallel import in_chunks
from qtnet.results import MULTILAYER
from tests.calibration.interval_coverage import ACTORS, corpus, world
from tests.calibration.study import Study

WORLDS, DOCUMENTS, CORPORA = ("two poles and hedgers", "three poles"), (100, 300), 24
NULLS, DRAWS = 19, 59
PARTS = ("TBI*", "J", "sqrt(C·S)")
EXPOSED = ("pull", "ambivalence", "engagement")
FOUND = ("TBI", "TBI*")
QUANTITIES = (*PARTS, *EXPOSED, *(f"{name}, poles found" for name in FOUND))
NAMES = [f"a{number:02d}" for number in range(ACTORS)]


def study(jobs: int) -> Study:
    rows: list[tuple[str | int | float, ...]] = []
    for name in WORLDS:
        for documents in DOCUMENTS:
            seed = [documents, len(name), 3]
            chunks = in_chunks(partial(_corpora, name, documents), draws=CORPORA, rng=seed, jobs=jobs, size=6)
            found, same = (np.concatenate(each) for each in zip(*chunks, strict=True))
            rows += _rows(name, documents, found, float(same.mean()))
    least = {quantity: min(float(row[4]) for row in rows if row[3] == quantity) for quantity in QUANTITIES}
    known = [float(row[7]) for row in rows if row[3] == "TBI, poles found"]
    return Study(
        name="bipolarity_coverage",
        title="Coverage of the further intervals of bipolarity",
        question=(
            "How often does the 95 % interval hold the value of the rates that the documents are drawn from? Worlds "
            "are those of the table above, capability is given. Of TBI* the value is that of the rates beyond the mean "
            "of chance over all corpora of the size, since rates have no chance of their own. Exposures are those of "
            "all actors but the poles. Where poles are found the value is that of the true poles, and “same poles” "
            "says how often these two were found."
        ),
        columns=("world", "documents", "corpora", "quantity", "covers", "mean estimate", "value", "same poles"),
        rows=tuple(rows),
        verdict=(
            f"TBI* is held in {least['TBI*']:.0%} at least, J in {least['J']:.0%}, sqrt(C·S) in "
            f"{least['sqrt(C·S)']:.0%}, exposures in {min(least[name] for name in EXPOSED):.0%}. Where poles are found "
            f"the true two are found in {min(known):.0%} to {max(known):.0%} of corpora and TBI is held in "
            f"{least['TBI, poles found']:.0%} at least. One standard error of a row of {CORPORA} corpora is 4 to 10 "
            "points."
        ),
    )


def _corpora(name: str, documents: int, corpora: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Give, per corpus, estimate and ends of each quantity and actor, the mean of chance last; and if poles agree."""
    P, N, poles = world(name)
    pair, power = (NAMES[poles[0]], NAMES[poles[1]]), _power(P, N)
    found = np.full((corpora, len(QUANTITIES) + 1, ACTORS, 3), np.nan)
    same = np.zeros(corpora)
    for one, number in zip(found, range(corpora), strict=True):
        net = corpus(P, N, documents, rng)
        given, free = (
            bipolarity(net, rng=rng, poles=asked, capability=power, nulls=NULLS, draws=DRAWS) for asked in (pair, None)
        )
        for place, part in enumerate(PARTS):
            one[place, 0] = _component(given.components, part)
        actors = given.alignment[given.alignment["layer"] == MULTILAYER].set_index("actor").reindex(NAMES)
        for place, part in enumerate(EXPOSED, start=len(PARTS)):
            one[place] = actors[[part, f"{part}_low", f"{part}_high"]].to_numpy(dtype=float)
            one[place, list(poles)] = np.nan
        for place, part in enumerate(FOUND, start=len(PARTS) + len(EXPOSED)):
            one[place, 0] = _component(free.components, part)
        draws = given.null_draws
        one[-1, 0, 0] = np.nanmean(draws.loc[draws["layer"] == MULTILAYER, "TBI"])
        same[number] = set(free.poles) == set(pair)
    return found, same


def _component(frame: pd.DataFrame, part: str) -> np.ndarray:
    rows = frame[(frame["layer"] == MULTILAYER) & (frame["metric"] == part)]
    return rows[["estimate", "ci_low", "ci_high"]].to_numpy(dtype=float)[0]


def _rows(name: str, documents: int, found: np.ndarray, same: float) -> list[tuple[str | int | float, ...]]:
    truth = _truth(name, float(np.nanmean(found[:, -1, 0, 0])))
    rows = []
    for place, quantity in enumerate(QUANTITIES):
        estimate, low, high = np.moveaxis(found[:, place], -1, 0)
        value = truth[quantity]
        held = np.where(np.isfinite(low), (low - 1e-6 <= value) & (value <= high + 1e-6), np.nan)
        shown = round(float(np.nanmean(np.broadcast_to(value, low.shape)[np.isfinite(low)])), 3)
        told = round(same, 3) if "found" in quantity else ""
        covers, mean = (round(float(np.nanmean(each)), 3) for each in (held, estimate))
        rows.append((name, documents, CORPORA, quantity, covers, mean, shown, told))
    return rows


def _truth(name: str, chance: float) -> dict[str, float | np.ndarray]:
    """Give the value of each quantity in the rates; exposures as an array over the actors."""
    P, N, poles = world(name)
    pair, power = (NAMES[poles[0]], NAMES[poles[1]]), _power(P, N)
    net = _rates(P, N)
    parts = profile(net, poles=pair, rng=1, capability=power)
    frame = parts.to_frame()
    whole = {part: float(_estimate(frame, part)) for part in ("TBI", "J", "sqrt(C·S)")}
    star = max(0.0, (whole["TBI"] - chance) / (1 - chance))
    exposures = bipolarity(net, rng=1, poles=pair, capability=power, nulls=1, draws=1).alignment
    actors = exposures[exposures["layer"] == MULTILAYER].set_index("actor").reindex(NAMES)
    exposed = {part: actors[part].to_numpy(dtype=float) for part in EXPOSED}
    found = {"TBI, poles found": whole["TBI"], "TBI*, poles found": star}
    return {"TBI*": star, "J": whole["J"], "sqrt(C·S)": whole["sqrt(C·S)"], **exposed, **found}


def _estimate(frame: pd.DataFrame, part: str) -> float:
    rows = frame[(frame["layer"] == MULTILAYER) & (frame["metric"] == part)]
    return float(rows["estimate"].iloc[0])


def _power(P: np.ndarray, N: np.ndarray) -> dict[str, float]:
    return dict(zip(NAMES, (P + N).sum(axis=(0, 1)).tolist(), strict=True))


def _rates(P: np.ndarray, N: np.ndarray) -> MultilayerNetwork:
    """Give the rates as a network: every tie with its rate as its weight."""
    rows = [
        (NAMES[a], NAMES[b], "technology 0", sign, float(M[0, a, b]), f"d{sign}{a:02d}{b:02d}")
        for sign, M in ((1, P), (-1, N))
        for a in range(ACTORS)
        for b in range(a + 1, ACTORS)
        if M[0, a, b] > 0
    ]
    columns = ["source", "target", "layer", "sign", "weight", "doc"]
    return MultilayerNetwork.from_edges(pd.DataFrame(rows, columns=columns), actors=NAMES)
