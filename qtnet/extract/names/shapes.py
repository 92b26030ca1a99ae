"""Names by their shape: capitalised phrases with a head noun or a legal form.

"University of Oulu", "Ministry of Economy, Trade and Industry", "Chelpis Quantum Corp".

The difficult part is where a name ends: at possessives, never at *and* inside a topic, and after *of* only for heads
that take their topic behind them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qtnet.extract.names.gazetteer import cities, country_forms
from qtnet.extract.names.names import Name
from qtnet.extract.names.namewords import NameWords, Passable, name_words, words_of

__all__ = ["capital_runs", "find_shapes", "is_capital"]

_PARTICLES = words_of("de du del della la le les des der für di da do dos e el und et van von y")
_JOINS = frozenset(["&", "+"])
_CURRENCY = re.compile(
    r"(?:US|A|C|S|NT|HK|R|RM|Rs|NIS|INR|USD|EUR|GBP|CHF|SEK|NOK|DKK|AED|SAR|QAR|CNY|RMB|JPY|KRW|TWD|SGD|MYR|ZAR|BRL|PLN|CZK)"
    r"\d[\d.,]*\w*"
)
_DATES = words_of(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December"""
)
# Departments of these belong to universities; those of other things to governments.
_SUBJECTS = words_of(
    """Physics Chemistry Mathematics Biology Computer Computing Science Sciences Electrical Electronic Electronics
    Mechanical Chemical Civil Engineering Materials Astronomy Statistics Informatics Philosophy History and &"""
)
# What two sides do, behind "on": "the ministry on Cooperation in Semiconductors" ends before it.
_DEEDS = words_of("Cooperation Collaboration Partnership Engagement Relations")
# Country words that never open a name of their own: "US Bureau of Industry" is the bureau of the US.
_DETACHED = frozenset(["US", "U.S.", "UK", "U.K.", "EU", "USA"])
_LEADS = frozenset(["The", "A", "An", "Former", "Both", "Its", "Their", "This", "That", "New-look", "Also"])
_CONTINENTS = frozenset(["Africa", "America", "Latin America", "Asia", "Europe", "the Americas", "the Pacific"])
# Common words that open names as well as sentences.
_OPENING = frozenset(["National", "Advanced", "Global", "General", "International", "Federal", "European"])
# Words that every programme and centre may have in its name: alone they name none.
_ANYBODYS = words_of(
    """Joint International National Regional Global Thematic Technology Technological Innovation Research Science
    Project Doctoral Training Excellence Centre Centres Center Centers Hub Hubs Teams Mission Missions Fund Funds
    Laboratory Laboratories Lab Labs Institute Institutes University Universities Programme Program Programmes Programs
    Initiative Initiatives Projects Scheme Accelerator Development and of for & -"""
)
_PLACED = frozenset(["Institute", "Laboratory", "Foundation", "Center", "Centre"])
_ADJECTIVES = ("al", "ic", "ian", "ary", "ese", "ish")
_APPOSITION = 8  # words
_MARKS = frozenset([",", ".", ";", "that", "which", "who", "of", "with"])
_FIRMS = frozenset(["start", "startup", "company", "firm", "manufacturer", "maker", "supplier", "producer", "operator"])
# Legal forms that are hardly ever a plain word behind another.
_CERTAIN = frozenset(["Corporation", "Corp", "Inc", "Ltd", "LLC", "GmbH", "AG", "Plc", "PLC"])
_MAXIMUM_PARTS = 6  # of a list behind "of": the longest ministries have five


def is_capital(word: str) -> bool:
    """Say whether a word is written like part of a name.

    Examples
    --------
    >>> [is_capital(word) for word in ("Delft", "6G", "imec", "2025", "U.S.", "NIS60bn")]
    [True, True, False, False, True, False]
    """
    if word[0].isdigit():
        return any(map(str.isupper, word))
    return word[0].isupper() and not _CURRENCY.fullmatch(word)


def capital_runs(words: Sequence[str], starts: Sequence[int], ends: Sequence[int]) -> list[tuple[int, int]]:
    """Give the maximal runs of capitalised words, with hyphens, ampersands and foreign particles inside."""
    runs: list[tuple[int, int]] = []
    position, count = 0, len(words)
    while position < count:
        if not is_capital(words[position]):
            position += 1
            continue
        last = position + 1
        while last < count:
            if is_capital(words[last]):
                last += 1
            elif last + 1 < count and is_capital(words[last + 1]) and _joins(words, starts, ends, last):
                last += 2
            elif _bracket(words, last):
                last += 4
            elif last + 1 < count and words[last + 1].isdigit() and _joins(words, starts, ends, last):
                last += 2  # "HANTRU-1"
            elif last - position > 1 and len(words[last - 1]) == 1 and words[last] == "." and _more(words, last):
                last += 2  # "Ana B. Silva"
            elif _particles(words, last):
                last += _particles(words, last)
            else:
                break
        runs.append((position, last))
        position = last
    return runs


