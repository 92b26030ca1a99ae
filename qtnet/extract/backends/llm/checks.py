"""A model's answer in, accepted items and faults out: nothing enters that does not stand in the text.

One bad item costs only itself. Reasons: ``ungrounded`` (the quotation does not stand in the window word for word),
``unknown-actor`` (an end is no listed actor, or its name does not stand in the document), ``bad-enum``, ``bad-value``,
``unknown-field``, ``self-tie`` and ``other-amount`` (the quotation holds another number).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import get_args

from qtnet.corpus import Document
from qtnet.extract.backends.llm.fields import Fields
from qtnet.extract.backends.llm.figures import holds_number
from qtnet.extract.backends.llm.grounding import Folded, fold
from qtnet.extract.backends.llm.items import Fault, Items, NamedActor, NamedMoney, NamedTie
from qtnet.extract.backends.llm.windows import Window
from qtnet.extract.names.gazetteer import country_forms
from qtnet.extract.vocabulary import DOMAINS, KINDS, MODES, STATUSES, Basis

__all__ = ["Checker", "no_answer"]

_TABLES = ("actors", "ties", "funding")
_ACTOR = ("name", "kind", "country", "surfaces")
_TIE = ("source", "target", "mode", "domain", "status", "year", "instrument", "evidence")
_MONEY = (
    "funder",
    "recipient",
    "amount",
    "amount_high",
    "currency",
    "basis",
    "years",
    "year",
    "domain",
    "status",
    "evidence",
)
_YEARS = (1900, 2100)
_LONGEST_NAME = 150  # characters
_NOT_EXACT = "is no exact, unbroken quotation from the text between the markers; copy it letter by letter"


class Checker:
    """Checks answers about one document; it knows the actors that earlier windows have listed.

    Examples
    --------
    >>> document = Document(doc="d", text="Oman and Peru signed a pact.")
    >>> tie = {"source": "Oman", "target": "Peru", "mode": "agreement", "domain": "ai", "status": "active",
    ...     "year": None, "instrument": "", "evidence": "Oman and Peru signed"}
    >>> actors = [{"name": name, "kind": "country", "country": code, "surfaces": []}
    ...     for name, code in (("Oman", "OM"), ("Peru", "PE"))]
    >>> ties = [tie, tie | {"target": "Chile"}, tie | {"evidence": "Oman signed"}]
    >>> found = Checker(document).check({"actors": actors, "ties": ties, "funding": []}, Window(0, 28))
    >>> [(t.source, t.target) for t in found.ties], [fault.reason for fault in found.faults]
    ([('Oman', 'Peru')], ['unknown-actor', 'ungrounded'])
    """

    def __init__(self, document: Document) -> None:
        self._folded = Folded(document.text)
        self._actors: dict[str, NamedActor] = {}  # by every folded form

    @property
    def actors(self) -> tuple[NamedActor, ...]:
        """The actors listed so far, in order."""
        return tuple({actor.name: actor for actor in self._actors.values()}.values())

    def check(self, answer: object, window: Window) -> Items:
        """Check an answer, whatever JSON it is; its quotations must stand in the window that the model has seen."""
        items = Items()
        if not isinstance(answer, dict) or not any(isinstance(answer.get(table), list) for table in _TABLES):
            items.faults.append(no_answer("it is not an object with the lists actors, ties and funding", answer))
            return items
        for item, fields in _listed(answer, "actors", _ACTOR):
            actor = self._actor(fields)
            if _is_sound(items, "actors", item, fields):
                items.actors.append(actor)
                for form in (actor.name, *actor.surfaces):
                    self._actors.setdefault(fold(form), actor)
        for item, fields in _listed(answer, "ties", _TIE):
            tie = self._tie(fields, window)
            if _is_sound(items, "ties", item, fields):
                items.ties.append(tie)
        for item, fields in _listed(answer, "funding", _MONEY):
            money = self._money(fields, window)
            if _is_sound(items, "funding", item, fields):
                items.funding.append(money)
        return items

    def _actor(self, fields: Fields) -> NamedActor:
        name = fields.text("name", required=True)
        if name and name not in self._folded:
            fields.reject("ungrounded", f"name: {name!r} does not stand in the text; copy the form that it uses")
        elif name and not _is_name(name):
            fields.reject("bad-value", f"name: {name!r} is no name")
        kind = fields.choice("kind", KINDS)
        country = fields.text("country")
        if country and country not in _countries():
            fields.reject("bad-enum", f"country: {country!r} is no ISO 3166-1 alpha-2 code (GB, not UK), EU or empty")
        if kind == "country" and not country:
            fields.reject("bad-enum", f"country: {name!r} is of kind country and needs its code")
        # Other forms are help, not evidence: those that the text does not have are left out.
        surfaces = tuple(form for form in fields.texts("surfaces") if form in self._folded and _is_name(form))
        return NamedActor(name=name, kind=kind, country=country, surfaces=surfaces)

    def _tie(self, fields: Fields, window: Window) -> NamedTie:
        source, target = (self._party(fields, end, required=True) for end in ("source", "target"))
        if source and source == target:
            fields.reject("self-tie", f"target: {target!r} is the source too; a tie has two different actors")
        start, end = self._quotation(fields, window)
        instrument = fields.text("instrument")
        return NamedTie(
            source=source,
            target=target,
            mode=fields.choice("mode", tuple(MODES)),
            domain=fields.choice("domain", DOMAINS),
            status=fields.choice("status", STATUSES),
            year=fields.whole("year", *_YEARS),
            instrument=instrument if instrument in self._folded else "",
            start=start,
            end=end,
        )

    def _money(self, fields: Fields, window: Window) -> NamedMoney:
        funder, recipient = (self._party(fields, end, required=False) for end in ("funder", "recipient"))
        if funder and funder == recipient:
            fields.reject("self-tie", f"recipient: {recipient!r} is the funder too")
        start, end = self._quotation(fields, window)
        amount = fields.number("amount", required=True)
        if amount is not None and start < end and not holds_number(fields.text("evidence"), amount):
            fields.reject("other-amount", f"amount: the evidence holds no amount of {amount:.15g}; write it in full")
        currency = fields.text("currency", required=True)
        if currency and not re.fullmatch("[A-Z]{3}", currency):
            fields.reject("bad-enum", f"currency: {currency!r} is no ISO 4217 code such as USD")
        return NamedMoney(
            funder=funder,
            recipient=recipient,
            amount=amount or 0.0,
            amount_high=fields.number("amount_high"),
            currency=currency,
            basis=fields.choice("basis", get_args(Basis)),
            years=fields.whole("years", 1, 100),
            year=fields.whole("year", *_YEARS),
            domain=fields.choice("domain", DOMAINS),
            status=fields.choice("status", STATUSES),
            start=start,
            end=end,
        )

    def _party(self, fields: Fields, end: str, *, required: bool) -> str:
        """Read an end of a tie; give the name under which the actor is listed."""
        name = fields.text(end, required=required)
        if not name:
            return ""
        actor = self._actors.get(fold(name))
        if actor is None:
            fields.reject(
                "unknown-actor", f"{end}: {name!r} is none of the listed actors, whose names stand in the text"
            )
            return ""
        return actor.name

    def _quotation(self, fields: Fields, window: Window) -> tuple[int, int]:
        quotation = fields.text("evidence", required=True)
        found = self._folded.find(quotation, *window) if quotation else (0, 0)
        if found is None:
            fields.reject("ungrounded", f"evidence: {quotation!r} {_NOT_EXACT}")
        return found or (0, 0)


def no_answer(why: str, answer: object) -> Fault:
    """Give the fault of an answer that holds no items at all."""
    return Fault(table="", item=answer, reason="no-answer", message=f"your answer could not be read: {why}")


def _listed(answer: Mapping[str, object], table: str, known: Sequence[str]) -> Iterator[tuple[object, Fields]]:
    listed = answer.get(table)
    for item in listed if isinstance(listed, list) else []:
        fields = Fields(item if isinstance(item, dict) else {}, known=known)
        if not isinstance(item, dict):
            fields.reject("bad-value", f"{item!r} is not an object with {', '.join(known)}")
        yield item, fields


def _is_sound(items: Items, table: str, item: object, fields: Fields) -> bool:
    if fields.faults:
        message = "; ".join(message for _, message in fields.faults)
        items.faults.append(Fault(table=table, item=item, reason=fields.faults[0][0], message=message))
    return not fields.faults


def _is_name(form: str) -> bool:
    """Say whether words can be a name; the sign | separates names in tables."""
    return len(form) <= _LONGEST_NAME and "|" not in form and any(map(str.isalnum, form))


@cache
def _countries() -> frozenset[str]:
    return frozenset([*country_forms().values(), "EU"])
