"""HTML tokens in, a page out: its pieces of text in order, the elements they stand in, and what its head says.

Kept flat (lists with the number of the parent), so that a page nested a million deep is no deeper than any other.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from qtnet.corpus.markup import Tag, Words, tokens
from qtnet.corpus.reading import named, without_invisible

__all__ = ["Element", "Page", "Piece", "parse_page"]

_VOID = named("area base br col embed hr img input link meta param source track wbr")
_UNSEEN = named("script style noscript template svg math iframe object canvas audio video select button head")
_BLOCKS = named(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table "
    "tbody td tfoot th thead tr ul"
)
_CELLS = frozenset(("td", "th"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# An opening tag ends open elements of these names, if no element of the second set stands between.
_ENDS = {
    "li": ({"li"}, {"ul", "ol", "menu"}),
    "td": ({"td", "th"}, {"table"}),
    "th": ({"td", "th"}, {"table"}),
    "tr": ({"tr"}, {"table"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
}
_P = ({"p"}, {"table", "td", "th", "li", "button"})
# An element that was left open is looked for this far up; pages are some tens of elements deep.
_REACH = 200
_SPACES = re.compile(r"[ \t\r\n\f\u00a0]+")


@dataclass(slots=True)
class Element:
    """An element of the page; `parent` is its number in `Page.elements`, -1 for the page itself."""

    parent: int
    tag: str
    attributes: dict[str, str]
    lists: int = 0  # lists around it
    item: int = -1  # the list item around it


@dataclass(slots=True)
class Piece:
    """A run of text without a break; `linked` of its characters stand in links."""

    element: int
    text: str
    linked: int
    heading: int = 0
    is_row: bool = False


@dataclass(slots=True)
class Page:
    """Elements and pieces in order, and what the head says of the document."""

    elements: list[Element] = field(default_factory=lambda: [Element(-1, "", {})])
    pieces: list[Piece] = field(default_factory=list)
    metas: dict[str, str] = field(default_factory=dict)
    data: list[str] = field(default_factory=list)  # JSON-LD
    times: list[tuple[int, str]] = field(default_factory=list)  # elements and their `datetime`


def parse_page(source: str) -> Page:
    """Parse a page.

    Examples
    --------
    >>> [(p.heading, p.text) for p in parse_page("<h1>Pact</h1><ul><li>Japan<li>Korea</ul>").pieces]
    [(1, 'Pact'), (0, 'Japan'), (0, 'Korea')]
    """
    reader = _Reader()
    for token in tokens(source):
        if isinstance(token, Words):
            reader.words(token)
        elif token.is_end:
            reader.end(token.name)
        else:
            reader.start(token)
    reader.flush()
    return reader.page


class _Reader:
    """What is open while the page is read."""

    def __init__(self) -> None:
        self.page = Page()
        self.stack = [0]
        self.open: Counter[str] = Counter()
        self.unseen = 0
        self.text: list[str] = []
        self.linked = 0

    def start(self, tag: Tag) -> None:
        name = tag.name
        if name in ("meta", "link", "time"):
            self._note(tag)
        if name == "br":
            self.text.append("\n")
        if name in _BLOCKS:
            self._break(name)
        if name in _VOID:
            return
        parent = self.stack[-1]
        above = self.page.elements[parent]
        number = len(self.page.elements)
        self.page.elements.append(
            Element(
                parent,
                name,
                tag.attributes,
                above.lists + (name in ("ul", "ol", "menu")),
                number if name == "li" else above.item,
            )
        )
        self.stack.append(number)
        self.open[name] += 1
        # A head that nobody closed ends where the body begins.
        self.unseen = 0 if name == "body" else self.unseen + (name in _UNSEEN)

    def _break(self, name: str) -> None:
        if name not in _CELLS:
            self.flush()
        elif self.text:
            self.text.append(" | ")
        ends, inside = _ENDS.get(name, _P)
        if not any(self.open[end] for end in ends):
            return
        for depth in range(len(self.stack) - 1, max(0, len(self.stack) - _REACH), -1):
            tag = self.page.elements[self.stack[depth]].tag
            if tag in ends:
                self._close(depth)
                return
            if tag in inside:
                return

    def end(self, name: str) -> None:
        if name in _BLOCKS and name not in _CELLS:
            self.flush()
        if not self.open[name]:
            return
        for depth in range(len(self.stack) - 1, 0, -1):
            if self.page.elements[self.stack[depth]].tag == name:
                self._close(depth)
                return

    def _close(self, depth: int) -> None:
        for number in self.stack[depth:]:
            tag = self.page.elements[number].tag
            self.open[tag] -= 1
            self.unseen = max(0, self.unseen - (tag in _UNSEEN))
        del self.stack[depth:]

    def words(self, words: Words) -> None:
        if words.inside == "script":
            kind = self.page.elements[self.stack[-1]].attributes.get("type", "")
            if "ld+json" in kind.lower():
                self.page.data.append(words.text)
        elif words.inside == "title":
            self.page.metas.setdefault("title", words.text)
        elif not words.inside and not self.unseen:
            text = words.text if self.open["pre"] else _SPACES.sub(" ", words.text)
            self.text.append(text)
            if self.open["a"]:
                self.linked += len(text.strip())

    def flush(self) -> None:
        lines = [" ".join(line.split()) for line in without_invisible("".join(self.text)).split("\n")]
        text = "\n".join(line.strip("| ") if " | " in f"{line} " else line for line in lines if line)
        if text:
            here = self.stack[-1]
            heading, is_row = self._role()
            if heading:
                text = text.replace("\n", " ")
            self.page.pieces.append(Piece(here, text, min(self.linked, len(text)), heading, is_row))
        self.text, self.linked = [], 0

    def _role(self) -> tuple[int, bool]:
        heading = next((int(name[1]) for name in sorted(_HEADINGS) if self.open[name]), 0)
        return heading, bool(self.open["tr"])

    def _note(self, tag: Tag) -> None:
        given = tag.attributes
        if tag.name == "time" and given.get("datetime"):
            self.page.times.append((self.stack[-1], given["datetime"]))
        elif tag.name == "link" and given.get("rel", "").lower() == "canonical":
            self.page.metas.setdefault("canonical", given.get("href", ""))
        elif tag.name == "meta":
            name = given.get("property") or given.get("name") or given.get("itemprop") or ""
            if name and given.get("content"):
                self.page.metas.setdefault(name.lower(), given["content"])