def _more(words: Sequence[str], at: int) -> bool:
    return at + 1 < len(words) and words[at + 1][0].isupper() and words[at + 1][1:].islower()


def _joins(words: Sequence[str], starts: Sequence[int], ends: Sequence[int], at: int) -> bool:
    attached = starts[at] == ends[at - 1] and starts[at + 1] == ends[at]
    return words[at] == "&" or (words[at] in ("-", "‑", "+") and attached)


def _bracket(words: Sequence[str], at: int) -> bool:
    """Say whether an acronym in brackets stands inside a name: "... and Innovation (ITSI) Fund"."""
    inside = words[at : at + 4]
    return len(inside) == 4 and inside[0] == "(" and inside[2] == ")" and inside[1].isupper() and _continues(inside[3])


def _continues(word: str) -> bool:
    return name_words().heads.get(word) is not None or word in cities()


def _particles(words: Sequence[str], at: int) -> int:
    for length in (1, 2):
        between = words[at : at + length]
        if at + length < len(words) and is_capital(words[at + length]) and all(w in _PARTICLES for w in between):
            return length + 1
    return 0


def find_shapes(words: Sequence[str], runs: Sequence[tuple[int, int]]) -> list[Name]:
    """Find names with a head noun or legal form.

    Parameters
    ----------
    words
        The words of a sentence.
    runs
        Its capital runs.

    Examples
    --------
    >>> words = "Ghana 's Ministry of Trade , Energy and Industry and Oulu University agreed".split()
    >>> runs = [(0, 1), (2, 3), (4, 5), (6, 7), (8, 9), (10, 12)]
    >>> [" ".join(words[name.first : name.last]) for name in find_shapes(words, runs)]
    ['Ministry of Trade , Energy and Industry', 'Oulu University']
    """
    lexicon = name_words()
    found: list[Name] = []
    run_at = dict(runs)
    for first, last in runs:
        if found and first < found[-1].last:
            continue
        name = _shape(words, first, _before_title(words, first, last, lexicon), run_at, lexicon)
        if name:
            found.append(name)
    return found


def _before_title(words: Sequence[str], first: int, last: int, lexicon: NameWords) -> int:
    for at in range(first, last):
        if words[at] in lexicon.titles and (at + 1 >= len(words) or words[at + 1] not in ("of", "for")):
            return at
    return last


def _shape(words: Sequence[str], first: int, last: int, run_at: dict[int, int], lexicon: NameWords) -> Name | None:
    heads = [i for i in range(first, last) if words[i] in lexicon.heads]
    if not heads:
        return None
    head = heads[-1]
    kind = lexicon.heads[words[head]]
    begin = _begin(words, first, head, lexicon)
    end = last
    if words[last - 1] in lexicon.topic_behind:
        behind = _topic_end(words, last, run_at, lexicon)
        if last - 1 > begin and _is_at_home(words, begin, last, behind, lexicon):
            behind = last
        if behind > last:
            kind, end, begin = lexicon.heads[words[last - 1]], behind, _begin(words, first, last - 1, lexicon)
            if kind == "agency":
                begin = _detached(words, begin, last - 1)
    elif words[begin] in lexicon.topic_behind and begin + 1 == last:
        end = _topic_end(words, last, run_at, lexicon)
    if words[end - 1] in lexicon.legal and end - begin > 1:
        kind = "company"
    if _is_part(words, begin, end):
        kind = None
    begin = _left_topics(words, begin, run_at, lexicon)
    if end - begin < 2 or (_is_general(words[begin:end], kind, lexicon) and not _is_introduced(words, end, kind)):
        return None
    return Name(begin, end, kind, "shape")


def _is_at_home(words: Sequence[str], begin: int, last: int, behind: int, lexicon: NameWords) -> bool:
    """Say whether "of" and a place only tell where a named body is: "Weizmann Institute of Israel"."""
    place = " ".join(words[last + 1 + (tuple(words[last + 1 : last + 2]) == ("the",)) : behind])
    if words[last - 1] == "University":
        return place in country_forms()
    if words[last - 1] in _CERTAIN:
        general = lexicon.topics | lexicon.heads.keys()
        return place in country_forms() and any(word not in general for word in words[begin : last - 1])
    if words[last - 1] not in _PLACED or (place not in country_forms() and place not in cities()):
        return False
    return any(_is_proper(word, lexicon) for word in words[begin : last - 1])


def _is_proper(word: str, lexicon: NameWords) -> bool:
    """Say whether a word is no noun or adjective that many names have."""
    known = word in lexicon.topics or word in lexicon.heads or word in country_forms() or word in _OPENING
    return word[0].isupper() and not (known or word.lower() in lexicon.common or word.endswith(_ADJECTIVES))


def _is_introduced(words: Sequence[str], end: int, kind: Passable) -> bool:
    """Say whether an apposition makes a firm's name of general words: "Battery Technologies, a start-up"."""
    if kind != "company" or tuple(words[end : end + 2]) not in ((",", "a"), (",", "an")):
        return False
    behind = words[end + 2 : end + 2 + _APPOSITION]
    marks = next((at for at, word in enumerate(behind) if word in _MARKS), len(behind))
    return any(word in _FIRMS for word in behind[:marks])


