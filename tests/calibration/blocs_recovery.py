"""Are planted blocs found, and are blocs found where there are none?"""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd
from scipy.stats import kstest

from qtnet.inference.blocs.against_chance import modularity_test
from qtnet.inference.blocs.parallel_analysis import number_of_blocs
from qtnet.metrics.blocs import adjusted_mutual_information, blocs
from qtnet.network import MultilayerNetwork
from qtnet.parallel import map_ordered
from tests.calibration.study import Study

N_ACTORS, LAYERS, TIES = 24, ("chips", "quantum"), 50
STRAYS = (0.0, 0.2, 0.4, 0.6, 0.8)
PLANTED, RANDOM, DRAWS = 12, 500, 19


def study(jobs: int = 1) -> Study:
    rows: list[tuple[str, int, float, float, float]] = []
    for k in (2, 3, 4):
        for strays in STRAYS:
            found = np.array(list(map_ordered(partial(recovered, k, strays), range(PLANTED), jobs=jobs)))
            ami, right, more = found.mean(axis=0).round(2).tolist()
            rows.append((f"{k} blocs, {strays:.0%} of ties by chance", PLANTED, ami, right, more))
    tested = np.array(list(map_ordered(tested_by_chance, range(RANDOM), jobs=jobs)))
    false = (tested <= 0.05).mean(axis=0).round(3).tolist()
    ks = [round(float(kstest(spread(p, seed), "uniform").pvalue), 2) for seed, p in enumerate(tested.T)]
    rows.append(("no blocs, ties by chance", RANDOM, 0.0, round(1 - false[1], 3), false[1]))
    clear = min(float(row[2]) for row in rows[:-1] if row[0].split(", ")[1].split("%")[0] in ("0", "20"))
    return Study(
        name="blocs_recovery",
        title="Blocs: recovery of planted blocs and false alarms",
        question=(
            f"{N_ACTORS} actors, {len(LAYERS)} layers of {TIES} ties, two in three cooperative; planted ties cooperate "
            "inside blocs and oppose between them. Agreement (adjusted mutual information) of blocs with the planted "
            "ones, share of networks in which the number of blocs is found, and share in which more than one is."
        ),
        columns=("network", "networks", "agreement", "right number", "more than one"),
        rows=tuple(rows),
        verdict=(
            f"With up to a fifth of ties by chance agreement is at least {clear:.2f}. In networks tied by chance the "
            f"modularity test rejects at 0.05 in {false[0]:.1%} (Kolmogorov–Smirnov p = {ks[0]}) and the number of "
            f"blocs exceeds one in {false[1]:.1%} (p = {ks[1]})."
        ),
    )


def planted(k: int, strays: float, seed: int) -> tuple[MultilayerNetwork, np.ndarray]:
    rng = np.random.default_rng([k, int(100 * strays), seed])
    bloc = np.arange(N_ACTORS) % k
    rows = []
    for layer in LAYERS:
        pairs = [(i, j) for i in range(N_ACTORS) for j in range(i)]
        sign = {pair: 1 if bloc[pair[0]] == bloc[pair[1]] else -1 for pair in pairs}
        for wanted, size in ((1, 2 * TIES // 3), (-1, TIES // 3)):
            fitting = [pair for pair in pairs if sign[pair] == wanted]
            for number in range(size):
                pool = pairs if number < strays * size else fitting
                i, j = pool[rng.integers(len(pool))]
                rows.append((f"a{i:02d}", f"a{j:02d}", layer, wanted))
    edges = pd.DataFrame(rows, columns=["source", "target", "layer", "sign"]).drop_duplicates(
        ["source", "target", "layer"]
    )
    return MultilayerNetwork.from_edges(edges, actors=[f"a{i:02d}" for i in range(N_ACTORS)]), bloc


def recovered(k: int, strays: float, seed: int) -> tuple[float, bool, bool]:
    net, bloc = planted(k, strays, seed)
    found = blocs(net, rng=seed, restarts=20).blocs()
    known = found.notna().to_numpy()
    ami = adjusted_mutual_information(found[known].astype(int).tolist(), bloc[known].tolist())
    number = number_of_blocs(net, rng=seed, draws=DRAWS).n_blocs
    return ami, number == k, number > 1


def tested_by_chance(seed: int) -> tuple[float, float]:
    net, _ = planted(2, 1.0, seed)
    test = modularity_test(net, rng=seed, draws=DRAWS, restarts=3)
    count = number_of_blocs(net, rng=seed, draws=DRAWS, most=2).to_frame()
    return test.p_value, float(count["p_value"].iloc[1])


def spread(p: np.ndarray, seed: int) -> np.ndarray:
    """Spread p-values, which are multiples of 1/(draws + 1), evenly below themselves, as if they were continuous."""
    return p - np.random.default_rng(seed).random(len(p)) / (DRAWS + 1)
