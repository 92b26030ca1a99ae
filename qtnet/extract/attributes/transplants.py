"""Examples made of two: what stands around a quotation in one document, set into another on a different technology.

Documents mostly keep to one technology, so that nothing in them tells whether near or far words decide. A quotation
that names its technology keeps it wherever it stands; such examples teach that near words outweigh far ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qtnet.extract.attributes.domain_zones import Surroundings
from qtnet.extract.vocabulary import Domain, Mode

__all__ = ["DomainExample", "transplants"]

DomainExample = tuple[
    Surroundings, Mode | None, frozenset[Domain]
]  # around a quotation; mode of the tie; its technologies

_REST: Domain = "science-technology"
#: What moves with a quotation; all else is the other document's.
_NEAR = frozenset(
    [
        "quotation", "onward", "clause", "sentence", "names in sentence", "names in quotation", "first name",
        "second name",
    ]
)  # fmt: skip
_STEP = 17  # from an example to the first that may lend its document: beyond those of the same document


def transplants(examples: Sequence[DomainExample]) -> Iterator[DomainExample]:
    """Give each example whose own words name its technologies the document of another example.

    Examples
    --------
    >>> from collections import Counter
    >>> from qtnet.extract.attributes.domain_zones import Terms
    >>> def around(near, far):
    ...     none = Counter()
    ...     return Surroundings({"quotation": Terms(Counter({near: 1}), none), "onward": Terms(none, none),
    ...                          "document": Terms(Counter({far: 9}), none)}, "")
    >>> made = list(transplants([(around("ai", "ai"), None, frozenset({"ai"})),
    ...                          (around("telecom", "materials"), None, frozenset({"telecom"}))]))
    >>> [(sorted(domains), dict(zones.zones["document"].strong)) for zones, _, domains in made]
    [(['ai'], {'materials': 9}), (['telecom'], {'ai': 9})]
    """
    for place, (around, mode, domains) in enumerate(examples):
        named = {d for zone in ("quotation", "onward") for d, n in around.zones[zone].strong.items() if n}
        if _REST in domains or not domains <= named:
            continue
        other = _other(examples, place, domains)
        if other is not None:
            far = {name: terms for name, terms in other.zones.items() if name not in _NEAR}
            near = {name: terms for name, terms in around.zones.items() if name in _NEAR}
            yield Surroundings(near | far, around.kinds), mode, domains


def _other(examples: Sequence[DomainExample], place: int, domains: frozenset[Domain]) -> Surroundings | None:
    """Give the surroundings of the next example that is on none of the technologies."""
    count = len(examples)
    for step in range(_STEP, _STEP + count):
        around, _, others = examples[(place + step) % count]
        if not others & domains and _REST not in others:
            return around
    return None
