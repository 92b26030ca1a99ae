"""How figures are stored in the page: once in full, every other form as its difference, long arrays in few characters.

`assets/unpacking.js` turns each of these forms back. Nothing is lost: a number comes back as the same number.

- Fact ids are places in the list of facts; many facts of one mark are the name of a set of the page.
- ``{"~": [p, d, first, …]}``: numbers as whole multiples of 10^-p, as their `d`-th differences; null stays null.
- ``{"*": [value, times, …]}``: runs of the same value.
- A difference is ``[value]`` where a value takes the place of another, else the changed keys with their differences;
  ``"-"`` lists keys that go, ``"#"`` is the length of a list that gets longer or shorter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

import numpy as np

from qtnet.report.embed import figure_json
from qtnet.report.exhibit import Exhibit, Variant
from qtnet.report.factsets import FactSets

__all__ = ["LEFT_OUT", "compact", "difference", "packed_exhibit", "placed"]

Json = Any

#: The place of a fact that the page does not carry.
LEFT_OUT = -1
_SHORT = 6  # shorter arrays are stored as they are
_FEW = 30  # so many facts of a mark, or fewer, stand with it
_MOST_DECIMALS = 6
_EXACT = 1 << 40  # sums of differences of whole numbers below this are exact in JavaScript
_ORDERS = (0, 1, 2)
_CODED = ({"~"}, {"*"})


def packed_exhibit(
    exhibit: Exhibit, places: Mapping[str, int], presets: Mapping[str, Exhibit], sets: FactSets
) -> dict[str, Json]:
    """Store all forms of an exhibit's figure.

    Parameters
    ----------
    exhibit
        Has a figure.
    places
        Of each fact in the list of facts of the page.
    presets
        The same exhibit for each preset that changes it; one without a figure is stored as its reason.
    sets
        Names the long lists of facts.

    Returns
    -------
    dict
        ``wide`` in full; ``narrow`` as difference from it; ``variants`` and ``presets`` by key, each with a ``wide``
        that is a difference from the base figure's and a ``narrow`` that is one from its own.
    """
    wide = _figure(exhibit.key, exhibit.wide, places, sets)

    def forms(shown: Exhibit | Variant) -> dict[str, Json]:
        other = _figure(exhibit.key, shown.wide, places, sets)
        return {
            "wide": difference(wide, other),
            "narrow": difference(other, _figure(exhibit.key, shown.narrow, places, sets)),
        }

    return {
        "wide": wide,
        "narrow": difference(wide, _figure(exhibit.key, exhibit.narrow, places, sets)),
        "variants": {variant.key: forms(variant) for variant in exhibit.variants},
        "presets": {
            key: forms(shown) if shown.wide is not None else {"reason": shown.reason} for key, shown in presets.items()
        },
    }


def difference(base: Json, other: Json) -> Json:
    """Give what turns `base` into `other`; None where they are alike.

    Examples
    --------
    >>> difference({"a": 1, "b": [1, 2]}, {"a": 1, "b": [1, 3, 4]})
    {'b': {'#': 3, '1': [3], '2': [4]}}
    >>> difference({"a": 1}, {"b": 2}), difference([1], [1])
    ({'-': ['a'], 'b': [2]}, None)
    """
    if base == other and type(base) is type(other):
        return None
    if isinstance(base, dict) and isinstance(other, dict) and base.keys() not in _CODED and other.keys() not in _CODED:
        return _dict_difference(base, other)
    if isinstance(base, list) and isinstance(other, list) and all(isinstance(v, dict) for v in (*base, *other)):
        return _list_difference(base, other)
    if isinstance(base, list) and isinstance(other, list) and len(other) <= _SHORT:
        return _list_difference(base, other)
    return [other]


def _dict_difference(base: dict[str, Json], other: dict[str, Json]) -> dict[str, Json]:
    gone = sorted(base.keys() - other.keys())
    new = {key: [value] for key, value in other.items() if key not in base}
    kept = {key: difference(base[key], value) for key, value in other.items() if key in base}
    return {**({"-": gone} if gone else {}), **new, **{key: step for key, step in kept.items() if step is not None}}


def _list_difference(base: list[Json], other: list[Json]) -> dict[str, Json]:
    length = {"#": len(other)} if len(base) != len(other) else {}
    kept = {str(k): difference(old, value) for k, (old, value) in enumerate(zip(base, other, strict=False))}
    new = {str(k): [value] for k, value in enumerate(other) if k >= len(base)}
    return {**length, **{key: step for key, step in kept.items() if step is not None}, **new}


def compact(value: Json) -> Json:
    """Store long arrays of numbers and of repeated values in few characters.

    Examples
    --------
    >>> compact([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7])
    {'~': [1, 2, 1, 0, 0, 0, 0, 0, 0]}
    >>> compact({"text": ["a", "a", "a", "b", "b", "b", "b"]})
    {'text': {'*': ['a', 3, 'b', 4]}}
    """
    if isinstance(value, dict):
        return {key: compact(inner) for key, inner in value.items()}
    if not isinstance(value, list):
        return value
    if len(value) <= _SHORT:
        return [compact(inner) for inner in value]
    if all(v is None or (isinstance(v, int | float) and not isinstance(v, bool)) for v in value):
        return _numbers(value)
    if all(isinstance(v, str) for v in value):
        return _runs(value)
    return [compact(inner) for inner in value]


def _figure(key: str, figure: Json, places: Mapping[str, int], sets: FactSets) -> Json:
    """Put places for fact ids, and names for many of them."""

    def stored(facts: Sequence[str]) -> list[int | str] | str:
        return placed(facts, places) if len(facts) <= _FEW else sets.key(tuple(facts))

    return compact(figure_json(key, figure, stored=stored))


def placed(facts: Sequence[str], places: Mapping[str, int]) -> list[int | str]:
    """Give the places of facts; an id without a place stays, one that the page does not carry goes."""
    found = (places.get(fact, fact) for fact in facts)
    return [place for place in found if place != LEFT_OUT]


def _runs(values: list[str]) -> Json:
    runs = [part for value, same in groupby(values) for part in (value, sum(1 for _ in same))]
    return {"*": runs} if len(runs) <= len(values) else values


def _numbers(values: list[float | None]) -> Json:
    known = np.array([v for v in values if v is not None], dtype=float)
    for decimals in range(_MOST_DECIMALS + 1):
        scale = 10.0**decimals
        whole = np.rint(known * scale)
        # The page divides by the same power of ten, so equal here is equal there.
        if len(known) and np.abs(whole).max() < _EXACT and (whole / scale == known).all():
            left = iter(whole.astype(int).tolist())
            steps = [None if v is None else next(left) for v in values]
            coded = [[decimals, order, *_differences(steps, order)] for order in _ORDERS]
            return {"~": min(coded, key=lambda code: (sum(len(str(part)) for part in code), -_order(code)))}
    return values


def _order(code: Sequence[int | None]) -> int:
    return code[1] or 0


def _differences(values: Sequence[int | None], order: int) -> list[int | None]:
    """Difference the known values `order` times; nulls keep their places."""
    found = list(values)
    for _ in range(order):
        last = 0
        step: list[int | None] = []
        for value in found:
            step.append(None if value is None else value - last)
            last = last if value is None else value
        found = step
    return found
