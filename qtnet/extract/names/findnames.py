"""A passage in, its names out: known ones, those with a shape, and unknown capitalised ones as weak candidates."""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise

from qtnet.extract.names.gazetteer import cities, country_forms, gazetteer
from qtnet.extract.names.names import Name, without_overlap
from qtnet.extract.names.namewords import name_words, words_of
from qtnet.extract.names.offices import office_holders
from qtnet.extract.names.passages import Passage
from qtnet.extract.names.persons import person_in
from qtnet.extract.names.places import acts
from qtnet.extract.names.pluralheads import plural_heads
from qtnet.extract.names.shapes import capital_runs, find_shapes
from qtnet.extract.names.wholenames import whole_names

__all__ = ["find_names"]

# What only an actor does, and what anything may do: the latter makes no name of a word that English could form.
_DEEDS = words_of("said says announced plans signed agreed aims wants hopes joined launched opened expects")
_VERBS = words_of(
    """has had have is was will would also 's and may can could makes made produces sells supplies operates became
    remains"""
)
_BEFORE_PARTY = frozenset(["with", "from", "by", "between"])
_JOINING = frozenset(["and", "or", ",", "'s"])
_BEHIND_PARTY = frozenset((mark,) for mark in (",", ".", ";", "'s", "and", "or", "are", "is", "has", "have", "will"))
_PLURALS = ("ers", "ors", "ions", "ings", "ments", "ists", "ities", "ians", "ries", "nesses")
_VERBS_LIKE_PLURALS = words_of(
    "offers delivers powers enters orders covers considers suffers remembers transfers triggers registers"
)
_FINITE = words_of(
    """are were have had will would can could may might must shall should do did is was has does became become remain"""
)
_REGION_WORDS = frozenset(["Province", "State", "Government", "Region", "City", "Canton", "Parliament"])
_GOVERNMENT = frozenset(
    ["Government", "government", "Administration", "administration", "Cabinet", "Parliament", "Congress", "Senate"]
)

_LONGEST_ACRONYM = 4  # letters; "ROME" is read as one
_MOST_LEGAL = 3  # forms in a row: "Pte. Co., Ltd."
_LONGEST = 30  # tokens; a longer run of capitals is no name, and what reads names takes time by their length squared
_OPEN = frozenset(["“", '"', "‘", "'", "(", "–", "—", "-", "*"])
_WORD_ENDINGS = tuple(
    sorted(
        words_of(
            """er ing ed ly ful ic ate al est ous ive ent s ion ity ness ce th ism cy ty ship dom ure age ment ant ary
            ory able ible less ware ist ian"""
        )
    )
)
# Models, amounts, meetings and files: "Y168", "HBM4", "600G", "COP27", "Map.svg", "GITEX-2022".
_CODE = re.compile(
    r"[A-Z]{1,2} - \d+|[A-Z]{1,4}\d{3,}|[A-Z]{3,5}\d{1,2}[EX]?|\d+[A-Z]|\w+ - 20\d\d"
    r"|\w+\.(?:svg|png|jpg|pdf|html)|[A-Z]+\d+-?[a-z]+"
)
_PRODUCT_BEHIND = words_of(
    """chip chips processor processors gpu gpus accelerator accelerators qubit system systems model models phone
    smartphone smartphones laptop platform platforms tool software app series line product products rocket
    satellite"""
)


def find_names(passage: Passage) -> list[Name]:
    """Find the names of a passage, from left to right, without overlap.

    Names of people, products, places and things that are no actor come with kind None.
    """
    words = passage.words
    trie = gazetteer().folded if passage.case == "folded" else gazetteer().cased
    hits = [
        Name(i, j, k.kind if k.actor else None, "gazetteer", k.actor, k.country, k.form) for i, j, k in trie.scan(words)
    ]
    if passage.case == "folded":
        return [hit for hit in hits if _stands(words, hit)]
    runs = capital_runs(words, [t.start for t in passage.tokens], [t.end for t in passage.tokens])
    holders = dict(office_holders(words, runs)) if passage.case == "mixed" else {}
    runs = [(first, next((a for a in holders if first < a < last), last)) for first, last in runs]
    if passage.case == "mixed":
        hits = whole_names(passage, runs, hits)
    shapes = find_shapes(words, runs) if passage.case == "mixed" else []
    shapes += plural_heads(words, runs) if passage.case == "mixed" else []
    for hit in hits:
        if hit.form == "region" and words[hit.last : hit.last + 1] and words[hit.last] in _REGION_WORDS:
            hit.last += 1
    hit_at = {at: hit for hit in hits for at in range(hit.first, hit.last)}
    people = [Name(first, last, None, "unknown") for first, last in holders.items()]
    found = without_overlap(hits + people + [s for s in map(partial(_checked, words, hit_at), shapes) if s.kind])
    found = _without_parts_of_names(words, found, runs, is_title=passage.case == "title")
    if passage.case == "mixed":
        rest = _rest(words, runs, found, [shape for shape in shapes if not shape.kind])
        found = without_overlap(_with_places(words, found, rest))
    behind = len(words)
    for name in reversed(found):
        first = name.first
        if name.kind and name.form == "name":
            name.last = _with_legal_form(passage, name, behind)
        behind = first if name.kind else behind
    return [name for name in found if name.last - name.first <= _LONGEST and _stands(words, name)]


