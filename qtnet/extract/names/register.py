"""Names of all passages in, actors of the document out: one id per actor, whatever form the text uses.

Short forms join the longer name that they begin ("Lynas" and "Lynas Rare Earths Ltd"), acronyms the name that they
were learnt with. Names are never merged because they look alike.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from qtnet.extract.names.acronyms import bracketed_acronyms, initials_match, long_form_before
from qtnet.extract.names.gazetteer import Known, Trie, country_forms, gazetteer
from qtnet.extract.names.home import countries_at, home_around, home_in_name
from qtnet.extract.names.identity import canonical_id, without_legal_form
from qtnet.extract.names.kinds import kind_around
from qtnet.extract.names.names import Name
from qtnet.extract.names.namewords import name_words
from qtnet.extract.names.passages import Passage
from qtnet.extract.names.places import is_placed
from qtnet.extract.vocabulary import Kind

__all__ = ["Register", "register"]

_Key = tuple[str, ...]
# Where nothing tells their home, bodies belong to the country that the document is about, unless their name denies it.
_ABOUT_ONE = 0.5  # of the countries named: the document is about one country, and so are its firms
_AT_HOME = frozenset(["agency", "research", "programme"])
_INTERNATIONAL = frozenset(
    [
        "African",
        "Asian",
        "Global",
        "International",
        "World",
        "BRICS",
        "ASEAN",
        "Universities",
        "Quad",
        "Silk",
        "American",
        "Nordic",
    ]
)
# A head noun tells the kind; an unknown name is only called a company for want of better.
_SHAPE_VOTES, _NOUN_VOTES, _MATE_VOTES = 1000, 20, 3


_LEAST_INITIALS = 3
_LEAST_WORDS = 2
# Ways to write the last word of a firm's name.
_SPELT = (
    ("Tech", "Technologies", "Technology"),
    ("Semi", "Semiconductor", "Semiconductors"),
    ("Labs", "Laboratories"),
    ("Telecom", "Telecommunications", "Telecommunication"),
)


@dataclass(slots=True)
class _Entry:
    """What is known of a name that the gazetteer does not have."""

    words: _Key
    kinds: Counter[str] = field(default_factory=Counter)
    homes: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)
    inside: int = 0  # occurrences that do not open a sentence
    placed: int = 0  # occurrences as where something happens
    first: int = 0  # occurrences as the first word of a sentence
    times: int = 0


@dataclass(frozen=True, slots=True)
class Register:
    """The actors of a document and the forms that stand for them."""

    known: dict[_Key, Known]  # words of a form, without legal form -> actor
    blocked: frozenset[_Key]  # forms that are people, products or other things
    trie: Trie  # learnt forms as written
    folded: Trie  # the same in lower case

    def resolve(self, words: Sequence[str]) -> Known | None:
        """Give the actor that a form stands for, or None."""
        return self.known.get(without_legal_form(words))


def register(passages: Sequence[Passage], names: Sequence[Sequence[Name]]) -> Register:
    """Decide which names are one actor, and give each its id, kind and home country."""
    people = _people(passages, names)
    entries = _entries(passages, names, people)
    aliases, not_actors = _acronyms(passages, names)
    unsure: set[_Key] = {key for key, e in entries.items() if len(key) == 1 and not e.inside}
    unsure |= _common_here(entries, passages)
    places = {key for key, e in entries.items() if e.placed == e.times and not e.sources["shape"]}
    blocked = {key for key in entries if key in not_actors} | people | unsure | (places - aliases.keys())
    full = _full_forms(entries, names, passages)
    links = _short_forms(entries, full)
    aliases |= _initials(entries, full, aliases.keys() | not_actors)
    for acronym, target in aliases.items():
        if acronym != target:
            links[acronym] = target
    main_country, share = _main_country(names)
    families = _families(entries, links)
    known: dict[_Key, Known] = {}
    for key in sorted(entries):
        if key not in links and key not in blocked:
            known[key] = _known(key, families[key], main_country, share)
    for name_list, passage in zip(names, passages, strict=True):
        for name in name_list:
            if name.actor and name.kind and name.form in ("name", "generic"):
                known.setdefault(_key(passage, name), Known(name.actor, name.kind, name.country))
    _settle_acronyms(passages, names, known, aliases, families)
    for key in sorted(links):
        target = _follow(key, links)
        if target in known:
            known[key] = known[target]
    cased, folded = _tries(known, aliases)
    return Register(known, frozenset(blocked), cased, folded)


def _key(passage: Passage, name: Name) -> _Key:
    return without_legal_form(passage.words[name.first : name.last])


def _people(passages: Sequence[Passage], names: Sequence[Sequence[Name]]) -> set[_Key]:
    people: set[_Key] = set()
    for passage, found in zip(passages, names, strict=True):
        for name in found:
            if name.kind is None and name.source == "unknown":
                words = passage.words[name.first : name.last]
                people.update([tuple(words), (words[-1],), (words[0],), tuple(words[1:]), tuple(words[-2:])])
    return people


def _entries(passages: Sequence[Passage], names: Sequence[Sequence[Name]], people: set[_Key]) -> dict[_Key, _Entry]:
    entries: dict[_Key, _Entry] = {}
    for passage, found in zip(passages, names, strict=True):
        forms = countries_at(found)
        for position, name in enumerate(found):
            key = _key(passage, name)
            if name.actor or name.kind is None or (name.source == "unknown" and key in people) or not key:
                continue
            entry = entries.setdefault(key, _Entry(key))
            entry.kinds[name.kind] += _SHAPE_VOTES if name.source == "shape" else 1
            entry.sources[name.source] += 1
            entry.homes.update(home_around(passage.words, forms, name))
            if key != tuple(passage.words[name.first : name.last]):
                entry.homes.update([h for h in [home_in_name(passage.words[name.first : name.last])] if h])
            entry.inside += not name.opens
            entry.times += 1
            entry.first += name.first == 0
            entry.placed += is_placed(passage.words, name.first, name.last)
            told = kind_around(passage.words, name.first, name.last) if name.source == "unknown" else None
            if told:
                entry.kinds[told] += _NOUN_VOTES
            elif name.source == "unknown":
                entry.kinds.update(dict.fromkeys(_mates(passage, found, position), _MATE_VOTES))
    return entries


def _common_here(entries: dict[_Key, _Entry], passages: Sequence[Passage]) -> set[_Key]:
    """Give the words that only open sentences and that the document uses without a capital as well."""
    alone = {key for key, e in entries.items() if len(key) == 1 and e.first == e.times and not e.sources["shape"]}
    small = {word for passage in passages for word in passage.words if word.islower()}
    return {key for key in alone if key[0].lower() in small and not key[0].isupper()}


def _mates(passage: Passage, found: Sequence[Name], position: int) -> list[Kind]:
    """Give the kinds of the neighbours in a list: what stands between two universities is likely a third."""
    kinds: list[Kind] = []
    name = found[position]
    for other in found[max(0, position - 1) : position + 2]:
        between = passage.words[min(name.last, other.last) : max(name.first, other.first)]
        near = other is not name and 0 < len(between) <= 4 and all(w in _LISTING for w in between)
        sure = other.source != "unknown" and other.form == "name"
        if near and sure and other.kind in ("research", "company", "agency"):
            kinds.append(other.kind)
    return kinds


_LISTING = frozenset([",", "and", "or", "&", "the", "(", ")", "’", "/"])


def _acronyms(passages: Sequence[Passage], names: Sequence[Sequence[Name]]) -> tuple[dict[_Key, _Key], set[_Key]]:
    aliases: dict[_Key, _Key] = {}
    others: set[_Key] = set()
    for passage, found in zip(passages, names, strict=True):
        for first, last in bracketed_acronyms(passage):
            inside = tuple(passage.words[first:last])
            if any(n.first == first and n.kind in ("country", "bloc") for n in found):
                continue
            long_form = long_form_before(passage, found, first - 1)
            if long_form and long_form.kind:
                key = _key(passage, long_form)
                if len(key) > 1 and (long_form.source != "unknown" or initials_match("".join(inside), key)):
                    aliases.setdefault(inside, key)
                    continue
            elif len(inside) == 1 and (inside[0].isupper() or passage.words[first - 2].islower()):
                others.add(inside)
    return aliases, others - aliases.keys()


def _settle_acronyms(
    passages: Sequence[Passage],
    names: Sequence[Sequence[Name]],
    known: dict[_Key, Known],
    aliases: dict[_Key, _Key],
    families: dict[_Key, list[_Entry]],
) -> None:
    """Decide between what the gazetteer and the document know an acronym for; names are changed in place.

    "NRF" is Korea's unless the document has learnt it as that of South Africa's foundation. Where nothing speaks
    against it, the long form is another form of what the acronym is known for.
    """
    for acronym, target in sorted(aliases.items()):
        listed, own = gazetteer().names.get(" ".join(acronym)), known.get(target)
        if listed is None or own is None or own.actor == listed.actor:
            continue
        told = {home for entry in families.get(target, ()) for home in entry.homes} | {home_in_name(target)} - {""}
        if not told and own.kind == "agency":  # every country has a ministry of that name
            told = {own.country}
        if target in families and (not told or listed.country in told):
            known[target] = listed
            continue
        known[acronym] = own
        for passage, found in zip(passages, names, strict=True):
            for name in found:
                if name.actor == listed.actor and passage.words[name.first : name.last] == acronym:
                    name.actor, name.country, name.kind = own.actor, own.country, own.kind


def _full_forms(entries: dict[_Key, _Entry], names: Sequence[Sequence[Name]], passages: Sequence[Passage]) -> set[_Key]:
    """Give the forms of all names, those of the gazetteer included."""
    known = {"name", "generic"}
    return set(entries) | {
        _key(p, n) for p, found in zip(passages, names, strict=True) for n in found if n.actor and n.form in known
    }


def _initials(entries: dict[_Key, _Entry], full: set[_Key], settled: Set[_Key]) -> dict[_Key, _Key]:
    """Join an unknown acronym to the one name of the document whose initials it is, brackets or not."""
    of: dict[str, set[_Key]] = defaultdict(set)
    for key in full:
        if len(key) >= _LEAST_INITIALS:
            of["".join(word[0] for word in key if word[0].isupper())].add(key)
    found = {}
    for key in entries:
        targets = of.get(key[0], set()) if len(key) == 1 and len(key[0]) >= _LEAST_INITIALS else set()
        if key not in settled and len(targets) == 1:
            found[key] = next(iter(targets))
    return found


def _short_forms(entries: dict[_Key, _Entry], full: set[_Key]) -> dict[_Key, _Key]:
    longer: dict[_Key, set[_Key]] = defaultdict(set)
    for key in full:
        for short in _shortenings(key):
            longer[short].add(key)
    links: dict[_Key, _Key] = {}
    for key, entry in entries.items():
        targets = longer.get(key, set()) - {key}
        if len(targets) == 1 and not entry.sources["shape"]:
            links[key] = next(iter(targets))
    return links


def _shortenings(key: _Key) -> list[_Key]:
    """Give the forms by which a text takes up a longer name."""
    lexicon = name_words()
    topics, heads, forms = lexicon.topics, lexicon.heads, country_forms()
    found = [key[:n] for n in range(1, len(key)) if key[n - 1] not in ("of", "for", "and", "the", "&", "-")]
    if key[0] in lexicon.heads and len(key) > 2 and key[1] == "of":
        found += [key[2:], key[3:] if key[2] == "the" else key[2:]]
    for length in (1, 2):  # "Hong Kong CBC"
        if len(key) == length + 1 and key[-1].isupper() and " ".join(key[:length]) in forms:
            found.append(key[-1:])
    return [f for f in found if f and not all(w in topics or w in heads or w in forms or w == "National" for w in f)]


def _main_country(names: Sequence[Sequence[Name]]) -> tuple[str, float]:
    """Give the country that a document is about, and its share of all that are named; the beginning counts more."""
    count: Counter[str] = Counter()
    for position, found in enumerate(names):
        count.update({n.country: 3 if position < 3 else 1 for n in found if n.kind == "country"})
    if not count:
        return "", 0.0
    main = min(count, key=lambda c: (-count[c], c))
    return main, count[main] / count.total()


def _families(entries: dict[_Key, _Entry], links: dict[_Key, _Key]) -> dict[_Key, list[_Entry]]:
    families: dict[_Key, list[_Entry]] = defaultdict(list)
    for key in sorted(entries):
        families[_follow(key, links)].append(entries[key])
    return families


def _known(key: _Key, family: Sequence[_Entry], main_country: str, share: float) -> Known:
    kinds: Counter[str] = Counter()
    homes: Counter[str] = Counter()
    for entry in family:
        kinds.update(entry.kinds)
        homes.update(entry.homes)
    kind = min(kinds, key=lambda k: (-kinds[k], k))
    for entry in family:
        if listed := _listed(entry.words):
            return listed
    told = home_in_name(key)
    if told:
        homes[told] += 4
    home = min(homes, key=lambda c: (-homes[c], c)) if homes else ""
    if not home and (kind in _AT_HOME or share >= _ABOUT_ONE) and not _INTERNATIONAL.intersection(key):
        home = main_country
    return Known(canonical_id(key, kind=kind, country=home), _as_kind(kind), home)


def _listed(words: _Key) -> Known | None:
    """Give the known actor of a name, also where its last word is written out or cut short: "Acme Technologies"."""
    names = gazetteer().names
    found = names.get(" ".join(words))
    if found or len(words) < _LEAST_WORDS:
        return found
    others = (other for spelt in _SPELT if words[-1] in spelt for other in spelt)
    return next((names[form] for other in others if (form := " ".join((*words[:-1], other))) in names), None)


def _as_kind(kind: str) -> Kind:
    kinds: dict[str, Kind] = {
        "agency": "agency",
        "research": "research",
        "company": "company",
        "programme": "programme",
    }
    return kinds[kind]


def _follow(key: _Key, links: dict[_Key, _Key]) -> _Key:
    seen = {key}
    while key in links and links[key] not in seen:
        key = links[key]
        seen.add(key)
    return key


def _tries(known: dict[_Key, Known], aliases: dict[_Key, _Key]) -> tuple[Trie, Trie]:
    cased, folded = Trie(), Trie()
    for key in sorted(known):
        if len(key) > 1 or key in aliases or key[0].lower() not in name_words().common:
            cased.add(" ".join(key), known[key])
            folded.add(" ".join(key).lower(), known[key])
    return cased, folded
