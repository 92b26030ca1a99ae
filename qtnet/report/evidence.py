"""The facts behind the numbers: each fact with its quotation in the paragraph where it stands.

`evidence` gives one record per tie and per amount of money, and the paragraphs they quote, each stored once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from qtnet.errors import InputError
from qtnet.report.carried import carried_facts
from qtnet.report.inputs import ReportInputs
from qtnet.report.labels import shorten, words

__all__ = ["Evidence", "evidence", "facts_by_end", "facts_of_actor", "ordered"]

_CONTEXT = 420  # characters of the paragraph kept on either side of a quotation
_NAME = 120  # characters of an actor's name; documents may hold any


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Records by fact id in the order of the page, the paragraphs that they quote, and the documents they come from.

    A record's `from` and `to` are positions in its paragraph in UTF-16 units, as browsers count; its `start` and
    `end` are positions in the stored document in characters, as Python counts.
    """

    records: tuple[dict[str, object], ...] = field(repr=False)
    paragraphs: tuple[str, ...] = field(repr=False)
    documents: Mapping[str, dict[str, str]] = field(repr=False)


def evidence(inputs: ReportInputs) -> Evidence:
    """Collect the facts that the page carries with their paragraphs, and the documents that they stand in.

    Raises
    ------
    InputError
        If a fact's document has no text or its quotation does not stand at its position.
    """
    names = actor_names(inputs)
    places = _Paragraphs(inputs.texts)
    carried = carried_facts(inputs)
    told, sums, listed = inputs.ties, inputs.funding, inputs.documents
    if carried is not None:
        told, sums = told[told["tie"].isin(carried)], sums[sums["funding"].isin(carried)]
        listed = listed[listed["doc"].isin({*told["doc"], *sums["doc"]})]
    ties = [_tie(row, names, places) for row in _rows(told.sort_values(["doc", "start", "tie"]))]
    money = [_money(row, names, places) for row in _rows(sums.sort_values(["doc", "start", "funding"]))]
    documents = {
        str(row["doc"]): {key: _text(row[key]) for key in ("title", "date", "source", "url")} for row in _rows(listed)
    }
    return Evidence(records=(*ties, *money), paragraphs=tuple(places.kept), documents=documents)


def actor_names(inputs: ReportInputs) -> dict[str, str]:
    """Give a name for every actor id: the network's, else the resolved one or the first form used, else the id.

    Names stand inside sentences: characters that turn the direction of writing are dropped, long ones cut.
    """
    forms = inputs.actors["name" if "name" in inputs.actors.columns else "surface"]
    told = list(zip(inputs.actors["actor"].tolist(), forms.tolist(), strict=True))
    names = {str(actor): _text(form).split("|")[0] for actor, form in reversed(told)}
    listed = zip(inputs.network_actors["actor"].tolist(), inputs.network_actors["name"].tolist(), strict=True)
    names |= {str(actor): str(name) for actor, name in listed if name}
    return {actor: shorten(name, _NAME).strip() or actor for actor, name in names.items()}


def facts_of_actor(network: pd.DataFrame, actor: str, layer: str | None = None) -> tuple[str, ...]:
    """Give the facts of all ties of an actor, in one layer or in all.

    Examples
    --------
    >>> ties = pd.DataFrame({"source": ["JP"], "target": ["US"], "layer": ["ai"], "facts": [("f2", "f1")]})
    >>> facts_of_actor(ties, "JP"), facts_of_actor(ties, "JP", "quantum")
    (('f1', 'f2'), ())
    """
    mine = (network["source"] == actor) | (network["target"] == actor)
    if layer is not None:
        mine &= network["layer"] == layer
    return ordered(fact for facts in network.loc[mine, "facts"] for fact in facts)


