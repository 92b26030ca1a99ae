"""HTML text in, a stream of tags and words out, in one pass whatever the input.

The parser of the standard library takes quadratic time on broken comments, tags and quotes, so a page of a megabyte
could hold a run for minutes. This one goes forward only, and keeps what HTML keeps: entities, raw scripts, void tags.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["Tag", "Words", "tokens"]

_NAME = re.compile(r"[a-zA-Z][^\s/>]*")
_ATTRIBUTE = re.compile(r"[\s/]*([^\s/>=][^\s/>=]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]*)))?")
_TAG_END = re.compile(r"[\s/]*>")
_RAW = {name: re.compile(f"</{name}(?=[\\s/>])", re.IGNORECASE) for name in ("script", "style", "textarea", "title")}
# Longer numbers are no character, and Python refuses to read them at all.
_LONG_NUMBER = re.compile(r"&#(?:\d{8,}|[xX][0-9a-fA-F]{8,});?")
# A page has some ten attributes in a tag; what comes after a thousand is an attack or an accident.
_MOST_ATTRIBUTES = 1000


class Tag(NamedTuple):
    """A start or end tag; names of tags and attributes are in lower case."""

    name: str
    is_end: bool
    attributes: dict[str, str]


class Words(NamedTuple):
    """Text between tags, entities resolved; `inside` names the tag whose raw content it is (``script``), if any."""

    text: str
    inside: str = ""


def tokens(page: str) -> Iterator[Tag | Words]:
    """Give tags and words in order.

    Examples
    --------
    >>> [t.name if isinstance(t, Tag) else t.text for t in tokens("<p id=x>R&amp;D <!-- no --><br>pact")]
    ['p', 'R&D ', 'br', 'pact']
    """
    at, length = 0, len(page)
    while at < length:
        opens = page.find("<", at)
        if opens < 0:
            yield Words(_resolved(page[at:]))
            return
        if opens > at:
            yield Words(_resolved(page[at:opens]))
        following = page[opens + 1 : opens + 3]
        if following[:1] in ("!", "?") or (following[:1] == "/" and not following[1:].isalpha()):
            at = _after_comment(page, opens)
        elif following[:1].isascii() and (following[:1].isalpha() or following[:1] == "/"):
            tag, at = _tag(page, opens)
            yield tag
            if tag.name in _RAW and not tag.is_end:
                closes = _RAW[tag.name].search(page, at)
                end = closes.start() if closes else length
                raw = page[at:end]
                yield Words(_resolved(raw) if tag.name in ("title", "textarea") else raw, tag.name)
                at = end
        else:
            yield Words("<")
            at = opens + 1


def _after_comment(page: str, opens: int) -> int:
    if page.startswith("<!--", opens):
        end = page.find("-->", opens + 4)
        return end + 3 if end >= 0 else len(page)
    end = page.find(">", opens)
    return end + 1 if end >= 0 else len(page)


def _tag(page: str, opens: int) -> tuple[Tag, int]:
    is_end = page[opens + 1] == "/"
    name = _NAME.match(page, opens + 1 + is_end)
    if name is None:
        return Tag("", is_end, {}), opens + 1
    attributes: dict[str, str] = {}
    at = name.end()
    while not (end := _TAG_END.match(page, at)):
        found = _ATTRIBUTE.match(page, at)
        if found is None or len(attributes) >= _MOST_ATTRIBUTES:
            close = page.find(">", at)
            return Tag(name[0].lower(), is_end, attributes), close + 1 if close >= 0 else len(page)
        value = found[2] or found[3] or found[4] or ""
        attributes.setdefault(found[1].lower(), _resolved(value))
        at = found.end()
    return Tag(name[0].lower(), is_end, attributes), end.end()


def _resolved(text: str) -> str:
    return html.unescape(_LONG_NUMBER.sub("\ufffd", text)) if "&" in text else text
