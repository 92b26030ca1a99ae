"""Chunks: runs of words that act as one in a clause: noun chunks with their head, verb groups with their verb."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from qtnet.extract.roles.lexicon import load_words
from qtnet.extract.roles.tagging import VERBAL

__all__ = ["Chunk", "chunks"]

NOMINAL = frozenset("DQJNEO")
#: Verbs that say that what follows may come but has not.
FUTURE = frozenset(
    [
        "plan",
        "want",
        "seek",
        "hope",
        "intend",
        "aim",
        "pledge",
        "promise",
        "expect",
        "propose",
        "offer",
        "threaten",
        "wish",
        "consider",
        "agree",
        "schedule",
        "slate",
    ]
)
#: Words by which a noun is said to be the subject's.
OWN = frozenset({"its", "their", "his", "her"})
CURRENCY = "$€£¥₹₩"


@dataclass(slots=True)
class Chunk:
    """A noun chunk (kind ``n``), a verb group (``v``) or a single word that joins them (its letter).

    `head` is the position of the word that stands for the chunk. Of a noun chunk `inside` are the positions of names
    that modify the head and `owner` the position of the head of its possessor, or -1. Of a verb group `form` is
    ``finite``, ``inf``, ``ing``, ``pp`` or ``open`` (past or participle), `outer` the lemmas that lead on to its verb.
    """

    kind: str
    first: int
    last: int
    head: int
    word: str = ""
    inside: list[int] = field(default_factory=list)
    owner: int = -1
    is_name: bool = False
    form: str = ""
    passive: bool = False
    modal: bool = False
    negated: bool = False
    outer: tuple[str, ...] = ()
    is_aux: bool = False
    noun: str = ""
    owned: bool = False
    bare: bool = False


def chunks(tags: Sequence[str], meanings: Sequence[str]) -> list[Chunk]:
    """Cut a tagged sentence into chunks; adverbs outside groups and what was joined to the word before are left out.

    Examples
    --------
    >>> from qtnet.extract.roles.tagging import tag_words
    >>> words = "The chipmaker § has agreed to supply § 's new plant".split()
    >>> [(chunk.kind, chunk.word) for chunk in chunks(*tag_words(words, [word == "§" for word in words]))]
    [('n', '§'), ('v', 'supply'), ('n', '§'), ('n', 'plant')]
    """
    found: list[Chunk] = []
    position = 0
    while position < len(tags):
        tag = tags[position]
        if tag in NOMINAL or (tag == "R" and tags[position + 1 : position + 2] in (["Q"], ["J"])):
            position = _nominal(tags, meanings, position, found)
        elif tag in VERBAL or (tag == "T"):
            position = _verbal(tags, meanings, position, found)
        else:
            if tag == "!" and found and found[-1].kind == "v":
                found[-1].negated = True
            elif tag not in "-R!'":
                found.append(Chunk(tag, position, position, position, meanings[position]))
            position += 1
    return found


def _nominal(tags: Sequence[str], meanings: Sequence[str], start: int, found: list[Chunk]) -> int:
    """Read a noun chunk and, behind a possessive mark, the chunk that it owns."""
    owner = -1
    position = start
    while True:
        end = _run_end(tags, meanings, position)
        if end == position:
            break
        chunk = _noun_chunk(tags, meanings, position, end, owner)
        if chunk.word in load_words().sets["times"] and not (found and found[-1].kind == "P") and end - position > 1:
            chunk.kind = "j"  # "last year" tells when and is nobody's object
        found.append(chunk)
        position = end
        if position < len(tags) and tags[position] == "'" and chunk.kind == "n":
            owner = chunk.head
            position += 1
            if position < len(tags) and (
                tags[position] in NOMINAL - {"D", "O"} or tags[position : position + 1] == ["R"]
            ):
                continue
        break
    return max(position, start + 1)


def _run_end(tags: Sequence[str], meanings: Sequence[str], start: int) -> int:
    if tags[start] == "O":
        return start + 1
    position = start
    while position < len(tags):
        tag, before = tags[position], tags[position - 1] if position > start else ""
        if tag == "-" and position + 1 < len(tags) and tags[position + 1] in "NEJQ":
            position += 1
            continue
        if tag == "R":
            if position + 1 < len(tags) and tags[position + 1] in "JQ" and before not in ("N", "E"):
                position += 1
                continue
            break
        if tag not in "DQJNE" or (position > start and _breaks(tags, meanings, position, before)):
            break
        position += 1
    while position > start + 1 and tags[position - 1] in "-R":
        position -= 1
    return position


def _breaks(tags: Sequence[str], meanings: Sequence[str], at: int, before: str) -> bool:
    tag = tags[at]
    following = tags[at + 1] if at + 1 < len(tags) else "."
    if before in ("N", "E"):
        if tag == "D":
            return True
        if tag == "Q":
            return following in "NJQ" or meanings[at][:1] in CURRENCY or before == "N"
        if tag == "J":
            return following not in "NEJ"
        if tag == "E" and before == "N":
            return not _is_class(meanings[at - 1]) and (following in "MAZYB" or following == "V")
    return tag == "D" and before not in ("D", "")


def _is_class(noun: str) -> bool:
    words = load_words()
    return noun in words.sets["class_nouns"] or noun.endswith(words.class_suffixes)


def _noun_chunk(tags: Sequence[str], meanings: Sequence[str], start: int, end: int, owner: int) -> Chunk:
    places = range(start, end)
    heads = [at for at in places if tags[at] in "NEO"] or [at for at in places if tags[at] in "QJ"] or [end - 1]
    head = heads[-1]
    if all(tags[at] in "JR" for at in places):
        return Chunk("j", start, end - 1, head, meanings[head])
    noun = next((meanings[at] for at in reversed(heads) if tags[at] == "N"), "")
    names = [at for at in places if meanings[at] == "§"]
    if tags[head] == "E" and meanings[head] != "§" and names and names[-1] == heads[-1] - 1:
        head = names[-1]
    return Chunk(
        "n", start, end - 1, head, meanings[head], inside=[at for at in names if at != head], owner=owner,
        is_name=tags[head] == "E", noun=noun, owned=meanings[start] in OWN,
    )  # fmt: skip


def _verbal(tags: Sequence[str], meanings: Sequence[str], start: int, found: list[Chunk]) -> int:
    """Read a verb group through auxiliaries and verbs that lead on to others."""
    words = load_words()
    chunk = Chunk("v", start, start, start, meanings[start])
    chunk.form = _form(tags[start], meanings[start], tags, start)
    chunk.bare = tags[start] == "B"
    lead: list[str] = []
    position, main, had_be, is_done = start, -1, False, False
    while position < len(tags):
        tag, meaning = tags[position], meanings[position]
        if tag == "!":
            chunk.negated = True
        elif tag == "M":
            if is_done:
                break
            chunk.modal = True
        elif tag == "A":
            if is_done:
                break
            main, had_be = position, meaning == "be"
        elif tag in "BZYXVI":
            if is_done and not (tag == "I" and meanings[main] in words.sets["leading_ing"]):
                break
            if is_done:
                lead.append(meanings[main])
                had_be = False
            chunk.passive = (tag in "XV" and had_be) or (tag in "XV" and main < 0 and chunk.form in ("pp", "open"))
            main, is_done = position, True
        elif tag == "T":
            if not (main < 0 or _leads_on(meanings[main], had_be, is_done)):
                break
            if main >= 0:
                lead.append(meanings[main])
                chunk.modal |= meanings[main] in FUTURE or not is_done
            chunk.passive, had_be, is_done = False, False, False
        elif tag == "J":
            if not (
                had_be
                and not is_done
                and meaning in words.sets["catenative_adjectives"]
                and _to_follows(tags, position)
            ):
                break
            lead.append(meaning)
            chunk.modal = True
        elif tag not in "R-":
            break
        position += 1
    end = position
    while end > start + 1 and tags[end - 1] in "R-!":
        end -= 1
    if main < 0:
        main = start
    chunk.head, chunk.word, chunk.last, chunk.outer = main, meanings[main], end - 1, tuple(lead)
    chunk.is_aux = tags[main] in "AM"
    found.append(chunk)
    return max(end, start + 1)


def _form(tag: str, meaning: str, tags: Sequence[str], at: int) -> str:
    if tag == "T":
        return "inf"
    if tag == "I":
        return "ing"
    if tag == "X":
        return "pp"
    return "open" if tag == "V" else "finite"


def _leads_on(lemma: str, had_be: bool, is_done: bool) -> bool:
    """Say whether "to" and a further verb belong to the group: "is to", "has to", "agreed to"."""
    return (had_be and not is_done) or lemma in load_words().sets["catenative"] or lemma in ("have", "be")


def _to_follows(tags: Sequence[str], at: int) -> bool:
    return "T" in tags[at + 1 : at + 3]
