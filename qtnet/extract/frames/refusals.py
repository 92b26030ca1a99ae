"""Matches that say something else: what a party does to its own goods, goods that may not flow, offers turned down."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from qtnet.extract.frames.frameset import Frame
from qtnet.extract.frames.patterns import Match
from qtnet.extract.frames.skeleton import Item

__all__ = ["holds"]

_REACH = 7  # items before a verb of selling in which what forbids it stands
_FORBIDDING = frozenset({"longer", "unable", "forbidden"})
_OBLIGING = frozenset({"had", "has", "have", "must"})
_RESTRICTING = ("restrict.", "order.")
_SELLING = ("supply.", "sell.")
_BUYING = ("buy.", "use.")
_ACQUIRING = ("acquire.",)
_GOODS = frozenset({"benefit.n", "goods.n"})
_OFFERS = frozenset([
    "offer", "offers", "bid", "bids", "proposal", "proposals", "approach", "overture", "overtures", "request",
    "requests", "invitation", "invitations", "advance", "advances", "terms",
])  # fmt: skip
_BUSINESSES = frozenset({
    "business", "unit", "division", "subsidiary", "stake", "stakes", "shares", "shareholding", "holding", "plant",
    "factory", "fab", "operations", "majority", "minority", "half", "itself", "arm", "interest",
})  # fmt: skip
_DECLINING = ("refus", "den", "reject", "declin", "turn down", "rule out", "rules out", "ruled out")
_STOPPING = ("stop", "halt", "cease", "suspend", "end", "quit")
_OTHERS = 4  # items behind "with" in which unnamed partners stand
_UNNAMED = frozenset({
    "partners", "allies", "labs", "laboratories", "universities", "institutions", "institutes", "firms", "companies",
    "countries", "nations", "governments", "others", "start-ups", "startups", "customers", "neighbours", "neighbors",
})  # fmt: skip
_NEAR = 6  # items behind a party in which the offer that it made is named


def holds(frame: Frame, found: Match, clause: Sequence[Item]) -> bool:
    """Say whether a match tells of two parties and, for supplies, of goods that may flow.

    "Both agreed to limit their exports" restricts neither, "it was barred from exporting to China" and "it was ordered
    to sell the plant" supply nobody, "it turned down A's offer" and "it stopped testing A's chips" restrict nobody, and
    "it bought 100 A chips" buys chips, not A. Who provides money or sells a plant supplies nobody, and money that is
    "sanctioned" is granted.
    """
    if _is_reflexive(found):
        return False
    if frame.family == "supply":
        return not (_is_forbidden(found, clause) or _may_not_buy(found, clause) or _gives_no_goods(found, clause))
    if frame.family == "restriction":
        return not (_is_declined(found, clause) or _stops_itself(found, clause) or _grants_money(found, clause))
    return not (_buys_goods(found, clause) or _acts_with_others(frame, found, clause))


def _acts_with_others(frame: Frame, found: Match, clause: Sequence[Item]) -> bool:
    """Say whether a joint subject acts with unnamed others, each member on its own: "A and B work with allies"."""
    if any(not rule.startswith("within") for rule in frame.pairs) and len(found.slots) > 1:
        return False
    last = max(item.end for item in found.slots.values())
    behind = [item for item in clause if item.start >= last]
    at = next((at for at, item in enumerate(behind) if item.slot is None and item.text == "with"), None)
    if at is None:
        return False
    near = behind[at + 1 : at + 1 + _OTHERS]
    return any(item.slot is None and item.text in _UNNAMED for item in near) and all(i.slot is None for i in near)


def _is_reflexive(found: Match) -> bool:
    """Say whether all slots, two at least, stand for the same actors."""
    actors = [{member.actor for member in item.slot.members} for item in found.slots.values() if item.slot is not None]
    return len(actors) > 1 and all(named == actors[0] for named in actors[1:])


def _is_forbidden(found: Match, clause: Sequence[Item]) -> bool:
    """Say whether a word that forbids or orders it governs the selling."""
    selling = [item.start for item in found.triggers if any(tag.startswith(_SELLING) for tag in item.tags)]
    if not selling:
        return False
    before = [item for item in clause if item.slot is None and item.end <= min(selling)][-_REACH:]
    obliged = len(before) > 1 and before[-1].text == "to" and before[-2].text in _OBLIGING
    own = {item.start for item in found.triggers}  # "A stopped deliveries" is a supply that ended
    return obliged or any(
        item.text in _FORBIDDING or any(tag.startswith(_RESTRICTING) for tag in item.tags)
        for item in before
        if item.start not in own
    )


def _may_not_buy(found: Match, clause: Sequence[Item]) -> bool:
    """Say whether a word that forbids it governs the buying: "forbade its firms to buy from A"."""
    buying = found.triggers[0]
    if not any(tag.startswith(_BUYING) for tag in buying.tags):
        return False
    before = [item for item in clause if item.end <= buying.start][-_NEAR:]
    stops = [any(tag.startswith("restrict.") and not tag.endswith(".n") for tag in item.tags) for item in before]
    return any(stops) and before[-1].text in ("to", "from")


def _is_declined(found: Match, clause: Sequence[Item]) -> bool:
    """Say whether what is refused is an offer or a sum of money."""
    if not any(item.text.startswith(_DECLINING) for item in found.triggers):
        return False
    last = max(item.end for item in found.slots.values())
    first = min(item.start for item in found.triggers)
    near = [item for item in clause if item.start >= first]
    behind = [item for item in near if item.start >= last][:_NEAR]
    between = [item for item in near if item.start < last]
    return any(item.text in _OFFERS or "$" in item.tags for item in (*between, *behind) if item.slot is None)


def _stops_itself(found: Match, clause: Sequence[Item]) -> bool:
    """Say whether a party only ends what it does itself: "it stopped testing A's chips", "A stopped deliveries"."""
    trigger = found.triggers[0]
    if not trigger.text.startswith(_STOPPING):
        return False
    owner = found.slots.get("A")
    if owner is not None and owner.slot is not None and owner.slot.kinds == {"company"}:
        return True
    following = next((item for item in clause if item.start >= trigger.end), None)
    return following is not None and following.slot is None and following.text.endswith("ing")


def _gives_no_goods(found: Match, clause: Sequence[Item]) -> bool:
    """Say whether what passes between the parties is money or a business: "provides $5 million to B"."""
    giving = [item for item in found.triggers if any(tag.startswith(_SELLING) for tag in item.tags)]
    if not giving:
        return False
    behind = [item.start for item in found.slots.values() if item.start > giving[0].end]
    between = [item for item in clause if giving[0].end <= item.start < max(behind, default=0) and item.slot is None]
    is_sale = any(tag.startswith("sell.") for tag in giving[0].tags)
    return any(item.text in _BUSINESSES if is_sale else "$" in item.tags for item in between)


def _grants_money(found: Match, clause: Sequence[Item]) -> bool:
    """Say whether "sanction" means to approve: money stands in the clause."""
    return found.triggers[0].text.startswith("sanction") and any("$" in item.tags for item in clause)


def _buys_goods(found: Match, clause: Sequence[Item]) -> bool:
    """Say whether goods are bought, with their maker before them: "bought 100 A chips"."""
    if not any(tag.startswith(_ACQUIRING) for item in found.triggers for tag in item.tags):
        return False
    bought = {item.start for item in found.slots.values()}
    return any(item.start in bought and not following.tags.isdisjoint(_GOODS) for item, following in pairwise(clause))
