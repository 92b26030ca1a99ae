"""Parts of speech, lightly: one letter for each word of a sentence, from word lists, endings and the words beside it.

The letters: E name, N noun, Q number or amount, J adjective, D determiner, O pronoun, P preposition, T the "to" of an
infinitive, M modal, A auxiliary, B base verb, Z verb in -s, Y past, X participle, V past or participle, I -ing verb,
R adverb, ! negation, C coordinator, S subordinator, W relative word, ' possessive mark, and the punctuation marks
``,`` ``;`` (any hard mark) ``(`` ``)`` ``"``; - for what was joined to the word before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from qtnet.extract.roles.lexicon import Words, load_words

__all__ = ["VERBAL", "tag_words"]

VERBAL = frozenset("MABZYXVI")
PUNCTUATION = {
    ",": ",", ";": ";", ":": ";", "—": ",", "–": ",", "-": "-", "(": "(", "[": "(", ")": ")", "]": ")",
    '"': '"', "“": '"', "”": '"', "«": '"', "»": '"', "‘": '"', ".": ".", "!": ".", "?": ".", "…": ".",
    "'s": "'", "’s": "'", "'": "'", "’": "'", "/": "C", "•": ".", "*": ".", "%": "Q",
}  # fmt: skip
ADJECTIVE = re.compile(
    r"(?:ous|ful|less|ive|able|ible|ical|onal|ial|ic|ary|ese|ish|-based|-led|-owned|-backed|-made|-wide|-funded|-level|"
    r"-scale|-term|-built|-run|-old|-year|-grade|-class|ern|ual|eral|etic|ntal|antial)$"
)
NUMBER = re.compile(
    r"^(?:[$€£¥₹₩~+]|us\$|nt\$|a\$|c\$|s\$|hk\$)*\d[\d.,]*(?:st|nd|rd|th|bn|m|mn|k|%|nm|gb|km|-\S+)?$|^[$€£¥₹₩]$"
)
REACH = 12
#: Endings of words that are hardly ever nouns.
PURE_ENDINGS = ("ful", "able", "ible", "less", "ous")
NOMINAL_LEFT = frozenset("DJQ'")


def tag_words(texts: Sequence[str], names: Sequence[bool]) -> tuple[list[str], list[str]]:
    """Give each word its letter and its meaning: the lemma of a verb, the head of a phrase, else the lower-case word.

    Parameters
    ----------
    texts
        The words as written.
    names
        Whether each word is a name (its text then does not matter).

    Examples
    --------
    >>> words = "Chips from § were supplied to § .".split()
    >>> tags, meanings = tag_words(words, [word == "§" for word in words])
    >>> "".join(tags), meanings[4]
    ('NPEAVPE.', 'supply')
    """
    words = load_words()
    lowers = [text.lower() for text in texts]
    tags: list[str] = []
    meanings: list[str] = []
    position = 0
    while position < len(texts):
        length, meaning = _phrase(lowers, names, position, words)
        if length:
            tags += [
                "C"
                if meaning == "and"
                else "T"
                if _opens_infinitive(lowers, position + length, words, meaning)
                else "P"
            ]
            meanings.append(meaning)
            tags += ["-"] * (length - 1)
            meanings += [""] * (length - 1)
            position += length
            continue
        letter, meaning = ("E", "§") if names[position] else _tag(texts, lowers, tags, names, position, words)
        tags.append(letter)
        meanings.append(meaning)
        position += 1
    return tags, meanings


def _phrase(lowers: Sequence[str], names: Sequence[bool], at: int, words: Words) -> tuple[int, str]:
    if names[at]:
        return 0, ""
    for length in range(min(words.longest.get(lowers[at], 0), len(lowers) - at), 1, -1):
        if (found := words.phrases.get(tuple(lowers[at : at + length]))) is not None:
            return length, found
    return 0, ""


def _opens_infinitive(lowers: Sequence[str], at: int, words: Words, meaning: str) -> bool:
    return meaning == "to" and at < len(lowers) and words.verbs.get(lowers[at], ("", ""))[1] == "B"


def _tag(
    texts: Sequence[str], lowers: Sequence[str], tags: Sequence[str], names: Sequence[bool], at: int, words: Words
) -> tuple[str, str]:
    word = lowers[at]
    if word in PUNCTUATION:
        return _mark(word, texts, tags, names, at), word
    before = _before(tags)
    if _is_number(word):
        return "Q", word
    if texts[at] in ("May", "March"):
        return "Q", word
    if word == "to":
        return _to(lowers, names, at, words), word
    if word == "that":
        return _that(lowers, tags, names, at, words), word
    closed = words.closed.get(word)
    if closed == "A":
        return "A", "be" if word in words.sets["be"] else "have" if word in words.sets["have"] else "do"
    if word in ("n't", "n’t", "not", "never"):
        return "!", word
    verb = words.verbs.get(word)
    if closed is not None and not (
        verb is not None and closed in "JRP" and _is_verb_here(word, verb[1], before, lowers, names, tags, at, words)
    ):
        return _closed(closed, word, lowers, names, at, words), word
    is_capital = texts[at][:1].isupper() and at > 0 and tags[-1] not in '".;' if tags else False
    if is_capital:
        return ("N" if word in words.sets["relational"] else "E"), word
    if verb is not None:
        lemma, form = verb
        if _is_verb_here(word, form, before, lowers, names, tags, at, words):
            return form, lemma
        return ("J" if form in "XV" else "N"), (lemma if form == "B" else word)
    return _unknown(word, before, lowers, names, at, words)


@lru_cache(maxsize=1 << 14)
def _is_number(word: str) -> bool:
    return NUMBER.match(word) is not None


@lru_cache(maxsize=1 << 14)
def _is_adjective(word: str) -> bool:
    return ADJECTIVE.search(word) is not None


def _before(tags: Sequence[str]) -> str:
    """Give the letter before, past adverbs."""
    for tag in reversed(tags):
        if tag not in "R-!":
            return tag
    return "^"


def _mark(word: str, texts: Sequence[str], tags: Sequence[str], names: Sequence[bool], at: int) -> str:
    if word in ("'", "’"):
        plural = at > 0 and (names[at - 1] or texts[at - 1].lower().endswith("s")) and at + 1 < len(texts)
        return "'" if plural and tags[-1] in "NE" else '"'
    if word in "-–" and 0 < at < len(texts) - 1 and names[at - 1] and names[at + 1]:
        return "-"
    return PUNCTUATION[word]


def _to(lowers: Sequence[str], names: Sequence[bool], at: int, words: Words) -> str:
    for k in range(at + 1, min(at + 4, len(lowers))):
        if names[k]:
            return "P"
        word = lowers[k]
        if word in words.sets["be"] or word in words.sets["have"] or word == "do":
            return "T"
        if words.verbs.get(word, ("", ""))[1] == "B":
            return "T"
        if words.closed.get(word) != "R" and not word.endswith("ly"):
            return "P"
    return "P"


def _that(lowers: Sequence[str], tags: Sequence[str], names: Sequence[bool], at: int, words: Words) -> str:
    following = lowers[at + 1] if at + 1 < len(lowers) else "."
    before = _before(tags)
    if following in ("of", "in", "for", "on", ",", ".", "from", "between"):
        return "O"
    if (tags and tags[-1] in ("N", "E", "Q", "O", ")")) or (
        tags and tags[-1] == "," and len(tags) > 1 and tags[-2] in "NE"
    ):
        return "W"
    if before in VERBAL or before in 'J,C"':
        return "S"
    if at + 1 < len(lowers) and words.closed.get(following) in ("A", "M"):
        return "O"
    return "D"


def _closed(tag: str, word: str, lowers: Sequence[str], names: Sequence[bool], at: int, words: Words) -> str:
    following = lowers[at + 1] if at + 1 < len(lowers) else "."
    if tag == "D" and (
        following in (",", ".", "of", "and", "to", "in", "with", "for") or _is_finite_word(following, words)
    ):
        return "O" if word not in ("the", "a", "an", "its", "their", "no") else tag
    if (
        tag == "P"
        and word in ("up", "out", "off", "over", "about", "past", "down", "along", "in", "on", "through")
        and following in (",", ".", ";", "to", "with", "by", "from", "for", "and")
    ):
        return "R"
    if tag == "P" and following in (".", ";"):
        return "R"
    if tag == "P" and word in words.sets["prenominal_amounts"] and _is_number(following):
        return "R"
    if tag == "S" and word == "so" and following not in ("that",):
        return "R"
    return tag


def _is_finite_word(word: str, words: Words) -> bool:
    return words.closed.get(word) in ("A", "M") or (
        words.verbs.get(word, ("", ""))[1] in ("Z", "Y", "B") and word not in words.sets["noun_verbs"]
    )


def _is_verb_here(
    word: str,
    form: str,
    before: str,
    lowers: Sequence[str],
    names: Sequence[bool],
    tags: Sequence[str],
    at: int,
    words: Words,
) -> bool:
    """Decide whether a word that has a verb form is a verb where it stands."""
    following = lowers[at + 1] if at + 1 < len(lowers) else "."
    next_is_name = at + 1 < len(lowers) and names[at + 1]
    next_tag = "E" if next_is_name else "Q" if _is_number(following) else words.closed.get(following, "")
    if before in "TM":
        return True
    if at and lowers[at - 1] == "whose":
        before = "D"
    if before == "A":
        return form in "XVI" or (form == "B" and at >= 1 and lowers[at - 1] not in words.sets["be"])
    if before in NOMINAL_LEFT or (before == "P" and form in "BZ"):
        if form == "I" and before == "J":
            return False
        if form in "XV" and before in "DQ'":
            return False
        return form in "XVI" and before == "J" and next_tag in ("P", "T") and word not in words.sets["noun_verbs"]
    if form == "I":
        return (
            before not in "NE" or next_tag in ("D", "E", "Q", "P", "O", "W") or following == "to"
            if before != "P"
            else True
        )
    if form in "XV" and word in words.sets["noun_verbs"] and following in ("back", "out", "up"):
        return True
    if form in "XV":
        return _participle_is_verb(before, next_tag, following, words)
    if form == "Y":
        return True
    if form == "Z":
        if before in "OW" or word in words.sets["seldom_plural"]:
            return True
        if not _is_noun_too(word, words):
            return before in 'NEQ),;C^"R' or before == "-"
        if before in 'NE)"' and (next_tag in ("D", "E", "Q", "O") or following in ("that", "as")):
            return True
        if following == "to" and _to(lowers, names, at + 1, words) == "T":
            return True
        return before in "NE" and next_tag != "C" and following not in ",." and _lacks_verb(lowers, tags, at, words)
    return _base_is_verb(word, before, next_tag, following, lowers, tags, at, words)


def _is_noun_too(word: str, words: Words) -> bool:
    nouns = words.sets["noun_verbs"]
    return word[:-1] in nouns or word[:-2] in nouns or word[:-3] + "y" in nouns


def _lacks_verb(lowers: Sequence[str], tags: Sequence[str], at: int, words: Words) -> bool:
    """Say whether the clause around a word has no other finite verb."""
    for k in range(at - 1, max(-1, at - REACH), -1):
        if tags[k] in "MAZYBV":
            return False
        if tags[k] in ';.WS"' or (tags[k] == "," and k < at - 1):
            break
    for k in range(at + 1, min(at + REACH, len(lowers))):
        word = lowers[k]
        if word in PUNCTUATION and PUNCTUATION[word] in ",;.":
            break
        if words.closed.get(word) in ("W", "S", "C"):
            break
        if words.closed.get(word) in ("A", "M") or words.verbs.get(word, ("", ""))[1] == "Y":
            return lowers[k - 1] in ("which", "that", "who")
    return True


def _participle_is_verb(before: str, next_tag: str, following: str, words: Words) -> bool:
    if before == "P":
        return False
    if before in "C,;^" and not next_tag and following not in (",", ".", "to") and following not in words.verbs:
        return before != "C"
    return True


def _base_is_verb(
    word: str,
    before: str,
    next_tag: str,
    following: str,
    lowers: Sequence[str],
    tags: Sequence[str],
    at: int,
    words: Words,
) -> bool:
    if before in "OW":
        return True
    if word in words.sets["noun_verbs"]:
        if before in ",^NE" and word in words.sets["inverting"] and next_tag in ("E", "D", "Q") and tags[:1] == ["P"]:
            return _lacks_verb(lowers, tags, at, words)
        if before in "NE" and following in ("up", "together", "forces", "hands"):
            return True
        if before not in "NE)" or not (next_tag in ("D", "E", "O", "Q") or following in ("to", "that")):
            return False
        is_plural = lowers[at - 1].endswith("s") if before == "N" else _has_plural(lowers, tags)
        return is_plural and _lacks_verb(lowers, tags, at, words)
    if before == "^":
        return next_tag in ("D", "E", "O", "P")
    return before in 'NEQ),;C"S' or before == "-"


def _has_plural(lowers: Sequence[str], tags: Sequence[str]) -> bool:
    """Say whether a coordination or a plural noun stands shortly before: the subject of a form without -s."""
    first = max(0, len(tags) - REACH)
    return any(tags[k] == "C" or (tags[k] == "N" and lowers[k].endswith("s")) for k in range(first, len(tags)))


def _unknown(
    word: str, before: str, lowers: Sequence[str], names: Sequence[bool], at: int, words: Words
) -> tuple[str, str]:
    following = lowers[at + 1] if at + 1 < len(lowers) else "."
    if word.endswith("ly") and len(word) > 4:
        return "R", word
    if _is_adjective(word):
        is_last = before in "DJQ'NP" and (following in PUNCTUATION or words.closed.get(following, "-") in "AMCPWS")
        return ("N" if is_last and (before == "D" or not word.endswith(PURE_ENDINGS)) else "J"), word
    if word.endswith("ed") and len(word) > 4:
        return ("J" if before in "DJQ'P" else "V"), word[:-1] if word.endswith("eed") else word.removesuffix("ed")
    if word.endswith("ing") and len(word) > 5:
        is_verb = before in "A,C^;P" and before not in NOMINAL_LEFT
        return ("I" if is_verb else "N"), word.removesuffix("ing") if is_verb else word
    return "N", word
