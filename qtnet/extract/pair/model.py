"""The trained pair model: from the features of a candidate to the probability of a tie and of each mode.

Boosted trees and a logistic model together say whether the pair is tied, a multinomial linear model in which mode and
direction if it is. All stand in ``weights.tsv``: a line of JSON with labels, trees, calibration, thresholds; then one
line per feature with its linear weights in hundredths.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path

import numpy as np

from qtnet.errors import InputError
from qtnet.extract.cachekeys import Identity
from qtnet.extract.pair.coding import Coding, Held
from qtnet.extract.pair.forest import Forest, forest_of
from qtnet.extract.pair.groups import Group
from qtnet.extract.records import record
from qtnet.extract.vocabulary import Mode
from qtnet.writing import write_file

__all__ = ["LABELS", "Judgement", "PairModel", "load_model", "mode_of_label", "read_weights", "write_weights"]

WEIGHTS_PATH = Path(__file__).with_name("weights.tsv")
#: Modes, directed ones once for each direction: ``>`` runs from the first actor to the second.
LABELS = (
    "agreement", "research", "industry", "alignment", "rivalry",
    "supply>", "supply<", "funding>", "funding<", "restriction>", "restriction<",
)  # fmt: skip
#: Weights are stored in hundredths: beyond that, solvers of different machines disagree.
SCALE = 100
#: Share of the trees in the log-odds of a tie; the rest is the logistic model's.
TREE_SHARE = 0.7
SMALLEST = 1e-6
#: Candidates judged at once, so that long documents take little memory.
AT_ONCE = 512


@record
class Judgement:
    """What the model thinks of a candidate: P(tied), and P(label | tied) in the order of `LABELS`."""

    tied: float
    labels: np.ndarray


@dataclass(frozen=True, slots=True)
class PairModel:
    """Weights by feature (first column: tied or not; then one for each label), trees, calibration and thresholds.

    A pair is proposed where P(tied) reaches `threshold`, in a second mode where P(label | tied) reaches `second`.
    `slope` and `intercept` map the log-odds of P(tied) P(label | tied) to those of being right in pair and mode.
    """

    rows: Mapping[str, int]
    weights: np.ndarray  # shape (n_features, 1 + n_labels)
    forest: Forest
    slope: float
    intercept: float
    threshold: float
    second: float

    def raw(self, features: Iterable[str]) -> np.ndarray:
        """Give the sums of weights: shape (1 + n_labels,)."""
        coding = _coding(Identity(self))
        total: np.ndarray = coding.sums(coding.of_names([features]))[0]
        return total

    def judge(self, candidates: Sequence[Sequence[str]]) -> list[Judgement]:
        """Give the probabilities of candidates, each given by its features."""
        coding = _coding(Identity(self))
        return self._judge(coding, coding.of_names(candidates))

    def judge_groups(self, candidates: Iterable[Iterable[Group]]) -> list[Judgement]:
        """Give the probabilities of candidates, each given by its features in groups."""
        coding = _coding(Identity(self))
        waiting = iter(candidates)
        found: list[Judgement] = []
        while some := list(islice(waiting, AT_ONCE)):
            found += self._judge(coding, coding.of_groups(some))
        return found

    def _judge(self, coding: Coding, held: Held) -> list[Judgement]:
        if not held.size:
            return []
        sums = coding.sums(held)
        odds = TREE_SHARE * self.forest.answers(coding.asked(held)) + (1 - TREE_SHARE) * sums[:, 0]
        powers = np.exp(sums[:, 1:] - sums[:, 1:].max(axis=1, keepdims=True))
        labels = powers / powers.sum(axis=1, keepdims=True)
        return [Judgement(_logistic(tied), shares) for tied, shares in zip(odds.tolist(), labels, strict=True)]

    def calibrated(self, joint: float) -> float:
        """Turn P(tied) P(label | tied) into the share of such proposals that is right in pair and mode."""
        bounded = min(max(joint, SMALLEST), 1 - SMALLEST)
        return _logistic(self.slope * math.log(bounded / (1 - bounded)) + self.intercept)


_coding = lru_cache(maxsize=4)(lambda key: Coding(key.held.rows, key.held.weights, key.held.forest.columns))


def mode_of_label(label: str) -> tuple[Mode, bool]:
    """Give a label's mode and whether it runs from the second actor to the first.

    Examples
    --------
    >>> mode_of_label("supply<"), mode_of_label("rivalry")
    (('supply', True), ('rivalry', False))
    """
    return label.rstrip("<>"), label.endswith("<")  # type: ignore[return-value]


@cache
def load_model() -> PairModel:
    """Give the model that comes with qtnet."""
    return read_weights(WEIGHTS_PATH)


def read_weights(path: Path) -> PairModel:
    """Read a model's weights.

    Raises
    ------
    InputError
        When the file was trained for other labels.
    """
    first, *lines = path.read_text(encoding="utf-8").splitlines()
    header = json.loads(first)
    if tuple(header["labels"]) != LABELS:
        raise InputError(
            f"{path.name}: trained for the labels {header['labels']}; expected {list(LABELS)}; run `make train`"
        )
    rows: dict[str, int] = {}
    weights = np.zeros((len(lines), 1 + len(LABELS)))
    for row, line in enumerate(lines):
        name, values = line.split("\t")
        rows[name] = row
        weights[row] = [int(value or 0) for value in values.split(",")]
    forest = forest_of(header["forest"])
    chosen = {name: header[name] for name in ("slope", "intercept", "threshold", "second")}
    return PairModel(rows, weights / SCALE, forest, **chosen)


def write_weights(names: Sequence[str], weights: np.ndarray, header: Mapping[str, object], path: Path) -> None:
    """Write weights, features in code-point order, without those whose weights all round to 0.

    `header` has the stored forest, the calibration and the thresholds.
    """
    scaled = np.rint(weights * SCALE).astype(int)
    lines = [json.dumps({"labels": list(LABELS), **header}, sort_keys=True)]
    for row in sorted(range(len(names)), key=lambda row: names[row]):
        if scaled[row].any():
            lines.append(names[row] + "\t" + ",".join(str(value) if value else "" for value in scaled[row]))
    write_file(path, "\n".join(lines) + "\n")


def _logistic(value: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, value))))
