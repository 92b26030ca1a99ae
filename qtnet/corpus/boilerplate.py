"""A page in, the pieces of its main text out.

Menus, cookie notices, side columns, footers, share buttons and lists of links are told by tag, role, class names and
share of linked text. A suspect that holds half of the page is no boilerplate: some sites wrap everything in a form.
"""

from __future__ import annotations

import re

from qtnet.corpus.reading import named
from qtnet.corpus.webpage import Element, Page, Piece

__all__ = ["main_pieces"]

_TAGS = named("nav aside footer form dialog menu")
_ROLES = named("navigation complementary contentinfo search banner dialog alertdialog menu menubar")
_MAIN = frozenset(("article", "main"))
_CLASSES = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|ccpa|onetrust|banner|newsletter|subscri(?:be|ption)|signup|share|sharing|social|"
    r"related|recommend(?:ed|ations?)|sidebar|breadcrumbs?|menu|nav|navbar|navigation|footer|masthead|comments?|disqus|"
    r"promo|advert(?:s|isement)?|ads?|popup|modal|overlay|skip|pagination|pager|toolbar|editsection|noprint|paywall|"
    r"tags|toc|hidden|sr-only|visually-hidden|screen-reader-text)(?=$|[\s_-])",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NEVER = frozenset(
    ("", "html", "body", "main", "article", "p", "h1", "h2", "h3", "h4", "h5", "h6", "td", "tr", "tbody")
)
_PHRASES = re.compile(
    r"(?:we|this (?:web)?site|our (?:web)?site|by (?:continuing|using))\b.{0,120}\bcookies?\b.*|"
    r"skip to (?:main )?content|"
    r"accept(?: all)?(?: cookies)?|(?:reject|decline)(?: all)?|manage (?:cookies|preferences|settings)|"
    r"(?:share|tweet|print|email|copy link|back to top|advertisement|read more|learn more|sign in|log in|menu|search)|"
    r"(?:subscribe|sign up)\b.{0,80}\b(?:newsletter|updates|inbox|alerts)\b.*|"
    r"share (?:this|on)\b.{0,60}|follow us\b.{0,60}|"
    r"(?:©|\(c\)|copyright\b).{0,120}|.{0,60}all rights reserved\.?",
    re.IGNORECASE,
)
# A list or box whose text is mostly links is a menu; running text seldom has a third of it linked.
_LINKED = 0.6
_BOXES = frozenset(("ul", "ol", "menu", "dl", "table", "section", "div", "p", "tr"))
# The deepest element with this share of the largest candidate's text is the article within a wider frame.
_ENOUGH = 0.7


def main_pieces(page: Page) -> tuple[list[Piece], set[int]]:
    """Give the pieces of the main text in order, and the numbers of the elements that belong to it.

    Examples
    --------
    >>> from qtnet.corpus.webpage import parse_page
    >>> page = parse_page("<div class=cookie-bar>OK?</div><p>Japan and Korea signed a pact.</p><footer>©</footer>")
    >>> [piece.text for piece in main_pieces(page)[0]]
    ['Japan and Korea signed a pact.']
    """
    total, _ = _sizes(page, page.pieces)
    dropped = _dropped(page, total)
    seen = [piece for piece in page.pieces if not dropped[piece.element]]
    kept, linked = _sizes(page, seen)
    main = _main_element(page, kept)
    inside = _within(page, main)
    chosen = [piece for piece in seen if inside[piece.element]]
    pieces = [
        piece
        for piece, text_follows in zip(chosen, _follows(page, chosen, kept, linked), strict=True)
        if text_follows and not _PHRASES.fullmatch(piece.text)
    ]
    return pieces, {number for number, within in enumerate(inside) if within and not dropped[number]}


def _sizes(page: Page, pieces: list[Piece]) -> tuple[list[int], list[int]]:
    """Count characters, and linked ones, in every element with all that it holds."""
    size, linked = [0] * len(page.elements), [0] * len(page.elements)
    for piece in pieces:
        size[piece.element] += len(piece.text)
        linked[piece.element] += piece.linked
    for number in range(len(page.elements) - 1, 0, -1):
        parent = page.elements[number].parent
        size[parent] += size[number]
        linked[parent] += linked[number]
    return size, linked


def _dropped(page: Page, size: list[int]) -> list[bool]:
    dropped = [False] * len(page.elements)
    in_main = [False] * len(page.elements)
    for number, element in enumerate(page.elements[1:], start=1):
        in_main[number] = in_main[element.parent] or element.tag in _MAIN
        dropped[number] = dropped[element.parent] or (
            2 * size[number] < size[0] and _is_suspect(element, in_main=in_main[number])
        )
    return dropped


def _is_suspect(element: Element, *, in_main: bool) -> bool:
    given = element.attributes
    if element.tag in _TAGS or (element.tag == "header" and not in_main):
        return True
    if given.get("role", "").lower() in _ROLES:
        return True
    if "hidden" in given or given.get("aria-hidden", "").lower() == "true" or _INVISIBLE.search(given.get("style", "")):
        return True
    names = f"{given.get('class', '')} {given.get('id', '')}"[:500]
    return element.tag not in _NEVER and bool(_CLASSES.search(_CAMEL.sub("-", names)))


def _main_element(page: Page, size: list[int]) -> int:
    """Give the number of the element that holds the article; 0, the whole page, if none says so or it is too small."""
    candidates = [number for number, element in enumerate(page.elements) if _says_main(element)]
    largest = max((size[number] for number in candidates), default=0)
    if largest == 0 or 2 * largest < size[0]:
        return 0
    return max(number for number in candidates if size[number] >= _ENOUGH * largest)


def _says_main(element: Element) -> bool:
    given = element.attributes
    return element.tag in _MAIN or given.get("role") == "main" or "articlebody" in given.get("itemprop", "").lower()


def _within(page: Page, main: int) -> list[bool]:
    inside = [False] * len(page.elements)
    inside[main] = True
    for number in range(main + 1, len(page.elements)):
        inside[number] = inside[page.elements[number].parent]
    return inside


def _follows(page: Page, pieces: list[Piece], size: list[int], linked: list[int]) -> list[bool]:
    """Tell which pieces to keep: no menus, and no heading over a menu."""
    menu = [False] * len(page.elements)
    for number, element in enumerate(page.elements[1:], start=1):
        is_box = element.tag in _BOXES and size[number] > 0 and 2 * size[number] < size[0]
        menu[number] = menu[element.parent] or (is_box and linked[number] > _LINKED * size[number])
    keep = [not menu[piece.element] or bool(piece.heading) for piece in pieces]
    for at, piece in enumerate(pieces):
        if piece.heading and at + 1 < len(pieces) and not keep[at + 1]:
            keep[at] = False
    return keep
