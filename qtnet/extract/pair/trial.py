"""A trial: what frames and the model would find in annotated documents, at a threshold, and how much of it is right.

Keys are those of the scorer: the unordered pair with the sign, and the pair with direction and mode.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from qtnet.extract.pair.gold import GoldDocument
from qtnet.extract.pair.model import LABELS, mode_of_label
from qtnet.extract.unread import is_unread
from qtnet.extract.vocabulary import ends_of, sign_of

__all__ = ["SECOND", "SYSTEMS", "Best", "Key", "Keys", "Rates", "Trial", "add_keys", "gold_keys", "rates"]

Key = tuple[str, ...]
Keys = dict[str, set[Key]]
System = Literal["frames", "model", "both"]
SYSTEMS: tuple[System, ...] = ("frames", "model", "both")
GRID: tuple[float, ...] = tuple(np.round(np.arange(0.15, 0.85, 0.025), 3).tolist())
#: The network is built from what is extracted, so precision must not fall below this for the sake of recall.
LEAST_PRECISION = 0.72
#: Loss of F1 of pairs and modes together that a lower threshold is worth.
TOLERANCE = 0.01
#: A tied pair is given a further mode where P(tied) P(label | tied) reaches this in some sentence.
SECOND = 0.4


@dataclass(frozen=True, slots=True)
class Best:
    """A pair by its surest candidate: its key, gold ids in order of mention, P(tied) and P(label | tied).

    `joint` has the greatest P(tied) P(label | tied) of all candidates of the pair, with directions as in `order`.
    """

    key: tuple[str, str, str, str]
    order: tuple[str, str]
    tied: float
    labels: np.ndarray
    joint: np.ndarray


@dataclass(frozen=True, slots=True)
class Rates:
    """Precision, recall and F1, and the counts that they come from."""

    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of what was wanted that was found."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 1.0


@dataclass(frozen=True, slots=True)
class Trial:
    """Left-out judgements, the keys that frames found, and gold keys that are wanted or optional."""

    judged: Sequence[Best]
    framed: Keys
    wanted: Keys
    optional: Keys

    def of(self, parts: Collection[str]) -> Trial:
        """Keep some parts."""
        return self._kept(lambda key: key[0] in parts)

    def unread(self) -> Trial:
        """Keep the documents that nobody read for the rules; all where there are none of these."""
        found = self._kept(lambda key: is_unread(key[1]))
        return found if found.wanted["pair"] else self

    def _kept(self, is_kept: Callable[[Key], bool]) -> Trial:
        judged = [item for item in self.judged if is_kept(item.key)]
        keys = (
            {level: set(filter(is_kept, of)) for level, of in each.items()}
            for each in (self.framed, self.wanted, self.optional)
        )
        return Trial(judged, *keys)

    def found(self, system: System, threshold: float) -> Keys:
        """Give the keys of what a system would find; the model adds pairs that frames left open."""
        if system == "frames":
            return self.framed
        if system == "model":
            return predicted(self.judged, threshold, {})
        added = predicted(self.judged, threshold, self.framed_modes())
        return {level: self.framed[level] | added[level] for level in self.framed}

    def framed_modes(self) -> dict[Key, set[str]]:
        """Give the modes that frames found for each pair."""
        modes: dict[Key, set[str]] = {}
        for part, doc, source, target, mode in self.framed["mode"]:
            modes.setdefault((part, doc, *sorted((source, target))), set()).add(mode)
        return modes

    def best_threshold(self) -> float:
        """Choose the lowest threshold about as good as the best, if it can be with sufficient precision of pairs.

        Good is a high F1 over pairs and modes in documents that nobody read for the rules: frames find more in those
        that they were written on, and the optimum there leaves the model less to say than it should have elsewhere.
        """
        precision = {threshold: self._tried(threshold)[0].precision for threshold in GRID}
        unread = self.unread()
        worth = {at: sum(rate.f1 for rate in unread._tried(at)) for at in GRID if precision[at] >= LEAST_PRECISION}
        if not worth:
            return max(GRID, key=precision.__getitem__)
        return min(at for at, value in worth.items() if value >= max(worth.values()) - TOLERANCE)

    def _tried(self, threshold: float) -> tuple[Rates, Rates]:
        """Give the rates of pairs and of modes at a threshold."""
        found = self.found("both", threshold)
        pair, mode = (rates(found[level], self.wanted[level], self.optional[level]) for level in ("pair", "mode"))
        return pair, mode

    def outcomes(self, threshold: float) -> tuple[np.ndarray, np.ndarray]:
        """Give P(tied) P(label | tied) of each proposal, and whether it is right in pair and mode, but for optional."""
        joint, right = [], []
        framed = self.framed_modes()
        for item in self.judged:
            for label, share in decisions(item, threshold, framed.get(item.key, ())):
                keys = _keys_of(item, label)["mode"]
                if not keys & self.optional["mode"]:
                    joint.append(share)
                    right.append(bool(keys & self.wanted["mode"]))
        return np.array(joint), np.array(right)


def decisions(item: Best, threshold: float, modes: Collection[str]) -> Iterator[tuple[int, float]]:
    """Give the labels that a pair with some `modes` is given besides, each with its P(tied) P(label | tied)."""
    given = set(modes)
    if not given:
        if item.tied < threshold:
            return
        first = int(item.labels.argmax())
        given.add(mode_of_label(LABELS[first])[0])
        yield first, item.tied * float(item.labels[first])
    for label in np.argsort(-item.joint, kind="stable"):
        mode = mode_of_label(LABELS[label])[0]
        if item.joint[label] >= SECOND and mode not in given:
            given.add(mode)
            yield int(label), float(item.joint[label])


def predicted(judged: Iterable[Best], threshold: float, framed: Mapping[Key, Collection[str]]) -> Keys:
    """Give the keys at the levels pair and mode of what would be proposed beside the modes of frames."""
    keys: Keys = {"pair": set(), "mode": set()}
    for item in judged:
        for label, _ in decisions(item, threshold, framed.get(item.key, ())):
            for level, found in _keys_of(item, label).items():
                keys[level] |= found
    return keys


def _keys_of(item: Best, label: int) -> Keys:
    keys: Keys = {"pair": set(), "mode": set()}
    mode, backwards = mode_of_label(LABELS[label])
    source, target = reversed(item.order) if backwards else item.order
    add_keys(keys, item.key[0], item.key[1], source, target, mode)
    return keys


def gold_keys(documents: Iterable[GoldDocument]) -> tuple[Keys, Keys]:
    """Give the keys that must be found, and those on which annotators disagreed."""
    wanted: Keys = {"pair": set(), "mode": set()}
    optional: Keys = {"pair": set(), "mode": set()}
    for document in documents:
        for tie in document.ties:
            into = optional if tie.optional else wanted
            add_keys(into, document.part, document.doc, tie.source, tie.target, tie.mode)
    return wanted, {level: keys - wanted[level] for level, keys in optional.items()}


def add_keys(keys: Keys, part: str, doc: str, source: str, target: str, mode: str) -> None:
    """Add a tie's keys as the scorer compares them: unordered pair and sign; pair, direction and mode."""
    low, high = sorted((source, target))
    keys["pair"].add((part, doc, low, high, sign_of(mode)))  # type: ignore[arg-type]
    keys["mode"].add((part, doc, *ends_of(source, target, mode), mode))  # type: ignore[arg-type]


def rates(found: set[Key], wanted: set[Key], optional: set[Key]) -> Rates:
    """Compare keys; optional ones are neither missed nor extra."""
    counted = found - optional
    return Rates(len(counted & wanted), len(counted), len(wanted))