def _with_legal_form(passage: Passage, name: Name, limit: int) -> int:
    """Give the end of a name with its legal forms and their full stops: "Acme Co., Ltd." before more words."""
    words, tokens, legal = passage.words, passage.tokens, name_words().legal
    last = at = name.last
    for _ in range(_MOST_LEGAL):
        if words[at - 1] in legal and at < limit and words[at] == ".":
            at += tokens[at].start == tokens[at - 1].end
        comma = at < limit and words[at] == ","
        follows = at + comma < limit and words[at + comma] in legal and name.kind == "company"
        if not follows:
            break
        at = last = at + comma + 1
        name.source = "shape" if name.source == "unknown" else name.source
    is_stop = at == last + 1 and at < len(words)  # that of the sentence is not the name's
    return at if is_stop else last


def _checked(words: tuple[str, ...], hit_at: dict[int, Name], shape: Name) -> Name:
    """Read "Korean Government" as the country; take no "US-EU Council" for an actor: it is how the two meet."""
    near = list({hit_at[at].first: hit_at[at] for at in range(shape.first, shape.last) if at in hit_at}.values())
    countries = [hit for hit in near if hit.last <= shape.last and hit.kind in ("country", "bloc")]
    led = len(near) > 1 and countries == near[:-1] and near[-1].last == shape.last
    if led and all(at in hit_at for at in range(shape.first, shape.last)):
        return near[-1]  # "White House Office of Science and Technology Policy"
    if len(countries) == 1 and all(
        w in _GOVERNMENT or w in ("of", "the") for w in _without(words, shape, countries[0])
    ):
        only = countries[0]
        return Name(shape.first, shape.last, only.kind, "gazetteer", only.actor, only.country)
    pairs = [(a, b) for a, b in pairwise(countries) if a.last + 1 == b.first and words[a.last] in "-–‑"]
    if (pairs or _follows_pair(words, hit_at, shape)) and shape.kind in ("agency", "programme"):
        return Name(shape.first, shape.last, None, "shape")
    return shape


def _follows_pair(words: tuple[str, ...], hit_at: dict[int, Name], shape: Name) -> bool:
    """Say whether "US-EU" stands right before a name."""
    second = hit_at.get(shape.first - 1)
    if second is None or second.kind not in ("country", "bloc") or second.first < 2:
        return False
    return words[second.first - 1] in "-–‑" and second.first - 2 in hit_at


def _without(words: tuple[str, ...], name: Name, part: Name) -> tuple[str, ...]:
    return words[name.first : part.first] + words[part.last : name.last]


def _stands(words: tuple[str, ...], name: Name) -> bool:
    if words[name.last : name.last + 1] == ("$",) and name.last - name.first == 1 and words[name.first].isupper():
        return False  # a currency: "US$5", "AU$5"
    if name.form in ("government", "region"):
        behind = words[name.last : name.last + 2]
        return behind in (("-", "based"), ("-", "headquartered")) or acts(words, name.first, name.last)
    return True


def _without_parts_of_names(
    words: tuple[str, ...], found: list[Name], runs: list[tuple[int, int]], *, is_title: bool
) -> list[Name]:
    """Drop capitals and regions that are only a part of a longer capitalised name: "Washington University"."""
    covered = {i for name in found for i in range(name.first, name.last)}
    kept = []
    for name in found:
        if name.form in ("government", "region"):
            beside = [i for i in (name.first - 1, name.last) if 0 <= i < len(words) and i not in covered]
            run = next((r for r in runs if r[0] <= name.first < r[1]), None)
            if run and any(
                run[0] <= i < run[1]
                and words[i] != "-"
                and not (_opens(words, i) or (is_title and _is_common(words[i])))
                for i in beside
            ):
                continue
        kept.append(name)
    return kept


def _opens(words: tuple[str, ...], at: int) -> bool:
    first = at == 0 or (at == 1 and words[0] in _OPEN)
    return first and words[at].lower() in name_words().common


def _rest(words: tuple[str, ...], runs: list[tuple[int, int]], found: list[Name], blocked: list[Name]) -> list[Name]:
    """Turn what is left of the capital runs into people, blocked things and unknown names."""
    covered = {i for name in found for i in range(name.first, name.last)}
    blocked_at = {i for name in blocked for i in range(name.first, name.last)}
    rest: list[Name] = []
    for first, last in runs:
        at = first
        while at < last:
            end = at
            while end < last and end not in covered:
                end += 1
            if end > at:
                rest += _unknown(words, at, end, blocked_at)
            at = max(end, at) + 1
    return rest


def _with_places(words: tuple[str, ...], found: list[Name], rest: list[Name]) -> list[Name]:
    """Take the country in front into a name of capitals only: "Hong Kong CBC"."""
    place_before = {n.last: n for n in found if n.kind == "country" and n.form == "name"}
    taken: set[int] = set()
    for name in rest:
        place = place_before.get(name.first)
        initials = name.last - name.first == 1 and words[name.first].isupper() and words[name.first].isalpha()
        if place and name.kind and initials and not words[place.first].isupper():
            name.first = place.first
            taken.add(place.first)
    return [name for name in found if name.first not in taken] + rest