def _is_part(words: Sequence[str], begin: int, end: int) -> bool:
    """Say whether a name is that of a group or of a part that acts through its whole: "Department of Physics"."""
    if " ".join(words[end - 2 : end]) in ("Working Group", "Task Force", "Contact Group", "Stock Exchange"):
        return True
    return words[begin] == "Department" and end - begin > 2 and all(w in _SUBJECTS for w in words[begin + 2 : end])


def _begin(words: Sequence[str], first: int, head: int, lexicon: NameWords) -> int:
    begin = first
    while begin < head:
        starts_sentence = begin == 0 or (begin == 1 and not words[0].isalnum())
        opens = starts_sentence and words[begin].lower() in lexicon.common and words[begin] not in lexicon.topics
        opens = opens and words[begin] not in lexicon.heads and words[begin] not in _OPENING
        if not (opens or words[begin] in _LEADS | _DETACHED | _JOINS or words[begin] == "-"):
            break
        begin += 1
    return begin


def _detached(words: Sequence[str], begin: int, head: int) -> int:
    """Part a nationality from a ministry: its home, not its name."""
    return head if begin < head and " ".join(words[begin:head]) in country_forms() else begin


def _topic_end(words: Sequence[str], at: int, run_at: dict[int, int], lexicon: NameWords) -> int:
    """Give the end of "of X, Y and Z of W" that starts at `at`, or `at` if there is none."""
    end = at
    while end < len(words) and words[end] in ("of", "for", "on"):
        begin = end + 1
        if begin < len(words) and words[begin] == "the":
            begin += 1
        if begin not in run_at or (words[end] == "on" and not _is_subject(words, begin, run_at[begin], lexicon)):
            break
        if end > at and _is_home(words, begin, run_at[begin]):
            break  # "Ministry of Science and ICT of the Republic of Korea": whose ministry, not its name
        end = _list_end(words, run_at[begin], run_at, lexicon)
    if end > at and words[at] == "for" and tuple(words[end : end + 1]) == ("in",):
        behind = " ".join(words[end + 1 : run_at.get(end + 1, end + 1)])
        end = run_at[end + 1] if behind in _CONTINENTS else end  # "Fund for Export Development in Africa"
    return end


def _is_subject(words: Sequence[str], first: int, last: int, lexicon: NameWords) -> bool:
    return not any(w in _DATES or w in _DEEDS for w in words[first:last]) and _all_topics(words, first, last, lexicon)


def _is_home(words: Sequence[str], first: int, last: int) -> bool:
    if words[first] in ("Republic", "Federative", "Kingdom", "Federal", "People's"):
        return True
    return " ".join(words[first:last]) in country_forms() or " ".join(words[first:last]) in cities()


def _list_end(words: Sequence[str], end: int, run_at: dict[int, int], lexicon: NameWords) -> int:
    ahead = end
    for _ in range(_MAXIMUM_PARTS):
        if ahead >= len(words):
            break
        step = ahead
        closing = False
        if words[step] == ",":
            step += 1
        if step < len(words) and words[step] in ("and", "&"):
            step, closing = step + 1, True
        if step == ahead or step not in run_at or not _all_topics(words, step, run_at[step], lexicon):
            break
        ahead = run_at[step]
        if closing:
            return ahead
    return end


def _all_topics(words: Sequence[str], first: int, last: int, lexicon: NameWords) -> bool:
    return all(w in lexicon.topics or w == "-" or w.lower() in lexicon.common for w in words[first:last])


def _left_topics(words: Sequence[str], begin: int, run_at: dict[int, int], lexicon: NameWords) -> int:
    """Take in "Natural Sciences and" before "Engineering Research Council"."""
    if begin < 2 or words[begin - 1] not in ("and", "&") or words[begin] not in lexicon.topics:
        return begin
    left = begin - 2
    while left >= 0 and words[left] in lexicon.topics:
        left -= 1
    if left == begin - 2:
        return begin
    if left >= 0 and is_capital(words[left]) and (words[left] == "National" or words[left] in country_forms()):
        return left if words[left] not in _DETACHED else left + 1
    return left + 1


def _is_general(words: Sequence[str], kind: Passable, lexicon: NameWords) -> bool:
    """Say whether nothing in the phrase is a proper name: "Research Center", "Science and Technology"."""
    if kind == "company":
        if words[-1] in _CERTAIN and not all(w in lexicon.topics or w in lexicon.heads for w in words[:-1]):
            return False  # "Carrier Corporation"
        return not (len(words) > 2 and words[-1] in lexicon.legal) and all(
            w in lexicon.topics or w in lexicon.heads or w.lower() in lexicon.common for w in words
        )
    if kind == "agency" and words[0] in lexicon.topics:  # "Defense Ministry"
        return False
    if kind in ("research", "programme") and all(w in _ANYBODYS for w in words):
        return True
    return all(w in lexicon.heads or w in _LEADS for w in words)