def facts_by_end(network: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Give the facts of all ties of each actor that has one, in one pass.

    Examples
    --------
    >>> ties = pd.DataFrame({"source": ["JP", "US"], "target": ["US", "US"], "facts": [("f2",), ("f1",)]})
    >>> facts_by_end(ties)
    {'JP': ('f2',), 'US': ('f1', 'f2')}
    """
    found: dict[str, list[str]] = {}
    for source, target, facts in zip(network["source"], network["target"], network["facts"], strict=True):
        for end in {str(source): None, str(target): None}:
            found.setdefault(end, []).extend(facts)
    return {actor: ordered(own) for actor, own in found.items()}


def ordered(facts: Iterable[str]) -> tuple[str, ...]:
    """Give facts once each, sorted."""
    return tuple(sorted(set(facts)))


class _Paragraphs:
    """Paragraphs around quotations, each kept once in the order of first use."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts
        self.kept: dict[str, int] = {}

    def place(self, fact: str, doc: str, start: int, end: int, quotation: str) -> dict[str, object]:
        if doc not in self.texts:
            raise InputError(f"fact '{fact}': document '{doc}' has no text; expected one of {sorted(self.texts)[:5]}")
        text = self.texts[doc]
        if text[start:end] != quotation:
            found = text[start:end][:60]
            raise InputError(f"fact '{fact}': {doc}[{start}:{end}] reads '{found}', not '{quotation[:60]}'")
        left, right = _around(text, start, end)
        paragraph = text[left:right]
        index = self.kept.setdefault(paragraph, len(self.kept))
        begin = _utf16(text[left:start])
        return {
            "doc": doc,
            "start": start,
            "end": end,
            "paragraph": index,
            "from": begin,
            "to": begin + _utf16(quotation),
            "cut": [left > 0 and text[left - 1] != "\n", right < len(text) and text[right] != "\n"],
        }


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """Give the bounds of the paragraph around a quotation; a long one is cut between two words."""
    left = text.rfind("\n", 0, start) + 1
    after = text.find("\n", end)
    right = len(text) if after < 0 else after
    if start - left > _CONTEXT:
        left = text.find(" ", start - _CONTEXT, start) + 1 or start - _CONTEXT
    if right - end > _CONTEXT:
        space = text.rfind(" ", end, end + _CONTEXT)
        right = space if space > 0 else end + _CONTEXT
    return left, right


def _tie(row: Mapping[str, object], names: Mapping[str, str], places: _Paragraphs) -> dict[str, object]:
    fact, source, target = str(row["tie"]), str(row["source"]), str(row["target"])
    return {
        "id": fact,
        "kind": "tie",
        "source": names.get(source, source),
        "target": names.get(target, target),
        "mode": str(row["mode"]),
        "sign": str(row["sign"]),
        "instrument": _text(row["instrument"]),
        "amount": "",
        **_common(row),
        **places.place(fact, str(row["doc"]), int(str(row["start"])), int(str(row["end"])), str(row["evidence"])),
    }


def _money(row: Mapping[str, object], names: Mapping[str, str], places: _Paragraphs) -> dict[str, object]:
    fact, funder, recipient = str(row["funding"]), _text(row["funder"]), _text(row["recipient"])
    return {
        "id": fact,
        "kind": "money",
        "source": names.get(funder, funder) or "not named",
        "target": names.get(recipient, recipient) or "not named",
        "mode": "money",
        "sign": "",
        "instrument": "",
        "amount": original_amount(row),
        **_common(row),
        **places.place(fact, str(row["doc"]), int(str(row["start"])), int(str(row["end"])), str(row["evidence"])),
    }


def original_amount(row: Mapping[str, object]) -> str:
    """Write an amount in the currency in which the text gives it.

    Examples
    --------
    >>> original_amount({"amount": "250000000", "currency": "JPY", "basis": "per-project"})
    'JPY 250,000,000 per project'
    >>> original_amount({"amount": 1e9, "amount_high": 2e9, "currency": "EUR", "basis": "total"})
    'EUR 1,000,000,000–2,000,000,000'
    """
    high = _text(row.get("amount_high", ""))
    amount = f"{float(str(row['amount'])):,.0f}" + (f"–{float(high):,.0f}" if high else "")
    basis = _text(row.get("basis", "total"))
    return f"{row['currency']} {amount}" + ("" if basis in ("", "total") else f" {words(basis)}")


def _common(row: Mapping[str, object]) -> dict[str, object]:
    return {
        "domain": str(row["domain"]),
        "status": str(row["status"]),
        "year": _text(row["year"]).removesuffix(".0"),
        "confidence": round(float(str(row["confidence"])), 3),
        "rule": str(row["rule"]),
    }


def _rows(frame: pd.DataFrame) -> list[dict[str, object]]:
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]


def _text(value: object) -> str:
    return "" if value is None or value != value else str(value)


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