def _unknown(words: tuple[str, ...], first: int, last: int, blocked: set[int]) -> list[Name]:
    lexicon = name_words()
    while first < last and (
        words[first] in ("-", "&", "+") or _opens(words, first) or words[first] in ("The", "A", "An")
    ):
        first += 1
    while last > first and words[last - 1] in ("-", "&", "+"):
        last -= 1
    if first == last:
        return []
    person = person_in(words, first, last)
    if person:
        return [Name(person[0], person[1], None, "unknown")]
    if any(i in blocked for i in range(first, last)) or (
        _is_no_actor(words, first, last) and not _is_party(words, first, last)
    ):
        return [Name(first, last, None, "shape")]
    legal = last - first > 1 and words[last - 1] in lexicon.legal
    at_start = last - first == 1 and (
        first == 0 or words[first - 1] in _OPEN or (first > 0 and words[first - 1] in (":", "."))
    )
    plain = words[first][1:].islower()
    opens = at_start and plain and not _acts_next(words, first, last)
    return [Name(first, last, "company", "shape" if legal else "unknown", opens=opens)]


def _acts_next(words: tuple[str, ...], first: int, last: int) -> bool:
    """Say whether a verb behind the first word of a sentence shows that it is a name."""
    following = words[last].lower() if last < len(words) else ""
    if following in _DEEDS:
        return True
    if words[first].lower().endswith(_WORD_ENDINGS):
        return False
    if following in _VERBS | {",", "(", "-"}:
        return True
    if not following.endswith(("ed", "s")) or following in ("as", "its", "this"):
        return False
    if following.endswith(_PLURALS) and following not in _VERBS_LIKE_PLURALS:
        return False  # "Lorry drivers went"
    behind = words[last + 1].lower() if last + 1 < len(words) else ""
    return behind not in _FINITE  # "Video calls would stay clear": what calls is a noun


def _is_no_actor(words: tuple[str, ...], first: int, last: int) -> bool:
    lexicon = name_words()
    name = words[first:last]
    text = " ".join(name)
    if text in lexicon.not_actors or text in cities() or text.replace(" - ", "-") in lexicon.not_actors:
        return True
    if all(
        w in lexicon.not_actors
        or w in lexicon.titles
        or w in lexicon.topics
        or w in lexicon.heads
        or w in lexicon.legal
        or _is_common(w)
        or w == "-"
        for w in name
    ):
        return True
    if len(name) == 1 and (len(text) == 1 or text in country_forms() or _is_ticker(words, first)):
        return True
    if text.isupper() and (_is_place(name) or (len(text) > 3 and text.lower() in lexicon.common)):
        return True
    if name[0] == "DG" or _CODE.fullmatch(text) or (first > 0 and words[first - 1] == "told"):
        return True
    behind = words[last].lower() if last < len(words) else ""
    has_digit = any(c.isdigit() for c in name[-1])
    after_possessive = first > 0 and words[first - 1] == "'s"
    return (has_digit or after_possessive) and behind in _PRODUCT_BEHIND


def _is_place(capitals: tuple[str, ...]) -> bool:
    """Say whether words in capitals are a city, as in a dateline: "BRUSSELS", "NEW DELHI"."""
    title = tuple(word.title() for word in capitals)
    if " ".join(title) in cities():
        return True
    known = next(iter(gazetteer().cased.scan(title)), None) if len(capitals[0]) > _LONGEST_ACRONYM else None
    return known is not None and known[1] == len(title) and known[2].form in ("government", "region")


def _is_party(words: tuple[str, ...], first: int, last: int) -> bool:
    """Say whether a common word stands like the name of a party inside a sentence: "Acme and Prompt are"."""
    lexicon, word = name_words(), words[first]
    listed = word in lexicon.not_actors or word in lexicon.titles or word in lexicon.topics
    if last - first > 1 or first < 2 or listed or word in lexicon.heads or word in lexicon.legal:
        return False
    if word.lower() not in lexicon.common or word in cities() or words[last : last + 1] not in _BEHIND_PARTY:
        return False
    if words[first - 1] in _BEFORE_PARTY:
        return True
    fellow = words[first - 2]
    return words[first - 1] in _JOINING and fellow[0].isupper() and fellow.lower() not in lexicon.common


def _is_ticker(words: tuple[str, ...], at: int) -> bool:
    """Say whether a word is a share's sign, or the exchange before it: "(NYSE: TSM)"."""
    is_exchange = at > 0 and words[at - 1] == "(" and words[at].isupper() and words[at + 1 : at + 2] == (":",)
    return is_exchange or (at > 1 and words[at - 1] == ":" and words[at - 2].isupper())


def _is_common(word: str) -> bool:
    lower = word.lower()
    if word.isupper() and len(word) > 1:
        return False
    common = name_words().common
    return lower in common or (lower.endswith("s") and lower[:-1] in common)
